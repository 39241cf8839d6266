import Documents
import SLA
import TestSupport
import Testing

@Suite("Commercial notes in every form")
struct CommercialNoteTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("the page says the reason, the invoices, and what is left of them")
    func page() throws {
        let page = text(NotePage.html(CommercialSamples.note, entries: { _ in nil }, language: .french))
        for words in [
            "Geste commercial &lt;du&gt; 20 novembre", "Avoir commercial novembre 2026 – contact-centre",
            "FA-2026-1108", "ENG-7", "M-5", "avoirs commerciaux", "Reste facturé HT", "118,00",
        ] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(!page.contains("Disponibilité") && !page.contains("SLA"))
        let reversal = text(
            NotePage.html(CommercialSamples.reversal, entries: { _ in nil }, language: .french))
        #expect(reversal.contains("Annulation avoir commercial") && reversal.contains("Geste retiré"))
    }

    @Test("e-invoices name the invoices and give the reason, in both syntaxes")
    func invoices() throws {
        for bytes in [try EInvoice.ubl(CommercialSamples.note), try EInvoice.cii(CommercialSamples.note)] {
            let xml = text(bytes)
            for words in [
                "Avoir commercial novembre 2026 - contact-centre",
                "Geste commercial &lt;du&gt; 20 novembre - part au taux de TVA de 10 %", "FA-2026-1108",
                "381",
                "ENG-7", "M-5", "SUB-0001",
            ] {
                #expect(xml.contains(words), "\(words): \(xml)")
            }
            #expect(!xml.contains("SLA"))
        }
        let reversal = text(try EInvoice.ubl(CommercialSamples.reversal))
        #expect(reversal.contains("AV-2026-000001 du 5 décembre 2026 : Geste retiré"))
        #expect(reversal.contains(">380<"))
    }

    @Test("in the table its columns are those of the others, those of the terms empty")
    func table() throws {
        var table = NotesCSV(.standard)
        table.add(CommercialSamples.note)
        table.add(CommercialSamples.reversal)
        let rows = text(table.bytes).split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(rows.allSatisfy { $0.count == NotesCSV.columns.count })
        let columns = Dictionary(uniqueKeysWithValues: zip(NotesCSV.columns, rows[1]))
        #expect(columns["kind"] == "commercial" && columns["promise"] == "" && columns["terms"] == "")
        #expect(columns["base"] == "1500.00" && columns["net"] == "100.00" && columns["gross"] == "118.00")
        #expect(columns["vat_rates"] == "20 10" && columns["invoices"] == "FA-2026-1107 FA-2026-1108")
        #expect(rows[2][2] == "reversal" && rows[2].contains("-118.00"))
    }

    @Test("entries take the account of price reductions")
    func entries() throws {
        var entries = Entries(siren: "100000009", closing: Samples.day("2026-12-31"))
        try entries.add(CommercialSamples.note, number: 1)
        let file = String(decoding: entries.bytes, as: UTF8.self)
        #expect(
            file.contains("709600") && file.contains("Avoir commercial 2026-11 FA-2026-1107 FA-2026-1108"))
    }

    @Test("the terminal shows what was invoiced and credited before")
    func terminal() {
        let shown = NoteSummary.text(CommercialSamples.note, in: .english)
        for words in [
            "commercial note", "SUB-0001, 2026-11, outside the terms", "1500.00 EUR",
            "123.45 under the terms, 5.00 by commercial notes",
        ] {
            #expect(shown.contains(words), "\(shown)")
        }
    }

    @Test("the terminal shows it in French as a French invoice would say it")
    func terminalInFrench() {
        let shown = NoteSummary.text(CommercialSamples.note, in: .french)
        for words in [
            "avoir commercial", "SUB-0001, novembre 2026, hors conditions", "1 500,00 €",
            "123,45 € selon les conditions, 5,00 € par avoirs commerciaux",
        ] {
            #expect(
                shown.replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ").contains(words),
                "\(shown)")
        }
        for word in ["subscription", "invoiced", "credited", "gross", "reason"] {
            #expect(!shown.contains(word), "\(shown)")
        }
    }
}
