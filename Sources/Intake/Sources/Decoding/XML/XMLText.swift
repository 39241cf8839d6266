/// The characters of XML text.
enum XMLText {
    static let noEntity = "has an entity other than &lt; &gt; &amp; &apos; &quot; and characters by number"

    /// Adds the text with its entities resolved; false where one is none of the five, nor a character by its number.
    static func append(_ bytes: ArraySlice<UInt8>, to text: inout [UInt8]) -> Bool {
        var start = bytes.startIndex
        while let entity = bytes[start...].place(of: UInt8(ascii: "&")) {
            text += bytes[start..<entity]
            guard let end = bytes[entity...].prefix(16).firstIndex(of: ASCII.semicolon),
                let scalar = scalar(bytes[entity + 1..<end])
            else { return false }
            text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            start = end + 1
        }
        text += bytes[start...]
        return true
    }

    private static func scalar(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        switch String(decoding: name, as: UTF8.self) {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "apos": return "'"
        case "quot": return "\""
        case let text where text.hasPrefix("#x"): return scalar(UInt32(text.dropFirst(2), radix: 16))
        case let text where text.hasPrefix("#"): return scalar(UInt32(text.dropFirst(), radix: 10))
        default: return nil
        }
    }

    /// A character that XML may hold.
    private static func scalar(_ value: UInt32?) -> Unicode.Scalar? {
        guard let value, value >= 0x20 || [9, 10, 13].contains(value), value != 0xFFFE, value != 0xFFFF else {
            return nil
        }
        return Unicode.Scalar(value)
    }
}
