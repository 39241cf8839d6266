import Testing

@testable import StrictYAML

@Suite struct StrictYAMLTests {
    struct Wrong: CustomTestStringConvertible, Sendable {
        var text: String
        var problems: String

        init(_ text: String, _ problems: String) {
            self.text = text
            self.problems = problems
        }

        var testDescription: String { text.debugDescription }
    }

    /// What is wrong with a file that may hold the keys `a` and `b`, each a text.
    private func problems(_ bytes: [UInt8]) -> String {
        let log = YAMLProblemLog()
        let root = YAMLFile.root(bytes: bytes, keys: ["a", "b"], log: log)
        _ = root?.optional("a")?.text()
        _ = root?.optional("b")?.text()
        do throws(StrictYAMLErrors) {
            _ = try log.finish(root, file: "f")
            return ""
        } catch {
            return error.description
        }
    }

    private func value(_ text: String) throws -> String? {
        let log = YAMLProblemLog()
        let root = YAMLFile.root(bytes: Array(text.utf8), keys: ["a", "b"], log: log)
        let value = root?.required("a")?.text()
        _ = try log.finish(root, file: "f")
        return value
    }

    @Test(
        "a file that is no single mapping is refused",
        arguments: [
            Wrong("", "f:1: the file is empty"), Wrong("\n\n", "f:1: the file is empty"),
            Wrong("# only a comment\n", "f:1: the file is empty"), Wrong("---\n", "f:1: the file is empty"),
            Wrong("~\n", "f:1: the file is empty"),
            Wrong("{}\n", ""), Wrong("a\n", "f:1: must be a mapping (key: value), not text (a)"),
            Wrong("- a: x\n", "f:1: must be a mapping (key: value), not a list"),
            Wrong("a: x\n---\nb: y\n", "f:2: another document begins here: a file holds one"),
            Wrong("---\na: x\n---\n", "f:3: another document begins here: a file holds one"),
            Wrong("a: x\n...\n", "f:2: an end mark (...) is not accepted: a file holds one document"),
            Wrong("%YAML 1.1\n---\na: x\n", "f:1: YAML directives (%) are not accepted"),
        ])
    func shape(wrong: Wrong) {
        #expect(problems(Array(wrong.text.utf8)) == wrong.problems)
    }

    @Test(
        "the parts of YAML that the strict form leaves out are refused at their line",
        arguments: [
            Wrong(
                "a: &x text\n",
                "f:1: an anchor (&) is not accepted: write the value out where it is needed; text goes in quotes (&x)"
            ),
            Wrong(
                "a: x\nb: *x\n",
                "f:2: an alias (*) is not accepted: write the value out where it is needed; text goes in quotes (*x)"
            ),
            Wrong(
                "a: [x, *y]\n",
                "f:1: an alias (*) is not accepted: write the value out where it is needed; text goes in quotes (*y)"
            ),
            Wrong("a: !!binary eA==\n", "f:1: a tag (!) is not accepted; text goes in quotes (!!binary)"),
            Wrong("<<: { b: x }\n", "f:1: <<: a merge key (<<) is not accepted: write the entries out"),
            Wrong(
                "a: |\n  x\n", "f:1: block text (|) is not accepted: put the text in quotes, on one line (|)"),
            Wrong(
                "a: >-\n  x\n",
                "f:1: block text (>) is not accepted: put the text in quotes, on one line (>-)"),
            Wrong("? a\n: x\n", "f:1: a key must be a plain word, without '?' (?)"),
            Wrong("[a]: x\n", "f:1: a key must be a plain word"),
            Wrong(
                "a: x\n  y\n",
                "f:2: text that continues over several lines must be put in quotes, on one line"),
            Wrong("a: \"x\n  y\"\n", "f:1: quoted text must end on the line on which it begins"),
            Wrong("a: 'x\n", "f:1: quoted text must end on the line on which it begins"),
            Wrong(
                "a: [x\n  y]\n",
                "f:2: a comma is missing before this, or text that continues over several lines is not in quotes"
            ),
            Wrong("a: @x\n", "f:1: '@' cannot begin unquoted text: put it in quotes (@x)"),
            Wrong(
                "a: [x\n",
                "f:2: is not valid YAML: while parsing a flow sequence that begins on line 1, did not find expected ',' or ']'"
            ),
            // The library names the line after the last one.
            Wrong(
                "a: x\nb",
                "f:2: is not valid YAML: while scanning a simple key that begins on line 2, could not find expected ':'"
            ),
            Wrong("a: x: y\n", "f:1: is not valid YAML: mapping values are not allowed in this context"),
            Wrong("a: [[[[[[[[[[[[x]]]]]]]]]]]]\n", "f:1: is nested too deeply"),
            Wrong("- - - - - - - - - - - - - a\n", "f:1: is nested too deeply"),
        ])
    func leftOut(wrong: Wrong) {
        #expect(problems(Array(wrong.text.utf8)) == wrong.problems)
    }

    @Test(
        "a key that stands more than once is refused with the line of the first",
        arguments: [
            Wrong("a: x\na: y\n", "f:2: a: appears more than once in the same mapping, first on line 1"),
            Wrong("a: x\n\"a\": y\n", "f:2: a: appears more than once in the same mapping, first on line 1"),
            Wrong(
                "a: x\nb: z\na: y\nb: z\na: w\n",
                """
                f:3: a: appears more than once in the same mapping, first on line 1
                f:4: b: appears more than once in the same mapping, first on line 2
                f:5: a: appears more than once in the same mapping, first on line 1
                """),
            Wrong(
                "{ a: x, 'a': y }\n", "f:1: a: appears more than once in the same mapping, first on line 1"),
            Wrong(
                "\"\\x61\": x\na: y\n",
                "f:2: a: appears more than once in the same mapping, first on line 1"),
        ])
    func doubledKeys(wrong: Wrong) {
        #expect(problems(Array(wrong.text.utf8)) == wrong.problems)
    }

    @Test("a report never grows beyond a hundred problems")
    func most() {
        let text = (1...500).map { "unknown\($0): x\n" }.joined()
        #expect(problems(Array(text.utf8)).split(separator: "\n").count == 100)
        let doubled = String(repeating: "a: x\n", count: 200)
        #expect(problems(Array(doubled.utf8)).split(separator: "\n").count == 100)
    }

    private static let unreadable: [([UInt8], String)] = [
        (Array("a: x\nb: \u{7}\n".utf8), "f:2: contains a control character (U+0007)"),
        (Array("a: x\n\tb: y\n".utf8), "f:2: contains a tab (use spaces) (U+0009)"),
        (Array("a: x\0\n".utf8), "f:1: contains a NUL byte (U+0000)"),
        (Array("a: x\rb: y\n".utf8), "f:1: contains a carriage return without a line feed"),
        (Array("a: x\u{85}b: y\n".utf8), "f:1: contains a control character (U+0085)"),
        (Array("a: x\u{2028}b: y\n".utf8), "f:1: contains a line separator (U+2028)"),
        (
            Array("a: x\u{202E}y\n".utf8),
            "f:1: contains a hidden character that changes the writing direction (U+202E)"
        ),
        (Array("a: \u{FEFF}x\n".utf8), "f:1: contains a byte order mark inside the text (U+FEFF)"),
        (Array("a: \u{E000}\n".utf8), "f:1: contains a private-use character (U+E000)"),
        (Array("a: \u{FFFE}\n".utf8), "f:1: contains a code point that is not a character (U+FFFE)"),
        (Array("a: x\nb: caf".utf8) + [0xE9, 0x0A], "f:2: is not UTF-8"),
        ([0xFF, 0xFE, 0x61, 0x00], "f:1: is not UTF-8"),
        ([0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80], "f:1: is not UTF-8"),
        ([0x61, 0x3A, 0x20, 0xC3], "f:1: is not UTF-8"),
    ]

    @Test("bytes that are no plain text are refused at their line", arguments: unreadable)
    func bytes(bytes: [UInt8], problem: String) {
        #expect(problems(bytes) == problem)
    }

    @Test("a byte order mark at the start and CRLF line ends are accepted")
    func byteOrderMark() {
        #expect(problems([0xEF, 0xBB, 0xBF] + Array("a: x\r\nb: z\r\n".utf8)) == "")
    }

    @Test("1 MiB is read, one byte more is refused")
    func size() {
        let text = "a: x\n#"
        let most = Array(text.utf8) + [UInt8](repeating: 0x2E, count: 1_048_576 - text.utf8.count)
        #expect(problems(most) == "")
        #expect(problems(most + [0x2E]) == "f:1: is larger than 1 MiB (1048577 bytes)")
    }

    @Test(
        "a text is read exactly as it is written",
        arguments: [
            ("a: Dupont & Fils", "Dupont & Fils"), ("a: 2 * 3 !", "2 * 3 !"), ("a: x#y # note", "x#y"),
            ("a: postgresql://u@h/db?x=1", "postgresql://u@h/db?x=1"),
            ("a: AV-{year}-{number:6}", "AV-{year}-{number:6}"),
            ("a: 'it''s'", "it's"), ("a: \"say \\\"*x\\\"\"", "say \"*x\""), ("a: \"&x # y\"", "&x # y"),
            ("'a': x", "x"), ("a:\n  x", "x"), ("{ a: x }", "x"), ("---\na: x", "x"), ("a: 99.85%", "99.85%"),
            ("a: 2025-03", "2025-03"), ("a: \"no\"", "no"), ("a: a | b > c", "a | b > c"), ("a: -x", "-x"),
            ("a: \"é – à\" # ù", "é – à"),
        ])
    func texts(yaml: String, expected: String) throws {
        #expect(try value(yaml) == expected)
    }

    @Test(
        "a text that other readers take for something else must be in quotes",
        arguments: [
            "no", "Yes", "ON", "y", "true", "12", "-1", "0x1F", "0o17", "1_000", "2025.10", ".5", "1e3", "1.",
            ".inf",
            "-.INF", ".NaN", "08:00", "1:30:00", "1:30.5", "2025-03-01", "2025-3-1 10:00:00", "=",
        ])
    func misreadable(text: String) {
        let problem = problems(Array("a: \(text)\n".utf8))
        #expect(problem.hasPrefix("f:1: a: must be in quotes: without them, YAML readers take it for"))
        #expect(problems(Array("a: \"\(text)\"\n".utf8)) == "")
    }

    @Test("a secret is never shown")
    func secret() throws {
        let log = YAMLProblemLog()
        let root = YAMLFile.root(bytes: Array("a: \" postgresql://u:pw@h/db\"".utf8), keys: ["a"], log: log)
        #expect(root?.required("a")?.text(isSecret: true) == nil)
        #expect(log.problems.map(\.value) == [nil])
        #expect(log.problems.map(\.reason) == ["begins or ends with a space"])
    }
}
