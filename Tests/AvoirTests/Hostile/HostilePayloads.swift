@testable import StrictYAML

/// Texts of somebody who means harm.
struct HostilePayloads: Sendable {
    /// For texts: anything but control characters, and line breaks and tabs.
    let texts: [String]
    /// For identifiers: on one line, at most 200 bytes.
    let codes: [String]

    static let known = HostilePayloads(texts: knownTexts, codes: knownCodes)

    func text(_ place: Int) -> String { texts[place % texts.count] }

    /// A different one for each place, although there are fewer payloads: it ends with the place.
    func code(_ place: Int, _ sort: String = "") -> String {
        let suffix = "\(sort)\(place)"
        var code = codes[place % codes.count]
        while code.utf8.count + suffix.utf8.count > 200 { code.unicodeScalars.removeLast() }
        return code + suffix
    }

    /// What an address may hold: no blank, one `@`.
    func email(_ place: Int) -> String {
        let scalars = code(place, "m").unicodeScalars.filter { $0 != " " && $0 != "@" }
        return "=" + String(String.UnicodeScalarView(scalars)) + "@'x.example"
    }

    /// Payloads strung together, as many as fit, without what a YAML file may not hold.
    func line(from place: Int, longest: Int) -> String {
        var line: [Unicode.Scalar] = []
        for offset in codes.indices {
            let next = codes[(place + offset) % codes.count].unicodeScalars.filter { $0.refusal == nil }
            let separator: [Unicode.Scalar] = line.isEmpty ? [] : [" "]
            if line.count + 1 + next.count <= longest { line += separator + next }
        }
        // None stands at an end.
        let inner = line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        return String(String.UnicodeScalarView(inner))
    }

    private static let knownTexts =
        knownCodes + [
            "\t=1+1", "\r\n=1+1", "two\nlines\r\nthree\tcolumns", "a,b;c\"d\"\"e\nf",
            String(repeating: "W", count: 65_535) + "!", String(repeating: "é\u{301}漢 ", count: 6_500),
        ]

    private static let knownCodes =
        [
            "'); drop table avoir.credit_note cascade; --", "\"; select pg_sleep(60); --",
            "$1 $$ E'\\x27' \\", "\\N",
            "\\.", "{\"a\",NULL}", "NULL", "%s%n%1$s{number:6}", "`id` $(id) ;id|id&", "&amp;&lt;&#60;&#x3c;",
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
            "</style></svg></td><h1>x</h1>", "<!--x--><![CDATA[x]]><?x?>", "javascript:alert(1)",
            "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;", "]]>", "-->", "url(//x.example/)",
            "\u{202E}00.1 RUE\u{202C}\u{2066}x\u{2069}\u{200F}\u{200E}\u{61C}",
            "a\u{200B}b\u{FEFF}c\u{AD}d\u{2060}e",
            "x\u{2028}y\u{2029}z", "=HYPERLINK(\"http://x.example\",\"y\")", "+1+1", "-1-1",
            "@SUM(1+1)", "=1", "＝1＋1", "../../../../tmp/evil", "..", "/etc/passwd", "C:\\x\\..", "-rf",
            "con.json",
            "é e\u{301} \u{10FFFD}\u{E000}ÿ", "€ŠšŽžŒœŸ Őő ∑ 漢字 👩‍👩‍👧‍👦", "a\u{300}\u{301}\u{302}\u{303}\u{304}",
            "12,5",
            String(repeating: "M", count: 200),
        ]
}
