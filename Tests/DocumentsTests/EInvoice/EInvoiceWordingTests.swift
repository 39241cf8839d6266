import SLA
import TestSupport
import Testing

@testable import Documents

@Suite struct EInvoiceWordingTests {
    private func description(_ note: CreditNote) throws -> [String] {
        let ubl = try EInvoiceXML.read(EInvoice.ubl(note)).all
            .filter { $0.name == "cac:Item" }.flatMap { $0.texts("cbc:Description") }
        let cii = try EInvoiceXML.read(EInvoice.cii(note)).all
            .filter { $0.name == "ram:SpecifiedTradeProduct" }.flatMap { $0.texts("ram:Description") }
        #expect(ubl == cii)
        return ubl
    }

    private func items(_ note: CreditNote) throws -> [String] {
        try EInvoiceXML.read(EInvoice.ubl(note)).all
            .filter { $0.name == "cac:Item" }.flatMap { $0.texts("cbc:Name") }
    }

    @Test("a line says how the credit came about")
    func credit() throws {
        let note = EInvoiceSamples.note()
        #expect(try items(note) == ["Avoir SLA octobre 2026 - contact-centre"])
        #expect(
            try description(note)
                == ["Disponibilité 99,71 % pour un objectif de 99,85 % : 5 % de 1 000,00 EUR HT = 50,00 EUR"])
    }

    @Test("each VAT rate has a line that names it")
    func rates() throws {
        let whole = "Disponibilité 99,71 % pour un objectif de 99,85 % : 5 % de 1 100,33 EUR HT = 55,02 EUR"
        #expect(
            try description(EInvoiceSamples.note(invoices: EInvoiceSamples.twoRates))
                == ["\(whole) - part au taux de TVA de 20 %", "\(whole) - part au taux de TVA de 5,5 %"])
    }

    @Test("a note for less than rate times base says so: the cap, or earlier notes, leave the rest")
    func partial() throws {
        #expect(
            try description(EInvoiceSamples.note(net: 2_000)) == [
                "Disponibilité 99,71 % pour un objectif de 99,85 % : 5 % de 1 000,00 EUR HT = 50,00 EUR, "
                    + "dont 30,00 EUR retranchés par le plafond : 20,00 EUR"
            ])
    }

    @Test("a reversal says what it cancels and why")
    func reversal() throws {
        let note = EInvoiceSamples.note(.reversal)
        #expect(try items(note) == ["Annulation de l'avoir SLA octobre 2026 - contact-centre"])
        #expect(
            try description(note)
                == ["Annulation de l'avoir AV-2026-000001 du 5 novembre 2026 : panne imputable au client"])
        let onFirst = EInvoiceSamples.note(.reversal) { $0.reversedOn = LocalDate("2026-12-01") }
        #expect(try description(onFirst)[0].contains(" du 1er décembre 2026 : "))
    }

    @Test("an availability just below the target never reads as the target")
    func truncation() throws {
        // 99.849999 %: R8 keeps four decimals and never rounds up.
        let note = EInvoiceSamples.note(down: 1_500_010)
        #expect(try description(note)[0].contains("Disponibilité 99,8499 % pour un objectif de 99,85 %"))
    }

    @Test(
        "percentages to compare have two decimals at least, and no zeros beyond",
        arguments: [
            ("99.8500", "99,85"), ("99.8499", "99,8499"), ("99.9", "99,90"), ("100.0000", "100,00"),
            ("0.0000", "0,00"), ("99", "99,00"), ("99.850001", "99,850001"), ("99.9010", "99,901"),
        ])
    func percentages(_ percent: String, _ expected: String) {
        #expect(EInvoice.Wording.measured(percent) == expected)
    }

    @Test(
        "amounts have a decimal comma and groups of three digits",
        arguments: [
            (0, "0,00"), (5, "0,05"), (99_999, "999,99"), (100_000, "1 000,00"),
            (123_456_789, "1 234 567,89"),
            (-5, "-0,05"), (-10_000_000, "-100 000,00"), (-100_000, "-1 000,00"),
        ] as [(Int64, String)])
    func money(_ cents: Int64, _ expected: String) {
        #expect(EInvoice.Wording.money(Cents(cents)) == expected)
    }
}
