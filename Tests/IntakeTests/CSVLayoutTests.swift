import Intake
import SLA
import Testing

@Suite("The layout of a CSV file, by its header row")
struct CSVLayoutTests {
    @Test("a row kept as an object becomes cells in the order of the file's columns")
    func cells() throws {
        let header = Array("name;Calendar ;date".utf8)
        let layout = try CSVLayout(header: header, kind: .holidays)
        #expect(layout.separator == ";")
        let object = #"{"calendar":"ACME","date":"2026-10-16","name":"F\u00eate; \"x\"\n","withdrawn":null}"#
        #expect(layout.cells(ofObject: Array(object.utf8)) == ["Fête; \"x\"\n", "ACME", "2026-10-16"])
        #expect(layout.cells(ofObject: Array(#"{"name":"x"}"#.utf8)) == ["x", "", ""])
        #expect(layout.cells(ofObject: Array("x;y;z".utf8)) == nil)
        #expect(throws: FileError.self) { try CSVLayout(header: Array("a,b".utf8), kind: .holidays) }
    }

    @Test("a reader gives the header row as it stood, and none for JSON Lines", arguments: ["\u{FEFF}", ""])
    func header(mark: String) throws {
        let csv = try Reader(
            kind: .holidays, source: .bytes(Array("\(mark)date,\"name\",calendar\r\nx".utf8)))
        #expect(csv.header == Array("date,\"name\",calendar".utf8))
        #expect(try Reader(kind: .holidays, source: .bytes(Array("{}".utf8))).header == nil)
    }
}
