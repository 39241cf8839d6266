internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

/// Source: docs/reference/file-formats.md "Before a note has a number".
@Suite("Ledger: no note is dated before an invoice that it corrects")
struct LedgerInvoiceDateTests {
    /// S-1 is credited for November; December's invoice of S-2 is of 10 February.
    private func with(_ body: (Ledger) throws -> Void) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-11", rate: 5)
            try ledger.credit("2025-11", on: "2026-01-05")
            try ledger.harm("2025-12", "S-2", rate: 5)
            try ledger.request("2025-12", "S-2")
            try importing(
                "invoices",
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate
                F 7,S-2,2025-12,2026-02-10,100000,20000000
                """, on: ledger.connection)
            try ledger.assess("2025-12")
            try body(ledger)
        }
    }

    @Test("the plan names the invoice and waits for its day")
    func plan() throws {
        try with { ledger in
            let planned = try sample(ledger.plan("2025-12", on: "2026-02-09").first, "S-2")
            #expect(planned.outcome == .incomplete && planned.missing == ["later F 7 of 2026-02-10"])
            #expect(
                planned.incompleteness
                    == "its invoice F 7 of 2026-02-10 is later than the note: issue it on that day or later")
            #expect(try ledger.issue("2025-12", on: "2026-02-09").isEmpty)
            #expect(try ledger.credit("2025-12", on: "2026-02-10") == ["AV-2026-00002 S-2 50.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test(
        "the database refuses it, whatever inserts the note",
        arguments: [("2026-02-09", false), ("2026-02-10", true)])
    func guarded(day: String, isRight: Bool) throws {
        try with { ledger in
            let note = PlantedNote(
                "l.subscription_key := pg_temp.key_of('S-2'); l.month := '2025-12-01'; n.issue_date := '\(day)'"
            )
            guard !isRight else { return try note.insert(on: ledger.connection) }
            let error = try refusal { try note.insert(on: ledger.connection) }
            #expect(error.constraint == "no_note_before_its_invoices")
        }
    }

    @Test("verify finds one")
    func proof() throws {
        try with { ledger in
            try ledger.connection.execute("alter table credit_line disable trigger new_lines")
            try PlantedNote(
                """
                l.subscription_key := pg_temp.key_of('S-2'); l.month := '2025-12-01'; n.issue_date := '2026-02-09';
                l.document := replace(l.document, '2025-11-30', '2026-02-10')
                """
            ).insert(on: ledger.connection)
            #expect(
                try ledger.faults().contains("AV-2026-00002: is dated before an invoice that it corrects"))
        }
    }
}
