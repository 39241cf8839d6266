internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

/// Source: contract R14.
@Suite("Ledger: a supplement's VAT is the difference")
struct LedgerVATDifferenceTests {
    struct Sample: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let before: [Ledger.Line]
        let after: [Ledger.Line]
        /// Rate in percent, net and VAT of the supplement in cents; nil: it needs a reversal.
        let parts: [[Double]]?
    }

    static let samples = [
        Sample(
            testDescription: "a late line at another rate bears its own",
            before: [.init(cents: 100_000)], after: [.init(cents: 100_000), .init(cents: 100_000, vat: 10)],
            parts: [[10, 10_000, 1000]]),
        Sample(
            testDescription: "more at every rate, each by its difference",
            before: [.init(cents: 100_000), .init(cents: 50_000, vat: 10)],
            after: [.init(cents: 110_000), .init(cents: 80_000, vat: 10)],
            parts: [[20, 1000, 200], [10, 3000, 300]]),
        Sample(
            testDescription: "what is at a rate that is no longer invoiced needs a reversal",
            before: [.init(cents: 100_000)], after: [.init(cents: 0), .init(cents: 200_000, vat: 10)],
            parts: nil),
        Sample(
            testDescription: "a cent less at one rate needs a reversal",
            before: [.init(cents: 100_000), .init(cents: 100_000, vat: 10)],
            after: [.init(cents: 99_990), .init(cents: 200_000, vat: 10)], parts: nil),
        Sample(
            testDescription: "the same at one rate leaves all of it to the other",
            before: [.init(cents: 100_000), .init(cents: 100_000, vat: 10)],
            after: [.init(cents: 100_000), .init(cents: 100_010, vat: 10)], parts: [[10, 1, 0]]),
    ]

    @Test("the whole credit's part at each rate, less what was credited at it", arguments: samples)
    func difference(sample: Sample) throws {
        try Ledger.with { ledger in
            try ledger.harm("2025-12", rate: 10)
            try ledger.invoice("2025-12", lines: sample.before)
            try ledger.request("2025-12")
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.invoice("2025-12", lines: sample.after)
            try ledger.assess("2025-12")
            let notes = try ledger.issue("2025-12", on: "2026-03-15")
            guard let parts = sample.parts else {
                #expect(notes.isEmpty)
                let plan = try StoreTests.sample(ledger.plan("2025-12", on: "2026-03-15").first, "no plan")
                #expect(plan.outcome == .needsReversal && plan.credit == .zero && plan.cut == .zero)
                #expect(try ledger.faults().isEmpty)
                try ledger.reverse("AV-2026-00001", on: "2026-03-16")
                #expect(try ledger.credit("2025-12", on: "2026-03-16").count == 1)
                return #expect(try ledger.faults().isEmpty)
            }
            let found = try StoreTests.sample(notes.first, "no note").vat.map {
                [Double($0.rate.millionths) / 1e6, Double($0.net.amount), Double($0.vat.amount)]
            }
            #expect(found == parts)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("the database refuses a supplement with another split")
    func guarded() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", rate: 10)
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.invoice(
                "2025-12", lines: [.init(cents: 100_000), .init(cents: 100_000, vat: 10)])
            try ledger.assess("2025-12")
            func plant(_ parts: String, _ vat: String, total: Int) throws {
                try PlantedNote(
                    """
                    n.issue_date := '2026-03-15'; l.revision := 2; l.base_cents := 200000; l.cap_cents := 40000;
                    n.net_cents := 10000; n.vat_micropercent := '\(vat)'; n.vat_net_cents := '\(parts)';
                    n.vat_total_cents := \(total); n.gross_cents := 10000 + \(total);
                    n.vat_cents := array(select percent_of(u.part, u.rate)
                        from unnest(n.vat_net_cents, n.vat_micropercent) with ordinality u (part, rate, place) order by place);
                    l.net_cents := 10000; l.vat_micropercent := n.vat_micropercent; l.vat_net_cents := n.vat_net_cents
                    """
                ).insert(on: ledger.connection)
            }
            let constraint = try refusal {
                try plant("{5000,5000}", "{20000000,10000000}", total: 1500)
            }.constraint
            #expect(constraint == "a_supplement_bears_the_difference")
            try plant("{10000}", "{10000000}", total: 1000)
        }
    }
}
