import Glibc
import SLA
import Testing

@testable import Documents

@Suite("A note of 20,000 lines")
struct LineScaleTests {
    private static let note = LineSamples.many(20_000)

    @Test("is an e-invoice of as many lines and references")
    func invoices() throws {
        let ubl = try EInvoice.ubl(Self.note)
        let cii = try EInvoice.cii(Self.note)
        #expect(count("<cac:CreditNoteLine>", in: ubl) == 20_000)
        #expect(count("<cac:BillingReference>", in: ubl) == 20_000)
        #expect(count("<ram:IncludedSupplyChainTradeLineItem>", in: cii) == 20_000)
        #expect(count("<ram:InvoiceReferencedDocument>", in: cii) == 20_000)
    }

    @Test("is a page of a few rows a line", arguments: Language.allCases)
    func page(_ language: Language) {
        let page = NotePage.html(Self.note, entries: { _ in nil }, language: language)
        #expect(count("<tr>", in: page) > 60_000)
        #expect(page.count < 20_000 * 1_500)
    }

    @Test("is a row a line of a table, and of a document")
    func tables() {
        var csv = NotesCSV(.standard)
        csv.add(Self.note)
        #expect(count("\r\n", in: csv.bytes) == 20_001)
        #expect(count("\n", in: Array(NoteSummary.text(Self.note).utf8)) == 20_013)
        #expect(count("\"frozen\"", in: NoteSummary.document(Self.note)) == 20_001)
    }

    @Test("is one entry whose remark names as many invoices as it can hold")
    func entries() throws {
        var entries = Entries(siren: Self.note.content.issuer.siren, closing: Samples.day("2026-12-31"))
        try entries.add(Self.note)
        let rows = String(decoding: entries.bytes, as: UTF8.self).split(separator: "\r\n").dropFirst()
        #expect(rows.count == 4)
        for row in rows {
            let remark = row.split(separator: "\t", omittingEmptySubsequences: false)[10]
            #expect(remark.hasPrefix("Avoir SLA 2026-11 FA-2026-1 FA-2026-2 "))
            #expect(remark.hasSuffix(" et 19984 autres"))
            #expect(185...200 ~= remark.count)
        }
    }

    private func count(_ text: String, in bytes: [UInt8]) -> Int {
        (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { document in
            var count = 0
            var rest = document.baseAddress
            while let start = rest, let found = strstr(start, text) {
                count += 1
                rest = UnsafePointer(found) + text.utf8.count
            }
            return count
        }
    }
}
