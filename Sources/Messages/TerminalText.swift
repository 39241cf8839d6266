/// Text from outside made fit for a terminal, and measured in its columns.
package enum TerminalText {
    /// The same text with everything escaped that would steer a terminal or reorder what it shows.
    ///
    /// Control characters become `\n`, `\t` or `\u{1B}`; so do invisible format characters (bidirectional
    /// overrides among them) and line separators.
    package static func safe(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isUnsafe(scalar) {
                result += escaped(scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A value as a message quotes it: safe, and without anything that looks like something else.
    ///
    /// Escaped are, further, spaces of another width, private and unassigned characters; bytes that are not UTF-8 become
    /// `\x{E9}`. At most `limit` characters of the value, then `…`.
    package static func quoted(_ bytes: some Sequence<UInt8>, limit: Int) -> String {
        var shown = ""
        var count = 0
        var decoder = UTF8Decoding(bytes)
        while let next = decoder.next() {
            guard count < limit else { return shown + "…" }
            count += 1
            switch next {
            case .scalar(let scalar) where isPlain(scalar): shown.unicodeScalars.append(scalar)
            case .scalar(let scalar): shown += escaped(scalar)
            case .stray(let byte): shown += "\\x{\(String(byte, radix: 16, uppercase: true))}"
            }
        }
        return shown
    }

    /// `\n`, `\r`, `\t` or `\u{1B}`.
    package static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
    }

    /// How many columns a terminal needs: combining marks none, East Asian wide characters two.
    package static func width(_ text: String) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    /// The text, or its beginning and `…` where it needs more columns.
    package static func cut(_ text: String, to columns: Int) -> String {
        var taken = 0
        // The end of what fits beside the mark.
        var end = text.startIndex
        for place in text.indices {
            taken += width(String(text[place]))
            if taken > columns { return text[..<end] + "…" }
            if taken < columns { end = text.index(after: place) }
        }
        return text
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        if 0x20..<0x7F ~= scalar.value { return false }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return true
        // The joiners shape letters and emoji, and do nothing else.
        case .format: return scalar.value != 0x200C && scalar.value != 0x200D
        default: return false
        }
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }

    /// The blocks that Unicode's East Asian Width calls wide or full-width, roughly.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
        0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}
