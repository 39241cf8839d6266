import SLA
import Testing

@testable import Documents

/// Files that were found to be right, by hand and by the official rules: Golden.
///
/// With AVOIR_WRITE_GOLDEN they are written anew, and the test fails.
@Suite("A note of three lines, in every format")
struct LineGoldenTests {
    @Test(
        "a credit as each document",
        arguments: ["ubl.xml", "cii.xml", "html", "note.json", "txt", "fr.txt", "csv", "json", "tsv"])
    func credit(_ format: String) throws {
        try expect(document(of: LineSamples.three, as: format), toBe: "credit.\(format)")
    }

    @Test(
        "its reversal as each document",
        arguments: ["ubl.xml", "cii.xml", "html", "note.json", "txt", "fr.txt", "csv", "json", "tsv"])
    func reversal(_ format: String) throws {
        try expect(document(of: LineSamples.reversal, as: format), toBe: "reversal.\(format)")
    }

    @Test("the sample that templates are tried on is this credit")
    func sample() {
        let document = NotePage.document(LineSamples.three, entries: LineSamples.entry, language: .french)
        #expect(NoteTemplate.sample(with: nil) == NoteJSON.data(document))
    }

    private func document(of note: CreditNote, as format: String) throws -> [UInt8] {
        switch format {
        case "ubl.xml": return try EInvoice.ubl(note)
        case "cii.xml": return try EInvoice.cii(note)
        case "html": return NotePage.html(note, entries: LineSamples.entry, language: .french)
        case "note.json":
            return NoteJSON.data(NotePage.document(note, entries: LineSamples.entry, language: .french))
        case "txt", "fr.txt":
            let language: Language = format == "txt" ? .english : .french
            var table = NoteSummary.Table(in: language)
            table.add(NoteHead(note))
            return Array((NoteSummary.text(note, in: language) + "\n" + table.whole).utf8)
        case "csv":
            var csv = NotesCSV(.standard)
            csv.add(note)
            return csv.bytes
        case "json": return NoteSummary.document(note)
        default:
            var entries = Entries(siren: note.content.issuer.siren, closing: Samples.day("2026-12-31"))
            try entries.add(note, number: 1)
            return entries.bytes
        }
    }

    private func expect(_ bytes: [UInt8], toBe name: String) throws {
        try GoldenFile.expect(bytes, toBe: name, besides: #filePath)
    }
}
