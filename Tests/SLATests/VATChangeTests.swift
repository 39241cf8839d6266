import SLA
import Testing

/// Source: contract R14.
@Suite("R14: whether the VAT credited is still that of the invoices")
struct VATChangeTests {
    private func percent(_ value: Int64) throws -> Percentage {
        try #require(Percentage(millionths: value * 1_000_000))
    }

    private func parts(_ parts: [[Int64]]) throws -> [CreditLine.Part] {
        try parts.map { CreditLine.Part(rate: try percent($0[0]), net: Cents($0[1])) }
    }

    struct Sample: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// Rate in percent, and cents.
        let credited: [[Int64]]
        let creditable: Int64
        let invoices: [[Int64]]
        /// What the whole credit has by the invoices; nil: nothing to say.
        var invoiced: [[Int64]]?
        var blocks = false
    }

    static let samples = [
        Sample(
            testDescription: "as invoiced", credited: [[20, 50]], creditable: 50, invoices: [[20, 1000]]),
        Sample(
            testDescription: "another rate", credited: [[20, 50]], creditable: 50, invoices: [[10, 1000]],
            invoiced: [[10, 50]]),
        Sample(
            testDescription: "moved from one rate to another", credited: [[20, 50], [10, 50]],
            creditable: 100,
            invoices: [[20, 1500], [10, 500]], invoiced: [[20, 75], [10, 25]]),
        Sample(
            testDescription: "a supplement brings the other rate", credited: [[20, 50]], creditable: 100,
            invoices: [[20, 1000], [10, 1000]]),
        Sample(
            testDescription: "a supplement cannot: a cent too much is at one rate", credited: [[20, 51]],
            creditable: 100, invoices: [[20, 1000], [10, 1000]], invoiced: [[20, 50], [10, 50]], blocks: true),
        Sample(
            testDescription: "less is due, at a rate that is still invoiced",
            credited: [[20, 50], [10, 50]],
            creditable: 60, invoices: [[20, 1100], [10, 100]]),
        Sample(
            testDescription: "less is due, and a rate is invoiced no longer",
            credited: [[20, 50], [10, 50]],
            creditable: 50, invoices: [[20, 1000]], invoiced: [[20, 100]]),
        Sample(testDescription: "nothing is credited", credited: [], creditable: 50, invoices: [[10, 1000]]),
        Sample(testDescription: "nothing is invoiced", credited: [[20, 50]], creditable: 0, invoices: []),
    ]

    @Test("the parts are compared with the whole credit's by the invoices", arguments: samples)
    func change(sample: Sample) throws {
        let invoices = try sample.invoices.map {
            InvoiceLine(
                invoice: "F", issuedOn: try #require(LocalDate("2026-01-31")), amount: Cents($0[1]),
                vatRate: try percent($0[0]), currency: "EUR")
        }
        let change = VATChange(
            credited: try parts(sample.credited), creditable: Cents(sample.creditable), invoices: invoices,
            treatment: .priceReduction)
        #expect(change?.invoiced == (try sample.invoiced.map(parts)))
        #expect(change?.blocksSupplement ?? false == sample.blocks)
    }

    @Test("a credit without VAT has one part at 0 %, whatever is invoiced")
    func withoutVAT() throws {
        let invoice = InvoiceLine(
            invoice: "F", issuedOn: try #require(LocalDate("2026-01-31")), amount: Cents(1000),
            vatRate: try percent(20), currency: "EUR")
        for (credited, isRight) in [([[0, 50]], true), ([[20, 50]], false)] as [([[Int64]], Bool)] {
            let change = VATChange(
                credited: try parts(credited), creditable: Cents(50), invoices: [invoice],
                treatment: .indemnity)
            #expect((change == nil) == isRight)
        }
    }
}
