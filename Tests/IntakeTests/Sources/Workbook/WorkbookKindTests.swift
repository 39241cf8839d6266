import Glibc
import Intake
import Sense
import Testing

@Suite("What is no workbook that can be read")
struct WorkbookKindTests {
    private func row(_ number: Int, _ texts: [String?]) -> String { WorkbookText.row(number, texts) }

    @Test("cannot come from a pipe, and CSV can")
    func pipe() throws {
        let format = SourceFormat.table(.spreadsheet(.init(), sheet: nil), ["a", "b"])
        var ends: [Int32] = [0, 0]
        for (bytes, expected) in [
            (
                WorkbookText(row(1, ["a", "b"])).bytes,
                "refused: is a workbook, or a ZIP archive, from a pipe; a workbook must be named as a file"
            ),
            (Array("a;b\n1;2\n".utf8), "2: a=1 b=2"),
        ] {
            try #require(Glibc.pipe(&ends) == 0)
            try #require(write(ends[1], bytes, bytes.count) == bytes.count)
            close(ends[1])
            #expect(SourceReading(format, source: .descriptor(ends[0])).items == [expected])
            close(ends[0])
        }
    }

    @Test(
        "is no other kind of file",
        arguments: [
            ("a;b\n1;2\n", "is no workbook (.xlsx); CSV is another format"), ("", "is empty"),
            ("%PDF-1.7", "is a PDF document, not a workbook (.xlsx); export its table itself"),
            (
                "<!DOCTYPE html>",
                "is a page of HTML, not a workbook (.xlsx); fetch the file itself: is a login missing?"
            ),
            (
                "PK\u{3}\u{4}",
                "is a damaged ZIP archive: it has no directory: the file was cut off, or is no ZIP archive; export it again"
            ),
        ])
    func foreign(text: String, reason: String) {
        #expect(
            SourceReading(.table(.workbook(sheet: nil), ["a", "b"]), Array(text.utf8)).items == [
                "refused: \(reason)"
            ])
    }

    @Test(
        "of another kind is refused by name",
        arguments: [
            ("xl/workbook.bin", "", "is a binary workbook (.xlsb); save it as .xlsx"),
            (
                "mimetype", "application/vnd.oasis.opendocument.spreadsheet",
                "is an OpenDocument spreadsheet (.ods); save it as .xlsx"
            ),
            ("word/document.xml", "", "is a Word document (.docx); save its table as .xlsx or CSV"),
            ("ppt/presentation.xml", "", "is a presentation (.pptx); save its table as .xlsx or CSV"),
            ("Index/Document.iwa", "", "is a Numbers document; export it as .xlsx"),
            ("factures.csv", "a;b", "is a ZIP archive without a workbook in it; unpack it first"),
        ])
    func kinds(name: String, content: String, reason: String) {
        let bytes = ZipWriter([ZipWriter.Entry(name, content, isPacked: false)]).bytes
        #expect(SourceReading(.table(.workbook(sheet: nil), ["a"]), bytes).items == ["refused: \(reason)"])
        #expect(
            SourceReading(.table(.spreadsheet(.init(), sheet: nil), ["a"]), bytes).items == [
                "refused: \(reason)"
            ])
    }

    @Test("of Excel 97 to 2003, or with a password, is refused by name")
    func compound() {
        let head: [UInt8] =
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 3_000)
        let mark = "EncryptedPackage".utf8.reduce(into: [UInt8]()) { $0 += [$1, 0] }
        for format in [
            SourceFormat.table(.workbook(sheet: nil), ["a"]),
            .table(.spreadsheet(.init(), sheet: nil), ["a"]),
        ] {
            #expect(
                SourceReading(format, head).items == [
                    "refused: is a workbook of Excel 97 to 2003 (.xls); save it as .xlsx"
                ])
            let reason = "refused: is a workbook with a password; save it without one, as .xlsx"
            #expect(SourceReading(format, head + mark + head).items == [reason])
            // Across the border of two pieces.
            let filler = [UInt8](repeating: 7, count: (1 << 20) - head.count - 5)
            #expect(SourceReading(format, head + filler + mark).items == [reason])
        }
    }
}
