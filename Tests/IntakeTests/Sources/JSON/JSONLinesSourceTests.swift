import Intake
import Sense
import Testing

@Suite("JSON Lines of another tool")
struct JSONLinesSourceTests {
    @Test("give a record per line, bad lines and blank ones passed over")
    func lines() throws {
        let format = try SourceFormat.json(.jsonLines, ["id", "t[k=a].v"])
        let text = """
            \u{FEFF}{"id": 1e400, "t": [{"k": "a", "v": "x"}, {"k": "b"}, {"k": "a", "v": "y"}]}\r
              \t\r
             {"id": -0.10 } \r
            [1]
            {"id": 1
            "id": 2}
            {"id": 3} {"id": 4}
            {"id": 5, "id": 6}
            {"id": "\\u0061\\ud83d\\ude00"}
            {"id": 7,}
            not json
            {"id": 8}
            """
        #expect(
            items(format, text) == [
                "1: id=1e400 t[k=a].v=x|y",
                "3: id=-0.10",
                "4: refused has no '{' at its start; each line must be one object ([1])",
                "5: refused ends within its object; each object must be on one line ({\"id\": 1)",
                "6: refused has no '{' at its start; each line must be one object (\"id\": 2})",
                "7: refused goes on after its object at byte 10 ({\"id\": 3} {\"id\": 4})",
                "8: refused id: stands twice in one object ({\"id\": 5, \"id\": 6})",
                "9: id=a😀",
                "10: refused needs a name in quotation marks at byte 10 ({\"id\": 7,})",
                "11: refused has no '{' at its start; each line must be one object (not json)",
                "12: id=8",
            ])
    }

    @Test("may hold several records per line, which climb to the line")
    func each() throws {
        let format = try SourceFormat.json(
            .jsonLines, each: "alerts.*.ends.*", ["at", "^.id", "^.^.receiver"], document: ["cut"],
            outermost: true)
        let text = """
            {"cut": 0, "receiver": "r", "alerts": [{"id": 1, "ends": [{"at": "A"}, {"at": "B"}]}, {"id": 2}]}
            {"cut": 2, "alerts": []}
            {"other": true}
            """
        #expect(
            items(format, text) == [
                "1: document cut=0", "1: outermost ", "1: at=A ^.id=1 ^.^.receiver=r",
                "1: at=B ^.id=1 ^.^.receiver=r", "1: outermost ", "2: document cut=2", "3: document ",
            ])
        let one = try SourceFormat.json(.jsonLines, each: "a.*", ["x", "^.y"])
        #expect(items(one, #"{"y": 1, "a": [{"x": 2}, {"x": 3}]}"#) == ["1: x=2 ^.y=1", "1: x=3 ^.y=1"])
        let line = try SourceFormat.json(.jsonLines, ["x"], document: ["y"], outermost: true)
        #expect(items(line, #"{"y": 1, "x": 2}"#) == ["1: document y=1", "1: outermost ", "1: x=2"])
    }

    @Test("have at most 1 MiB each, without the line end", arguments: ["\n", "\r\n"])
    func length(end: String) throws {
        let format = try SourceFormat.json(.jsonLines, ["id"])
        let most = 1 << 20
        for (length, isRead) in [(most, true), (most + 1, false), (3 * most, false)] {
            let start = "{\"id\":1,\"x\":\""
            let line = start + String(repeating: "x", count: length - start.utf8.count - 2) + "\"}"
            let text = line + end + "{\"id\":2}" + end
            let found = SourceReading(format, Array(text.utf8), chunk: 1 << 16).items
            #expect(found.count == 2 && found[1] == "2: id=2")
            let reason = "1: refused is longer than 1 MiB; no line needs that much ({\"id\":1,\"x\":\"xxx"
            #expect(isRead ? found[0] == "1: id=1" : found[0].hasPrefix(reason), "\(length) bytes")
        }
    }

    @Test("may be none at all, as a new file is")
    func empty() throws {
        let format = try SourceFormat.json(.jsonLines, ["id"])
        #expect(items(format, "") == [])
        #expect(items(format, "\n\n") == [])
    }
}
