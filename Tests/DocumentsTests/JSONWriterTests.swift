import Documents
import SLA
import TestSupport
import Testing

@Suite struct JSONWriterTests {
    private func string(_ value: String) -> String {
        let bytes = JSONWriter.whole { json in json.array { $0.string(nil, value) } }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        return String(lines[1].dropFirst(2))
    }

    @Test("every control character is escaped, and reads back as it was")
    func controlCharacters() throws {
        let controls = (0..<0x20).map { UInt32($0) } + (0x7F..<0xA1)
        for code in controls {
            let text = "a\(Unicode.Scalar(code).map { String($0) } ?? "")b"
            let bytes = JSONWriter.whole { json in json.array { $0.string(nil, text) } }
            #expect(try JSON(bytes) == .array([.string(text)]))
            let inner = string(text).unicodeScalars
            #expect(code == 0xA0 || inner.allSatisfy { $0.properties.generalCategory != .control })
        }
    }

    @Test(
        "text is quoted as RFC 8259 asks",
        arguments: [
            ("", #""""#), ("a\"b\\c/", #""a\"b\\c/""#), ("\n\r\t\u{8}\u{C}\u{1}", #""\n\r\t\b\f\u0001""#),
            ("\u{7F}\u{80}\u{9B}\u{9F}", #""\u007f\u0080\u009b\u009f""#),
            ("é\u{A0}Â\u{C2}", "\"é\u{A0}Â\u{C2}\""),
            ("\u{2028}\u{2029}", "\"\u{2028}\u{2029}\""), ("🇫🇷漢", "\"🇫🇷漢\""),
        ])
    func quoting(_ text: String, _ expected: String) {
        #expect(string(text) == expected)
    }

    @Test("keys are escaped as values are")
    func keys() {
        let bytes = JSONWriter.whole { json in json.object { $0.bool("a\"\u{1}", true) } }
        #expect(String(decoding: bytes, as: UTF8.self) == "{\n  \"a\\\"\\u0001\": true\n}\n")
    }

    @Test("members stand in the order written, indented by two spaces, empty containers on one line")
    func layout() {
        let bytes = JSONWriter.whole { json in
            json.object { json in
                json.integer("z", -3)
                json.object("empty") { _ in }
                json.array("list") { json in
                    json.null(nil)
                    json.array { _ in }
                    json.object { $0.string("a", nil) }
                }
                json.seconds("a", 1_500_000)
                json.money("m", Cents(-5))
                json.percent("p", Samples.percent(99_850_000))
                json.bool("b", nil)
            }
        }
        let expected = """
            {
              "z": -3,
              "empty": {},
              "list": [
                null,
                [],
                {
                  "a": null
                }
              ],
              "a": 1.5,
              "m": "-0.05",
              "p": "99.85",
              "b": null
            }

            """
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test(
        "the tests' own checker refuses what is not JSON",
        arguments: [
            "{\"a\":1,}\n", "{\"a\":1,\"a\":2}\n", "[01]\n", "[1.]\n", "[.5]\n", "[\"\u{1}\"]\n",
            "[\"\\x\"]\n", "[1] 2\n",
            "[1]", "[+1]\n", "[nul]\n", "[\"a]\n", "\n",
        ])
    func checker(_ text: String) {
        #expect(throws: JSON.Malformed.self) { try JSON(Array(text.utf8)) }
    }
}

@Suite struct ByteStreamTests {
    @Test("bytes are handed on in order, once enough have gathered, and at the end")
    func drains() throws {
        var handed: [[UInt8]] = []
        var stream = ByteStream(threshold: 4) { handed.append($0) }
        stream.append("abc")
        try stream.drainIfFull()
        #expect(handed.isEmpty)
        stream.append("de")
        try stream.drainIfFull()
        stream.append(UInt8(ascii: "f"))
        try stream.drain()
        try stream.drain()
        #expect(handed == [Array("abcde".utf8), Array("f".utf8)])
    }

    @Test("the error of whoever takes the bytes is passed on")
    func fails() {
        struct DiskFull: Error {}
        var stream = ByteStream(threshold: 1) { _ in throw DiskFull() }
        stream.append("a")
        #expect(throws: DiskFull.self) { try stream.drainIfFull() }
    }
}
