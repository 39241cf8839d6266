import Intake
import Sense

/// Workbooks for tests, written part by part.
struct WorkbookText {
    var sheets: [(name: String, state: String?, rows: String)]
    /// What is in each `si`.
    var texts: [String] = []
    /// Of the cells' styles from 1 on; 0 is general.
    var formats: [String] = []
    var isFrom1904 = false
    /// Other parts, or others instead of those above.
    var parts: [String: String] = [:]
    /// Parts that it lacks.
    var without: Set<String> = []

    init(_ rows: String, formats: [String] = [], texts: [String] = [], isFrom1904: Bool = false) {
        sheets = [("Feuil1", nil, rows)]
        self.formats = formats
        self.texts = texts
        self.isFrom1904 = isFrom1904
    }

    private static let head = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
    private static let main = #"xmlns="http://example.org/spreadsheetml/2006/main""#
    private static let related =
        #"xmlns:r="http://example.org/officeDocument/2006/relationships""#
    private static let types = "http://example.org/officeDocument/2006/relationships/"

    static func relations(_ relations: [(id: String, type: String, target: String)]) -> String {
        let list = relations.map {
            #"<Relationship Id="\#($0.id)" Type="\#(types)\#($0.type)" Target="\#($0.target)"/>"#
        }
        return head
            + #"<Relationships xmlns="http://example.org/package/2006/relationships">"#
            + list.joined() + "</Relationships>"
    }

    static func sheet(_ rows: String) -> String {
        "\(head)<worksheet \(main) \(related)><dimension ref=\"A1\"/><sheetData>\(rows)</sheetData>"
            + "<pageMargins left=\"0.7\"/></worksheet>"
    }

    var entries: [ZipWriter.Entry] {
        let numbers = formats.indices.map {
            #"<numFmt numFmtId="\#(164 + $0)" formatCode="\#(escaped(formats[$0]))"/>"#
        }
        let styles = formats.indices.map { #"<xf numFmtId="\#(164 + $0)" xfId="0" applyNumberFormat="1"/>"# }
        let list = sheets.indices.map { index in
            let state = sheets[index].state.map { #" state="\#($0)""# } ?? ""
            return
                #"<sheet name="\#(escaped(sheets[index].name))" sheetId="\#(index + 1)"\#(state) r:id="rId\#(index + 1)"/>"#
        }
        var all: [String: String] = [
            "[Content_Types].xml": "\(Self.head)<Types/>",
            "_rels/.rels": Self.relations([("rId1", "officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": "\(Self.head)<workbook \(Self.main) \(Self.related)><workbookPr"
                + (isFrom1904 ? #" date1904="1""# : "") + "/><sheets>\(list.joined())</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": Self.relations(
                sheets.indices.map { ("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
                    + [("rIdS", "styles", "styles.xml"), ("rIdT", "sharedStrings", "sharedStrings.xml")]),
            "xl/styles.xml": "\(Self.head)<styleSheet \(Self.main)><numFmts>\(numbers.joined())</numFmts>"
                + "<cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>\(styles.joined())</cellXfs>"
                + "</styleSheet>",
            "xl/sharedStrings.xml":
                "\(Self.head)<sst \(Self.main)>\(texts.map { "<si>\($0)</si>" }.joined())</sst>",
        ]
        for (index, sheet) in sheets.enumerated() {
            all["xl/worksheets/sheet\(index + 1).xml"] = Self.sheet(sheet.rows)
        }
        all.merge(parts) { $1 }
        return all.filter { !without.contains($0.key) }.sorted { $0.key < $1.key }
            .map { ZipWriter.Entry($0.key, $0.value) }
    }

    var bytes: [UInt8] { ZipWriter(entries).bytes }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
    }

    func items(_ columns: [String] = ["a", "b"], sheet: String? = nil) -> [String] {
        SourceReading(.table(.workbook(sheet: sheet), columns), bytes).items
    }

    /// What the one cell `B2` shows, whose XML is given, under the columns `a` and `b`.
    static func shown(_ cell: String, formats: [String] = [], texts: [String] = [], isFrom1904: Bool = false)
        -> String
    {
        let workbook = WorkbookText(
            row(1, ["a", "b"]) + #"<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c>\#(cell)</row>"#,
            formats: formats, texts: texts, isFrom1904: isFrom1904)
        let found = workbook.items()
        guard found.count == 1, let item = found.first else { return "\(found)" }
        return item.hasPrefix("2: a=x b=") ? String(item.dropFirst(9)) : item.replacing("2: a=x", with: "")
    }

    /// A row of texts; nil leaves a cell out.
    static func row(_ number: Int, _ texts: [String?]) -> String {
        let cells = texts.enumerated().compactMap { index, text in
            text.map { #"<c r="\#(column(index))\#(number)" t="inlineStr"><is><t>\#($0)</t></is></c>"# }
        }
        return "<row r=\"\(number)\">\(cells.joined())</row>"
    }

    static func column(_ index: Int) -> String {
        var (index, name) = (index + 1, "")
        while index > 0 {
            name = String(UnicodeScalar(UInt8(65 + (index - 1) % 26))) + name
            index = (index - 1) / 26
        }
        return name
    }
}
