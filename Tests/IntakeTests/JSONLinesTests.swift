import Intake
import SLA
import Sense
import Testing

@Suite("JSON Lines")
struct JSONLinesTests {
    private func holiday(_ name: String) -> String {
        #"{"calendar":"X","date":"2026-05-01","name":\#(name)}"#
    }

    @Test("is recognised by its content, after a byte order mark and blank lines")
    func detection() throws {
        let file = try ReadFile(
            .holidays, "\u{FEFF}\n  \r\n \t" + holiday("\"N\"") + "\r\n\n" + holiday("\"M\""))
        #expect(file.lines == [3, 5])
        #expect(try file.column("name") == [.text("N"), .text("M")])
    }

    @Test(
        "text is unescaped exactly",
        arguments: [
            (#""""#, nil), (#""é""#, "é"), (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\n\r\t""#, "\n\r\t"),
            (#""\u00e9\u00E9""#, "éé"), (#""\u20AC""#, "€"), (#""\ud83d\uDE00!""#, "😀!"),
            (#""😀\u0041""#, "😀A"),
        ])
    func escapes(written: String, text: String?) throws {
        let line =
            #"{"source":"s","id":"1","service":"ivr","started_at":"2026-10-05T09:12:00Z","summary":\#(written)}"#
        let file = try ReadFile(.outages, line)
        #expect(file.reasons == [])
        #expect(try file.column("summary") == [text.map(Value.text) ?? .absent])
    }

    @Test("numbers are kept as they are written, whatever the column")
    func numbers() throws {
        let line =
            #"{"invoice":42,"subscription":7.50,"month":"2026-10","issued_on":"2026-10-31","#
            + #""amount_excl_tax":-1234.53,"vat_rate":5.5}"#
        let file = try ReadFile(.invoices, line)
        #expect(file.reasons == [])
        #expect(
            file.rows.map(\.values) == [
                [
                    .text("42"), .absent, .text("7.50"), .integer(20_727), .integer(20_757),
                    .integer(-123_453),
                    .integer(5_500_000), .text("EUR"), .text("recurring"), .absent, .absent,
                    .absent, .absent, .integer(0),
                ]
            ])
    }

    @Test(
        "keys come in any order, keys without a value may be left out", arguments: ["true", "1", "\"true\""])
    func order(withdrawn: String) throws {
        let line =
            #" { "withdrawn" : \#(withdrawn) , "started_at":"2026-10-05T09:12:00Z","id":"1","subscription":"S","#
            + #""source":"s", "service" : null } "#
        let file = try ReadFile(.outages, line)
        #expect(file.reasons == [])
        #expect(try file.column("withdrawn") == [.integer(1)])
        #expect(try file.column("ended_at") == [.absent])
    }

    @Test(
        "what is not one flat object per line is rejected with its reason, and the next line is read",
        arguments: [
            (
                #"{"calendar":{"a":1}}"#,
                "calendar: is an object; a value is text, a number, true, false or null"
            ),
            (#"{"calendar":[]}"#, "calendar: is an array; a value is text, a number, true, false or null"),
            (#"{"calendar":"X","calendar":"X"}"#, "calendar: appears twice in the object"),
            (#"{"calendar":null,"calendar":"X"}"#, "calendar: appears twice in the object"),
            (#"{"nme":"N"}"#, "nme: is not a key of this kind; did you mean name?"),
            (#"{"Name":"N"}"#, "Name: is not a key of this kind; did you mean name?"),
            (
                #"{"a\u0007":"N"}"#,
                "a\\u{7}: is not a key of this kind; its keys are calendar, date, name, withdrawn"
            ),
            (#"{"name":"N"} x"#, "goes on after its object, at byte 14"),
            (#"{"name":"N"}{}"#, "goes on after its object, at byte 13"),
            (#"{"name":"N",}"#, "needs a key in quotation marks at byte 13"),
            (#"{"name":"N""#, "needs ',' or '}' at byte 12; each object must be on one line"),
            (#"{"name" "N"}"#, "needs ':' at byte 9"),
            (#"{name:"N"}"#, "needs a key in quotation marks at byte 2"),
            ("{", "needs a key in quotation marks at byte 2"),
            (#"{"name":"#, "name: has no value; the line ends"),
            (#"["name"]"#, "has no '{' at its start; write one object per line"),
            (#"{"name":'N'}"#, "name: is not a JSON value; put text in quotation marks"),
            (#"{"name":True}"#, "name: is not a JSON value; put text in quotation marks"),
            (#"{"name":nul}"#, "name: is not a JSON value; put text in quotation marks"),
            (#"{"name":truex}"#, "needs ',' or '}' at byte 13; each object must be on one line"),
            (#"{"name":"N"#, "name: opens a quotation mark that is not closed on the line"),
            (#"{"name":"N\"#, "name: opens a quotation mark that is not closed on the line"),
            (#"{"name":"\"}"#, "name: opens a quotation mark that is not closed on the line"),
            (#"{"name":"\x41"}"#, "name: has an escape that JSON does not know; write a backslash twice"),
            (#"{"name":"\u00g1"}"#, "name: has a \\u without four hexadecimal digits"),
            (#"{"name":"\u00"#, "name: has a \\u without four hexadecimal digits"),
            (
                "{\"name\":\"a\tb\"}",
                "name: has a control character in its text; write it as \\n, \\t or \\u00XX"
            ),
            (
                "{\"name\":\"\\n\tb\"}",
                "name: has a control character in its text; write it as \\n, \\t or \\u00XX"
            ),
            (#"{"name":01}"#, "name: has a leading zero; put it in quotation marks to keep it"),
            (#"{"name":-}"#, "name: is not a number"),
            (#"{"name":1.}"#, "name: has no digit after its decimal point"),
            (#"{"name":1e3}"#, "name: uses an exponent; write plain digits"),
            (#"{"name":1.5E+3}"#, "name: uses an exponent; write plain digits"),
            (
                #"{"calendar":"X","date":"2026-05-01","name":true}"#,
                "name: is a boolean; write text in quotation marks or a number"
            ),
            (#"{"calendar":"X","date":20260501,"name":"N"}"#, "date: is not a date; write 2026-10-05"),
            (
                #"{"calendar":"a\u0000b","date":"2026-05-01","name":"N"}"#,
                "calendar: contains a NUL byte; the file is damaged or not UTF-8"
            ),
            ("{}", "calendar: is required but empty"),
        ])
    func rejections(line: String, reason: String) throws {
        let file = try ReadFile(
            .holidays, [holiday("\"N\""), line, holiday("\"M\"")].joined(separator: "\n"))
        #expect(file.rows.map(\.line) == [1, 3])
        #expect(file.rejections.map(\.line) == [2])
        #expect(
            file.rejections.map { [$0.column, $0.reason].compactMap(\.self).joined(separator: ": ") } == [
                reason
            ])
        #expect(file.rejections[0].record == Array(line.utf8))
    }

    @Test(
        "half of a surrogate pair is rejected",
        arguments: [#"\ud83d"#, #"\ude00"#, #"\ud83dx"#, #"\ud83d\n"#, #"\ud83d\ud83d"#, #"\ude00\ud83d"#])
    func surrogates(text: String) throws {
        let file = try ReadFile(.holidays, holiday("\"\(text)\""))
        #expect(file.rejections.map(\.column) == ["name"])
        #expect(
            file.rejections[0].reason == "has half of a surrogate pair (\\uD800 to \\uDFFF come in pairs)")
    }

    @Test("bytes that are not UTF-8 are rejected, naming the column")
    func invalidUTF8() throws {
        let bytes =
            Array(#"{"calendar":"X","date":"2026-05-01","name":"F"#.utf8) + [0xEA] + Array("te\"}\n".utf8)
        let file = try ReadFile(.holidays, bytes: bytes)
        #expect(
            file.reasons == [
                "1: name: is not valid UTF-8 at byte EA; save the file as UTF-8, not as Windows-1252 (F\\x{EA}te)"
            ])
    }

    @Test("a file cut at any byte boundary gives what the whole gives")
    func chunkBoundaries() throws {
        let text =
            "\u{FEFF}\r\n" + holiday(#""\u00e9\ud83d\ude00""#) + "\r\n\n{\n" + holiday("\"é\"") + "\n \n"
            + holiday("3")
        let whole = try ReadFile(.holidays, text)
        #expect(whole.lines == [2, 4, 5, 7])
        for chunk in 1...text.utf8.count {
            #expect(try ReadFile(.holidays, text, chunk: chunk) == whole, "chunks of \(chunk) bytes")
        }
    }
}
