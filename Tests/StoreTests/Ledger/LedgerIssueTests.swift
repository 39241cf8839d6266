internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

/// Source: contract R11 to R14.
@Suite("Ledger: issuing a month")
struct LedgerIssueTests {
    @Test(
        "a date on which nothing may be issued is refused, by the plan and by the issue",
        arguments: [
            ("2025-12", "2025-12-31", "the issue date 2025-12-31 is before the end of the month"),
            ("2025-12", "9999-12-31", "the issue date 9999-12-31 is in the future"),
            (
                "2025-11", "2026-01-30",
                "the issue date 2026-01-30 is before 2026-01-31, the last date of series AV-2026-"
            ),
        ])
    func dates(month: String, date: String, reason: String) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-10")
            try ledger.credit("2025-10", on: "2026-01-31")
            try ledger.breach(month)
            try ledger.assess(month)
            #expect(try ledger.refusal { _ = try ledger.plan(month, on: date) } == .date(reason))
            #expect(try ledger.refusal { try ledger.issue(month, on: date, plan: []) } == .date(reason))
            #expect(try ledger.documents().count == 1)
        }
    }

    @Test("the first day after the month and the series' last date are good dates")
    func goodDates() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", "S-1")
            try ledger.breach("2025-11", "S-2")
            try ledger.credit("2025-12", on: "2026-01-01")
            #expect(try ledger.credit("2025-11", on: "2026-01-01") == ["AV-2026-00002 S-2 200.00"])
        }
    }

    @Test(
        "rate times base is rounded half up to the cent, and a lone credit at the cap's rate is never cut",
        arguments: [
            (12_345, 10, "12.35"), (12_344, 10, "12.34"), (11, 5, "0.01"), (30, 5, "0.02"),
            (10, 5, "0.01"), (9, 5, nil), (3, 20, "0.01"), (2, 20, nil), (123_453, 20, "246.91"),
            (1_000_000_000_000_03, 20, "200000000000.01"),
        ] as [(Int64, Int, String?)])
    func halfCents(base: Int64, rate: Int, credit: String?) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", rate: rate, cents: base)
            #expect(
                try ledger.credit("2025-12", on: "2026-01-31")
                    == [credit].compactMap { $0 }.map { "AV-2026-00001 S-1 \($0)" })
            #expect(try ledger.status("2025-12") == (credit.map { "issued \($0)" } ?? "nothing_due"))
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test(
        "an amount of zero or less, and a month without an invoice, give no note",
        arguments: [
            ([0], "nothing_due"), ([-5000], "nothing_due"), ([10_000, -10_000], "nothing_due"),
            ([], "awaiting_invoice"),
        ] as [([Int64], String)])
    func nothing(cents: [Int64], status: String) throws {
        try Ledger.with { ledger in
            try ledger.harm("2025-12", rate: 20)
            try ledger.request("2025-12")
            if !cents.isEmpty { try ledger.invoice("2025-12", lines: cents.map { Ledger.Line(cents: $0) }) }
            #expect(try ledger.credit("2025-12", on: "2026-01-31").isEmpty)
            #expect(try ledger.status("2025-12") == status)
            #expect(try ledger.decisions("2025-12").isEmpty)
        }
    }

    @Test(
        "a request counts on the last day of the delay, and no longer on the day after",
        arguments: [("2026-01-10", true), ("2026-01-11", false)])
    func deadline(requested: String, isInTime: Bool) throws {
        try Ledger.with({ $0.requestWithin = .days(10) }) { ledger in
            try ledger.harm("2025-12", rate: 20)
            try ledger.invoice("2025-12", lines: [.init(cents: 100_000)])
            try ledger.assess("2025-12")
            #expect(try ledger.status("2025-12") == "awaiting_request")
            #expect(try ledger.plan("2025-12", on: "2026-01-31").isEmpty)
            try ledger.request("2025-12", on: requested)
            #expect(try ledger.credit("2025-12", on: "2026-01-31").count == (isInTime ? 1 : 0))
            #expect(try ledger.status("2025-12") == (isInTime ? "issued 200.00" : "expired"))
        }
    }

    @Test("a customer whose details are incomplete waits, the others are credited, and no number is lost")
    func incomplete() throws {
        try Ledger.with { ledger in
            try importing("customers", "customer,name,city\nC-2,Sans adresse,Lyon", on: ledger.connection)
            try ledger.subscribe(["S-15"], to: "C-2")
            for subscription in ["S-1", "S-15", "S-2"] { try ledger.breach("2025-12", subscription) }
            try ledger.assess("2025-12")
            let waiting = try sample(
                ledger.plan("2025-12", on: "2026-01-31").first { $0.outcome == .incomplete }, "S-15")
            #expect(waiting.subscription == "S-15" && waiting.credit == .zero && waiting.cut == .zero)
            #expect(waiting.missing == ["siren", "street", "postcode", "country"])
            #expect(
                try ledger.credit("2025-12", on: "2026-01-31")
                    == ["AV-2026-00001 S-1 200.00", "AV-2026-00002 S-2 200.00"])
            try ledger.customer("C-2", siren: "300000007")
            #expect(try ledger.credit("2025-12", on: "2026-02-01") == ["AV-2026-00003 S-15 200.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a credit in another currency than the euro carries it")
    func currency() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", "S-1")
            try ledger.harm("2025-12", "S-2", rate: 10)
            try ledger.request("2025-12", "S-2")
            try ledger.invoice("2025-12", "S-2", lines: [.init(cents: 100_000, vat: 0, currency: "CHF")])
            try ledger.assess("2025-12")
            let notes = try ledger.issue("2025-12", on: "2026-01-31")
            #expect(
                notes.map { "\($0.lines[0].subscription) \($0.net) \($0.currency)" } == [
                    "S-1 200.00 EUR", "S-2 100.00 CHF",
                ])
            #expect(notes.map(\.gross) == [Cents(24_000), Cents(10_000)])
        }
    }

    @Test("without an issuer nothing is planned nor issued")
    func noIssuer() throws {
        try TestDatabase.with { database, connection in
            let ledger = Ledger(database: database, connection: connection)
            let planned = try ledger.refusal { _ = try ledger.plan("2025-12", on: "2026-01-31") }
            let issued = try ledger.refusal { try ledger.issue("2025-12", on: "2026-01-31", plan: []) }
            #expect(planned == .noIssuer && issued == .noIssuer)
        }
    }

    @Test("the note freezes the issuer, the customer and the terms as they were")
    func frozen() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.credit("2025-12", on: "2026-01-31")
            let before = try CreditNotes.list(NoteFilter(), on: ledger.connection)
            try importing("customers", "customer,name\nC-1,Autre nom", on: ledger.connection)
            _ = try ledger.issuer(series: "B-{year}-{number:4}").set(ledger.connection)
            #expect(try CreditNotes.list(NoteFilter(), on: ledger.connection) == before)
            #expect(before.first?.document.contains("2 rue Longue") == true)
        }
    }
}
