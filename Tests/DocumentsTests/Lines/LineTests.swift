import SLA
import TestSupport
import Testing

@testable import Documents

@Suite("Notes of several lines")
struct LineTests {
    private let ofOneSubscription = NoteSamples.note(of: Array(LineSamples.three.lines.dropFirst()))

    @Test("an e-invoice has a line for each of the note's lines and VAT rates, counted from 1")
    func invoiceLines() throws {
        let ubl = try EInvoiceXML.read(EInvoice.ubl(LineSamples.three))
        #expect(ubl.texts("cac:CreditNoteLine/cbc:ID") == ["1", "2", "3", "4"])
        #expect(
            ubl.texts("cac:CreditNoteLine/cbc:LineExtensionAmount") == ["123.45", "37.60", "9.40", "50.00"])
        #expect(ubl.texts("cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount") == ["161.05", "59.40"])
        #expect(ubl.texts("cac:LegalMonetaryTotal/cbc:LineExtensionAmount") == ["220.45"])
        #expect(ubl.texts("cac:InvoicePeriod/cbc:StartDate") == ["2026-10-01"])
        #expect(ubl.texts("cac:InvoicePeriod/cbc:EndDate") == ["2026-11-30"])
        #expect(
            ubl.texts("cac:CreditNoteLine/cac:InvoicePeriod/cbc:StartDate")
                == ["2026-11-01", "2026-11-01", "2026-11-01", "2026-10-01"])
    }

    @Test("each line names its subscription, unless the header names that of all")
    func invoicedObjects() throws {
        let several = try EInvoiceXML.read(EInvoice.ubl(LineSamples.three))
        #expect(several.texts("cac:AdditionalDocumentReference/cbc:ID").isEmpty)
        #expect(
            several.texts("cac:CreditNoteLine/cac:DocumentReference/cbc:ID")
                == ["SUB-0001", "SUB-0002", "SUB-0002", "SUB-0002"])
        #expect(try objects(of: LineSamples.three).count == 4)
        let one = try EInvoiceXML.read(EInvoice.ubl(ofOneSubscription))
        #expect(one.texts("cac:AdditionalDocumentReference/cbc:ID") == ["SUB-0002"])
        #expect(one.texts("cac:CreditNoteLine/cac:DocumentReference/cbc:ID").isEmpty)
        #expect(try objects(of: ofOneSubscription) == ["SUB-0002"])
    }

    /// BT-18 and BT-128 of the CII.
    private func objects(of note: CreditNote) throws -> [String] {
        try EInvoiceXML.read(EInvoice.cii(note)).all
            .filter { $0.name == "ram:AdditionalReferencedDocument" }.flatMap {
                $0.texts("ram:IssuerAssignedID")
            }
    }

    @Test("an invoice that several lines correct is named once")
    func invoices() throws {
        let ubl = try EInvoiceXML.read(EInvoice.ubl(LineSamples.three))
        #expect(
            ubl.texts("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID")
                == ["FA-2026-1107", "FA-2026-1108", "FA-2026-1008"])
    }

    @Test("one line that no e-invoice can say refuses the note, by name")
    func refusal() {
        var wrong = NoteSamples.measured
        wrong.invoices[0].invoice = "FA 7"
        let line = LineSamples.three.lines[0]
        let note = NoteSamples.note(of: [
            line,
            NoteSamples.line(2, of: "SUB-0002", parts: line.parts, cap: nil, measured: wrong),
        ])
        #expect(
            throws: EInvoice.Refusal(
                note: "AV-2026-000001", rule: "BR-FR-02",
                reason:
                    "the number of invoice FA 7 may contain only letters without accents, digits and + - _ /")
        ) { try EInvoice.ubl(note) }
    }

    @Test("every column of money adds up to the notes' sums")
    func table() throws {
        var csv = NotesCSV(.standard)
        for note in [LineSamples.three, NoteSamples.note(3)] { csv.add(note) }
        let rows = String(decoding: csv.bytes, as: UTF8.self).split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        func sum(_ column: String) throws -> Int64 {
            let index = try #require(NotesCSV.columns.firstIndex(of: column))
            return rows.dropFirst().reduce(0) { $0 + (Int64($1[index].replacing(".", with: "")) ?? 0) }
        }
        #expect(rows.count == 5)
        #expect(try sum("net") == 22_045 + 12_345)
        #expect(try sum("note_net") == 22_045 + 12_345)
        #expect(try sum("vat_total") == 3_221 + 594 + 2_469)
        #expect(try sum("gross") == 22_045 + 3_815 + 12_345 + 2_469)
        #expect(try sum("credited_before") == 4_000)
        #expect(try sum("cut") == 800)
    }

    @Test("a supplement names what it supplements, and a cut is told, also where it is the only line")
    func deductions() {
        let note = NoteSamples.note(of: [LineSamples.three.lines[1]])
        func page(_ language: Language) -> String {
            let bytes = NotePage.html(note, entries: { _ in nil }, language: language)
            return String(decoding: bytes, as: UTF8.self).replacing("\u{A0}", with: " ")
        }
        let french = [
            " HT = 100,00 €", "moins 40,00 € déjà crédités par l’avoir AV-2026-000009",
            "dont 13,00 € retranchés par le plafond", "soit 47,00 € par le présent avoir",
        ]
        #expect(page(.french).contains(french.joined(separator: "<br>")))
        #expect(page(.french).contains("<td>déjà crédités par l’avoir AV-2026-000009</td>"))
        #expect(page(.french).contains("<td>retranchés par le plafond</td>"))
        let english = [
            " net = €100.00", "less €40.00 credited by credit note AV-2026-000009",
            "of which €13.00 cut by the cap", "leaving €47.00 for this credit note",
        ]
        #expect(page(.english).contains(english.joined(separator: "<br>")))
        let text = NoteSummary.text(note, in: .english)
        #expect(text.contains("\n              less 40.00 EUR credited by credit note AV-2026-000009\n"))
        #expect(text.contains("\n              of which 13.00 EUR cut by the cap\n"))
        #expect(text.contains("\n              leaving 47.00 EUR for this credit note\n"))
        #expect(text.contains("\n              5.00 EUR of the cut by an earlier run\n"))
    }

    @Test("the facts behind each line are pictured, with patterns of their own")
    func pictures() {
        let lines = LineSamples.three.lines
        let twice = NoteSamples.note(of: [
            lines[0],
            NoteSamples.line(2, of: "SUB-0001", parts: lines[0].parts, cap: nil, measured: lines[0].content),
            lines[2],
        ])
        let page = String(
            decoding: NotePage.html(
                twice, entries: { _ in Samples.entry(Samples.everyClass) }, language: .english),
            as: UTF8.self)
        for id in ["m-excused-1", "m-excused-2", "line-1", "line-2", "line-3"] {
            #expect(page.ranges(of: "id=\"\(id)\"").count == 1, "\(id)")
        }
        #expect(!page.contains("m-excused-3") && !page.contains("url(#m-excused)"))
        #expect(
            page.ranges(of: "The facts recorded for this month have changed since this note was issued").count
                == 1)
    }

    @Test("a note of too many lines has a row for each instead, and asks for no facts")
    func overview() {
        func page(_ count: Int) -> (html: String, asked: Int) {
            var asked = 0
            let bytes = NotePage.html(
                LineSamples.many(count),
                entries: { _ in
                    asked += 1
                    return nil
                }, language: .french)
            return (String(decoding: bytes, as: UTF8.self), asked)
        }
        let most = page(NotePage.mostCalculations)
        #expect(most.asked == NotePage.mostCalculations && !most.html.contains("figures stacked overview"))
        let more = page(NotePage.mostCalculations + 1)
        #expect(more.asked == 0 && more.html.contains("figures stacked overview"))
        #expect(!more.html.contains("class=\"calculation\""))
    }

    @Test("a note of more lines than a PDF may have is refused, saying what to use instead")
    func printing() throws {
        try NotePage.checkPrintable(LineSamples.many(NotePage.mostPrintedLines))
        let refusal = #expect(throws: NotePage.Unprintable.self) {
            try NotePage.checkPrintable(LineSamples.many(2_001))
        }
        #expect(
            refusal?.description
                == "AV-2026-000001: it has 2001 lines, and a PDF may have at most 2000: use html or json "
                + "to read it, ubl or cii to send it")
    }
}
