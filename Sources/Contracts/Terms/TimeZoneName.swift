/// Names that the IANA database has, and that are no zone to judge a month by.
enum TimeZoneName {
    /// What to write instead of a name that PostgreSQL takes for an abbreviation.
    ///
    /// `at time zone` looks a word up among the abbreviations first (`pg_timezone_abbrevs`), which have one offset
    /// for the whole year, and only then among the zones. These are the zones whose names are in any list of
    /// abbreviations that PostgreSQL comes with. `UTC`, `UCT`, `GMT` and `Zulu` are there too: as zones they have
    /// the same offset, for ever. `EST5EDT` and its like are not.
    private static let abbreviations = [
        "CET": "Europe/Paris", "EET": "Europe/Athens", "EST": "America/Panama", "HST": "Pacific/Honolulu",
        "MET": "Europe/Paris", "MST": "America/Phoenix", "WET": "Europe/Lisbon",
    ]

    /// Why terms may not name this zone; nil where nothing but its existence is in doubt.
    static func refusal(of name: String) -> String? {
        // PostgreSQL does not tell small letters from capital ones.
        if let place = abbreviations[name.uppercased()] {
            return
                "is an abbreviation to PostgreSQL, with one offset for the whole year, so the second proof would "
                + "judge other hours: write a place such as \(place)"
        }
        switch name.split(separator: "/", omittingEmptySubsequences: false).first?.lowercased() {
        case "factory", "localtime", "posixrules":
            return
                "is a setting of a machine, which another machine has otherwise: write a place such as Europe/Paris"
        case "posix":
            return "names one of the two kinds of zone files of this machine: write it without posix/"
        case "right":
            return
                "names zone files that count leap seconds, which no wall clock shows: write it without right/"
        default: return nil
        }
    }
}
