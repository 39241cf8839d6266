import Documents
import SLA

/// Hand-built commercial notes.
enum CommercialSamples {
    static let line = CommercialLine(
        subscription: "SUB-0001", month: Samples.november, service: "contact-centre", net: Cents(10_000),
        parts: [
            CreditLine.Part(rate: Samples.percent(20_000_000), net: Cents(8_000)),
            CreditLine.Part(rate: Samples.percent(10_000_000), net: Cents(2_000)),
        ], invoiced: Cents(150_000), credited: Cents(12_345), commercial: Cents(500),
        invoices: [
            Samples.invoice(120_000),
            InvoiceLine(
                invoice: "FA-2026-1108", issuedOn: Samples.day("2026-12-01"), amount: Cents(30_000),
                vatRate: Samples.percent(10_000_000), currency: "EUR"),
        ], orderReferences: ["ENG-7"], contractReference: "M-5", document: "{}")

    static let note = build(kind: .credit, reason: "Geste commercial <du> 20 novembre")
    static let reversal = build(
        kind: .reversal, reason: "Geste retiré", reverses: note.number,
        reversedOn: Samples.day("2026-12-05"))

    private static func build(
        kind: CreditNote.Kind, reason: String, reverses: String? = nil, reversedOn: LocalDate? = nil
    ) -> CreditNote {
        var content = NoteSamples.content
        content.reversedOn = reversedOn
        let vat = [
            CreditNote.VATPart(rate: Samples.percent(20_000_000), net: Cents(8_000), vat: Cents(1_600)),
            CreditNote.VATPart(rate: Samples.percent(10_000_000), net: Cents(2_000), vat: Cents(200)),
        ]
        let no = kind == .credit ? 1 : 2
        return CreditNote(
            number: "AV-2026-00000\(no)", series: "AV-2026-{number:6}", no: no, kind: kind, customer: "C-001",
            issueDate: Samples.day("2026-12-05"), issuedAt: Samples.at("2026-12-05 09:00:00"),
            issuedBy: "finance", reverses: reverses, reason: reason, reversedBy: nil, currency: "EUR",
            net: Cents(10_000), vatTreatment: .priceReduction, vat: vat, vatTotal: Cents(1_800),
            gross: Cents(11_800), lines: [], commercial: line, document: "{}", content: content,
            previousHash: Samples.sha256, hash: String(Samples.sha256.reversed()))
    }
}
