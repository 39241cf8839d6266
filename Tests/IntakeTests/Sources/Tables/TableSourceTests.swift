import Intake
import Sense
import Testing

@Suite("CSV of another tool")
struct TableSourceTests {
    private let format = SourceFormat.table(
        .csv(.init(absent: ["NULL", "-"])), ["id", "Titre", "Date d'ouverture"])

    @Test("is read by the names of its columns; what the mapping does not name is passed over")
    func columns() {
        let text = """
            \u{FEFF}"ID";"x";"TITRE";;"date  d'OUVERTURE"\r
            \r
            1;a;"b;""c""
            d";;2026-10-05 09:12\r
            2;NULL;NULL;z;-\r
            3;;" ";;"-"\r
             4 ;;é;\u{A0};\u{A0}\r
            """
        #expect(
            items(format, text) == [
                "3: id=1 Titre=b;\"c\"\nd Date d'ouverture=2026-10-05 09:12", "5: id=2", "6: id=3",
                "7: id= 4  Titre=é",
            ])
        #expect(SourceReading(format, Array(text.utf8)).headings == ["Date d'ouverture", "Titre", "id"])
    }

    @Test("finds its separator by the header, or is told", arguments: [",", ";", "\t"])
    func separators(separator: String) {
        let found = items(format, "id\(separator)titre\n1\(separator)2\n")
        #expect(found == ["2: id=1 Titre=2"])
        let stated = SourceFormat.table(
            .csv(.init(separator: separator.unicodeScalars.first)), ["a", "b,c", "b;c", "b\tc"])
        let others = [",", ";", "\t"].filter { $0 != separator }
        let header = "a\(separator)b\(others[0])c"
        #expect(
            items(stated, "\(header)\n1\(separator)2\(others[0])3\n") == [
                "2: a=1 b\(others[0])c=2\(others[0])3"
            ])
    }

    @Test("may repeat a name: it then has several values")
    func repeated() {
        #expect(items(format, "id,titre,TITRE,Titré\n1,a,,c\n2,,,\n") == ["2: id=1 Titre=a|c", "3: id=2"])
    }

    @Test("may lack columns, and end its last line or not")
    func missing() {
        #expect(items(format, "id\n1") == ["2: id=1"])
        #expect(SourceReading(format, Array("x,id\n".utf8)).headings == ["id"])
        #expect(items(format, "id\n") == [])
    }

    @Test("refuses records with more or fewer fields than the header, and broken quotation")
    func faults() {
        let text = """
            id,Titre,x
            1,a
            2,a,b,c
            3,"a
            b",c,d
            4,a"b,c
            5,"a"b,c
            6,a,"b
            7,a,b
            """
        #expect(
            items(format, text) == [
                "2: refused has 2 fields, but the header has 3 (1,a)",
                "3: refused has 4 fields, but the header has 3 (2,a,b,c)",
                "4: refused has 4 fields, but the header has 3; it ends on line 5: is a quotation mark left open? "
                    + "(3,\"a\\nb\",c,d)",
                "6: refused Titre: has a quotation mark in a field that does not begin with one; quote the whole field and "
                    + "write each mark within it twice (a\"b,c)",
                "7: refused Titre: has text after its closing quotation mark; write each quotation mark within a quoted "
                    + "field twice (\"a\"b,c)",
                "8: refused x: opens a quotation mark that is not closed before the end of the file (\"b)",
                "9: id=7 Titre=a",
            ])
    }

    @Test(
        "is refused as a whole where it is none",
        arguments: [
            ("", "is empty; its first line must name its columns"),
            ("\r\n \n", "is empty; its first line must name its columns"),
            (
                "a,b\n1,2\n",
                "1: has no header row: its first line names none of the columns that the profile reads (id, Titre, Date d'ouverture)"
            ),
            (
                "\n1;2\n",
                "2: has no header row: its first line names none of the columns that the profile reads (id, Titre, Date d'ouverture)"
            ),
            (
                "sep=;\nid;titre\n",
                "1: its first line is a mark for Excel (sep=); remove that line: the separator is found by itself"
            ),
            ("id,titre\r1,2\r", "1: ends its lines with CR alone; save it with LF or CRLF line ends"),
            (
                "id,ti\"tre\n",
                "1: the header row has a quotation mark in a field that does not begin with one; quote the whole field and write each mark within it twice"
            ),
            (
                "id,ti\0tre\n",
                "1: contains NUL bytes: it is damaged, or UTF-16 without a byte order mark; save it as UTF-8"
            ),
            (
                "PK\u{3}\u{4}xxxx",
                "is a ZIP archive or a workbook, not CSV; unpack it, or save its sheet as CSV"
            ),
            ("%PDF-1.7\n", "is a PDF document, not CSV; export its table itself"),
            (
                "\n <!DOCTYPE HTML><html>",
                "is a page of HTML, not CSV; fetch the file itself: is a login missing?"
            ),
            (
                "\u{FEFF}<html lang=fr>",
                "is a page of HTML, not CSV; fetch the file itself: is a login missing?"
            ),
            ("<?xml version=\"1.0\"?>", "is XML, not CSV; save its table as .xlsx or CSV"),
            ("SQLite format 3\0", "is an SQLite database, not CSV; export a query as CSV"),
        ])
    func refused(text: String, reason: String) {
        #expect(items(format, text) == ["refused: \(reason)"])
    }

    @Test(
        "is refused as a whole where its first bytes are those of something else",
        arguments: [
            ([0x1F, 0x8B, 8, 0], "is compressed with gzip, not CSV; unpack it first"),
            (
                [0xD0, 0xCF, 0x11, 0xE0],
                "is an old or encrypted Office document, not CSV; save its sheet as CSV in UTF-8"
            ),
            ([0xFF, 0xFE, 0x69, 0], "is UTF-16; save it as UTF-8"),
            ([0xFE, 0xFF, 0, 0x69], "is UTF-16; save it as UTF-8"),
            (
                [0, 0x69],
                "contains NUL bytes: it is damaged, or UTF-16 without a byte order mark; save it as UTF-8"
            ),
            ([0x28, 0xB5, 0x2F, 0xFD], "is compressed with Zstandard, not CSV; unpack it first"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "is compressed with xz, not CSV; unpack it first"),
            ([0x42, 0x5A, 0x68, 0x39], "is compressed with bzip2, not CSV; unpack it first"),
        ])
    func signatures(bytes: [UInt8], reason: String) {
        #expect(items(format, bytes) == ["refused: \(reason)"])
    }

    @Test("has records of at most 1 MiB")
    func length() {
        let most = 1 << 20
        for (length, isRead) in [(most, true), (most + 1, false)] {
            let line = "1," + String(repeating: "x", count: length - 3) + "\n"
            let found = SourceReading(format, Array(("id,x\n" + line + "2,y\n").utf8), chunk: 1 << 16).items
            #expect(found.count == 2 && found[1] == "3: id=2")
            let reason = "2: refused is longer than 1 MiB; no column needs that much (1,xxx"
            #expect(isRead ? found[0] == "2: id=1" : found[0].hasPrefix(reason))
        }
    }
}
