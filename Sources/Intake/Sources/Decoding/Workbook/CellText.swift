/// The text of a cell as people see it.
enum CellText {
    /// Without blanks around it, and with characters for what stands as `_x000D_`.
    static func shown(_ text: String) -> String {
        let plain = text.contains("_x") ? unescaped(text) : text
        guard let first = plain.unicodeScalars.first, let last = plain.unicodeScalars.last,
            isBlank(first) || isBlank(last)
        else { return plain }
        let start = plain.unicodeScalars.drop(while: isBlank)
        var view = String.UnicodeScalarView(start)
        while let last = view.last, isBlank(last) { view.removeLast() }
        return String(view)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || ["\u{200B}", "\u{2060}", "\u{FEFF}"].contains(scalar)
    }

    /// `_xHHHH_` is the character of that number (ISO 29500, 22.9.2.19).
    private static func unescaped(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var plain: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if let scalar = escape(bytes, at: position) {
                plain += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
                position += 7
            } else {
                plain.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func escape(_ bytes: [UInt8], at position: Int) -> Unicode.Scalar? {
        guard position + 7 <= bytes.count, bytes[position] == UInt8(ascii: "_"),
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
