import Hashing
internal import Postgres
internal import Store
internal import Testing

@Suite("Digests are the same in the database and outside")
struct DigestTests {
    private static let fields: [[String?]] = [
        ["a"], [""], [nil], [nil, nil, ""], ["", nil], ["ab", "c"], ["a", "bc"], ["é", "€", "🇫🇷", "a\nb"],
        ["{1,2}", "null", "\"", "\\"], [String(repeating: "é", count: 40_000)],
    ]

    /// A session's encoding decides how the server would send a text, not how it digests it.
    @Test("whatever the session's encoding", arguments: ["UTF8", "LATIN1", "SQL_ASCII", "EUC_JP"])
    func encodings(encoding: String) throws {
        try TestDatabase.with { _, connection in
            try connection.executeScript("set client_encoding = '\(encoding)'")
            for fields in Self.fields {
                let escaped = fields.map { field in field.map(Self.escaped) ?? "null" }.joined(
                    separator: ", ")
                let digest = try connection.texts("select encode(digest_of(\(escaped)), 'hex')")
                #expect(digest == [Digest.hexadecimal(Digest.of(fields))], "\(escaped.prefix(80))")
            }
        }
    }

    @Test("also of no fields at all, and of an array that does not begin at one")
    func bounds() throws {
        try TestDatabase.with { _, connection in
            let digests = try connection.texts(
                """
                select encode(digest_of(variadic f), 'hex') from (values ('{}'::text[]), ('[0:1]={a,b}')) v (f)
                """)
            #expect(digests == [[], ["a", "b"]].map { Digest.hexadecimal(Digest.of($0)) })
        }
    }

    /// In ASCII alone, for any encoding of the session.
    private static func escaped(_ field: String) -> String {
        let letters = field.unicodeScalars.map { scalar in
            "\\" + "+" + String(repeating: "0", count: 6 - String(scalar.value, radix: 16).count)
                + String(scalar.value, radix: 16)
        }
        return "U&'\(letters.joined())'"
    }
}
