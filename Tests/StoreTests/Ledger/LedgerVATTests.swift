internal import Postgres
internal import SLA
internal import Store
internal import Testing

@Suite("Ledger: VAT")
struct LedgerVATTests {
    struct Sample: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let lines: [Ledger.Line]
        let rate: Int
        /// Rate in percent, net and VAT in cents.
        let parts: [[Double]]
    }

    static let samples = [
        Sample(
            testDescription: "one rate", lines: [.init(cents: 12_345)], rate: 10, parts: [[20, 1235, 247]]),
        Sample(
            testDescription: "two invoices at one rate",
            lines: [.init(cents: 5000), .init(cents: 7345)], rate: 10, parts: [[20, 1235, 247]]),
        Sample(
            testDescription: "three rates, the odd cents to the largest remainders",
            lines: [.init(cents: 10_001), .init(cents: 10_000, vat: 10), .init(cents: 10_000, vat: 5.5)],
            rate: 5, parts: [[20, 500, 100], [10, 500, 50], [5.5, 500, 28]]),
        Sample(
            testDescription: "equal remainders: the higher rates first, and no part of nothing",
            lines: [.init(cents: 7, vat: 5.5), .init(cents: 7, vat: 10), .init(cents: 7)], rate: 10,
            parts: [[20, 1, 0], [10, 1, 0]]),
        Sample(
            testDescription: "a negative line at one rate leaves the whole to the other",
            lines: [.init(cents: 10_000), .init(cents: -1000, vat: 10)], rate: 10, parts: [[20, 900, 180]]),
        Sample(
            testDescription: "a negative line within a rate",
            lines: [.init(cents: 10_000), .init(cents: -2000), .init(cents: 2000, vat: 5.5)], rate: 10,
            parts: [[20, 800, 160], [5.5, 200, 11]]),
        Sample(
            testDescription: "VAT is rounded half up, rate by rate",
            lines: [.init(cents: 250, vat: 10), .init(cents: 100, vat: 5.5)], rate: 10,
            parts: [[10, 25, 3], [5.5, 10, 1]]),
        Sample(
            testDescription: "a rate of zero", lines: [.init(cents: 10_000, vat: 0), .init(cents: 10_000)],
            rate: 10, parts: [[20, 1000, 200], [0, 1000, 0]]),
    ]

    @Test("the net is split over the invoices' rates in proportion, nothing lost", arguments: samples)
    func split(sample: Sample) throws {
        try Ledger.with { ledger in
            try ledger.harm("2025-12", rate: sample.rate)
            try ledger.invoice("2025-12", lines: sample.lines)
            try ledger.request("2025-12")
            try ledger.assess("2025-12")
            let note = try StoreTests.sample(ledger.issue("2025-12", on: "2026-01-31").first, "no note")
            let parts = note.vat.map {
                [Double($0.rate.millionths) / 1e6, Double($0.net.amount), Double($0.vat.amount)]
            }
            #expect(parts == sample.parts)
            #expect(note.vat.reduce(.zero) { $0 + $1.net } == note.net)
            #expect(note.vat.reduce(.zero) { $0 + $1.vat } == note.vatTotal)
            #expect(note.gross == note.net + note.vatTotal)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test(
        "only a price reduction carries VAT, and the cap is before tax",
        arguments: Terms.VATTreatment.allCases)
    func treatment(treatment: Terms.VATTreatment) throws {
        try Ledger.with({ $0.vatTreatment = treatment }) { ledger in
            try ledger.breach("2025-12")
            try ledger.assess("2025-12")
            let note = try sample(ledger.issue("2025-12", on: "2026-01-31").first, "no note")
            #expect(note.vatTreatment == treatment && note.net == Cents(20_000))
            let hasVAT = treatment == .priceReduction
            #expect(note.vat.map(\.rate.millionths) == [hasVAT ? 20_000_000 : 0])
            #expect(
                note.vatTotal == Cents(hasVAT ? 4000 : 0) && note.gross == Cents(hasVAT ? 24_000 : 20_000))
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test(
        "no treatment needs the VAT number of a French customer, and an indemnity that of nobody",
        arguments: Terms.VATTreatment.allCases)
    func noVATNumber(treatment: Terms.VATTreatment) throws {
        try Ledger.with({ $0.vatTreatment = treatment }) { ledger in
            try importing(
                "customers",
                """
                customer,name,siren,vat_number,street,postcode,city,country
                C-1,Client,200000008,,2 rue Longue,75002,Paris,FR
                C-2,Client,,,1 rue Haute,1000,Bruxelles,BE
                """, on: ledger.connection)
            try ledger.subscribe(["S-9"], to: "C-2")
            for subscription in ["S-1", "S-9"] { try ledger.breach("2025-12", subscription) }
            try ledger.assess("2025-12")
            let plan = try ledger.plan("2025-12", on: "2026-01-31")
            #expect(plan.map(\.missing) == [[], treatment == .indemnity ? [] : ["vat_number"]])
        }
    }
}
