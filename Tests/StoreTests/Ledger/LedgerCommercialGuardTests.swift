internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: the database refuses commercial notes that do not follow the invoices")
struct LedgerCommercialGuardTests {
    /// S-2's December is invoiced at 300.00 on 31 December, and 100.00 of it is credited by a commercial note.
    private func with(_ body: (Ledger) throws -> Void) throws {
        try Ledger.with { ledger in
            try ledger.customer("C-2", siren: "300000007")
            try ledger.breach("2025-12", "S-2", rate: 5, cents: 30_000)
            try ledger.invoice("2025-12", "S-3", lines: [Ledger.Line(cents: 30_000)])
            try ledger.assess("2025-12")
            try ledger.commercial(10_000, "S-2")
            try body(ledger)
        }
    }

    private static let left = "a_commercial_note_follows_what_is_left"
    private static let invoices = "a_commercial_note_follows_the_invoices"
    private static let line = "a_commercial_note_has_its_line"

    static let wrong: [(what: String, note: PlantedCommercial, constraint: String?)] = [
        (
            "a cent above what is left", PlantedCommercial(PlantedCommercial.net(20_001)),
            "a_commercial_note_is_within_what_is_left"
        ),
        ("more was invoiced than it was", PlantedCommercial("l.invoiced_cents := 40000"), left),
        ("less was credited by commercial notes", PlantedCommercial("l.commercial_cents := 0"), left),
        ("something was credited under the terms", PlantedCommercial("l.credited_cents := 1"), left),
        (
            "another VAT rate",
            PlantedCommercial(
                "l.vat_micropercent := '{10000000}'; n.vat_micropercent := '{10000000}'; \(PlantedCommercial.net(10_000))"
            ), left
        ),
        ("the invoices of before", PlantedCommercial("l.watermark := 0"), invoices),
        ("batches that do not exist yet", PlantedCommercial("l.watermark := l.watermark + 100"), nil),
        ("another currency", PlantedCommercial("n.currency := 'USD'"), invoices),
        (
            "another customer",
            PlantedCommercial("select customer_key into n.customer_key from customer where customer = 'C-2'"),
            invoices
        ),
        (
            "an indemnity",
            PlantedCommercial(
                """
                n.vat_treatment := 'indemnity'; n.vat_micropercent := '{0}'; n.vat_cents := '{0}'; n.vat_total_cents := 0;
                n.gross_cents := n.net_cents; l.vat_micropercent := '{0}'
                """), "a_commercial_note_reduces_a_price"
        ),
        ("a line that the head does not say", PlantedCommercial(after: "l.document := '{}'"), line),
        (
            "a line of another amount than the head",
            PlantedCommercial(
                after: "l.net_cents := 9999; l.vat_net_cents := '{9999}'; \(PlantedCommercial.signed)"),
            line
        ),
        (
            "a line of another date than the head",
            PlantedCommercial(after: "l.issue_date := l.issue_date + 1; \(PlantedCommercial.signed)"), line
        ),
        (
            "a head that is under the terms",
            PlantedCommercial("n.is_commercial := false; n.reason := null"), line
        ),
        ("no line", PlantedCommercial(hasLine: false), line),
        ("no reason", PlantedCommercial("n.reason := null"), "credit_note_check1"),
        (
            "parts that are not its net",
            PlantedCommercial(after: "l.vat_net_cents := '{9999}'; \(PlantedCommercial.signed)"),
            "the_commercial_line_is_split_whole"
        ),
        (
            "a reversal of other words than the note that it cancels",
            PlantedCommercial(
                """
                n.kind := 'reversal'; n.reverses_series := last.series; n.reverses_no := last.no; l.document := '{}';
                l.commercial_cents := l.commercial_cents - l.net_cents
                """), "a_reversal_has_the_lines_of_its_note"
        ),
        (
            "a reversal under the terms of a commercial note",
            PlantedCommercial(
                """
                n.kind := 'reversal'; n.reverses_series := last.series; n.reverses_no := last.no; n.is_commercial := false
                """), "a_reversal_cancels_one_whole_note"
        ),
    ]

    @Test("a note that does not follow the invoices is refused by the constraint for it")
    func refused() throws {
        try with { ledger in
            for wrong in Self.wrong {
                let error = try refusal { try wrong.note.insert(on: ledger.connection) }
                #expect(error.constraint == wrong.constraint, "\(wrong.what): \(error)")
            }
            // What is wrong with them is their change alone.
            try PlantedCommercial().insert(on: ledger.connection)
            #expect(try ledger.commercialDocuments().count == 2)
        }
    }

    @Test("dates: not before the last note of the subscription, nor its invoice, nor in closed books")
    func dates() throws {
        try with { ledger in
            let closedOrEarly = "no_commercial_note_in_closed_books_or_before_its_invoice"
            try importing(
                "invoices",
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency
                F-9,S-2,2025-12,2026-02-15,10000,20000000,EUR
                """, on: ledger.connection)
            let early = PlantedCommercial(
                "l.watermark := (select max(batch) from import_batch); l.invoiced_cents := 40000; n.issue_date := '2026-02-14'"
            )
            #expect(try refusal { try early.insert(on: ledger.connection) }.constraint == closedOrEarly)
            try Closing.close(StoreTests.date("2026-02-15"), on: ledger.connection)
            let closed = PlantedCommercial(
                "l.watermark := (select max(batch) from import_batch); l.invoiced_cents := 40000; n.issue_date := '2026-02-15'"
            )
            #expect(try refusal { try closed.insert(on: ledger.connection) }.constraint == closedOrEarly)
        }
        try with { ledger in
            _ = try ledger.issuer(series: "B-{year}-{number:5}").set(ledger.connection)
            try ledger.credit("2025-12", on: "2026-02-05")
            let before = PlantedCommercial("l.credited_cents := 1500")
            #expect(
                try refusal { try before.insert(on: ledger.connection) }.constraint
                    == "dates_of_a_subscription_never_go_back")
            let same = PlantedCommercial("l.credited_cents := 1500; n.issue_date := '2026-02-05'")
            try same.insert(on: ledger.connection)
            #expect(try ledger.commercialDocuments().count == 2)
        }
    }

    @Test("a line is of a commercial note, which has one")
    func later() throws {
        try with { ledger in
            try ledger.credit("2025-12", on: "2026-01-31")
            func line(_ no: Int) -> String {
                "insert into commercial_line select (jsonb_populate_record(l, '{\"no\": \(no)}')).* from commercial_line l"
            }
            #expect(try refusal { try ledger.connection.execute(line(1)) }.sqlState == Planted.unique)
            #expect(try refusal { try ledger.connection.execute(line(2)) }.constraint == Self.line)
            #expect(
                try refusal { try ledger.connection.execute(line(3)) }.constraint
                    == "a_commercial_line_is_of_a_note")
        }
    }

    @Test("the invoices that a note saw are those in force")
    func newerInvoices() throws {
        try with { ledger in
            try importing(
                "invoices",
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency
                F-1,S-2,2025-12,2025-12-31,20000,20000000,EUR
                """, on: ledger.connection)
            let error = try refusal { try PlantedCommercial().insert(on: ledger.connection) }
            #expect(error.constraint == Self.invoices)
        }
    }
}
