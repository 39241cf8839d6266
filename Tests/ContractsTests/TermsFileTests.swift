import SLA
import StrictYAML
import Testing

@testable import Contracts

@Suite struct TermsFileTests {
    @Test("what may be left out has its default")
    func defaults() throws {
        let terms = try TermsSample.parse(
            """
            id: least
            version: a
            title: Least
            source: Nowhere
            effective_from: "2199-12-31"
            time_zone: Europe/Paris
            coverage: { weekly: [{ days: [sun], from: "23:59", to: "24:00" }] }
            availability: { failure_notification: not_required }
            """)
        #expect(terms.coverage.weekly == [.init(day: .sun, from: 86_340_000_000, to: 86_400_000_000)])
        #expect(!terms.coverage.excludesPublicHolidays)
        #expect(!terms.coverage.excludesPlannedMaintenance)
        #expect(terms.availability.basis == .coverage)
        #expect(terms.availability.countedFrom == .outageStart)
        #expect(terms.excusable.isEmpty)
        #expect(terms.credit == nil)
        #expect(terms.effectiveFrom.description == "2199-12-31")
    }

    @Test("the causes keep the order of the file, which decides between them")
    func causes() throws {
        let terms = try TermsSample.parse(
            TermsSample.replacing("[force_majeure, customer_act]", by: "[customer_act, force_majeure]"))
        #expect(terms.excusable == [.customerAct, .forceMajeure])
    }

    @Test("every word of the file reaches the terms")
    func everyWord() throws {
        let terms = try TermsSample.parse(TermsSample.text)
        #expect(terms.availability.notificationRequired)
        #expect(terms.credit?.requestWithin == .days(60))
        #expect(terms.credit?.vatTreatment == .netOfTax)
        #expect(terms.credit?.cap?.excess == .held)
        #expect(terms.credit?.onRequest == true)
        let other = try TermsSample.parse(
            TermsSample.replacing(lines: [
                "  basis: coverage": "  basis: calendar",
                "  counted_from: outage_start": "  counted_from: notification",
                "  on_request: true": "  on_request: false",
                "  vat_treatment: net_of_tax": "  vat_treatment: indemnity",
                "  request_within_days: 60": "",
            ]))
        #expect(other.availability.basis == .calendar)
        #expect(other.availability.countedFrom == .notification)
        #expect(other.credit?.onRequest == false)
        #expect(other.credit?.requestWithin == nil)
        #expect(other.credit?.vatTreatment == .indemnity)
    }

    @Test(
        "at its bounds each value is accepted",
        arguments: [
            ("target: 99.85%", "target: 100%"), ("target: 99.85%", "target: \"99.850000%\""),
            ("target: 99.85%", "target: 99.850001%"),
            ("effective_from: 2025-03-01", "effective_from: 1900-01-01"),
            ("request_within_days: 60", "request_within_days: 0"),
            ("request_within_days: 60", "request_within_days: 3650"),
            ("consecutive_days: 30", "consecutive_days: 1"),
            ("consecutive_days: 30", "consecutive_days: 366"),
            ("below: 97%", "below: 99.849999%"), ("below: 97%", "below: 0.000001%"),
            ("rate: 20% }\n  on", "rate: 5.000001% }\n  on"), ("cap: { rate: 20%", "cap: { rate: 100%"),
            ("version: \"1\"", "version: 2025-03"), ("version: \"1\"", "version: \"2025.10\""),
            ("days: [wed]", "days: [thu, fri, sat, sun]"),
            (
                "{ days: [wed], from: \"00:00\", to: \"24:00\" }",
                "{ days: [mon], from: \"18:00\", to: \"18:01\" }"
            ),
            (
                "{ days: [wed], from: \"00:00\", to: \"24:00\" }",
                "{ days: [tue], from: \"00:00\", to: \"08:00\" }"
            ),
            ("exclude: [public_holidays]", "exclude: []"), ("[force_majeure, customer_act]", "[]"),
            ("below: 99.85%", "below: 99.5%"),
        ])
    func bounds(part: String, other: String) {
        #expect(TermsSample.problems(TermsSample.replacing(part, by: other)) == "")
    }

    @Test("a target without a credit is allowed: it is met or missed, and nothing is owed")
    func targetWithoutCredit() throws {
        let credit = try #require(TermsSample.text.split(separator: "\ncredit:").last)
        let terms = try TermsSample.parse(TermsSample.replacing("credit:" + credit, by: ""))
        #expect(terms.availability.target?.percentage?.millionths == 99_850_000)
        #expect(terms.credit == nil)
    }

    @Test("all the problems of a file are told at once, in the order of its lines")
    func allAtOnce() {
        let text = TermsSample.replacing(lines: [
            "time_zone: Europe/Paris": "time_zone: Mars/Olympus",
            "  target: 99.85%": "  target: 99,85%",
            "  on_request: true": "  on_request: yes",
            "version: \"1\"": "version: 1.10",
        ])
        #expect(
            TermsSample.problems(text).split(separator: "\n").map { $0.prefix { $0 != " " } } == [
                "t:2:", "t:6:", "t:16:", "t:24:",
            ])
    }

    @Test("a problem gives its file, line, column, key path, reason and value")
    func parts() throws {
        let errors = #expect(throws: StrictYAMLErrors.self) {
            try TermsSample.parse(TermsSample.replacing("[wed]", by: "[wod]"))
        }
        let problem = try #require(errors?.problems.first)
        #expect(errors?.file == "t")
        #expect((problem.line, problem.column) == (12, 16))
        #expect(problem.keyPath == "coverage.weekly[2].days[1]")
        #expect(problem.reason == "is unknown; did you mean wed?")
        #expect(problem.value == "wod")
    }
}
