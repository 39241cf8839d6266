import Intake
import Sense
import TestSupport
import Testing

@Suite("A log of another tool")
struct LogSourceTests {
    private func format(_ lines: [(String, [String: String])], _ columns: [String]) throws -> SourceFormat {
        let lines = try lines.map { LogLines.Line(try Pattern($0.0), constants: $0.1) }
        return .table(.log(LogLines(lines)), columns)
    }

    private func alerts() throws -> SourceFormat {
        try format(
            [
                (
                    #"^\[(?<time>\d+)\] HOST ALERT: (?<host>[^;]*);(?<state>[^;]*);HARD"#,
                    ["kind": "host", "none": ""]
                ),
                (#"^\[(?<time>\d+)\] (?:(?<past>CURRENT) )?\w+ (?:ALERT|STATE): (?<host>[^;]*)"#, [:]),
                ("went off", ["state": "stopped"]),
            ], ["time", "HOST", "state", "kind", "past", "none"])
    }

    @Test("gives the lines that a pattern matches, by the first of them; others are passed over and counted")
    func lines() throws {
        let text = """
            [17] HOST ALERT: pbx;DOWN;HARD;1;x\r
            [18] HOST ALERT: pbx;DOWN;SOFT;1;x
            [19] CURRENT SERVICE STATE: é;OK

            [20] EXTERNAL COMMAND: HOST ALERT: a;b;HARD
            it went off at once
            [21] HOST ALERT: ;;HARD
            """
        #expect(
            items(try alerts(), text) == [
                "1: time=17 HOST=pbx state=DOWN kind=host", "2: time=18 HOST=pbx",
                "3: time=19 HOST=é past=CURRENT",
                "6: state=stopped", "7: time=21 kind=host",
            ])
        let reading = SourceReading(try alerts(), Array(text.utf8))
        #expect(reading.passedOver == 2)
        #expect(reading.content?.bytes == text.utf8.count)
    }

    @Test("may be empty, as a new file is")
    func empty() throws {
        #expect(items(try alerts(), "") == [])
        #expect(items(try alerts(), "\n\n") == [])
    }

    @Test("is UTF-8 or else ISO 8859-1, line by line, and what is said where that is said")
    func charsets() throws {
        let lines = [(#"^host (?<host>\w+)$"#, [String: String]())]
        let text = Array("host é\nhost ".utf8) + [0xE9] + Array("\nhost a\n".utf8)
        #expect(items(try format(lines, ["host"]), text) == ["1: host=é", "2: host=é", "3: host=a"])
        let only = SourceFormat.table(
            .log(LogLines([LogLines.Line(try Pattern(lines[0].0))])), ["host"], charsets: [.utf8])
        #expect(
            items(only, text) == [
                "1: host=é",
                "2: refused is not utf-8 at byte E9; say --encoding with the one that it is in (host \\x{E9})",
                "3: host=a",
            ])
    }

    @Test(
        "has lines of at most 64 KiB, without their ends; longer ones are refused",
        arguments: ["\n", "\r\n", ""])
    func length(end: String) throws {
        let most = 64 << 10
        for (length, isRead) in [
            (most, true), (most + 1, false), (most + 2, false), (most + 3, false), (40 * most, false),
        ] {
            let line = "[1] HOST ALERT: a;b;HARD" + String(repeating: "x", count: length - 24)
            let first = "[0] HOST ALERT: c;d;HARD\n" + line + end
            let found = SourceReading(
                try alerts(), Array((end.isEmpty ? first : first + "it went off" + end).utf8), chunk: 1 << 12
            ).items
            #expect(found.first == "1: time=0 HOST=c state=d kind=host")
            let reason = "2: refused is longer than 64 KiB; lines of a log have at most that ([1] HOST ALERT"
            #expect(isRead ? found[1] == "2: time=1 HOST=a state=b kind=host" : found[1].hasPrefix(reason))
            #expect(end.isEmpty || found.last == "3: state=stopped")
        }
    }

    @Test(
        "of something else is refused",
        arguments: [
            ("<!doctype html>\n", "is a page of HTML, not a log; fetch the file itself: is a login missing?"),
            ("\u{1F}\u{8B}", "is compressed with gzip, not a log; unpack it first"),
        ])
    func foreign(text: String, reason: String) throws {
        let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        #expect(items(try alerts(), bytes) == ["refused: \(reason)"])
    }

    @Test("gives what each pattern by itself gives, line by line, on random lines")
    func random() throws {
        var random = Seed.generator(841)
        let patterns = try [#"^(?<a>\w+) (?<b>\d+)"#, #"(?<b>[^;]*);(?<a>.)$"#, #"é(?<a>é|x)?"#].map {
            try Pattern($0)
        }
        let format = SourceFormat.table(.log(LogLines(patterns.map { LogLines.Line($0) })), ["a", "b"])
        for _ in 0..<400 {
            let lines = (0..<random.pick(0...6)).map { _ in
                (0..<random.pick(0...7)).map { _ in random.pick(["a", "1", " ", ";", "é", "x"]) }.joined()
            }
            var expected: [String] = []
            for (index, line) in lines.enumerated() {
                guard let match = patterns.lazy.compactMap({ $0.firstMatch(in: line) }).first else {
                    continue
                }
                let values = ["a", "b"].compactMap { name in
                    match.named[name].flatMap { $0.isEmpty ? nil : "\(name)=\($0)" }
                }
                expected.append("\(index + 1): \(values.joined(separator: " "))")
            }
            let text = lines.joined(separator: random.pick(["\n", "\r\n"]))
            let found = SourceReading(format, Array(text.utf8), chunk: random.pick(1...20)).items
            #expect(found == expected, "\(text.debugDescription)")
        }
    }
}
