/// Single characters of text that is known to be UTF-8.
enum UTF8Text {
    /// The character that begins at `position`, and how many bytes it has.
    @inline(__always)
    static func scalar(at position: Int, in text: Span<UInt8>) -> (value: UInt32, length: Int) {
        let first = text[position]
        return first < 0x80 ? (UInt32(first), 1) : longScalar(first, at: position, in: text)
    }

    private static func longScalar(
        _ first: UInt8, at position: Int, in text: Span<UInt8>
    ) -> (value: UInt32, length: Int) {
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard position + length <= text.count else { return (UInt32(first), 1) }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(text[position + offset] & 0x3F) }
        return (value, length)
    }

    /// The character that ends before `position`, which is not 0.
    static func scalar(before position: Int, in text: Span<UInt8>) -> UInt32 {
        var start = position - 1
        while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
        return scalar(at: start, in: text).value
    }
}
