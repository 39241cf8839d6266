/// The text of a cell as people see it.
enum CellText {
    /// Without blanks around it, and with characters for what stands as `_x000D_`; nil where it is not UTF-8.
    static func shown(_ bytes: ArraySlice<UInt8>) -> String? {
        guard let text = string(hasEscape(bytes) ? unescaped(bytes)[...] : bytes) else { return nil }
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
            isBlank(first) || isBlank(last)
        else { return text }
        var view = String.UnicodeScalarView(text.unicodeScalars.drop(while: isBlank))
        while let last = view.last, isBlank(last) { view.removeLast() }
        return String(view)
    }

    /// nil where it is not UTF-8.
    static func string(_ bytes: ArraySlice<UInt8>) -> String? {
        guard let checked = try? UTF8Span(validating: bytes.span) else { return nil }
        return String(copying: checked)
    }

    private static func hasEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let mark = bytes.place(of: UInt8(ascii: "_")) else { return false }
        return bytes[mark...].indices.contains { escape(bytes, at: $0) != nil }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value == 0x20 || 9...13 ~= scalar.value }
        return scalar.properties.isWhitespace || ["\u{200B}", "\u{2060}", "\u{FEFF}"].contains(scalar)
    }

    /// `_xHHHH_` is the character of that number (ISO 29500, 22.9.2.19).
    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var plain: [UInt8] = []
        var position = bytes.startIndex
        while position < bytes.endIndex {
            if let scalar = escape(bytes, at: position) {
                plain += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
                position += 7
            } else {
                plain.append(bytes[position])
                position += 1
            }
        }
        return plain
    }

    private static func escape(_ bytes: ArraySlice<UInt8>, at position: Int) -> Unicode.Scalar? {
        guard position + 7 <= bytes.endIndex, bytes[position] == UInt8(ascii: "_"),
            bytes[position + 1] == UInt8(ascii: "x"), bytes[position + 6] == UInt8(ascii: "_")
        else { return nil }
        var value: UInt32 = 0
        for byte in bytes[position + 2..<position + 6] {
            guard let digit = JSONEscapes.hexadecimal(byte) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return Unicode.Scalar(value)
    }
}
