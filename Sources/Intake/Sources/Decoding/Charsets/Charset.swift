/// How the bytes of a text file stand for characters.
package enum Charset: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case windows1252 = "windows-1252"
    case latin1 = "iso-8859-1"
    case latin9 = "iso-8859-15"

    /// The first of the list in which all bytes are characters; nil where they are in none.
    static func first(of charsets: [Charset], fitting bytes: Span<UInt8>) -> Charset? {
        charsets.first { $0.fits(bytes) }
    }

    func fits(_ bytes: Span<UInt8>) -> Bool { firstStray(in: bytes) == nil }

    /// The first byte that is no character, or part of none.
    func firstStray(in bytes: Span<UInt8>) -> UInt8? {
        switch self {
        case .utf8:
            if (try? UTF8Span(validating: bytes)) != nil { return nil }
            return UTF8Stray.first(in: bytes)
        case .windows1252:
            for position in bytes.indices where Self.undefined.contains(bytes[position]) {
                return bytes[position]
            }
            return nil
        case .latin1, .latin9: return nil
        }
    }

    /// The text; `bytes` must fit.
    func text(_ bytes: some Collection<UInt8>) -> String {
        if self == .utf8 { return String(decoding: bytes, as: UTF8.self) }
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(scalar(byte)) }
        return String(text)
    }

    /// The text; `bytes` must fit.
    func text(_ bytes: Span<UInt8>) -> String {
        guard self == .utf8, let checked = try? UTF8Span(validating: bytes) else { return text(bytes.array) }
        return String(copying: checked)
    }

    private func scalar(_ byte: UInt8) -> Unicode.Scalar {
        switch self {
        case .windows1252 where 0x80...0x9F ~= byte: Self.windows[Int(byte) - 0x80]
        case .latin9: Self.latin9Changes[byte] ?? Unicode.Scalar(byte)
        case .utf8, .windows1252, .latin1: Unicode.Scalar(byte)
        }
    }

    private static let undefined: [UInt8] = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
    /// From 0x80 on; a mark where windows-1252 has none.
    private static let windows = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
    /// Where iso-8859-15 differs from iso-8859-1.
    private static let latin9Changes: [UInt8: Unicode.Scalar] = [
        0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
    ]
}
