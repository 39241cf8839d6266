/// The name of a column as names are compared: without regard to case, accents and repeated blanks.
struct ColumnName: Hashable, Sendable {
    /// In small letters, without accents, with single spaces between words and none around them.
    let folded: String
    /// Other names have mostly others: comparing them is quick.
    let mark: UInt64

    init(_ written: String) {
        folded = Self.plain(written) ?? Self.fold(written)
        // FNV-1a.
        mark = folded.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    func hash(into hasher: inout Hasher) { hasher.combine(mark) }

    static func == (a: ColumnName, b: ColumnName) -> Bool { a.mark == b.mark && a.folded == b.folded }

    private static func fold(_ written: String) -> String {
        var folded = String.UnicodeScalarView()
        var isAfterBlank = false
        for scalar in written.lowercased().unicodeScalars {
            if isBlank(scalar) {
                isAfterBlank = true
                continue
            }
            guard let letter = withoutAccent(scalar) else { continue }
            if isAfterBlank, !folded.isEmpty { folded.append(" ") }
            isAfterBlank = false
            folded.append(letter)
        }
        return String(folded)
    }

    /// A name that is folded already, as most names of machines are; nil for any other.
    private static func plain(_ written: String) -> String? {
        let isPlain = written.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || ASCII.isDigit(byte) || byte == UInt8(ascii: "_")
        }
        return isPlain ? written : nil
    }

    /// Zero-width characters that spreadsheets leave in headings count as blanks too.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || ["\u{200B}", "\u{2060}", "\u{FEFF}"].contains(scalar)
    }

    /// The letter that carries an accent; nil for an accent that stands by itself.
    private static func withoutAccent(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard scalar.value >= 0x80 else { return scalar }
        if scalar.properties.generalCategory == .nonspacingMark { return nil }
        // Unicode's names say which letter lies below an accent: LATIN SMALL LETTER E WITH ACUTE.
        guard let name = scalar.properties.name, name.hasPrefix(accented) else { return scalar }
        let letter = name.dropFirst(accented.count)
        guard letter.dropFirst().hasPrefix(" WITH "), let plain = letter.lowercased().unicodeScalars.first
        else {
            return scalar
        }
        return plain
    }

    private static let accented = "LATIN SMALL LETTER "
}
