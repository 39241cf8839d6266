import SLA
import TestSupport
import Testing

@testable import Documents

@Suite struct EInvoiceCurrencyTests {
    @Test("VAT in another currency is stated in euros, half up to the cent")
    func dollars() throws {
        let invoices = [EInvoiceSamples.invoice("FA-1", 100_000, currency: "USD")]
        let note = EInvoiceSamples.note(invoices: invoices, currency: "USD") {
            $0.eurRate = ExchangeRate(millionths: 923_450)
        }
        #expect(note.vatTotal == Cents(1_000))
        let totals = try EInvoiceXML.read(EInvoice.ubl(note)).elements("cac:TaxTotal/cbc:TaxAmount")
        #expect(totals.map(\.text) == ["10.00", "9.23"])
        let cii = try EInvoiceXML.read(EInvoice.cii(note)).all.filter { $0.name == "ram:TaxTotalAmount" }
        #expect(cii.map(\.text) == ["10.00", "9.23"])
        #expect(cii.map { $0.attributes["currencyID"] } == ["USD", "EUR"])
    }

    @Test(
        "euros for an amount are exact up to one rounding",
        arguments: [
            (1_000, 923_450, 923), (1_000, 923_500, 924), (1, 500_000, 1), (1, 499_999, 0), (0, 1, 0),
        ])
    func euros(amount: Int64, millionths: Int64, cents: Int64) throws {
        let rate = try #require(ExchangeRate(millionths: millionths))
        #expect(rate.euros(for: Cents(amount)) == Cents(cents))
    }
}
