import Testing

@testable import Contracts

@Suite struct TermsCoverageTests {
    static let wrong: [WrongTerms] = [
        WrongTerms(
            "  weekly:\n    - days: [mon, tue]\n      from: \"08:00\"\n      to: \"18:00\"\n    - { days: [wed], from: \"00:00\", to: \"24:00\" }\n",
            "  weekly: []\n",
            "t:8: coverage.weekly: is empty: nothing would be covered"),
        WrongTerms(
            "[mon, tue]", "[]",
            "t:9: coverage.weekly[1].days: is empty: name the days, for example [mon, tue]"),
        WrongTerms(
            "[mon, tue]", "[mon, tues]",
            "t:9: coverage.weekly[1].days[2]: is unknown; did you mean tue? (tues)"),
        WrongTerms(
            "[mon, tue]", "[monday, tue]",
            "t:9: coverage.weekly[1].days[1]: must be one of mon, tue, wed, thu, fri, sat, sun (monday)"),
        WrongTerms(
            "[mon, tue]", "[mon, tue, mon]",
            "t:9: coverage.weekly[1].days[3]: appears twice in the list, first on line 9 (mon)"),
        WrongTerms(
            "\"08:00\"", "08:00",
            "t:10: coverage.weekly[1].from: must be in quotes: YAML 1.1 readers take an unquoted time for a base-60 number (08:00)"
        ),
        WrongTerms(
            "\"08:00\"", "\"8:00\"",
            "t:10: coverage.weekly[1].from: must be a time from \"00:00\" to \"24:00\", written HH:MM in quotes (8:00)"
        ),
        WrongTerms(
            "\"08:00\"", "\"08:60\"",
            "t:10: coverage.weekly[1].from: must be a time from \"00:00\" to \"24:00\", written HH:MM in quotes (08:60)"
        ),
        WrongTerms(
            "\"08:00\"", "\"24:00\"",
            "t:10: coverage.weekly[1].from: can only end a window, not begin one: the day begins at \"00:00\" (24:00)"
        ),
        WrongTerms(
            "\"18:00\"", "\"24:01\"",
            "t:11: coverage.weekly[1].to: must be a time from \"00:00\" to \"24:00\", written HH:MM in quotes (24:01)"
        ),
        WrongTerms(
            "\"18:00\"", "\"18h00\"",
            "t:11: coverage.weekly[1].to: must be a time from \"00:00\" to \"24:00\", written HH:MM in quotes (18h00)"
        ),
        WrongTerms(
            "\"18:00\"", "\"08:00\"",
            "t:11: coverage.weekly[1].to: equals from: the window has no length (08:00)"),
        WrongTerms(
            "\"08:00\"", "\"22:00\"",
            "t:11: coverage.weekly[1].to: is before from: write a window that crosses midnight as two, one to \"24:00\" and one from \"00:00\" (18:00)"
        ),
        WrongTerms(
            "[wed]", "[tue, wed]",
            "t:12: coverage.weekly[2]: overlaps the window of line 9 on tue (00:00 to 24:00)"),
        WrongTerms(
            "{ days: [wed], from: \"00:00\", to: \"24:00\" }",
            "{ days: [mon], from: \"17:59\", to: \"19:00\" }",
            "t:12: coverage.weekly[2]: overlaps the window of line 9 on mon (17:59 to 19:00)"),
        WrongTerms(
            "[public_holidays]", "[public_holiday]",
            "t:13: coverage.exclude[1]: is unknown; did you mean public_holidays? (public_holiday)"),
        WrongTerms(
            "[public_holidays]", "[public_holidays, public_holidays]",
            "t:13: coverage.exclude[2]: appears twice in the list, first on line 13 (public_holidays)"),
        WrongTerms(
            "[public_holidays]", "public_holidays",
            "t:13: coverage.exclude: must be a list, not text (public_holidays)"),
    ]

    @Test("coverage that cannot be, or could be misread, is refused", arguments: wrong)
    func refusal(wrong: WrongTerms) {
        #expect(TermsSample.problems(TermsSample.replacing(wrong.part, by: wrong.other)) == wrong.problems)
    }
}
