import SLA
import Testing

@testable import Documents

@Suite struct EInvoiceRefusalTests {
    private static let invoice = EInvoiceSamples.invoice("FA-1")

    @Test(
        "what no valid e-invoice can say is refused with the rule, in both syntaxes",
        arguments: [
            (EInvoiceSamples.note(currency: "CHF"), "BR-FR-CO-12"),
            (
                EInvoiceSamples.note(invoices: [EInvoiceSamples.invoice("FA-1", rate: 21_000_000)]),
                "BR-FR-16"
            ),
            (
                EInvoiceSamples.note(invoices: [EInvoiceSamples.invoice("FA-1", rate: 20_000_001)]),
                "BR-FR-16"
            ),
            (EInvoiceSamples.note(invoices: [EInvoiceSamples.invoice("FA 1")]), "BR-FR-02"),
            (EInvoiceSamples.note(invoices: [EInvoiceSamples.invoice("FÀ-1")]), "BR-FR-02"),
            (EInvoiceSamples.note(invoices: [EInvoiceSamples.invoice("")]), "BR-FR-02"),
            (
                EInvoiceSamples.note(
                    invoices: [invoice, EInvoiceSamples.invoice(String(repeating: "1", count: 36))]),
                "BR-FR-01"
            ),
            (
                EInvoiceSamples.note(invoices: [EInvoiceSamples.invoice("FA-1", on: "1999-12-31")]),
                "BR-FR-03"
            ),
            (EInvoiceSamples.note(measured: { $0.invoices = [] }), "BR-FR-CO-05"),
            (
                EInvoiceSamples.note(
                    invoices: [EInvoiceSamples.invoice("FA-1", rate: 0)], change: { $0.exemption = nil }),
                "BR-E-10"
            ),
            (
                EInvoiceSamples.note(
                    invoices: [invoice, EInvoiceSamples.invoice("FA-2", rate: 0)],
                    change: {
                        $0.exemption = VATExemption(
                            code: VATExemption.outsideScope, reason: "Hors champ")
                    }), "BR-O-11"
            ),
            (EInvoiceSamples.note(.reversal) { $0.reversedOn = nil }, "BR-55"),
        ])
    func refusals(_ note: CreditNote, _ rule: String) {
        func isExpected(_ error: any Error) -> Bool {
            guard let refusal = error as? EInvoice.Refusal else { return false }
            return refusal.rule == rule && refusal.note == note.number
                && refusal.description.hasPrefix("\(note.number): ")
        }
        #expect(performing: { try EInvoice.ubl(note) }, throws: isExpected)
        #expect(performing: { try EInvoice.cii(note) }, throws: isExpected)
    }

    @Test("a number of 35 characters, and a foreign rate where no VAT is charged, are accepted")
    func accepted() throws {
        let longest = EInvoiceSamples.invoice(String(repeating: "Az+-_/9", count: 5), rate: 21_000_000)
        #expect(try !EInvoice.ubl(EInvoiceSamples.note(.credit, .netOfTax, invoices: [longest])).isEmpty)
        #expect(try !EInvoice.cii(EInvoiceSamples.note(.credit, .indemnity, invoices: [longest])).isEmpty)
    }
}
