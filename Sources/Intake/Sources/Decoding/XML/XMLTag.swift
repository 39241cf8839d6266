/// One tag of an XML document, with its attributes.
struct XMLTag {
    private struct Attribute {
        var name: Range<Int>
        var value: Range<Int>
    }

    private static let mostAttributes = 256

    /// The tag as it stands, then the values of attributes that had entities in them.
    private var bytes: [UInt8] = []
    private var name = 0..<0
    private var local = 0..<0
    private var attributes: [Attribute] = []
    /// Whether it ends the element too: `<c/>`.
    private(set) var isEmpty = false

    var qualifiedName: ArraySlice<UInt8> { bytes[name] }

    func isNamed(_ wanted: StaticString) -> Bool { equals(local, wanted) }

    /// The value of an attribute that has no prefix; nil where there is none.
    func attribute(_ wanted: StaticString) -> ArraySlice<UInt8>? {
        attributes.first { equals($0.name, wanted) }.map { bytes[$0.value] }
    }

    /// The value of an attribute that has a prefix, whichever, but for the declaration of one.
    func prefixed(_ wanted: StaticString) -> ArraySlice<UInt8>? {
        for attribute in attributes {
            guard let colon = bytes[attribute.name].firstIndex(of: ASCII.colon) else { continue }
            let prefix = attribute.name.lowerBound..<colon
            if equals(colon + 1..<attribute.name.upperBound, wanted), !equals(prefix, "xmlns") {
                return bytes[attribute.value]
            }
        }
        return nil
    }

    private func equals(_ range: Range<Int>, _ wanted: StaticString) -> Bool {
        guard range.count == wanted.utf8CodeUnitCount else { return false }
        for offset in 0..<range.count where bytes[range.lowerBound + offset] != wanted.utf8Start[offset] {
            return false
        }
        return true
    }

    /// `</name>`; false where it is none.
    mutating func readEnd(_ tag: ArraySlice<UInt8>) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        bytes += tag
        attributes.removeAll(keepingCapacity: true)
        var position = 2
        guard readName(&position) else { return false }
        skipBlanks(&position)
        return position == bytes.count - 1
    }

    /// `<name a="b">` or `<name/>`; false where it is none.
    mutating func read(_ tag: ArraySlice<UInt8>) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        bytes += tag
        attributes.removeAll(keepingCapacity: true)
        let end = tag.count - 1
        isEmpty = end > 1 && bytes[end - 1] == UInt8(ascii: "/")
        let last = isEmpty ? end - 1 : end
        var position = 1
        guard readName(&position) else { return false }
        while true {
            let before = position
            skipBlanks(&position)
            if position == last { return true }
            guard position > before, readAttribute(&position, last) else { return false }
        }
    }

    private mutating func readName(_ position: inout Int) -> Bool {
        let start = position
        var colon: Int?
        while position < bytes.count, Self.isName(bytes[position]) {
            if bytes[position] == ASCII.colon { colon = position }
            position += 1
        }
        name = start..<position
        local = (colon.map { $0 + 1 } ?? start)..<position
        return !local.isEmpty
    }

    private mutating func readAttribute(_ position: inout Int, _ last: Int) -> Bool {
        let start = position
        while position < last, Self.isName(bytes[position]) { position += 1 }
        let name = start..<position
        guard !name.isEmpty, attributes.count < Self.mostAttributes else { return false }
        skipBlanks(&position)
        guard position < last, bytes[position] == UInt8(ascii: "=") else { return false }
        position += 1
        skipBlanks(&position)
        guard position < last, bytes[position] == ASCII.quote || bytes[position] == UInt8(ascii: "'") else {
            return false
        }
        let quote = bytes[position]
        position += 1
        let begin = position
        var hasEntity = false
        while position < last, bytes[position] != quote {
            if bytes[position] == UInt8(ascii: "<") { return false }
            if bytes[position] == UInt8(ascii: "&") { hasEntity = true }
            position += 1
        }
        guard position < last, !attributes.contains(where: { bytes[$0.name] == bytes[name] }) else {
            return false
        }
        var value = begin..<position
        position += 1
        if hasEntity {
            var text: [UInt8] = []
            guard XMLText.append(bytes[value], to: &text) else { return false }
            value = bytes.count..<bytes.count + text.count
            bytes += text
        }
        attributes.append(Attribute(name: name, value: value))
        return true
    }

    private func skipBlanks(_ position: inout Int) {
        while position < bytes.count, ASCII.isBlank(bytes[position]) || bytes[position] == ASCII.lineFeed {
            position += 1
        }
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: ":"), 0x80...0xFF:
            true
        default: false
        }
    }
}
