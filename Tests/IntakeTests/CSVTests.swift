import Intake
import SLA
import Sense
import Testing

@Suite("CSV")
struct CSVTests {
    @Test("every separator, line end and order of columns gives the same rows", arguments: [",", ";", "\t"])
    func dialects(separator: String) throws {
        let names = ["name", "date", "calendar"]
        let rows = [["Fête", "2026-05-01", "X"], ["\"a\"\"b\"", "2026-05-02", "X"]]
        for lineEnd in ["\n", "\r\n"] {
            for mark in ["", "\u{FEFF}"] {
                for last in ["", lineEnd] {
                    let lines = ([names] + rows).map { $0.joined(separator: separator) }
                    let file = try ReadFile(.holidays, mark + lines.joined(separator: lineEnd) + last)
                    #expect(file.reasons == [])
                    #expect(
                        file.rows.map(\.values) == [
                            [.text("X"), .integer(20_574), .text("Fête"), .integer(0)],
                            [.text("X"), .integer(20_575), .text("a\"b"), .integer(0)],
                        ])
                    #expect(file.lines == [2, 3])
                    #expect(file.linesRead == 3)
                }
            }
        }
    }

    @Test("the separator is the one that makes known columns, not the most frequent one")
    func separatorOfTheHeader() throws {
        let file = try ReadFile(.holidays, "calendar;date;name\nX;2026-05-01;one, two, three, four\n")
        #expect(try file.column("name") == [.text("one, two, three, four")])
    }

    @Test("header names are compared without blanks and in any case")
    func headerNames() throws {
        let file = try ReadFile(.holidays, " Calendar ,DATE,\"name\"\nX,2026-05-01,N\n")
        #expect(file.rows.count == 1)
    }

    @Test("a quoted field may hold separators, quotation marks and line breaks, and lines still count")
    func quotedFields() throws {
        let file = try ReadFile(
            .outages,
            """
            \(outageHeader)
            \(outage("1", summary: "\"one\ntwo, \"\"three\"\"\r\n\""))

            \(outage("2", summary: "\"\""))
            \(outage("3", summary: "\"\"\"\""))
            nonsense
            """)
        #expect(try file.column("summary") == [.text("one\ntwo, \"three\"\r\n"), .absent, .text("\"")])
        #expect(file.lines == [2, 6, 7, 8])
        #expect(file.rows.map(\.lineCount) == [3, 1, 1])
        #expect(file.reasons == ["8: has 1 field, but the header has 9 (nonsense)"])
    }

    @Test("a row keeps its record as it stood in the file")
    func record() throws {
        let text = outage("1", summary: "\"say \"\"no\"\"\"")
        let file = try ReadFile(.outages, "\(outageHeader)\r\n\(text)\r\n")
        #expect(file.rows.map(\.record) == [Array(text.utf8)])
    }

    @Test("lines of blanks are passed over and counted")
    func blankLines() throws {
        let file = try ReadFile(
            .holidays, "\n  \ncalendar,date,name\n\r\n \t \nX,2026-05-01,N\n\n\nX,2026-05-02,N\n")
        #expect(file.reasons == [])
        #expect(file.lines == [6, 9])
    }

    @Test("a line of tabs is a row where the tab separates")
    func lineOfTabs() throws {
        let file = try ReadFile(.holidays, "calendar\tdate\tname\n\t\t\n")
        #expect(
            file.reasons == [
                ["calendar", "date", "name"].map { "2: \($0): is required but empty" }.joined(separator: "\n")
            ])
    }

    @Test("a record with another number of fields than the header is rejected, its neighbours are not")
    func fieldCount() throws {
        let file = try ReadFile(
            .holidays, "calendar,date,name\nX,2026-05-01,N\nX,2026-05-02\nX,2026-05-03,N,\nX,2026-05-04,N\n")
        #expect(file.lines == [2, 3, 4, 5])
        #expect(
            file.reasons == [
                "3: has 2 fields, but the header has 3 (X,2026-05-02)",
                "4: has 4 fields, but the header has 3 (X,2026-05-03,N,)",
            ])
        #expect(file.rejections.map(\.record) == [Array("X,2026-05-02".utf8), Array("X,2026-05-03,N,".utf8)])
    }

    @Test("text after a closing quotation mark is rejected, naming the column")
    func textAfterQuote() throws {
        let file = try ReadFile(.holidays, "calendar,date,name\nX,\"2026-05-01\"x,N\nX,2026-05-02,N\n")
        #expect(
            file.reasons == [
                "2: date: has text after its closing quotation mark; write each quotation mark within a quoted field "
                    + "twice (\"2026-05-01\"x,N)"
            ])
        #expect(file.rows.map(\.line) == [3])
    }

    @Test("a quotation mark inside a plain field is rejected")
    func quoteInPlainField() throws {
        let file = try ReadFile(.holidays, "calendar,date,name\nX,2026-05-01,19\" rack\nX,2026-05-02,N\n")
        #expect(file.rejections.map(\.column) == ["name"])
        #expect(file.rejections[0].reason.contains("does not begin with one"))
        #expect(file.rows.map(\.line) == [3])
    }

    @Test("a carriage return alone does not end a record")
    func loneCarriageReturn() throws {
        let file = try ReadFile(.holidays, "calendar,date,name\nX,2026-05-01,a\rb\nX\rY,2026-05-02,N\n")
        #expect(try file.column("name") == [.text("a\rb")])
        #expect(file.reasons == ["3: calendar: contains the control character \\r (X\\rY)"])
    }

    @Test("a file cut at any byte boundary gives what the whole gives")
    func chunkBoundaries() throws {
        let text =
            "\u{FEFF}\r\n \r\n\(outageHeader)\r\n"
            + outage("1", summary: "\"a \"\"b\"\"\r\nç\"") + "\r\n" + outage("2", summary: "\"\"") + "\n\r\n"
            + outage("3", summary: "\"x\"y") + "\n" + outage("é", summary: "\"\"\"\"") + "\n,,\n"
            + outage("4", summary: "\"open") + "\n" + outage("5") + "\r\n" + outage("6", summary: "z") + "\r"
        let whole = try ReadFile(.outages, text)
        #expect(try whole.column("id") == ["1", "2", "é", "5", "6"].map(Value.text))
        #expect(whole.lines == [4, 6, 8, 9, 10, 11, 12, 13])
        for chunk in 1...text.utf8.count {
            #expect(try ReadFile(.outages, text, chunk: chunk) == whole, "chunks of \(chunk) bytes")
        }
    }
}
