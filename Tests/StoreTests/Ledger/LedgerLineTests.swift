internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: a note has lines")
struct LedgerLineTests {
    /// Notes per customer: C-1 has S-1, S-2 and S-3, C-2 has S-4.
    private func perCustomer(
        _ change: (inout Terms.Credit) throws -> Void = { _ in }, _ body: (Ledger) throws -> Void
    ) throws {
        try Ledger.with(change) { ledger in
            try ledger.customer("C-2", siren: "300000007")
            try ledger.subscribe(["S-4"], to: "C-2")
            _ = try ledger.issuer(notesPer: .customer).set(ledger.connection)
            try body(ledger)
        }
    }

    @Test("one note per customer, in the customers' order, with a line per subscription, in theirs")
    func grouped() throws {
        try perCustomer { ledger in
            for (subscription, rate) in [("S-4", 10), ("S-3", 5), ("S-1", 20)] {
                try ledger.breach("2025-12", subscription, rate: rate)
            }
            #expect(
                try ledger.credit("2025-12", on: "2026-01-31") == [
                    "AV-2026-00001 S-1 200.00", "AV-2026-00001 S-3 50.00", "AV-2026-00002 S-4 100.00",
                ])
            let notes = try CreditNotes.list(NoteFilter(), on: ledger.connection)
            #expect(notes.map(\.net) == [Cents(25_000), Cents(10_000)])
            #expect(notes.map(\.gross) == [Cents(30_000), Cents(12_000)])
            #expect(notes.map(\.customer) == ["C-1", "C-2"])
            #expect(notes.map { $0.lines.map(\.line) } == [[1, 2], [1]])
            let run = try ledger.connection.query("select notes, lines, total_cents from issue_run").single()
            #expect(try run.int32("notes") == 2 && run.int32("lines") == 3)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("another currency is another note of the same customer")
    func currencies() throws {
        try perCustomer { ledger in
            try ledger.breach("2025-12", "S-1")
            try ledger.harm("2025-12", "S-2", rate: 10)
            try ledger.invoice(
                "2025-12", "S-2", lines: [.init(cents: 100_000, vat: 0, currency: "CHF")])
            try ledger.request("2025-12", "S-2")
            #expect(
                try ledger.credit("2025-12", on: "2026-01-31") == [
                    "AV-2026-00001 S-2 100.00", "AV-2026-00002 S-1 200.00",
                ])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("VAT is that of each rate's sum over the lines, rounded once")
    func vat() throws {
        try perCustomer { ledger in
            // 0.13 and 0.13 net at 20 %: 0.03 each would be 0.06, 20 % of 0.26 is 0.05.
            for subscription in ["S-1", "S-2"] {
                try ledger.harm("2025-12", subscription, rate: 10)
                try ledger.invoice("2025-12", subscription, lines: [.init(cents: 130)])
                try ledger.request("2025-12", subscription)
            }
            try ledger.harm("2025-12", "S-3", rate: 10)
            try ledger.invoice("2025-12", "S-3", lines: [.init(cents: 1000), .init(cents: 2000, vat: 10)])
            try ledger.request("2025-12", "S-3")
            try ledger.assess("2025-12")
            let notes = try ledger.issue("2025-12", on: "2026-01-31")
            let note = try sample(notes.first, "no note")
            #expect(notes.count == 1 && note.lines.count == 3)
            #expect(note.vat.map(\.net) == [Cents(126), Cents(200)])
            #expect(note.vat.map(\.vat) == [Cents(25), Cents(20)])
            #expect(note.gross == Cents(371))
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a reversal cancels the whole note, line by line, and each month can be credited again")
    func reversed() throws {
        try perCustomer { ledger in
            for subscription in ["S-1", "S-2"] { try ledger.breach("2025-12", subscription) }
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.reverse("AV-2026-00001", on: "2026-02-01")
            #expect(try ledger.status("2025-12", "S-1") == "issuable")
            #expect(
                try ledger.credit("2025-12", on: "2026-02-02") == [
                    "AV-2026-00003 S-1 200.00", "AV-2026-00003 S-2 200.00",
                ])
            #expect(
                try ledger.documents() == [
                    "AV-2026-00001 credit S-1 2025-12 1.1 200.00",
                    "AV-2026-00001 credit S-2 2025-12 1.1 200.00",
                    "AV-2026-00002 reversal S-1 2025-12 1.1 200.00",
                    "AV-2026-00002 reversal S-2 2025-12 1.1 200.00",
                    "AV-2026-00003 credit S-1 2025-12 1.2 200.00",
                    "AV-2026-00003 credit S-2 2025-12 1.2 200.00",
                ])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test(
        "a supplement says which notes credited the month before; the one it supplements is reversed after it"
    )
    func supplement() throws {
        try perCustomer { ledger in
            try ledger.breach("2025-12", "S-1", rate: 5)
            try ledger.breach("2025-12", "S-2", rate: 5)
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.harm("2025-12", "S-2", rate: 10)
            try ledger.credit("2025-12", on: "2026-02-01")
            let note = try sample(CreditNotes.list(NoteFilter(), on: ledger.connection).last, "no note")
            let line = try sample(note.lines.first, "no line")
            #expect(note.lines.count == 1 && line.subscription == "S-2" && line.net == Cents(5000))
            #expect(line.content.creditedBefore == [.init(number: "AV-2026-00001", net: Cents(5000))])
            #expect(line.content.amount == Cents(10_000))
            let refusal = try ledger.refusal { try ledger.reverse("AV-2026-00001", on: "2026-02-02") }
            #expect("\(refusal)" == "AV-2026-00002 supplements AV-2026-00001; reverse it first")
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("the cap is each line's own")
    func cap() throws {
        try perCustomer { ledger in
            try ledger.breach("2025-11", "S-1", rate: 10)
            try ledger.credit("2025-11", on: "2026-01-15")
            for subscription in ["S-1", "S-2"] { try ledger.breach("2025-12", subscription) }
            try ledger.assess("2025-12")
            #expect(
                try ledger.planned("2025-12", on: "2026-01-31") == [
                    "S-1 cut 100.00 of 200.00", "S-2 credited 200.00 of 200.00",
                ])
            let note = try sample(ledger.issue("2025-12", on: "2026-01-31").first, "no note")
            #expect(note.lines.map(\.net) == [Cents(10_000), Cents(20_000)])
            #expect(note.lines.map(\.content.cut) == [Cents(10_000), .zero])
            #expect(try ledger.faults().isEmpty)
        }
    }
}
