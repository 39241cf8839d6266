/// What backslashes stand for in a JSON text.
enum JSONEscapes {
    /// The text of what has been checked.
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var position = bytes.startIndex
        while position < bytes.endIndex {
            let byte = bytes[position]
            position += 1
            guard byte == ASCII.backslash, position < bytes.endIndex else {
                text.append(byte)
                continue
            }
            let letter = bytes[position]
            position += 1
            if letter == UInt8(ascii: "u") {
                let scalar = scalar(bytes, &position)
                text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            } else {
                text.append(plain[letter] ?? letter)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let plain: [UInt8: UInt8] = [
        UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): ASCII.lineFeed,
        UInt8(ascii: "r"): ASCII.carriageReturn, UInt8(ascii: "t"): ASCII.tab,
    ]

    private static func scalar(_ bytes: ArraySlice<UInt8>, _ position: inout Int) -> Unicode.Scalar {
        let first = unit(bytes, &position)
        if let scalar = Unicode.Scalar(first) { return scalar }
        position += 2
        return UTF16.decode(UTF16.EncodedScalar([first, unit(bytes, &position)]))
    }

    private static func unit(_ bytes: ArraySlice<UInt8>, _ position: inout Int) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 where position < bytes.endIndex {
            unit = unit << 4 | (hexadecimal(bytes[position]) ?? 0)
            position += 1
        }
        return unit
    }

    static func hexadecimal(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// The offset after the escape at `position`, whose backslash is there; nil where the bytes end within it.
    ///
    /// Throws where JSON knows no such escape.
    static func end(of position: Int, in text: Span<UInt8>) throws(JSONFault) -> Int? {
        guard position + 1 < text.count else { return nil }
        switch text[position + 1] {
        case ASCII.quote, ASCII.backslash, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return position + 2
        case UInt8(ascii: "u"): break
        default: throw JSONFault(position, "has an escape that JSON does not know; write a backslash twice")
        }
        guard let first = try unit(at: position, in: text) else { return nil }
        if Unicode.Scalar(first) != nil { return position + 6 }
        let half = JSONFault(position, "has half of a surrogate pair (\\uD800 to \\uDFFF come in pairs)")
        guard UTF16.isLeadSurrogate(first) else { throw half }
        guard position + 7 < text.count else { return nil }
        guard text[position + 6] == ASCII.backslash, text[position + 7] == UInt8(ascii: "u") else {
            throw half
        }
        guard let second = try unit(at: position + 6, in: text) else { return nil }
        guard UTF16.isTrailSurrogate(second) else { throw half }
        return position + 12
    }

    /// The four digits of `\uXXXX`; nil where the bytes end within it.
    private static func unit(at position: Int, in text: Span<UInt8>) throws(JSONFault) -> UInt16? {
        var unit: UInt16 = 0
        for offset in position + 2..<position + 6 {
            guard offset < text.count else { return nil }
            guard let digit = hexadecimal(text[offset]) else {
                throw JSONFault(position, "has a \\u without four hexadecimal digits")
            }
            unit = unit << 4 | digit
        }
        return unit
    }
}
