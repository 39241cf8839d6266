import Documents
import SLA
import Testing

@Suite("The page of a note: buyers and VAT")
struct NotePageBuyerTests {
    private func page(_ note: CreditNote) -> String {
        String(decoding: NotePage.html(note, entries: { _ in nil }, language: .french), as: UTF8.self)
    }

    @Test(
        "a part without VAT says why, and VAT on debits is said; VAT numbers stand aside outside the scope of VAT"
    )
    func exemption() {
        var content = NoteSamples.content
        content.issuer.vatOnDebits = true
        content.exemption = VATExemption(code: nil, reason: "Exonération, art. 261 du CGI")
        let mixed = page(NoteSamples.note(vat: [(20, 10_000, 2_000), (0, 2_345, 0)], content: content))
        #expect(mixed.contains("Exonération, art. 261 du CGI."))
        #expect(mixed.contains("Option pour le paiement de la taxe d’après les débits."))
        #expect(!page(NoteSamples.note(content: content)).contains("Exonération"))
        content.exemption = VATExemption(code: VATExemption.outsideScope, reason: "Hors champ")
        let outside = page(NoteSamples.note(vat: [(0, 12_345, 0)], content: content))
        #expect(outside.contains("Hors champ.") && !outside.contains("FR37200000008"))
    }

    @Test(
        "a public body has its numbers and orders on paper, a consumer no number; VAT in dollars stands in euros, too"
    )
    func buyers() {
        var content = NoteSamples.content
        content.customer.kind = .publicBody
        content.customer.siret = "20000000800017"
        content.customer.serviceCode = "SERV01"
        var measured = NoteSamples.measured
        measured.orderReferences = ["ENG-77", "ENG-78"]
        measured.contractReference = "MARCHE-5"
        let body = page(NoteSamples.note(content: content, measured: measured))
        for text in ["SIRET 20000000800017", "Code service SERV01", "ENG-77, ENG-78", "MARCHE-5"] {
            #expect(body.contains(text), "\(text)")
        }
        content.customer.kind = .consumer
        let consumer = page(NoteSamples.note(content: content))
        #expect(!consumer.contains("SERV01") && !consumer.contains("200\u{A0}000\u{A0}008"))
        #expect(!consumer.contains("FR37200000008") && consumer.contains("FR88100000009"))
        content.eurRate = ExchangeRate(millionths: 923_400)
        let dollars = page(NoteSamples.note(content: content, currency: "USD"))
        #expect(
            dollars.contains("Soit TVA en euros (1 USD = 0,9234 EUR)") && dollars.contains("22,80\u{A0}€"))
    }
}
