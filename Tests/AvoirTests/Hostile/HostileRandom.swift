import TestSupport

/// Strings dangerous pieces together, by chance.
struct HostileRandom {
    private var random: SeededGenerator

    /// Of this run's seed: `AVOIR_TEST_SEED` repeats it.
    static let payloads: HostilePayloads = {
        var random = HostileRandom(random: Seed.generator(9_301))
        return random.payloads()
    }()

    private init(random: SeededGenerator) { self.random = random }

    private mutating func payloads() -> HostilePayloads {
        let texts = (0..<28).map { number in
            // One long enough to break whatever reckons with short ones.
            text(pieces: number == 0 ? 400 : random.pick(1...25), of: Self.pieces + Self.linePieces)
        }
        return HostilePayloads(texts: texts, codes: (0..<28).map { _ in code() })
    }

    /// Never blank: a name must not be.
    private mutating func text(pieces count: Int, of pieces: [String]) -> String {
        var text = (0..<count).map { _ in piece(of: pieces) }.joined()
        while text.utf8.count > 60_000 { text.unicodeScalars.removeLast() }
        return text + random.pick(["x", "<", "'", "\\", "}"])
    }

    /// Without blanks at its beginning; a place comes at its end.
    private mutating func code() -> String {
        var code = text(pieces: random.pick(1...8), of: Self.pieces)
        while code.utf8.count > 190 { code.unicodeScalars.removeLast() }
        let invisible: [Unicode.Scalar] = ["\u{200B}", "\u{2060}", "\u{FEFF}"]
        while let first = code.unicodeScalars.first,
            first.properties.isWhitespace || invisible.contains(first)
        {
            code.unicodeScalars.removeFirst()
        }
        return code.isEmpty ? "'" : code
    }

    private mutating func piece(of pieces: [String]) -> String {
        switch random.pick(0...19) {
        case 0: String(repeating: random.pick(pieces), count: random.pick(2...40))
        case 1: scalar()
        case 2: random.pick(Self.nonCharacters)
        default: random.pick(pieces)
        }
    }

    /// Any that an import takes: no control character, U+FFFE or U+FFFF.
    private mutating func scalar() -> String {
        while true {
            let value = UInt32(random.pick(random.chance(50) ? 0x20...0x2FFF : 0x20...0x10FFFF))
            guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .control,
                !(0xFFFE...0xFFFF ~= value)
            else { continue }
            return String(scalar)
        }
    }

    /// Literals may not hold them.
    private static let nonCharacters = [0xFDD0, 0xFDEF, 0x1FFFE, 0x10FFFF]
        .compactMap { Unicode.Scalar(UInt32($0)) }.map { String($0) }

    private static let pieces = [
        "'", "\"", "''", "\"\"", "`", "'; drop table avoir.credit_note; --", "') or ''='", "$$", "$1",
        "E'\\'", "\\",
        "\\\\", "\\N", "\\.", "\\x27", "\\u0000", "\\uD800", "\\uDC00", "\\n", "{{", "}}", "{number:6}",
        "{%x%}", "${x}",
        "]]>", "<![CDATA[", "<!--", "-->", "<?xml?>", "<", ">", "&", "&y;", "&#x0;", "&#0;", "&#xD800;",
        "&amp;",
        "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>", "</script>", "<script>", "</style>",
        "</svg>",
        "<img src=x onerror=alert(1)>", " onload=", "javascript:", "url(//x.example/)", "@import", "/*", "*/",
        "=cmd|'/C calc'!A0", "=", "+", "-", "@", "=1+1", "|", ";", ",", "%n", "%s", "%1$s", "%00", "$(id)",
        "../", "/", "~",
        "#", "!", "*", "?", " ", "  ", "1", "0", "-1", "1e9", "NULL", "nan", "true", "é", "ÿ", "€", "漢", "＝",
        "＜", "x",
        "\\x1b[31m", "^[]0;x", "\u{A0}", "\u{202F}", "\u{3000}", "\u{2028}", "\u{2029}", "\u{200B}",
        "\u{200D}", "\u{200E}",
        "\u{200F}", "\u{61C}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}",
        "\u{2067}",
        "\u{2068}", "\u{2069}", "\u{FEFF}", "\u{2060}", "\u{AD}", "\u{34F}", "\u{300}", "\u{338}", "\u{20DD}",
        "\u{FE0F}",
        "e\u{301}\u{302}\u{303}", "👩‍👩‍👧‍👦", "👍🏿", "🇫🇷", "🇫", "\u{E000}", "\u{FFFC}", "\u{FFFD}",
        "\u{1FFFD}", "\u{10FFFD}", "\u{E0001}", "\u{E0041}", "\u{1D400}", "ﬁ", "İ", "ı", "ß", "\u{37E}",
        "\u{1F1E6}", "\u{D7FF}", "\u{FF1C}", "\u{2215}", "\u{29F8}", "\u{FFF9}", "\u{FFFB}",
    ]

    private static let linePieces = ["\n", "\r\n", "\r", "\t", "\n=1+1", "\n\n", "\r\r\n", "\t\t"]
}
