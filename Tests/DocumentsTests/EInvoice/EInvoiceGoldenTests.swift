import SLA
import Testing

@testable import Documents

@Suite struct EInvoiceGoldenTests {
    @Test("a credit over two invoices and two VAT rates, in UBL")
    func creditUBL() throws {
        let bytes = try EInvoice.ubl(EInvoiceSamples.note(invoices: EInvoiceSamples.twoRates))
        #expect(String(decoding: bytes, as: UTF8.self) == EInvoiceGolden.creditUBL)
    }

    @Test("the same credit, in CII")
    func creditCII() throws {
        let bytes = try EInvoice.cii(EInvoiceSamples.note(invoices: EInvoiceSamples.twoRates))
        #expect(String(decoding: bytes, as: UTF8.self) == EInvoiceGolden.creditCII)
    }

    @Test("a reversal of a credit net of tax, in UBL")
    func reversalUBL() throws {
        let bytes = try EInvoice.ubl(EInvoiceSamples.note(.reversal, .netOfTax))
        #expect(String(decoding: bytes, as: UTF8.self) == EInvoiceGolden.reversalUBL)
    }
}
