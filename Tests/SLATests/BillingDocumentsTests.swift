import SLA
import Testing

@Suite("The documents that a note's bases come from")
struct BillingDocumentsTests {
    private func row(_ invoice: String, _ cents: Int64, on day: String = "2026-10-31") throws -> InvoiceLine {
        InvoiceLine(
            invoice: invoice, issuedOn: try #require(LocalDate(day)), amount: Cents(cents),
            vatRate: .zero, currency: "EUR")
    }

    @Test("one whose rows come to less than zero is an earlier credit; the others are corrected")
    func split() throws {
        let rows = [
            try row("FA-1", 100_000), try row("AV-1", -20_000), try row("FA-2", -500), try row("FA-2", 5_000),
            try row("FA-3", 0), try row("AV-1", -10), try row("FA-1", 1),
        ]
        let documents = BillingDocuments(rows)
        #expect(documents.invoices.map(\.number) == ["FA-1", "FA-2", "FA-3"])
        #expect(documents.earlierCredits.map(\.number) == ["AV-1"])
        #expect(rows.map(documents.isEarlierCredit) == [false, true, false, false, false, true, false])
    }

    @Test("a number with two dates is two documents")
    func dates() throws {
        let documents = BillingDocuments([try row("FA-1", 100), try row("FA-1", -10, on: "2026-11-02")])
        #expect(documents.invoices.count == 1 && documents.earlierCredits.count == 1)
    }

    @Test("a base above zero has an invoice that is corrected", arguments: [1, 2, 3] as [Int64])
    func positive(_ seed: Int64) throws {
        for first in -20...20 as ClosedRange<Int64> {
            let rows = [try row("A", first * seed), try row("B", 21 * seed), try row("C", -seed)]
            #expect(!BillingDocuments(rows).invoices.isEmpty)
        }
    }
}
