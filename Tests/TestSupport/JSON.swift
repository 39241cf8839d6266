/// A JSON value as RFC 8259 has it; numbers as they are written, so that nothing is rounded on the way.
package indirect enum JSON: Equatable, Sendable {
    case object([String: JSON])
    case array([JSON])
    case string(String)
    case number(String)
    case bool(Bool)
    case null

    package struct Malformed: Error, CustomStringConvertible {
        package let offset: Int
        package var description: String { "no JSON from byte \(offset) on" }
    }

    /// Refuses whatever the grammar does not allow, exponents, surrogates, repeated keys, and anything after the value but
    /// one line feed, which must be there.
    package init(_ document: [UInt8]) throws(Malformed) {
        guard document.last == UInt8(ascii: "\n") else { throw Malformed(offset: document.count) }
        try self.init(line: document.dropLast())
    }

    /// The same without a line feed.
    package init(line: ArraySlice<UInt8>) throws(Malformed) {
        guard String(validating: line, as: UTF8.self) != nil else { throw Malformed(offset: 0) }
        var parser = JSONParser(bytes: line)
        self = try parser.value()
        parser.skipSpace()
        guard parser.isAtEnd else { throw Malformed(offset: parser.offset) }
    }

    /// A member, or null when there is none.
    package subscript(_ key: String) -> JSON { members[key] ?? .null }

    package var members: [String: JSON] {
        if case .object(let members) = self { members } else { [:] }
    }

    package var elements: [JSON] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// What a string or number says.
    package var text: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }

    package var isTrue: Bool { self == .bool(true) }
}

private struct JSONParser {
    private var rest: ArraySlice<UInt8>

    init(bytes: ArraySlice<UInt8>) { rest = bytes }

    var offset: Int { rest.startIndex }
    var isAtEnd: Bool { rest.isEmpty }

    mutating func skipSpace() {
        while let byte = rest.first, " \n".utf8.contains(byte) { rest.removeFirst() }
    }

    mutating func value() throws(JSON.Malformed) -> JSON {
        skipSpace()
        switch rest.first {
        case UInt8(ascii: "{"): return .object(try members())
        case UInt8(ascii: "["): return .array(try elements())
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func take(_ byte: UInt8) throws(JSON.Malformed) {
        guard rest.first == byte else { throw JSON.Malformed(offset: offset) }
        rest.removeFirst()
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        skipSpace()
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func word(_ word: String, _ value: JSON) throws(JSON.Malformed) -> JSON {
        for byte in word.utf8 { try take(byte) }
        return value
    }

    private mutating func members() throws(JSON.Malformed) -> [String: JSON] {
        try take(UInt8(ascii: "{"))
        var members: [String: JSON] = [:]
        if takes(UInt8(ascii: "}")) { return members }
        repeat {
            skipSpace()
            let key = try string()
            try take(UInt8(ascii: ":"))
            guard members.updateValue(try value(), forKey: key) == nil else {
                throw JSON.Malformed(offset: offset)
            }
        } while takes(UInt8(ascii: ","))
        try take(UInt8(ascii: "}"))
        return members
    }

    private mutating func elements() throws(JSON.Malformed) -> [JSON] {
        try take(UInt8(ascii: "["))
        var elements: [JSON] = []
        if takes(UInt8(ascii: "]")) { return elements }
        repeat { elements.append(try value()) } while takes(UInt8(ascii: ","))
        try take(UInt8(ascii: "]"))
        return elements
    }

    private mutating func string() throws(JSON.Malformed) -> String {
        try take(UInt8(ascii: "\""))
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"): bytes += try escaped()
            case 0..<0x20: throw JSON.Malformed(offset: offset)
            default: bytes.append(byte)
            }
        }
        throw JSON.Malformed(offset: offset)
    }

    private mutating func escaped() throws(JSON.Malformed) -> [UInt8] {
        let plain: [Character: UInt8] = [
            "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9,
        ]
        guard let byte = rest.popFirst() else { throw JSON.Malformed(offset: offset) }
        if let meant = plain[Character(Unicode.Scalar(byte))] { return [meant] }
        let digits = rest.prefix(4)
        guard byte == UInt8(ascii: "u"), digits.count == 4,
            let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(code)
        else { throw JSON.Malformed(offset: offset) }
        rest.removeFirst(4)
        return Array(String(scalar).utf8)
    }

    private mutating func number() throws(JSON.Malformed) -> String {
        let text = rest.prefix { "-.0123456789".utf8.contains($0) }
        let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
        let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard 1...2 ~= parts.count,
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { 48...57 ~= $0 } }),
            parts[0].count == 1 || parts[0].first != UInt8(ascii: "0")
        else { throw JSON.Malformed(offset: offset) }
        rest = rest.dropFirst(text.count)
        return String(decoding: text, as: UTF8.self)
    }
}
