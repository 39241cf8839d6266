import Intake
import Sense
import Testing

@Suite("Hostile JSON of another tool", .timeLimit(.minutes(5)))
struct JSONHostileTests {
    private static let many = 100_000

    private func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    @Test("nests at most 64 objects and arrays")
    func depth() throws {
        let lines = try SourceFormat.json(.jsonLines, ["id"])
        let deep = { (depth: Int) in "{\"id\":1,\"x\":\(self.nested(depth))}" }
        #expect(items(lines, deep(63)) == ["1: id=1"])
        let refused = "1: refused nests deeper than 64 objects and arrays at byte 76 (\(deep(64)))"
        #expect(items(lines, deep(64)) == [refused])
        let document = try SourceFormat.json(.json(isTable: false), each: "d.*", ["id"])
        let within = { (depth: Int) in "{\"d\":[{\"id\":1,\"x\":\(self.nested(depth))},{\"id\":2}]}" }
        #expect(items(document, within(61)) == ["1: id=1", "1: id=2"])
        #expect(
            items(document, within(62)) == ["1: refused nests deeper than 64 objects and arrays", "1: id=2"])
        let beside = { (depth: Int) in "{\"x\":\(self.nested(depth)),\"d\":[{\"id\":2}]}" }
        #expect(items(document, beside(63)) == ["1: id=2"])
        #expect(items(document, beside(64)) == ["refused: 1: nests deeper than 64 objects and arrays"])
    }

    @Test("is refused at once however deep it is", arguments: ["[", "{\"a\":", "[{\"a\":"])
    func bomb(opening: String) throws {
        let bomb = String(repeating: opening, count: Self.many)
        for each in [nil, "*", "a.*", "x.y.*"] {
            let format = try SourceFormat.json(.json(isTable: false), each: each, ["id"], document: ["a.b.c"])
            let found = large(format, bomb)
            #expect(found.count <= 3 && found.last?.contains("refused") == true)
        }
        let lines = try SourceFormat.json(.jsonLines, ["id"])
        #expect(large(lines, bomb + "\n{\"id\":1}").last == "2: id=1")
    }

    @Test("with many names compares them in little time, and finds the one that stands twice")
    func names() throws {
        let format = try SourceFormat.json(.json(isTable: false), each: "*", ["id"])
        let members = (0..<Self.many).map { "\"n\($0)\":0" }.joined(separator: ",")
        let time = processorSeconds {
            #expect(large(format, "[{\(members)},{\"id\":1}]") == ["1: ", "1: id=1"])
            #expect(large(format, "[{\(members),\"n7\":1}]") == ["1: refused n7: stands twice in one object"])
        }
        #expect(time < 30)
    }

    @Test("has records of at most 16 MiB; a longer one is refused and the next one read")
    func length() throws {
        let format = try SourceFormat.json(.json(isTable: false), each: "*", ["id"])
        let most = 16 << 20
        for (length, isRead) in [(most, true), (most + 1, false)] {
            let start = "{\"id\":1,\"x\":\""
            let text =
                "[\(start)\(String(repeating: "x", count: length - start.utf8.count - 2))\"},{\"id\":2}]"
            let found = large(format, text)
            let refused = "1: refused is longer than 16 MiB; no record needs that much"
            #expect(found == [isRead ? "1: id=1" : refused, "1: id=2"])
        }
    }

    @Test("may hold anything beside its records, of any length")
    func beside() throws {
        let format = try SourceFormat.json(.json(isTable: false), each: "d.*", ["id"], document: ["more"])
        let long = String(repeating: "x\\\"]}", count: 400_000)
        let text = "{\"a\":\"\(long)\",\"b\":[\"\(long)\"],\"d\":[{\"id\":2}],\"more\":17}"
        #expect(large(format, text) == ["1: id=2", "1: document more=17"])
    }

    @Test("keeps little of what is asked of it outside its records")
    func kept() throws {
        let format = try SourceFormat.json(.json(isTable: false), each: "d.*", ["id"], document: ["more"])
        let long = String(repeating: "x", count: (1 << 20) + 1)
        #expect(
            large(format, "{\"more\":\"\(long)\",\"d\":[{\"id\":2}]}") == [
                "refused: 1: is no JSON from here on: it holds more than 1 MiB of what is asked of a document"
            ])
    }

    /// Whole only: in pieces of one byte, long records would take minutes.
    private func large(_ format: SourceFormat, _ text: String) -> [String] {
        SourceReading(format, Array(text.utf8), chunk: 1 << 16).items
    }
}
