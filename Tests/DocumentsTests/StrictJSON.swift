/// A JSON value as RFC 8259 has it; numbers stay as written, members in their order.
indirect enum StrictJSON: Equatable {
    case object([Member])
    case array([StrictJSON])
    case string(String)
    case number(String)
    case bool(Bool)
    case null

    struct Member: Equatable {
        var key: String
        var value: StrictJSON
    }

    struct Malformed: Error {
        var offset: Int
    }

    /// Refuses whatever the grammar does not allow, repeated keys, and anything after the value but one line
    /// feed.
    init(_ bytes: [UInt8]) throws(Malformed) {
        guard String(validating: bytes, as: UTF8.self) != nil, bytes.last == UInt8(ascii: "\n") else {
            throw Malformed(offset: 0)
        }
        var parser = StrictJSONParser(bytes: bytes.dropLast())
        self = try parser.value()
        try parser.skipSpace()
        guard parser.isAtEnd else { throw Malformed(offset: parser.offset) }
    }

    subscript(_ key: String) -> StrictJSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    var elements: [StrictJSON] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    /// A number of seconds, exact, in microseconds; nil when it is none or has more than six decimals.
    var microseconds: Int64? {
        guard case .number(let text) = self else { return nil }
        return StrictJSON.microseconds(text)
    }

    static func microseconds(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = Int64(parts[0]) else { return nil }
        let decimals = parts.count == 2 ? String(parts[1]) : ""
        guard decimals.count <= 6, decimals.last != "0",
            let fraction = Int64(decimals + String(repeating: "0", count: 6 - decimals.count))
        else { return nil }
        return whole * 1_000_000 + fraction
    }
}

private struct StrictJSONParser {
    var rest: ArraySlice<UInt8>

    init(bytes: ArraySlice<UInt8>) { rest = bytes }

    var offset: Int { rest.startIndex }
    var isAtEnd: Bool { rest.isEmpty }

    mutating func skipSpace() throws(StrictJSON.Malformed) {
        while let byte = rest.first, " \n".utf8.contains(byte) { rest.removeFirst() }
    }

    mutating func value() throws(StrictJSON.Malformed) -> StrictJSON {
        try skipSpace()
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

    private mutating func take(_ byte: UInt8) throws(StrictJSON.Malformed) {
        guard rest.first == byte else { throw StrictJSON.Malformed(offset: offset) }
        rest.removeFirst()
    }

    private mutating func takes(_ byte: UInt8) throws(StrictJSON.Malformed) -> Bool {
        try skipSpace()
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func word(_ word: String, _ value: StrictJSON) throws(StrictJSON.Malformed) -> StrictJSON
    {
        for byte in word.utf8 { try take(byte) }
        return value
    }

    private mutating func members() throws(StrictJSON.Malformed) -> [StrictJSON.Member] {
        try take(UInt8(ascii: "{"))
        var members: [StrictJSON.Member] = []
        if try takes(UInt8(ascii: "}")) { return members }
        repeat {
            try skipSpace()
            let key = try string()
            guard !members.contains(where: { $0.key == key }) else {
                throw StrictJSON.Malformed(offset: offset)
            }
            try take(UInt8(ascii: ":"))
            members.append(StrictJSON.Member(key: key, value: try value()))
        } while try takes(UInt8(ascii: ","))
        try take(UInt8(ascii: "}"))
        return members
    }

    private mutating func elements() throws(StrictJSON.Malformed) -> [StrictJSON] {
        try take(UInt8(ascii: "["))
        var elements: [StrictJSON] = []
        if try takes(UInt8(ascii: "]")) { return elements }
        repeat { elements.append(try value()) } while try takes(UInt8(ascii: ","))
        try take(UInt8(ascii: "]"))
        return elements
    }

    private mutating func string() throws(StrictJSON.Malformed) -> String {
        try take(UInt8(ascii: "\""))
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"): bytes += try escaped()
            case 0..<0x20: throw StrictJSON.Malformed(offset: offset)
            default: bytes.append(byte)
            }
        }
        throw StrictJSON.Malformed(offset: offset)
    }

    private mutating func escaped() throws(StrictJSON.Malformed) -> [UInt8] {
        let plain: [Character: UInt8] = [
            "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9,
        ]
        guard let byte = rest.popFirst() else { throw StrictJSON.Malformed(offset: offset) }
        if let meant = plain[Character(Unicode.Scalar(byte))] { return [meant] }
        let digits = rest.prefix(4)
        guard byte == UInt8(ascii: "u"), digits.count == 4,
            let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(code)
        else { throw StrictJSON.Malformed(offset: offset) }
        rest.removeFirst(4)
        return Array(String(scalar).utf8)
    }

    private mutating func number() throws(StrictJSON.Malformed) -> String {
        let text = rest.prefix { "-.0123456789".utf8.contains($0) }
        let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
        let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard 1...2 ~= parts.count,
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { 48...57 ~= $0 } }),
            parts[0].count == 1 || parts[0].first != UInt8(ascii: "0")
        else { throw StrictJSON.Malformed(offset: offset) }
        rest = rest.dropFirst(text.count)
        return String(decoding: text, as: UTF8.self)
    }
}
