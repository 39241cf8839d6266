/// The bytes of an XML document as far as they are needed.
struct XMLInput: ~Copyable {
    private let name: String
    private let more: (inout [UInt8]) throws(FileError) -> Bool
    private var bytes: [UInt8] = []
    private var position = 0
    private var isOver = false

    init(_ name: String, more: @escaping (inout [UInt8]) throws(FileError) -> Bool) {
        self.name = name
        self.more = more
    }

    func fault(_ reason: String) -> FileError {
        FileError(.refused, "is no sound workbook: \(name) \(reason)")
    }

    /// Adds bytes; false where there are no more.
    private mutating func fill() throws(FileError) -> Bool {
        guard !isOver else { return false }
        if position > 0 {
            bytes.removeSubrange(..<position)
            position = 0
        }
        isOver = try !more(&bytes)
        return !isOver
    }

    /// The byte at an offset from here; nil beyond the end.
    mutating func peek(_ offset: Int = 0) throws(FileError) -> UInt8? {
        while position + offset >= bytes.count {
            guard try fill() else { return nil }
        }
        return bytes[position + offset]
    }

    /// Passes over a byte order mark; throws for another encoding than UTF-8.
    mutating func passMark() throws(FileError) {
        guard let first = try peek(), let second = try peek(1) else { return }
        if first >= 0xFE || first == 0 || second == 0 { throw fault("is not UTF-8") }
        if first == 0xEF, second == 0xBB, try peek(2) == 0xBF { position += 3 }
        guard try begins("<?xml") else { return }
        let declaration = String(decoding: try take(through: "?>"), as: UTF8.self).lowercased()
        if let encoding = declaration.firstRange(of: "encoding") {
            let value = declaration[encoding.upperBound...].drop { " \t\r\n='\"".contains($0) }
            guard value.hasPrefix("utf-8") || value.hasPrefix("us-ascii") else { throw fault("is not UTF-8") }
        }
    }

    mutating func begins(_ mark: StaticString) throws(FileError) -> Bool {
        for offset in 0..<mark.utf8CodeUnitCount {
            guard try peek(offset) == mark.utf8Start[offset] else { return false }
        }
        return true
    }

    /// Passes over everything through a mark, however far it is.
    mutating func pass(_ mark: StaticString) throws(FileError) {
        while true {
            if let end = find(mark, from: position) {
                position = end
                return
            }
            position = max(position, bytes.count - mark.utf8CodeUnitCount + 1)
            guard try fill() else { throw fault("ends within a comment or an instruction") }
        }
    }

    /// Everything through a mark.
    mutating func take(through mark: StaticString) throws(FileError) -> ArraySlice<UInt8> {
        var from = position
        while true {
            if let end = find(mark, from: from) {
                defer { position = end }
                return bytes[position..<end]
            }
            guard bytes.count - position <= XMLReader.longest else { throw tooLong() }
            let searched = max(0, bytes.count - position - mark.utf8CodeUnitCount + 1)
            guard try fill() else { throw fault("ends within a section") }
            from = position + searched
        }
    }

    /// A tag with its brackets; a `>` in quotation marks does not end it.
    mutating func takeTag() throws(FileError) -> ArraySlice<UInt8> {
        var end = position + 1
        var quote: UInt8?
        while true {
            while end < bytes.count {
                let byte = bytes[end]
                end += 1
                if let mark = quote {
                    if byte == mark { quote = nil }
                } else if byte == UInt8(ascii: ">") {
                    defer { position = end }
                    return bytes[position..<end]
                } else if byte == ASCII.quote || byte == UInt8(ascii: "'") {
                    quote = byte
                }
            }
            guard bytes.count - position <= XMLReader.longest else { throw tooLong() }
            let searched = end - position
            guard try fill() else { throw fault("ends within a tag") }
            end = position + searched
        }
    }

    /// Text up to the next tag, or as much of it as is there; an entity is not cut.
    mutating func takeText() throws(FileError) -> ArraySlice<UInt8> {
        let rest = bytes[position...]
        var end = rest.place(of: UInt8(ascii: "<")) ?? bytes.count
        // An entity that is not cut off is shorter.
        if end == bytes.count, let entity = rest.suffix(20).lastIndex(of: UInt8(ascii: "&")),
            !bytes[entity...].contains(ASCII.semicolon)
        {
            guard bytes.count - entity <= 16 else { throw fault(XMLText.noEntity) }
            if entity == position {
                guard try fill() else { throw fault("ends within an entity") }
                return bytes[position..<position]
            }
            end = entity
        }
        defer { position = end }
        return bytes[position..<end]
    }

    private func find(_ mark: StaticString, from start: Int) -> Int? {
        let count = mark.utf8CodeUnitCount
        let first = mark.utf8Start[0]
        var place = start
        search: while place + count <= bytes.count {
            guard bytes[place] == first else {
                place += 1
                continue
            }
            for offset in 1..<count where bytes[place + offset] != mark.utf8Start[offset] {
                place += 1
                continue search
            }
            return place + count
        }
        return nil
    }

    private func tooLong() -> FileError { fault("has a tag or section longer than 1 MiB") }
}
