import Documents
import SLA
import Testing

@Suite("Notes for spreadsheets")
struct EntriesNotesCSVTests {
    private func lines(_ notes: [CreditNote], _ dialect: CSVDialect = .standard) -> [String] {
        var table = NotesCSV(dialect)
        for note in notes { table.add(note) }
        return String(decoding: table.bytes, as: UTF8.self)
            .split(separator: "\r\n").map { String($0) }
    }

    @Test("each note is a row with as many cells as there are columns")
    func rows() {
        let note = NoteSamples.note()
        let lines = lines([note, NoteSamples.reversal(of: note, no: 2)])
        #expect(lines.count == 3)
        for line in lines {
            #expect(
                line.split(separator: ",", omittingEmptySubsequences: false).count == NotesCSV.columns.count)
        }
        #expect(
            lines[1].hasPrefix(
                "AV-2026-000001,1,credit,2026-12-05,2026-11,SUB-0001,contact-centre,C-001,Client Exemple SA,200000008,"
                    + "FA-2026-1107,axantis-contact-experience,2025-03,1,availability,coverage,8580.500001,712800,98.7962,99.85,10,"
                    + "1234.50,123.45,0.00,,0.00,0.00,246.90,EUR,123.45,price_reduction,20,123.45,24.69,148.14,,,,"
            ))
        #expect(lines[2].contains(",AV-2026-000001,Notification rattachée au mauvais client,,"))
    }

    @Test("French Excel gets semicolons and decimal commas")
    func french() {
        let lines = lines([NoteSamples.note()], CSVDialect(separator: .semicolon, decimalMark: .comma))
        #expect(
            lines[1].contains(
                ";98,7962;99,85;10;1234,50;123,45;0,00;;0,00;0,00;246,90;EUR;123,45;price_reduction;20;123,45;24,69;148,14;"
            ))
    }

    @Test("text that a spreadsheet would take for a formula is neutralised")
    func formulas() {
        var content = NoteSamples.content
        content.customer.name = "=HYPERLINK(\"x\")"
        var measured = NoteSamples.measured
        measured.service = "@ivr"
        let line = lines([NoteSamples.note(content: content, measured: measured, subscription: "-1")])[1]
        #expect(line.contains(",'-1,'@ivr,C-001,\"'=HYPERLINK(\"\"x\"\")\","))
    }
}
