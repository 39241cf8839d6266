import Intake
import Sense
import Testing

@Suite("A workbook")
struct WorkbookTests {
    private func row(_ number: Int, _ texts: [String?]) -> String { WorkbookText.row(number, texts) }

    @Test("has its header where two cells are headings; rows above it and blank ones are passed over")
    func header() {
        let rows =
            row(1, ["Export a"]) + row(3, ["a", "seul"]) + row(5, [nil, "x", "B", nil, " A ", "b"])
            + row(6, [nil, "1", "2", "3", "4", "5"])
            + #"<row r="7"><c r="A7" s="1"/><c r="C7" t="inlineStr"><is><t> </t></is></c></row><row r="8"/>"#
            + row(9, ["z"])
            + row(12, [nil, nil, "6"])
        let workbook = WorkbookText(rows)
        #expect(workbook.items() == ["6: a=4 b=2|5", "9: ", "12: b=6"])
        let reading = SourceReading(.table(.workbook(sheet: nil), ["a", "b", "c"]), workbook.bytes)
        #expect(reading.headings == ["a", "b"])
        #expect(reading.content?.bytes == workbook.bytes.count)
    }

    @Test("has its header in the first 100 rows, or none")
    func headerRows() {
        let none =
            "refused: has no header row: none of its first 100 rows has two of the headings that the profile reads (a, b)"
        #expect(WorkbookText(row(100, ["a", "b"]) + row(101, ["1", "2"])).items() == ["101: a=1 b=2"])
        #expect(WorkbookText(row(101, ["a", "b"]) + row(102, ["1", "2"])).items() == [none])
        #expect(WorkbookText(row(1, ["a", "c"])).items() == [none])
        #expect(WorkbookText("").items() == [none])
        #expect(WorkbookText(row(1, ["c", "a"]) + row(2, ["1", "2"])).items(["a"]) == ["2: a=2"])
    }

    @Test("gives rows and cells that do not say where they are one after the other")
    func places() {
        let cell = { (text: String) in "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>" }
        let rows =
            "<row>\(cell("a"))\(cell("b"))</row><row>\(cell("1"))\(cell("2"))</row><row r=\"9\"><c/>\(cell("3"))</row>"
        #expect(WorkbookText(rows).items() == ["2: a=1 b=2", "9: b=3"])
    }

    @Test("refuses only rows whose used cells cannot be read")
    func used() {
        let rows =
            row(1, ["a", "x", "b"])
            + #"<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"><v>#N/A</v></c></row><row r="3"><c r="B3"><f>x</f></c><c r="C3" t="e"><v>#REF!</v></c></row>"#
            + row(4, ["2"])
        #expect(
            WorkbookText(rows).items() == [
                "2: a=1", "3: refused b: holds an error; correct it in the workbook (#REF!)", "4: a=2",
            ])
    }

    @Test("is read by its first visible sheet, or by the one that is named")
    func sheets() {
        let rows = { (text: String) in row(1, ["a", "b"]) + row(2, [text]) }
        var workbook = WorkbookText("")
        workbook.sheets = [
            ("Caché", "hidden", rows("hidden")), ("Très caché", "veryHidden", rows("very")),
            ("Visible & 1", "visible", rows("one")),
            ("Deux", nil, rows("two")),
        ]
        #expect(workbook.items() == ["2: a=one"])
        #expect(workbook.items(sheet: "Deux") == ["2: a=two"])
        #expect(workbook.items(sheet: "Caché") == ["2: a=hidden"])
        #expect(workbook.items(sheet: "DEUX ") == ["2: a=two"])
        #expect(workbook.items(sheet: "Visible & 1") == ["2: a=one"])
        #expect(
            workbook.items(sheet: "Trois") == [
                "refused: has no sheet named Trois; its sheets are Caché, Très caché, Visible & 1, Deux"
            ])
        workbook.sheets = [("Caché", "hidden", rows("hidden"))]
        #expect(workbook.items() == ["refused: has no visible sheet with cells"])
    }

    @Test("may keep its parts elsewhere, and name them with prefixes")
    func parts() {
        var workbook = WorkbookText(row(1, ["a", "b"]))
        workbook.parts = [
            "_rels/.rels": WorkbookText.relations([
                ("x", "extended-properties", "docProps/app.xml"), ("y", "officeDocument", "/book/./main.xml"),
            ]),
            "Book/Main.xml":
                "<x:workbook xmlns:x=\"m\" xmlns:q=\"r\"><x:sheets><x:sheet name=\"S\" sheetId=\"1\" q:id=\"one\"/></x:sheets></x:workbook>",
            "book/_rels/main.xml.rels": WorkbookText.relations([("one", "worksheet", "../data/./s.xml")]),
            "data/s.xml":
                "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row><x:c t=\"inlineStr\"><x:is><x:t>a</x:t></x:is></x:c>"
                + "<x:c t='inlineStr'><x:is><x:t>b</x:t></x:is></x:c></x:row><x:row r='2'><x:c xmlns:r='zzz'><x:v>1</x:v></x:c></x:row>"
                + "</x:sheetData></x:worksheet>",
        ]
        workbook.without = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
        #expect(workbook.items() == ["2: a=1"])
    }

    @Test("may lack styles and shared texts; a sheet that is missing is not read")
    func missing() {
        var workbook = WorkbookText(row(1, ["a", "b"]) + row(2, ["1"]))
        workbook.without = ["xl/styles.xml", "xl/sharedStrings.xml"]
        #expect(workbook.items() == ["2: a=1"])
        workbook.without = ["xl/worksheets/sheet1.xml"]
        #expect(
            workbook.items() == [
                "refused: is a damaged ZIP archive: xl/worksheets/sheet1.xml is missing; export it again"
            ])
    }

    @Test("whose sheet lies in another file is refused")
    func external() {
        var workbook = WorkbookText(row(1, ["a", "b"]))
        workbook.parts["xl/_rels/workbook.xml.rels"] =
            "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" TargetMode=\"External\" Target=\"file:///etc/passwd\"/></Relationships>"
        #expect(workbook.items() == ["refused: has its sheet Feuil1 in another file; save it in this one"])
    }

    @Test("or CSV is told from the content")
    func spreadsheet() {
        let format = SourceFormat.table(.spreadsheet(.init(), sheet: nil), ["a", "b"])
        #expect(
            SourceReading(format, WorkbookText(row(1, ["a", "b"]) + row(2, ["1", "2"])).bytes).items == [
                "2: a=1 b=2"
            ])
        #expect(items(format, "a;b\n1;2\n") == ["2: a=1 b=2"])
        #expect(
            items(format, "<html>") == [
                "refused: is a page of HTML, not CSV; fetch the file itself: is a login missing?"
            ])
    }
}
