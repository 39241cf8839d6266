import Intake
import Testing

/// The objects file. Source: docs/reference/sources.md "Objects".
@Suite struct ObjectsFileTests {
    private func problems(_ text: String) -> [String] { problems(Array(text.utf8)) }

    private func problems(_ bytes: [UInt8]) -> [String] {
        do throws(ObjectsFile.Problems) {
            _ = try ObjectsFile.parse(bytes)
            return []
        } catch {
            return error.problems.map { problem in
                let place = "\(problem.line): " + (problem.column.map { "\($0): " } ?? "")
                return place + problem.reason + (problem.value.map { " (\($0))" } ?? "")
            }
        }
    }

    @Test(arguments: [
        "object,service,subscription\na,s,\nb,,S\nc,,\n", "\u{FEFF}object;service\r\na;s\r\n",
        "object\tsubscription\na\tS",
        "subscription,object\nS,a\n\nT,a\n", "\n\nObject , SERVICE\n a , s \n",
        "object,service\n\"a, b\",s\n\"c \"\"d\"\"\",s\n",
        "object,service,subscription\na;b,s,\n", "object,service\n",
    ])
    func aSoundFileIsRead(text: String) {
        #expect(problems(text).isEmpty)
    }

    @Test(arguments: [
        ("", ["1: has no header row with the columns object, service and subscription"]),
        ("host,svc\na,s\n", ["1: has no header row with the columns object, service and subscription"]),
        ("object\na\n", ["1: lacks a column service or subscription"]),
        ("service\na\n", ["1: lacks the required column object"]),
        (
            "object,service,servce,object,\n",
            [
                "1: servce: is not a column of an objects file; did you mean service?",
                "1: object: appears twice in the header row",
                "1: the header row leaves column 5 without a name",
            ]
        ),
        (
            "object,service,note\n",
            ["1: note: is not a column of an objects file; they are object, service, subscription"]
        ),
        (
            "object,service,subscription\na,s,S\n,s,\n  ,,\n",
            [
                "2: subscription: is given together with a service; give one of them, or neither (S)",
                "3: object: is empty; write * for everything else",
                "4: object: is empty; write * for everything else",
            ]
        ),
        (
            "object,service,subscription\na,s,\nb,,\na,s,\na,,\nb,,\nb,s,\n",
            [
                "4: object: is the same row as line 2 (a)",
                "5: object: is left out here, but line 2 says what depends on it (a)",
                "6: object: is the same row as line 3 (b)", "7: object: is left out by line 3 (b)",
            ]
        ),
        ("object,service\na\n", ["2: has 1 field, but the header has 2"]),
        (
            "object,service\na,\"s\n\"b\n",
            [
                "2: has text after its closing quotation mark; write each quotation mark within a quoted field twice",
                "3: opens a quotation mark that is not closed before the end of the file",
            ]
        ),
    ])
    func everyMistakeIsNamedAtOnce(text: String, expected: [String]) {
        #expect(problems(text) == expected)
    }

    @Test func whatIsNoTextIsRefused() {
        #expect(
            problems(Array("object,service\n".utf8) + [0xE9, 0x2C, 0x73, 0x0A]) == [
                "2: is not UTF-8; save the file as UTF-8"
            ])
        #expect(
            problems(Array("PK\u{3}\u{4}abcdef".utf8)) == [
                "1: is a ZIP archive or a spreadsheet; export it as CSV in UTF-8"
            ])
        let long = String(repeating: "s", count: 201)
        #expect(
            problems("object,service\na,\(long)\n") == [
                "2: service: has 201 bytes; at most 200 are allowed here (\(long.dropLast())…)"
            ])
    }

    @Test func aFileWithMoreThan16MiBIsRefused() {
        let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: (16 << 20) + 1)
        #expect(problems(bytes) == ["1: is larger than 16 MiB"])
    }

    @Test func aHostileFileGivesAtMostAHundredMistakes() {
        #expect(problems("object,service\n" + String(repeating: ",s\n", count: 5000)).count == 100)
    }
}
