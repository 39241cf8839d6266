import Intake
import Testing

@Suite("A JSON document of another tool")
struct JSONDocumentTests {
    @Test("gives the elements of its outermost array one by one, and climbs from the inner ones")
    func each() throws {
        let format = try SourceFormat.json(
            .json(isTable: false), each: "page.incidents.*.updates.*.components.*",
            ["name", "^.at", "^.^.id", "^.^.tags[t=k].v", "list[2]", "none"])
        let text = """
            {"x": [1, {"y": "]"}], "page": {"incidents": [
              {"id": 7.50e+3, "tags": [{"t": "j", "v": 1}, {"t": "k", "v": "ä"}, {"t": "k", "v": 2}],
               "updates": [
                 {"at": "T1", "components": [{"name": "a", "list": [1, 2]},
                   {"name": "b", "list": {"0": 1}}]},
                 {"at": "T2", "components": null}, {"at": "T3"}, {"at": "T4", "components": {}}]},
              {"id": 8, "updates": [{"at": true, "components": [[{"name": "c"}], {"name": {"n": 1}}]}]}
            ], "z": {}}}
            """
        #expect(
            items(format, text) == [
                "4: name=a ^.at=T1 ^.^.id=7.50e+3 ^.^.tags[t=k].v=ä|2 list[2]=2",
                "5: name=b ^.at=T1 ^.^.id=7.50e+3 ^.^.tags[t=k].v=ä|2",
                "7: name=c ^.at=true ^.^.id=8",
                "7: ^.at=true ^.^.id=8",
            ])
    }

    @Test("is one record where each is not said")
    func whole() throws {
        let format = try SourceFormat.json(
            .json(isTable: false), ["a.b", "a.c", "n"], document: ["a.b"], outermost: true)
        #expect(
            items(format, "\u{FEFF}\r\n {\"a\": [{\"b\": 1}, {\"b\": -0.0, \"c\": false}], \"n\": null}\n")
                == [
                    "2: document a.b=1|-0.0", "2: outermost ", "2: a.b=1|-0.0 a.c=false",
                ])
    }

    @Test("may be an array, and its records may be arrays or texts")
    func arrays() throws {
        let pairs = try SourceFormat.json(.json(isTable: false), each: "*.*", ["[1]", "[2]"])
        #expect(
            items(pairs, #"[[[1,"a"],[2,"b"]],[[3]],[],null,[{}]]"#) == [
                "1: [1]=1 [2]=a", "1: [1]=2 [2]=b", "1: [1]=3", "1: ",
            ])
        let inner = try SourceFormat.json(.json(isTable: false), each: "a.*.m", ["x", "^.y"])
        #expect(items(inner, #"{"a":[{"m":{"x":1}},{},{"m":{"x":2}}]}"#) == ["1: x=1", "1: x=2"])
        let second = try SourceFormat.json(.json(isTable: false), each: "[2].*", ["x"])
        #expect(items(second, #"[[{"x":1}],[{"x":2},{"x":3}],[{"x":4}]]"#) == ["1: x=2", "1: x=3"])
    }

    @Test("gives the scalars of an array at the end of a path, not what is within others")
    func scalars() throws {
        let format = try SourceFormat.json(
            .json(isTable: false), each: "d.*", ["tags", "t.u"], document: ["warnings", "none", "deep.list"])
        let text =
            #"{"warnings": ["w", 1], "deep": [{"list": ["x", {"y": 1}, [2]]}, {"list": 3}], "none": [{}, [], null],"#
            + #" "d": [{"tags": ["voice", "", null, true, {"a": 1}, ["b"]], "t": [{"u": [1]}, {"u": 2}]}, {"tags": []}]}"#
        #expect(
            items(format, text) == [
                "1: tags=voice|true t.u=1|2", "1: ", "1: document warnings=w|1 deep.list=x|3",
            ])
    }

    @Test("gives what is asked of it outside its records at its end, wherever it stands")
    func document() throws {
        let format = try SourceFormat.json(
            .json(isTable: false), each: "data.*", ["id"],
            document: ["paging.next", "more", "meta[2].x", "errors.code", "data.id"], outermost: true)
        let text = """
            {"more": "x\\u00e9", "meta": [{"x": 1}, {"x": 2, "y": [3]}],
             "data": [{"id": 1, "more": "inner"}, {"id": 2}],
             "paging": {"prev": [1,2], "next": "https://example.com/?a=\\"b\\""},
             "errors": [{"code": 5}, {"code": 6, "text": "t"}], "unasked": {"more": 7}}
            """
        #expect(
            items(format, text) == [
                "2: outermost ", "2: id=1", "2: outermost ", "2: id=2",
                "1: document paging.next=https://example.com/?a=\"b\" more=xé meta[2].x=2 errors.code=5|6",
            ])
    }

    @Test("that is asked for nothing outside its records gives no document, and records only where they are")
    func nothing() throws {
        let format = try SourceFormat.json(.json(isTable: false), each: "data.*", ["id"])
        #expect(items(format, #"{"data":[]}"#) == [])
        #expect(items(format, #"{"data":null}"#) == [])
        let missing = "1: refused data.*: has no array there; is it the file that this profile reads?"
        #expect(items(format, #"{"error": "unauthorized"}"#) == [missing])
        #expect(items(format, #"{"data": {"id": 1}}"#) == [missing])
        #expect(items(format, #"[{"data": []}]"#) == [missing])
        #expect(
            items(format, "\n 17") == [
                "2: refused data.*: has no array there; is it the file that this profile reads?"
            ])
    }

    @Test("refuses a record that is malformed, and reads the next one")
    func malformed() throws {
        let format = try SourceFormat.json(.json(isTable: false), each: "*", ["id"])
        let text = """
            [{"id": 1},
             {"id": 2, "id": 3},
             {"id": 4, "a": {"b": 1, "\\u0062": 2}},
             {"id": 05}, {"id": 1.}, {"id": -}, {"id": 1e}, {"id": 2.5E-3},
             {"id": tru}, {"id" 6}, {id: 7}, {"id": 'x'}, {"id": "a\\x"}, {"id": "\\ud800"}, {"id": "\\u12"},
             {"id": "a
            b"},
             {"id": 1
              "x": 2},
             {"id": 9}]
            """
        #expect(
            items(format, text) == [
                "1: id=1",
                "2: refused id: stands twice in one object",
                "3: refused b: stands twice in one object",
                "4: refused has a number that begins with 0",
                "4: refused has a number without digits where they belong",
                "4: refused has a number without digits where they belong",
                "4: refused has a number without digits where they belong",
                "4: id=2.5E-3",
                "5: refused has a word that is neither true, false nor null",
                "5: refused needs ':' after a name",
                "5: refused needs a name in quotation marks",
                "5: refused has something that is no JSON value; texts stand in quotation marks",
                "5: refused has an escape that JSON does not know; write a backslash twice",
                "5: refused has half of a surrogate pair (\\uD800 to \\uDFFF come in pairs)",
                "5: refused has a \\u without four hexadecimal digits",
                "6: refused has a control character in a text; JSON writes it as \\n, \\t or \\u00XX",
                "8: refused needs ',' or '}', on line 9",
                "10: id=9",
            ])
    }

    @Test("is refused from where it is no JSON any more, or ends too early")
    func cutOff() throws {
        let format = try SourceFormat.json(.json(isTable: false), each: "d.*", ["id"])
        let cut = "refused: %: ends within its JSON document: the file was cut off; export it again"
        for (text, line) in [
            ("{\"d\": [{\"id\": 1},\n", "2"), ("{\"d\": [{\"id\": 1}\n,{\"id\"", "2"),
            ("{\"d\": [{\"id\": 1}]", "1"),
        ] {
            #expect(items(format, text) == ["1: id=1", cut.replacing("%", with: line)])
        }
        #expect(items(format, "{\"d\": \"abc") == [cut.replacing("%", with: "1")])
        #expect(items(format, "{\"d\"") == [cut.replacing("%", with: "1")])
        #expect(items(format, "") == ["refused: is empty; JSON has at least [] or {}"])
        #expect(items(format, " \n") == ["refused: is empty; JSON has at least [] or {}"])
        let here = { (line: Int, reason: String) in "refused: \(line): is no JSON from here on: it \(reason)"
        }
        #expect(items(format, "{\"d\": [1 2]}") == ["1: ", here(1, "needs ',' between two values")])
        #expect(items(format, "{\"d\": [1,\n]}") == ["1: ", here(2, "has a ',' with nothing after it")])
        #expect(items(format, "{\"a\": 1,\n}") == [here(2, "has a ',' with nothing after it")])
        #expect(items(format, "{\"a\": 1\n\"d\": []}") == [here(2, "needs ',' between two values")])
        #expect(items(format, "{d: []}") == [here(1, "needs a name in quotation marks")])
        #expect(
            items(format, "<Error>x</Error>") == [
                here(1, "has something that is no JSON value; texts stand in quotation marks")
            ])
        #expect(items(format, "{\"x\": 01, \"d\": []}") == [here(1, "has a number that begins with 0")])
        #expect(items(format, "{\"d\" []}") == [here(1, "needs ':' after a name")])
        #expect(
            items(format, "{\"d\": []}\n{\"d\": []}") == [
                here(2, "goes on after its document; one object per line is the format jsonl")
            ])
        let twice = "2: refused d: stands twice in one object"
        #expect(items(format, "{\"d\": [{\"id\": 1}],\n\"d\": [{\"id\": 2}]}") == ["1: id=1", twice])
    }

    @Test("is UTF-8 only")
    func encoding() throws {
        let format = try SourceFormat.json(.json(isTable: false), each: "*", ["id"])
        let bytes = Array(#"[{"id":"a"#.utf8) + [0xE9] + Array(#""},{"id":"b"}]"#.utf8)
        #expect(
            items(format, bytes) == [
                "1: refused is not valid UTF-8 at byte E9; save the file as UTF-8, not as Windows-1252",
                "1: id=b",
            ])
        #expect(
            items(format, [0xFF, 0xFE, 0x5B, 0x00]) == ["refused: is UTF-16; save it as UTF-8"])
    }
}
