import Glibc
import SLA
import Testing

@testable import Documents

@Suite("A note of 20,000 lines")
struct LineScaleTests {
    private static let small = LineSamples.many(2_000)
    private static let large = LineSamples.many(20_000)

    @Test("is an e-invoice of as many lines and references")
    func invoices() throws {
        let ubl = try document { try EInvoice.ubl($0) }
        #expect(count("<cac:CreditNoteLine>", in: ubl) == 20_000)
        #expect(count("<cac:BillingReference>", in: ubl) == 20_000)
        let cii = try document { try EInvoice.cii($0) }
        #expect(count("<ram:IncludedSupplyChainTradeLineItem>", in: cii) == 20_000)
        #expect(count("<ram:InvoiceReferencedDocument>", in: cii) == 20_000)
    }

    @Test("is a page of a few rows a line")
    func page() throws {
        let page = try document { NotePage.html($0, entries: { _ in nil }, language: .french) }
        #expect(60_000...60_050 ~= count("<tr>", in: page))
        #expect(page.count < 20_000 * 1_000)
    }

    @Test("is a row a line of a table, and of a document")
    func tables() throws {
        let csv = try document { note in
            var csv = NotesCSV(.standard)
            csv.add(note)
            return csv.bytes
        }
        #expect(count("\r\n", in: csv) == 20_001)
        let text = try document { Array(NoteSummary.text($0, in: .english).utf8) }
        #expect(count("\n", in: text) == 20_013)
        let json = try document { NoteSummary.document($0) }
        #expect(count("\"frozen\"", in: json) == 20_001)
    }

    @Test("is one entry whose remark names as many invoices as it can hold")
    func entries() throws {
        let file = try document { note in
            var entries = Entries(siren: note.content.issuer.siren, closing: Samples.day("2026-12-31"))
            try entries.add(note, number: 1)
            return entries.bytes
        }
        let rows = String(decoding: file, as: UTF8.self).split(separator: "\r\n").dropFirst()
        #expect(rows.count == 4)
        for row in rows {
            let remark = row.split(separator: "\t", omittingEmptySubsequences: false)[10]
            #expect(remark.hasPrefix("Avoir SLA 2026-11 FA-2026-1 FA-2026-2 "))
            #expect(remark.hasSuffix(" et 19984 autres"))
            #expect(185...200 ~= remark.count)
        }
    }

    /// The large note's document; ten times the lines take about ten times the time, not a hundred times.
    private func document(_ write: (CreditNote) throws -> [UInt8]) throws -> [UInt8] {
        func timed(_ note: CreditNote) throws -> (bytes: [UInt8], seconds: Double) {
            let start = processorTime()
            let bytes = try write(note)
            return (bytes, processorTime() - start)
        }
        let small = try timed(Self.small)
        let large = try timed(Self.large)
        #expect(large.seconds < 0.5 + 30 * small.seconds)
        return large.bytes
    }

    /// This thread's, in seconds: other tests do not count.
    private func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// By `memchr`: under a sanitizer `strstr` measures all that follows, each time.
    private func count(_ text: String, in bytes: [UInt8]) -> Int {
        let wanted = Array(text.utf8)
        return bytes.withUnsafeBytes { document in
            var count = 0
            var rest = UnsafeRawBufferPointer(document)
            while let start = rest.baseAddress, let found = memchr(start, Int32(wanted[0]), rest.count) {
                let place = UnsafeRawPointer(found) - start
                guard rest.count - place >= wanted.count else { break }
                let isFound = memcmp(found, wanted, wanted.count) == 0
                count += isFound ? 1 : 0
                rest = UnsafeRawBufferPointer(rebasing: rest[(place + (isFound ? wanted.count : 1))...])
            }
            return count
        }
    }
}
