/// A JSON document; numbers as they are written, so that nothing is rounded on the way.
enum JSON: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    struct Malformed: Error, CustomStringConvertible {
        let position: Int
        var description: String { "no JSON from byte \(position) on" }
    }

    init(_ bytes: [UInt8]) throws {
        var reader = JSONReader(bytes: bytes)
        self = try reader.document()
    }

    /// A member, or null when there is none.
    subscript(_ key: String) -> JSON {
        if case .object(let members) = self { members[key] ?? .null } else { .null }
    }

    var elements: [JSON] {
        if case .array(let elements) = self { elements } else { [] }
    }

    var members: [String: JSON] {
        if case .object(let members) = self { members } else { [:] }
    }

    /// What a string or number says.
    var text: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }

    var isTrue: Bool { self == .bool(true) }
}

private struct JSONReader {
    let bytes: [UInt8]
    var position = 0

    mutating func document() throws -> JSON {
        let value = try value()
        guard next() == nil else { throw JSON.Malformed(position: position) }
        return value
    }

    /// The next byte that is no blank; it stays.
    private mutating func next() -> UInt8? {
        while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
        return position < bytes.count ? bytes[position] : nil
    }

    private mutating func take(_ character: Character) -> Bool {
        guard next() == character.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Character) throws {
        guard take(character) else { throw JSON.Malformed(position: position) }
    }

    private mutating func value() throws -> JSON {
        switch next() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case .some: return try word()
        case nil: throw JSON.Malformed(position: position)
        }
    }

    private mutating func object() throws -> JSON {
        try expect("{")
        var members: [String: JSON] = [:]
        if take("}") { return .object(members) }
        repeat {
            guard next() == UInt8(ascii: "\"") else { throw JSON.Malformed(position: position) }
            let key = try string()
            try expect(":")
            guard members.updateValue(try value(), forKey: key) == nil else {
                throw JSON.Malformed(position: position)
            }
        } while take(",")
        try expect("}")
        return .object(members)
    }

    private mutating func array() throws -> JSON {
        try expect("[")
        var elements: [JSON] = []
        if take("]") { return .array(elements) }
        repeat { elements.append(try value()) } while take(",")
        try expect("]")
        return .array(elements)
    }

    private mutating func word() throws -> JSON {
        let start = position
        while position < bytes.count, isOfAWord(bytes[position]) { position += 1 }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        switch word {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default:
            guard Double(word) != nil, word.first != "+" else { throw JSON.Malformed(position: start) }
            return .number(word)
        }
    }

    private func isOfAWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "E"): true
        default: false
        }
    }

    private mutating func string() throws -> String {
        position += 1
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw JSON.Malformed(position: position)
                }
                return string
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw JSON.Malformed(position: position - 1)
            default: text.append(byte)
            }
        }
        throw JSON.Malformed(position: position)
    }

    /// Surrogate pairs are not written by anything that the tests read.
    private mutating func escape(into text: inout [UInt8]) throws {
        guard position < bytes.count else { throw JSON.Malformed(position: position) }
        let short: [UInt8: UInt8] = [
            UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D,
            UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "\""): UInt8(ascii: "\""),
            UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "/"): UInt8(ascii: "/"),
        ]
        if let character = short[bytes[position]] {
            text.append(character)
            position += 1
            return
        }
        let digits = bytes.dropFirst(position + 1).prefix(4)
        guard bytes[position] == UInt8(ascii: "u"), digits.count == 4,
            let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(code)
        else { throw JSON.Malformed(position: position) }
        text += Array(String(Character(scalar)).utf8)
        position += 5
    }
}
