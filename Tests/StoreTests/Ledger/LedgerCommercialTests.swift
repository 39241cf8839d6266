internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: commercial notes")
struct LedgerCommercialTests {
    /// S-1's December is invoiced at 1000.00 and deserves 200.00, S-2's is invoiced and deserves nothing.
    private func with(_ body: (Ledger) throws -> Void) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", "S-1")
            try ledger.invoice("2025-12", "S-2", lines: [Ledger.Line(cents: 30_000)])
            try ledger.assess("2025-12")
            try body(ledger)
        }
    }

    @Test("a note on an invoiced month is numbered and chained like the others, and stands outside the terms")
    func issued() throws {
        try with { ledger in
            let note = try ledger.commercial(2_500, "S-2", internalReason: "asked by sales")
            #expect(note.number == "AV-2026-00001" && note.kindName == "commercial" && note.lines.isEmpty)
            #expect(note.reason == "Geste" && note.internalReason == "asked by sales")
            #expect(note.net == Cents(2_500) && note.gross == Cents(3_000))
            #expect(
                note.billingDocuments.invoices.map(\.number) == ["F-1"]
                    && note.months.map(\.description) == ["2025-12"])
            let line = try sample(note.commercial, "a line")
            #expect(line.subscription == "S-2" && line.service == "ivr" && line.leftAfter == Cents(27_500))
            #expect(note.content.customer.name == "Client" && note.content.issuer.name == "the name")
            try ledger.commercial(1_000)
            // 20 % of the whole invoice, whatever was given besides.
            #expect(try ledger.credit("2025-12", on: "2026-01-31") == ["AV-2026-00003 S-1 200.00"])
            #expect(try ledger.status("2025-12") == "issued 200.00")
            #expect(try ledger.status("2025-12", "S-2") == "none")
            let positions = try LedgerPosition.load(StoreTests.month("2025-12"), on: ledger.connection)
            #expect(
                positions.values.compactMap(\.commercial?.notes).sorted { $0[0] < $1[0] }
                    == [["AV-2026-00001"], ["AV-2026-00002"]])
            #expect(positions.values.map(\.notes).filter { !$0.isEmpty } == [["AV-2026-00003"]])
            #expect(
                try ledger.connection.texts(
                    "select concat_ws(' ', d ->> 'subscription', d ->> 'month', d ->> 'net_cents', d ->> 'reason') from (select details::jsonb d from audit_entry where action = 'commercial' order by no) e"
                ) == ["S-2 2025-12 2500 Geste", "S-1 2025-12 1000 Geste"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("never above what was invoiced less all that stands credited of it")
    func bounded() throws {
        try with { ledger in
            func refused(_ cents: Int64, _ subscription: String = "S-1", _ month: String = "2025-12") throws
                -> String
            {
                try ledger.refusal { try ledger.commercial(cents, subscription, month) }.description
            }
            #expect(
                try refused(100_001)
                    == "1000.01 EUR is more than what is left of S-1 for 2025-12: 1000.00 of 1000.00 invoiced, with 0.00 "
                    + "credited under the terms and 0.00 by commercial notes")
            try ledger.credit("2025-12", on: "2026-01-31")
            #expect(
                try refused(80_001).contains(
                    "800.00 of 1000.00 invoiced, with 200.00 credited under the terms"))
            let first = try ledger.commercial(50_000)
            #expect(try refused(30_001).contains("300.00 of 1000.00 invoiced"))
            try ledger.commercial(30_000)
            #expect(try refused(1).contains("0.00 of 1000.00 invoiced"))
            // Reversals, of either sort, give their part back.
            try ledger.reverse(first.number, on: "2026-01-31")
            #expect(try refused(50_001).contains("500.00 of 1000.00 invoiced"))
            try ledger.reverse("AV-2026-00001", on: "2026-01-31")
            try ledger.commercial(70_000)
            #expect(
                try refused(1, "S-3")
                    == "nothing was invoiced to S-3 for 2025-12: there is nothing that a note could correct")
            #expect(try refused(0).contains("a positive amount"))
            #expect(try refused(-1).contains("a positive amount"))
            #expect(try refused(1, "S-9").contains("a known subscription"))
            #expect(try ledger.refusal { try ledger.commercial(1, reason: " ") } != .noIssuer)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a later credit under the terms is not reduced, even where both exceed the invoice")
    func unreduced() throws {
        try with { ledger in
            try ledger.commercial(100_000)
            #expect(try ledger.credit("2025-12", on: "2026-01-31") == ["AV-2026-00002 S-1 200.00"])
            #expect(try ledger.status("2025-12") == "issued 200.00")
            #expect(
                try ledger.refusal { try ledger.commercial(1) }.description.contains(
                    "0.00 of 1000.00 invoiced"))
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("the dates are those of all notes, and not before the invoice")
    func dates() throws {
        try with { ledger in
            func refused(on date: String, _ month: String = "2025-12") throws -> IssueRefusal {
                try ledger.refusal { try ledger.commercial(100, "S-2", month, on: date) }
            }
            #expect(
                try refused(on: "2025-12-31")
                    == .date("the issue date 2025-12-31 is before the end of the month"))
            #expect(try refused(on: "2099-01-01") == .date("the issue date 2099-01-01 is in the future"))
            try importing(
                "invoices",
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency
                F-9,S-2,2025-12,2026-01-20,10000,20000000,EUR
                """, on: ledger.connection)
            #expect(
                try refused(on: "2026-01-19")
                    == .date("the issue date 2026-01-19 is before 2026-01-20, the date of invoice F-9"))
            try ledger.commercial(100, "S-2", on: "2026-01-25")
            #expect(
                try refused(on: "2026-01-24")
                    == .date(
                        "the issue date 2026-01-24 is before 2026-01-25, the last date of series AV-2026-"))
            // Whatever the series: neither sort is dated before the other.
            _ = try ledger.issuer(series: "B-{year}-{number:5}").set(ledger.connection)
            let late = IssueRefusal.date(
                "the issue date 2026-01-24 is before 2026-01-25, the date of the last note of S-2")
            #expect(try refused(on: "2026-01-24") == late)
            try ledger.harm("2025-12", "S-2", rate: 5)
            try ledger.request("2025-12", "S-2")
            try ledger.assess("2025-12")
            #expect(try ledger.refusal { try ledger.issue("2025-12", on: "2026-01-24") } == late)
            try Closing.close(StoreTests.date("2026-01-26"), on: ledger.connection)
            #expect(
                try refused(on: "2026-01-26")
                    == .date(
                        "the issue date 2026-01-26 is not after 2026-01-26, up to which the books are closed")
            )
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a named run gives its note again, and a dry run leaves nothing")
    func repeated() throws {
        try with { ledger in
            let run = try Issuing.newRun(ledger.connection)
            let shown = try ledger.commercial(2_500, run: run, isDryRun: true)
            #expect(shown.number == "AV-2026-00001" && shown.net == Cents(2_500))
            #expect(try ledger.commercialDocuments().isEmpty)
            struct Unfit: Error {}
            #expect(throws: Unfit.self) { try ledger.commercial(2_500, run: run) { _ in throw Unfit() } }
            #expect(try ledger.connection.number("select count(*) from issue_run") == 0)
            let note = try ledger.commercial(2_500, run: run)
            #expect(try ledger.commercial(2_500, run: run) == note)
            #expect(
                try ledger.refusal { try ledger.commercial(2_501, run: run) }
                    == .otherParameters("run \(run) was issued with other parameters"))
            #expect(try ledger.commercialDocuments() == ["AV-2026-00001 credit S-1 2025-12 25.00"])
            #expect(try CommercialIssuing.alike(note, on: ledger.connection).isEmpty)
            let again = try ledger.commercial(2_500)
            #expect(try CommercialIssuing.alike(again, on: ledger.connection) == ["AV-2026-00001"])
            #expect(try ledger.faults().isEmpty)
        }
    }
}
