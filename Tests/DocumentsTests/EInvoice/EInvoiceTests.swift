import SLA
import TestSupport
import Testing

@testable import Documents

@Suite struct EInvoiceTests {
    /// The amounts of one document, wherever its syntax keeps them.
    private struct Amounts: Equatable {
        var net: [String]
        var vat: [String]
        var gross: [String]
        var lines: [String]
        var prices: [String]
        var bases: [String]
        var taxes: [String]

        init(_ note: CreditNote) {
            net = [note.net.description, note.net.description]
            vat = [note.vatTotal.description]
            gross = [note.gross.description, note.gross.description]
            lines = note.vat.map(\.net.description)
            prices = lines
            bases = lines
            taxes = note.vat.map(\.vat.description)
        }

        init(ubl root: EInvoiceXML.Element) {
            let line = root.children.last?.name ?? ""
            let totals = root.elements("cac:LegalMonetaryTotal")
            net = totals.flatMap { $0.texts("cbc:LineExtensionAmount") + $0.texts("cbc:TaxExclusiveAmount") }
            vat = root.texts("cac:TaxTotal/cbc:TaxAmount")
            gross = totals.flatMap { $0.texts("cbc:TaxInclusiveAmount") + $0.texts("cbc:PayableAmount") }
            lines = root.texts("\(line)/cbc:LineExtensionAmount")
            prices = root.texts("\(line)/cac:Price/cbc:PriceAmount")
            bases = root.texts("cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount")
            taxes = root.texts("cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount")
        }

        init(cii root: EInvoiceXML.Element) {
            let trade = "rsm:SupplyChainTradeTransaction"
            let line = "\(trade)/ram:IncludedSupplyChainTradeLineItem"
            let settlement = "\(trade)/ram:ApplicableHeaderTradeSettlement"
            let sums = root.elements("\(settlement)/ram:SpecifiedTradeSettlementHeaderMonetarySummation")
            net = sums.flatMap { $0.texts("ram:LineTotalAmount") + $0.texts("ram:TaxBasisTotalAmount") }
            vat = sums.flatMap { $0.texts("ram:TaxTotalAmount") }
            gross = sums.flatMap { $0.texts("ram:GrandTotalAmount") + $0.texts("ram:DuePayableAmount") }
            lines = root.texts(
                "\(line)/ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation"
                    + "/ram:LineTotalAmount")
            prices = root.texts(
                "\(line)/ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice/ram:ChargeAmount")
            bases = root.texts("\(settlement)/ram:ApplicableTradeTax/ram:BasisAmount")
            taxes = root.texts("\(settlement)/ram:ApplicableTradeTax/ram:CalculatedAmount")
        }
    }

    @Test(
        "the amounts are the note's to the cent, in both syntaxes",
        arguments: EInvoiceSamples.all.filter { $0.note.currency == "EUR" }.map(\.note))
    func amounts(_ note: CreditNote) throws {
        #expect(try Amounts(ubl: EInvoiceXML.read(EInvoice.ubl(note))) == Amounts(note))
        #expect(try Amounts(cii: EInvoiceXML.read(EInvoice.cii(note))) == Amounts(note))
        #expect(note.vat.reduce(.zero) { $0 + $1.net } == note.net)
        #expect(note.net + note.vatTotal == note.gross)
    }

    @Test(
        "a credit is a credit note, 381; a reversal is an invoice, 380",
        arguments: [
            (.credit, "CreditNote", "381"), (.reversal, "Invoice", "380"),
        ] as [(CreditNote.Kind, String, String)])
    func types(_ kind: CreditNote.Kind, _ root: String, _ code: String) throws {
        let note = EInvoiceSamples.note(kind)
        let ubl = try EInvoiceXML.read(EInvoice.ubl(note))
        #expect(ubl.name == root)
        #expect(ubl.attributes["xmlns"] == "urn:oasis:names:specification:ubl:schema:xsd:\(root)-2")
        #expect(ubl.texts("cbc:\(root)TypeCode") == [code])
        let cii = try EInvoiceXML.read(EInvoice.cii(note))
        #expect(cii.texts("rsm:ExchangedDocument/ram:TypeCode") == [code])
    }

    @Test("a credit names each invoice of its base once, with its date, in the note's order")
    func precedingInvoices() throws {
        let note = EInvoiceSamples.note(invoices: EInvoiceSamples.twoRates)
        #expect(try preceding(note) == [["FA-2026-1001", "2026-10-31"], ["FA-2026/1002", "2026-11-02"]])
    }

    @Test("a reversal names the note that it cancels, and no invoice")
    func precedingNote() throws {
        let note = EInvoiceSamples.note(.reversal, invoices: EInvoiceSamples.twoRates)
        #expect(try preceding(note) == [["AV-2026-000001", "2026-11-05"]])
    }

    /// The same in both syntaxes, or the test fails.
    private func preceding(_ note: CreditNote) throws -> [[String]] {
        let ubl = try EInvoiceXML.read(EInvoice.ubl(note))
            .elements("cac:BillingReference/cac:InvoiceDocumentReference")
            .map { $0.children.map(\.text) }
        let cii = try EInvoiceXML.read(EInvoice.cii(note)).all
            .filter { $0.name == "ram:InvoiceReferencedDocument" }
            .map {
                $0.texts("ram:IssuerAssignedID") + $0.texts("ram:FormattedIssueDateTime/qdt:DateTimeString")
            }
        #expect(
            ubl.map { $0.map { $0.filter { $0 != "-" } } } == cii.map { $0.map { $0.filter { $0 != "-" } } })
        return ubl
    }

    @Test(
        "the treatment decides the category, the rate, the reason, and whether VAT numbers stand there",
        arguments: [
            (.priceReduction, 20_000_000, "S", "20.00", nil, true),
            (.priceReduction, 5_500_000, "S", "5.50", nil, true),
            (.priceReduction, 0, "E", "0.00", nil, true),
            (.netOfTax, 20_000_000, "E", "0.00", "VATEX-FR-CNWVAT", true),
            (.indemnity, 20_000_000, "O", nil, "VATEX-EU-O", false),
        ] as [(Terms.VATTreatment, Int64, String, String?, String?, Bool)],
        [CreditNote.Kind.credit, .reversal])
    func treatments(
        _ expected: (Terms.VATTreatment, Int64, String, String?, String?, Bool), kind: CreditNote.Kind
    ) throws {
        let (treatment, rate, category, percent, exemption, hasVATNumbers) = expected
        let note = EInvoiceSamples.note(
            kind, treatment, invoices: [EInvoiceSamples.invoice("FA-1", rate: rate)])
        let ubl = try EInvoiceXML.read(EInvoice.ubl(note))
        let subtotal = try #require(ubl.elements("cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory").first)
        #expect(subtotal.texts("cbc:ID") == [category])
        #expect(subtotal.texts("cbc:Percent") == [percent].compactMap(\.self))
        // A reversal is no credit note, which alone may have the code.
        let code = kind == .reversal && treatment == .netOfTax ? nil : exemption
        #expect(subtotal.texts("cbc:TaxExemptionReasonCode") == [code].compactMap(\.self))
        #expect(subtotal.texts("cbc:TaxExemptionReason").isEmpty == (category == "S"))
        let written = String(decoding: try EInvoice.ubl(note) + EInvoice.cii(note), as: UTF8.self)
        #expect(written.contains("FR88100000009") == hasVATNumbers)
        #expect(written.contains("FR37200000008") == hasVATNumbers)

        let cii = try EInvoiceXML.read(EInvoice.cii(note)).all.filter { $0.name == "ram:ApplicableTradeTax" }
        #expect(cii.count == 2)
        #expect(cii.allSatisfy { $0.texts("ram:CategoryCode") == [category] })
        #expect(cii.allSatisfy { $0.texts("ram:RateApplicablePercent") == [percent].compactMap(\.self) })
        #expect(cii.last?.texts("ram:ExemptionReasonCode") == [code].compactMap(\.self))
    }

    @Test("an amount without VAT in another currency states its VAT in euros: none")
    func foreignCurrency() throws {
        let note = EInvoiceSamples.note(.credit, .indemnity, currency: "CHF")
        let totals = try EInvoiceXML.read(EInvoice.ubl(note)).elements("cac:TaxTotal/cbc:TaxAmount")
        #expect(totals.map(\.text) == ["0.00", "0.00"])
        #expect(totals.map { $0.attributes["currencyID"] } == ["CHF", "EUR"])
        let cii = try EInvoiceXML.read(EInvoice.cii(note)).all.filter { $0.name == "ram:TaxTotalAmount" }
        #expect(cii.map { $0.attributes["currencyID"] } == ["CHF", "EUR"])
    }
}
