import ArgumentParser

/// A text that somebody gives on the command line and that stays in the ledger for ever.
enum KeptText {
    /// Refuses what no document can contain, by the rule for imported texts, and what says nothing.
    static func check(_ text: String, of option: String) throws {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("\(option) says nothing")
        }
        guard let refused = text.unicodeScalars.first(where: isRefused) else { return }
        let code = String(refused.value, radix: 16, uppercase: true)
        throw ValidationError("\(option) contains \\u{\(code)}, which a note cannot contain")
    }

    /// Control characters but line ends and tabs, as in an import.
    private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        ["\u{FFFE}", "\u{FFFF}"].contains(scalar)
            || scalar.properties.generalCategory == .control && !["\n", "\r", "\t"].contains(scalar)
    }
}
