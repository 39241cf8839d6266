import Intake
import Testing

@Suite("Patterns")
struct PatternTests {
    private func found(_ pattern: String, _ text: String) throws -> [String] {
        try Pattern(pattern).matches(in: text).map(\.text)
    }

    @Test(
        "match what their parts say",
        arguments: [
            ("abc", "xabcabc", ["abc", "abc"]),
            ("a.c", "a\nc abc aéc", ["abc", "aéc"]),
            ("colou?r", "color colour colouur", ["color", "colour"]),
            ("ab*", "a ab abb", ["a", "ab", "abb"]),
            ("ab+?", "abbb", ["ab"]),
            ("ab{2}", "ab abb abbb", ["abb", "abb"]),
            ("ab{2,}", "ab abb abbbb", ["abb", "abbbb"]),
            ("ab{1,2}", "abbb", ["abb"]),
            ("ab{1,2}?", "abbb", ["ab"]),
            ("ab{0}c", "ac abc", ["ac"]),
            ("cat|category", "category", ["cat"]),
            ("(?:cat|category)$", "category", ["category"]),
            ("^ab", "ab ab", ["ab"]),
            ("ab$", "ab ab", ["ab"]),
            ("^$", "", [""]),
            (#"\d+"#, "10:00, ٣", ["10", "00"]),
            (#"\D+"#, "12ab3é", ["ab", "é"]),
            (#"\w+"#, "Réseau_1 à-Paris", ["Réseau_1", "à", "Paris"]),
            (#"\W"#, "a-é", ["-"]),
            (#"\s"#, "a b\u{A0}c\u{202F}d\te", [" ", "\u{A0}", "\u{202F}", "\t"]),
            (#"\S+"#, "a  bé", ["a", "bé"]),
            (#"\bé\w*"#, "été éé xé", ["été", "éé"]),
            (#"a\B"#, "ab a", ["a"]),
            ("[abc]+", "xxcabxx", ["cab"]),
            ("[^;]+", "a b;cé;", ["a b", "cé"]),
            ("[a-cx-z]+", "axbywz", ["axby", "z"]),
            ("[]a]+", "]a[", ["]a"]),
            ("[^]a]+", "]ab[", ["b["]),
            ("[a-]+", "a-b", ["a-"]),
            ("[-a]+", "a-b", ["a-"]),
            (#"[\d.]+"#, "1.5 x2", ["1.5", "2"]),
            (#"[^\d\s]+"#, "1 ab é", ["ab", "é"]),
            (#"[\]\\]+"#, #"a]\b"#, [#"]\"#]),
            ("[é-ü]", "eéz", ["é"]),
            ("[€]+", "€€ $", ["€€"]),
            (#"\."#, "a.b", ["."]),
            (#"\[(.*)\]"#, "x[a][b]", ["[a][b]"]),
            (#"\[(.*?)\]"#, "x[a][b]", ["[a]", "[b]"]),
            (#"\t\n\r\/\-"#, "\t\n\r/-", ["\t\n\r/-"]),
            ("x}y]", "x}y]", ["x}y]"]),
            ("a|", "ba", ["", "a", ""]),
            ("()", "é", ["", ""]),
            ("b*", "ab", ["", "b", ""]),
            ("(a|ab)(c|bcd)(d*)", "abcd", ["abcd"]),
            ("(?:a*)*b", "aaab", ["aaab"]),
            ("(?:|a)+", "aaa", ["", "", "", ""]),
        ])
    func parts(pattern: String, text: String, matches: [String]) throws {
        #expect(try found(pattern, text) == matches)
    }

    @Test("keep what their groups hold; a group that took no part holds nothing")
    func groups() throws {
        let pattern = try Pattern(
            #"^\[(?<time>\d+)\] (?:(?<kind>HOST|SERVICE) )?ALERT: (?<host>[^;]*);(.*)$"#)
        #expect(pattern.names == ["time", "kind", "host"])
        #expect(pattern.groups == 4)
        let full = pattern.firstMatch(in: "[17] HOST ALERT: pbx;DOWN;HARD")
        #expect(full?.named == ["time": "17", "kind": "HOST", "host": "pbx"])
        #expect(full?.firstGroup == "17")
        let short = pattern.firstMatch(in: "[18] ALERT: ;")
        #expect(short?.named == ["time": "18", "host": ""])
        #expect(pattern.firstMatch(in: "[18] ALERT") == nil)
    }

    @Test("without a group have no first group; the last turn of a repeated group counts")
    func firstGroup() throws {
        #expect(try Pattern("ab").firstMatch(in: "ab")?.firstGroup == nil)
        #expect(try Pattern("(?:(a)|b)").firstMatch(in: "b")?.firstGroup == nil)
        #expect(try Pattern("(?:(a|b)x)+").firstMatch(in: "axbx")?.firstGroup == "b")
        #expect(
            try Pattern(#"^subscription:\s*(.+?)\s*$"#).firstMatch(in: "subscription: CC-1 ")?.firstGroup
                == "CC-1")
        let brackets = try Pattern(#"\[([^\]]+)\]"#).matches(in: "Bascule [ivr] et [CC-1012]")
        #expect(brackets.compactMap(\.firstGroup) == ["ivr", "CC-1012"])
    }

    @Test(
        "remove every match",
        arguments: [
            (#"\D"#, "4 211", "4211"), (#"\D"#, "n\u{A0}° é12", "12"), ("x", "abc", "abc"),
            (#"\s+$"#, "a b  ", "a b"), ("a*", "baac", "bc"), (".*", "tout", ""),
        ])
    func removing(pattern: String, text: String, left: String) throws {
        #expect(try Pattern(pattern).removing(from: text) == left)
    }

    @Test("may have 500 characters and repeat a hundred times, but no more")
    func limits() throws {
        let longest = String(repeating: "é", count: 500)
        #expect(try Pattern(longest).firstMatch(in: longest)?.text == longest)
        #expect(try Pattern("^(?:ab){100}$").firstMatch(in: String(repeating: "ab", count: 100)) != nil)
        #expect(try Pattern("^(?:ab){100}$").firstMatch(in: String(repeating: "ab", count: 99)) == nil)
        #expect(throws: PatternError.self) { try Pattern(longest + "e") }
        #expect(throws: PatternError.self) { try Pattern("a{101}") }
    }
}
