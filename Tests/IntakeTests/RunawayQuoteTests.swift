import Intake
import SLA
import Sense
import Testing

@Suite("A quotation mark left open")
struct RunawayQuoteTests {
    /// The line with the mark is line 3 of five rows.
    private func file(_ summary: String, last: String = outage("5")) -> String {
        [outageHeader, outage("1"), outage("2", summary: summary), outage("3"), outage("4"), last]
            .joined(separator: "\n") + "\n"
    }

    @Test("does not swallow the good rows up to the end of the file")
    func endOfFile() throws {
        let read = try ReadFile(.outages, file("\"no power"))
        #expect(try read.column("id") == ["1", "3", "4", "5"].map(Value.text))
        #expect(
            read.reasons == [
                "3: summary: opens a quotation mark that is not closed before the end of the file (\"no power,)"
            ])
        #expect(read.rejections[0].record == Array(outage("2", summary: "\"no power").utf8))
    }

    @Test("does not swallow the good rows up to the next quoted field")
    func nextQuotedField() throws {
        let read = try ReadFile(.outages, file("\"no power", last: outage("5", summary: "\"back\"")))
        #expect(try read.column("id") == ["1", "3", "4", "5"].map(Value.text))
        #expect(read.rejections.map(\.line) == [3])
        #expect(read.rejections[0].reason.hasSuffix("it is on line 6"))
    }

    @Test("is suspected when a record of several lines has another number of fields than the header")
    func wrongFieldCount() throws {
        let read = try ReadFile(.outages, file("\"no power", last: outage("5", summary: "x,\",y")))
        #expect(try read.column("id") == [.text("1")])
        #expect(read.rejections.map(\.line) == [3])
        #expect(read.rejections[0].lineCount == 4)
        #expect(
            read.rejections[0].reason
                == "has 10 fields, but the header has 9; it ends on line 6: is a quotation mark left open?")
        #expect(read.rejections[0].record.split(separator: UInt8(ascii: "\n")).count == 4)
    }

    @Test("is suspected when a field that is one line holds several")
    func lineBreakInACode() throws {
        let text = "calendar,date,name\nX,2026-05-01,N\n\",2026-05-02,N\n\",2026-05-03,N\nX,2026-05-04,N\n"
        let read = try ReadFile(.holidays, text)
        #expect(read.rows.map(\.line) == [2, 5])
        #expect(read.rejections.map(\.lineCount) == [2])
        #expect(
            read.reasons == [
                "3: calendar: contains a line break; is a quotation mark left open? (,2026-05-02,N\\n)"
            ])
    }

    @Test(
        "what stands in a quoted field is never read as rows, whatever else is wrong with its record",
        arguments: [
            ("id", "x\n\(outage("forged"))\nx"),
            ("summary", "\n\(outage("forged"))\n" + String(repeating: "x", count: 70_000)),
            ("started_at", "\n\(outage("forged"))\n"),
            ("withdrawn", "\n\(outage("forged"))\n"),
        ])
    func forgedRows(column: String, text: String) throws {
        let index = try #require(outageHeader.split(separator: ",").firstIndex { $0 == column })
        var fields = outage("1").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        fields[index] = "\"\(text)\""
        let record = fields.joined(separator: ",")
        for line in [record, record + ",one more"] {
            let read = try ReadFile(.outages, [outageHeader, line, outage("2")].joined(separator: "\n"))
            #expect(try read.column("id") == [.text("2")])
            #expect(read.rejections.map(\.line) == [2])
        }
    }

    @Test("does not swallow the good rows beyond 1 MiB")
    func beyondTheLimit() throws {
        var lines = [outageHeader, outage("first"), outage("bad", summary: "\"open")]
        let count = (3 << 20) / (outage("good-0000000").utf8.count + 1)
        for number in 0..<count { lines.append(outage("good-\(number)")) }
        let read = try ReadFile(.outages, lines.joined(separator: "\n"))
        #expect(read.rows.count == count + 1)
        #expect(
            read.reasons == ["3: summary: opens a quotation mark that is not closed within 1 MiB (\"open,)"])
    }

    @Test("costs linear time when every line leaves one open")
    func everyLine() throws {
        let lines = (0..<3000).map { outage("\($0)", summary: "\"open") }
        let read = try ReadFile(.outages, ([outageHeader] + lines).joined(separator: "\n"))
        #expect(read.rejections.count == 3000)
        #expect(read.rejections.map(\.line) == Array(2...3001))
    }

    @Test("in the header row refuses the file")
    func header() {
        let error = refusal(.holidays, "calendar,\"date,name\nX,2026-05-01,N\n")
        #expect(
            error?.description
                == "1: the header row opens a quotation mark that is not closed before the end of the file")
    }
}
