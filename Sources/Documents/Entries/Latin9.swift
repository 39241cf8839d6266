/// Text as ISO 8859-15 (Latin-9) bytes: a character that the set lacks is transliterated, never lost silently.
///
/// In this order: the set itself; the table below; a letter with diacritics becomes its base letter; what has no
/// appearance of its own goes; everything else becomes `?`. Source: docs/guide/operations.md "What is where".
package enum Latin9 {
    package static func bytes(_ text: String) -> [UInt8] { text.flatMap(bytes) }

    private static func bytes(_ character: Character) -> [UInt8] {
        // Characters are equal when canonically equivalent: a letter and its combining mark find the composed one.
        if let byte = set[character] { return [byte] }
        return character.unicodeScalars.flatMap { scalar -> [UInt8] in
            if let byte = set[Character(scalar)] { return [byte] }
            if let replacement = replacements[scalar] { return Array(replacement.utf8) }
            if scalar.properties.isWhitespace { return [UInt8(ascii: " ")] }
            return baseLetter(scalar) ?? (isInvisible(scalar) ? [] : [UInt8(ascii: "?")])
        }
    }

    /// What the set has, ASCII first; control characters are not text.
    private static let set: [Character: UInt8] = {
        let differing: [UInt8: Unicode.Scalar] = [
            0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
        ]
        var set: [Character: UInt8] = [:]
        for byte in Array(0x20...0x7E) + Array(0xA0...0xFF) as [UInt8] {
            set[Character(differing[byte] ?? Unicode.Scalar(byte))] = byte
        }
        return set
    }()

    private static let replacements: [Unicode.Scalar: String] = [
        // Quotation marks, dashes, dots
        "\u{2018}": "'", "\u{2019}": "'", "\u{201A}": "'", "\u{201B}": "'", "\u{2032}": "'", "\u{B4}": "'",
        "\u{201C}": "\"", "\u{201D}": "\"", "\u{201E}": "\"", "\u{2033}": "\"", "\u{A8}": "\"",
        "\u{2039}": "<", "\u{203A}": ">", "\u{B8}": ",", "\u{A6}": "|",
        "\u{2010}": "-", "\u{2011}": "-", "\u{2012}": "-", "\u{2013}": "-", "\u{2014}": "-", "\u{2015}": "-",
        "\u{2212}": "-", "\u{2026}": "...", "\u{2022}": "*", "\u{2044}": "/",
        // Signs
        "\u{BC}": "1/4", "\u{BD}": "1/2", "\u{BE}": "3/4", "\u{2030}": "o/oo", "\u{2116}": "No",
        "\u{2122}": "(TM)",
        "\u{2264}": "<=", "\u{2265}": ">=", "\u{2260}": "<>", "\u{2190}": "<-", "\u{2192}": "->",
        // Ligatures and letters without a base letter in their name
        "\u{FB00}": "ff", "\u{FB01}": "fi", "\u{FB02}": "fl", "\u{FB03}": "ffi", "\u{FB04}": "ffl",
        "\u{132}": "IJ", "\u{133}": "ij", "\u{131}": "i", "\u{14A}": "NG", "\u{14B}": "ng", "\u{17F}": "s",
        "\u{1E9E}": "SS", "\u{149}": "'n", "\u{138}": "k",
    ]

    /// `Ő` is LATIN CAPITAL LETTER O WITH DOUBLE ACUTE: `O`.
    private static func baseLetter(_ scalar: Unicode.Scalar) -> [UInt8]? {
        guard let words = scalar.properties.name?.split(separator: " "), words.count > 4,
            words[0] == "LATIN", words[2] == "LETTER", words[4] == "WITH", words[3].utf8.count == 1,
            let letter = words[3].utf8.first
        else { return nil }
        switch words[1] {
        case "CAPITAL": return [letter]
        case "SMALL": return [letter | 0x20]
        default: return nil
        }
    }

    /// Combining marks that no letter of the set has, joiners and other format characters.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
    }
}
