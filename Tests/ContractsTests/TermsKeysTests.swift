import Testing

@testable import Contracts

@Suite struct TermsKeysTests {
    static let wrong: [WrongTerms] = [
        WrongTerms(
            "id: sample\n", "",
            "t:1: id: is missing"),
        WrongTerms(
            "version: \"1\"\n", "",
            "t:1: version: is missing"),
        WrongTerms(
            "title: Sample\n", "",
            "t:1: title: is missing"),
        WrongTerms(
            "source: Nowhere, article 7\n", "",
            "t:1: source: is missing"),
        WrongTerms(
            "effective_from: 2025-03-01\n", "",
            "t:1: effective_from: is missing"),
        WrongTerms(
            "time_zone: Europe/Paris\n", "",
            "t:1: time_zone: is missing"),
        WrongTerms(
            "  exclude: [public_holidays]\n", "  excludes: [public_holidays]\n",
            "t:13: coverage.excludes: unknown key; did you mean exclude?"),
        WrongTerms(
            "id: sample", "id: sample\npenalty: 5%",
            "t:2: penalty: unknown key; the keys here are id, version, title, source, effective_from, effective_until, time_zone, working_week, coverage, availability, excusable, credit"
        ),
        WrongTerms(
            "title: Sample", "title: Sample\ntitle: Other",
            "t:4: title: appears more than once in the same mapping, first on line 3"),
        WrongTerms(
            "      from: \"08:00\"", "      from: \"08:00\"\n      from: \"09:00\"",
            "t:11: coverage.weekly[1].from: appears more than once in the same mapping, first on line 10"),
        WrongTerms(
            "  basis: coverage", "  basis: coverage\n  \"basis\": calendar",
            "t:16: availability.basis: appears more than once in the same mapping, first on line 15"),
        WrongTerms(
            "title: Sample", "title:",
            "t:3: title: has no value"),
        WrongTerms(
            "title: Sample", "title: ~",
            "t:3: title: has no value"),
        WrongTerms(
            "title: Sample", "title: [Sample]",
            "t:3: title: must be text, not a list"),
        WrongTerms(
            "title: Sample", "title: { fr: Sample }",
            "t:3: title: must be text, not a mapping"),
        WrongTerms(
            "  weekly:\n", "  weeky:\n",
            "t:7: coverage.weekly: is missing\nt:8: coverage.weeky: unknown key; did you mean weekly?"),
        WrongTerms(
            "  failure_notification: required\n", "",
            "t:14: availability.failure_notification: is missing"),
        WrongTerms(
            "      from: \"08:00\"\n", "",
            "t:9: coverage.weekly[1].from: is missing"),
        WrongTerms(
            "{ days: [wed], from: \"00:00\", to: \"24:00\" }",
            "{ days: [wed], form: \"00:00\", to: \"24:00\" }",
            "t:12: coverage.weekly[2].from: is missing\nt:12: coverage.weekly[2].form: unknown key; did you mean from?"
        ),
        WrongTerms(
            "[wed], from: \"00:00\", to: \"24:00\" }", "[wed] }",
            "t:12: coverage.weekly[2].from: is missing\nt:12: coverage.weekly[2].to: is missing"),
        WrongTerms(
            "{ days: [wed], from: \"00:00\", to: \"24:00\" }", "wed",
            "t:12: coverage.weekly[2]: must be a mapping (key: value), not text (wed)"),
        WrongTerms(
            "[mon, tue]", "mon",
            "t:9: coverage.weekly[1].days: must be a list, not text (mon)"),
        WrongTerms(
            "  on_request: true\n", "",
            "t:20: credit.on_request: is missing"),
        WrongTerms(
            "  vat_treatment: net_of_tax\n", "",
            "t:20: credit.vat_treatment: is missing and has no default: an accountant decides (price_reduction, net_of_tax, indemnity)"
        ),
        WrongTerms(
            "consecutive_days: 30, ", "",
            "t:27: credit.cap.consecutive_days: is missing"),
        WrongTerms(
            "rate: 20%, consecutive_days", "consecutive_days",
            "t:27: credit.cap.rate: is missing"),
        WrongTerms(
            "{ below: 97%, rate: 20% }", "{ below: 97% }",
            "t:23: credit.tiers[2].rate: is missing"),
        WrongTerms(
            "id: sample", "<<: sample\nid: sample",
            "t:1: <<: a merge key (<<) is not accepted: write the entries out"),
    ]

    @Test("a wrong key is refused with its line, its path and what to do", arguments: wrong)
    func refusal(wrong: WrongTerms) {
        #expect(TermsSample.problems(TermsSample.replacing(wrong.part, by: wrong.other)) == wrong.problems)
    }
}
