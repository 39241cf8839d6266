import SLA
import Testing

@testable import Contracts

/// The keys of docs/reference/terms.md that a contract may leave out.
@Suite struct TermsRulesTests {
    @Test("each is read as it is written, and means nothing where it is left out")
    func read() throws {
        let plain = try TermsSample.parse(TermsSample.text)
        #expect(plain.effectiveUntil == nil && plain.coverage.maintenanceNotice == nil)
        #expect(plain.workingWeek == [.mon, .tue, .wed, .thu, .fri] && plain.credit?.minimum == nil)
        let terms = try TermsSample.parse(
            TermsSample.replacing(lines: [
                "effective_from: 2025-03-01": "effective_from: 2025-03-01\neffective_until: 2025-03-01",
                "time_zone: Europe/Paris": "time_zone: Europe/Paris\nworking_week: [sat, mon]",
                "  exclude: [public_holidays]":
                    "  exclude: [planned_maintenance]\n  maintenance_notice: { minutes: 90 }",
                "  basis: coverage": "  basis: coverage_less_excused",
                "  request_within_days: 60":
                    "  request_within: { months: 2, after: period_end }\n  minimum: \"1.01\"",
            ]))
        #expect(terms.effectiveUntil == LocalDate("2025-03-01"))
        #expect(terms.workingWeek == [.mon, .sat])
        #expect(terms.coverage.maintenanceNotice == .length(90 * Microseconds.perMinute))
        #expect(terms.availability.basis == .coverageLessExcused)
        #expect(terms.credit?.requestWithin == .months(2))
        #expect(terms.credit?.minimum == Cents(101))
        #expect(terms.excusable == plain.excusable && terms.credit?.schedule == plain.credit?.schedule)
    }

    @Test(
        "lengths have one unit, from 1 to 366 days",
        arguments: [
            ("{ seconds: 1 }", Microseconds.perSecond), ("{ days: 366 }", 366 * Microseconds.perDay),
            ("{ hours: 8784 }", 366 * Microseconds.perDay), ("{ hours: 48 }", 48 * Microseconds.perHour),
        ])
    func lengths(text: String, microseconds: Int64) throws {
        let terms = try TermsSample.parse(
            TermsSample.replacing(
                "[public_holidays]", by: "[planned_maintenance]\n  maintenance_notice: \(text)"))
        #expect(terms.coverage.maintenanceNotice == .length(microseconds))
    }

    @Test(
        "a window for requests has one unit and says from when it runs",
        arguments: [
            ("{ days: 0, after: period_end }", RequestWindow.days(0)),
            ("{ working_days: 366, after: period_end }", .workingDays(366)),
            ("{ months: 120, after: period_end }", .months(120)),
        ])
    func windows(text: String, window: RequestWindow) throws {
        let terms = try TermsSample.parse(
            TermsSample.replacing("request_within_days: 60", by: "request_within: \(text)"))
        #expect(terms.credit?.requestWithin == window)
    }

    static let wrong: [WrongTerms] = [
        WrongTerms(
            "effective_from: 2025-03-01", "effective_from: 2025-03-01\neffective_until: 2025-02-28",
            "t:6: effective_until: is before effective_from: no day would be in force (2025-02-28)"),
        WrongTerms(
            "time_zone: Europe/Paris", "time_zone: Europe/Paris\nworking_week: []",
            "t:7: working_week: is empty: name the days, for example [mon, tue, wed, thu, fri]"),
        WrongTerms(
            "[public_holidays]", "[public_holidays]\n  maintenance_notice: { hours: 48 }",
            "t:14: coverage.maintenance_notice: has no effect: planned_maintenance is not in coverage.exclude"
        ),
        WrongTerms(
            "[public_holidays]", "[planned_maintenance]\n  maintenance_notice: { hours: 4, minutes: 30 }",
            "t:14: coverage.maintenance_notice: must be one length such as { hours: 4 }; working days go with coverage hours"
        ),
        WrongTerms(
            "[public_holidays]", "[planned_maintenance]\n  maintenance_notice: { days: 367 }",
            "t:14: coverage.maintenance_notice.days: must be a whole number from 1 to 366, without quotes (367)"
        ),
        WrongTerms(
            "[public_holidays]", "[planned_maintenance]\n  maintenance_notice: { working_days: 0 }",
            "t:14: coverage.maintenance_notice.working_days: must be a whole number from 1 to 366, without quotes (0)"
        ),
        WrongTerms(
            "request_within_days: 60", "request_within: { months: 1 }",
            "t:25: credit.request_within.after: is missing: from when the time runs, such as period_end"),
        WrongTerms(
            "request_within_days: 60", "request_within: { days: 1, months: 1, after: period_end }",
            "t:25: credit.request_within: must have one of days, working_days, months"),
        WrongTerms(
            "request_within_days: 60",
            "request_within_days: 60\n  request_within: { months: 1, after: period_end }",
            "t:26: credit.request_within: says the same as request_within_days: keep one"),
        WrongTerms(
            "request_within_days: 60", "minimum: 1.00",
            "t:25: credit.minimum: must be an amount of more than zero with two decimals, in quotes, such as \"1.00\" (1.00)"
        ),
        WrongTerms(
            "request_within_days: 60", "minimum: \"0.00\"",
            "t:25: credit.minimum: must be an amount of more than zero with two decimals, in quotes, such as \"1.00\" (0.00)"
        ),
    ]

    @Test("what contradicts itself or is no length, day or amount is refused by name", arguments: wrong)
    func refusal(wrong: WrongTerms) {
        #expect(TermsSample.problems(TermsSample.replacing(wrong.part, by: wrong.other)) == wrong.problems)
    }
}
