internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: the VAT of commercial notes")
struct LedgerCommercialVATTests {
    @Test("it is split over what is left at each VAT rate, to the cent, until nothing is")
    func rates() throws {
        try Ledger.with { ledger in
            try ledger.harm("2025-12", rate: 20)
            try ledger.request("2025-12")
            try ledger.invoice(
                "2025-12",
                lines: [
                    Ledger.Line(cents: 70_001, vat: 20), Ledger.Line(cents: 29_998, vat: 10),
                    Ledger.Line(cents: 101, vat: 5.5),
                ])
            try ledger.credit("2025-12", on: "2026-01-31")
            func parts(_ note: CreditNote) -> [String] { note.vat.map { "\($0.rate) \($0.net) \($0.vat)" } }
            #expect(parts(try ledger.commercial(1)) == ["20 0.01 0.00"])
            #expect(
                parts(try ledger.commercial(10_000)) == ["20 69.93 13.99", "10 29.97 3.00", "5.5 0.10 0.01"])
            let rest = try ledger.connection.number(
                """
                select (invoiced_cents - credited_cents - commercial_cents)::bigint from left_of_invoices(
                    (select subscription_key from subscription where subscription = 'S-1'), '2025-12-01', 999, null, null)
                """)
            let last = try ledger.commercial(Int64(rest))
            // What was invoiced at each rate is now credited at it.
            #expect(last.commercial?.leftAfter == .zero)
            #expect(
                try ledger.connection.texts(
                    """
                    select concat_ws(' ', u.rate, sum(u.part)) from (select vat_micropercent r, vat_net_cents p from live_credit
                        union all select vat_micropercent, vat_net_cents from live_commercial) l,
                        unnest(l.r, l.p) u (rate, part) group by u.rate order by u.rate desc
                    """) == ["20000000 70001", "10000000 29998", "5500000 101"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("it follows what is left, where that is in another proportion than what was invoiced")
    func uneven() throws {
        try Ledger.with { ledger in
            try ledger.invoice("2025-12", lines: [Ledger.Line(cents: 50_000)])
            try ledger.commercial(40_000)
            try importing(
                "invoices",
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency
                F-2,S-1,2025-12,2025-12-31,50000,10000000,EUR
                """, on: ledger.connection)
            // 100.00 are left at 20 %, 500.00 at 10 %.
            let note = try ledger.commercial(15_000)
            #expect(note.vat.map { "\($0.rate) \($0.net)" } == ["20 25.00", "10 125.00"])
            let last = try ledger.commercial(45_000)
            #expect(last.vat.map { "\($0.rate) \($0.net)" } == ["20 75.00", "10 375.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("net of tax it bears no VAT, and is within the invoice as a whole")
    func netOfTax() throws {
        try Ledger.with { ledger in
            for (subscription, cents) in [("S-1", 100_000), ("S-2", 30_000)] {
                try ledger.invoice("2025-12", subscription, lines: [Ledger.Line(cents: Int64(cents))])
            }
            let note = try ledger.commercial(30_000, "S-2", treatment: .netOfTax)
            #expect(note.vatTotal == .zero && note.gross == Cents(30_000))
            #expect(note.vat.map(\.rate) == [.zero])
            #expect(
                try ledger.refusal { try ledger.commercial(1, "S-2") }.description.contains("0.00 of 300.00"))
            let error = try refusal { try ledger.commercial(1, treatment: .indemnity) }
            #expect(error.constraint == "a_commercial_note_reduces_a_price")
            #expect(try ledger.faults().isEmpty)
        }
    }
}
