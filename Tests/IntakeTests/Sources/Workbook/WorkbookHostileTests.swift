import Sense
import Testing

@testable import Intake

@Suite("Hostile workbooks", .timeLimit(.minutes(5)))
struct WorkbookHostileTests {
    private func items(_ workbook: WorkbookText, isPacked: Bool = true) -> [String] {
        let entries =
            isPacked
            ? workbook.entries
            : workbook.entries.map { entry in
                guard entry.unpackedSize > 1 << 20 else { return entry }
                var room = [UInt8](repeating: 0, count: entry.unpackedSize)
                _ = Inflating().unpack(entry.packed[...], into: &room)
                return ZipWriter.Entry(entry.name, room, isPacked: false)
            }
        return SourceReading(.table(.workbook(sheet: nil), ["a", "b"]), ZipWriter(entries).bytes).items
    }

    private let header = WorkbookText.row(1, ["a", "b"])

    @Test("have at most 1,048,576 rows and 16,384 columns, in order")
    func cells() {
        func row(_ attributes: String, _ cells: String) -> WorkbookText {
            WorkbookText(header + "<row \(attributes)>\(cells)</row>")
        }
        #expect(
            items(row("r=\"1048576\"", "<c r=\"XFD1048576\"><v>1</v></c><c/>")) == [
                "refused: 1048576: has more than 16,384 columns; no workbook has that many"
            ])
        #expect(
            items(row("r=\"1048576\"", "<c r=\"A1048576\"><v>1</v></c><c r=\"XFD1048576\"><v>1</v></c>")) == [
                "1048576: a=1"
            ])
        #expect(
            items(row("r=\"1048577\"", "<c r=\"A1\"><v>1</v></c>")) == [
                "refused: has more than 1,048,576 rows; no workbook has that many"
            ])
        #expect(
            items(row("r=\"2\"", "<c r=\"ZZZZZZ2\"><v>1</v></c>")) == [
                "refused: 2: has more than 16,384 columns; no workbook has that many"
            ])
        let unsound = "refused: is no sound workbook: xl/worksheets/sheet1.xml "
        #expect(items(row("r=\"1\"", "")) == [unsound + "has rows out of order, at row 1"])
        #expect(items(row("r=\"0\"", "")) == [unsound + "has rows out of order, at row 0"])
        #expect(items(row("r=\"x\"", "")) == [unsound + "has rows out of order, at row 0"])
        #expect(
            items(row("r=\"2\"", "<c r=\"B2\"/><c r=\"A2\"/>")) == [
                unsound + "has cells out of order, in row 2"
            ])
        #expect(
            items(row("r=\"2\"", "<c r=\"B2\"/><c r=\"B2\"/>")) == [
                unsound + "has cells out of order, in row 2"
            ])
        #expect(items(row("r=\"2\"", "<c r=\"2\"/>")) == [unsound + "has a cell without a place"])
        #expect(items(row("r=\"2\"", "<c t=\"x\"/>")) == [unsound + "has a cell of an unknown type"])
    }

    @Test(
        "are refused for XML that would grow or look elsewhere, wherever it stands",
        arguments: [
            "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
            "_rels/.rels", "xl/_rels/workbook.xml.rels",
        ])
    func entities(part: String) {
        var workbook = WorkbookText(header)
        workbook.parts[part] =
            "<!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><x>&b;&c;</x>"
        #expect(
            items(workbook) == [
                "refused: is no sound workbook: \(part) has a document type (<!DOCTYPE), which no workbook has"
            ])
    }

    @Test("have at most 64 MiB of shared texts")
    func texts() {
        // With four bytes for each text.
        let most = (64 << 20) - 8
        for (length, found) in [
            (most, "2: a=1"),
            (most + 1, "refused: has more than 64 MiB of shared texts; save what is needed of it"),
        ] {
            let text = String(repeating: "x", count: length - 1)
            let workbook = WorkbookText(
                header + #"<row r="2"><c r="A2" t="s"><v>1</v></c></row>"#,
                texts: ["<t>\(text)</t>", "<t>1</t>"])
            #expect(items(workbook, isPacked: false) == [found])
        }
    }

    @Test("have at most 1 MiB of text in a cell")
    func cellText() {
        for (length, isRead) in [(1 << 20, true), ((1 << 20) + 1, false)] {
            let text = String(repeating: "x", count: length)
            let found = items(WorkbookText(header + WorkbookText.row(2, [text])))
            #expect(
                found == [isRead ? "2: a=\(text)" : "refused: 2: has a cell with more than 1 MiB of text"])
        }
    }

    @Test("with many empty texts and cells take little time and memory")
    func many() {
        let texts = String(repeating: "<si/>", count: 500_000)
        let cells = String(repeating: "<c/>", count: 16_384)
        var workbook = WorkbookText(header + String(repeating: "<row>\(cells)</row>", count: 20))
        workbook.parts["xl/sharedStrings.xml"] = "<sst>\(texts)</sst>"
        var found: [String] = []
        let time = processorSeconds { found = items(workbook) }
        #expect(found == [])
        #expect(time < 60)
    }

    @Test("need a file that can be read from its end")
    func pipe() {
        let reason = "refused: is no file that can be read from its end; a workbook must be named as a file"
        #expect(SourceReading(.table(.workbook(sheet: nil), ["a"]), source: .standardInput).items == [reason])
        #expect(
            SourceReading(.table(.workbook(sheet: nil), ["a"]), source: .path("/dev/null")).items == [reason])
        #expect(
            SourceReading(.table(.workbook(sheet: nil), ["a"]), source: .path("/")).items == [
                "refused: is a directory; name the files in it"
            ])
        let missing = SourceReading(.table(.workbook(sheet: nil), ["a"]), source: .path("/nowhere/x.xlsx"))
        #expect(missing.items == ["refused: cannot be opened: No such file or directory"])
        #expect(missing.failure?.cause == .unreadable)
    }
}
