import Intake
import SLA
import Testing

/// Values, templates and conditions. Source: docs/reference/sources.md "Values".
@Suite struct ValueTests {
    /// The summaries of the rows that one JSON object gives, by a value of `summary`.
    private func summaries(_ value: String, _ object: String, where conditions: String? = nil) throws
        -> [String]
    {
        let mapping = """
            read: { format: jsonl }
            \(conditions.map { "where: \($0)" } ?? "")
            id: { const: x }
            start: { const: "2026-10-05T00:00:00Z" }
            service: { const: svc }
            set: { summary: \(value) }
            """
        let outcome = try Trial(mapping, object + "\n").run()
        #expect(outcome.said.isEmpty)
        return outcome.rows.map { String($0.split(separator: "|", omittingEmptySubsequences: false)[6]) }
    }

    private static let object =
        #"{"a":"A","b":{"c":"C","d":["D1","D2"]},"num":12.50,"t":true,"e":"","z":null,"l":[{"k":"x","v":"1"},{"k":"y","v":"2"}]}"#

    @Test(arguments: [
        ("a", "A"), ("b.c", "C"), ("b.d", "D1"), ("\"b.d[2]\"", "D2"), ("num", "12.50"), ("t", "true"),
        ("e", ""),
        ("z", ""), ("b", ""), ("nowhere", ""), ("\"l[k=y].v\"", "2"), ("l.v", "1"),
        // Templates.
        ("\"{a}-{b.c}\"", "A-C"), ("\"{a}-{e}\"", ""), ("\"{a}[-{e}]\"", "A"), ("\"{a}[-{b.c}]\"", "A-C"),
        ("\"[{e}/]{a}[/{z}]\"", "A"), ("\"{{{a}}}[[{b.c}]]\"", "{A}[C]"), ("\"{a} [({b.c}{e})]\"", "A "),
        ("\"{l[k=x].v}\"", "1"), ("\"{a}[{b.c}][{num}]\"", "AC12.50"),
        // The first that is there, all, and texts of the profile's own.
        ("[e, z, b.c, a]", "C"), ("[nowhere, { const: none }]", "none"), ("{ const: \"{a}\" }", "{a}"),
        ("{ of: [e, a] }", "A"),
        // Changes, in their order.
        ("{ of: a, when: { t: \"true\" } }", "A"), ("{ of: a, when: { t: \"false\" } }", ""),
        ("{ of: b.d, not: D1 }", "D2"), ("{ of: b.d, not: [D1, D2] }", ""),
        ("{ of: b.d, match: '[0-9]' }", "1"), ("{ of: b.d, match: '^D(2)$' }", "2"),
        ("{ of: num, remove: '\\D' }", "1250"),
        ("{ of: a, map: { A: one, \"*\": other } }", "one"),
        ("{ of: b.c, map: { A: one, \"*\": other } }", "other"),
        ("{ of: b.c, map: { A: one } }", ""), ("{ of: e, map: { \"*\": other } }", ""),
        ("{ of: b.d, remove: D, match: 'D2', map: { \"2\": two } }", "two"),
        ("{ of: b.d, map: { \"2\": two }, match: '[12]', not: D1 }", "two"),
        ("{ of: a, remove: A }", ""), ("{ of: [{ of: a, remove: A }, b.c] }", "C"),
    ])
    func aValueIsWhatTheProfileSays(value: String, expected: String) throws {
        #expect(try summaries(value, Self.object) == [expected])
    }

    /// The ids of the rows: a value that is wanted several times.
    @Test(arguments: [
        ("b.d", ["D1", "D2"]), ("\"{a}/{b.d}\"", ["A/D1", "A/D2"]),
        ("\"{b.d}{l.v}\"", ["D11", "D12", "D21", "D22"]),
        ("{ all: [a, b.d, a, nowhere] }", ["A", "D1", "D2"]), ("{ of: b.d, map: { \"*\": same } }", ["same"]),
        ("{ of: { all: [a, b.c] }, match: '.' }", ["A", "C"]), ("{ of: w, match: '\\w+' }", ["p", "q", "r"]),
    ])
    func aValueMayBeSeveral(value: String, services: [String]) throws {
        let mapping = """
            read: { format: jsonl }
            id: { const: x }
            start: { const: "2026-10-05T00:00:00Z" }
            service: \(value)
            """
        let object = Self.object.dropLast() + #","w":"p q, r"}"#
        let outcome = try Trial(mapping, object + "\n").run()
        #expect(outcome.rows.map { String($0.split(separator: "|")[2]) } == services)
    }

    @Test(arguments: [
        ("{ a: A }", true), ("{ a: B }", false), ("{ a: [B, A] }", true), ("{ a: a }", false),
        ("{ b.d: D2 }", true),
        ("{ a: { is: A } }", true), ("{ a: { not: A } }", false), ("{ b.d: { not: [D2] } }", false),
        ("{ e: { not: A } }", true),
        ("{ e: A }", false), ("{ e: { is: [A] } }", false), ("{ a: { present: true } }", true),
        ("{ a: { present: false } }", false), ("{ z: { present: false } }", true),
        ("{ b: { present: true } }", false),
        ("{ num: { at_least: \"12.5\" } }", true), ("{ num: { at_least: \"12.51\" } }", false),
        ("{ num: { at_least: \"-3\" } }", true), ("{ a: { at_least: \"0\" } }", false),
        ("{ e: { at_least: \"0\" } }", false),
        ("{ num: { at_least: \"12\", not: \"12.50\" } }", false), ("{ a: A, t: \"true\" }", true),
        ("{ a: A, t: \"false\" }", false),
        ("{ \"{a}{b.c}\": AC }", true), ("{ \"{a}[{e}]\": A }", true),
        ("{ any: [{ a: B }, { t: \"true\" }] }", true), ("{ any: [{ a: B }, { t: \"false\" }] }", false),
        ("{ any: [{ a: A, e: A }, { any: [{ t: \"true\" }] }], a: A }", true),
        ("{ any: [{ a: A }], t: \"false\" }", false),
    ])
    func conditionsHoldOrNot(conditions: String, hold: Bool) throws {
        #expect(try summaries("a", Self.object, where: conditions).count == (hold ? 1 : 0))
    }

    @Test func aColumnWhoseNameIsAnyOrHasBracesIsMeantInBraces() throws {
        let mapping = """
            read: { format: csv }
            where: { "{any}": x, any: [{ a(b): "1" }] }
            id: "a(b)"
            start: { const: "2026-10-05T00:00:00Z" }
            service: any
            """
        let outcome = try Trial(mapping, "any,a(b)\nx,1\ny,1\n").run()
        #expect(outcome.rows == ["trial|1|x||2026-10-05T00:00:00Z|"])
    }

    @Test func manyCombinationsAreCutAndThenRefused() throws {
        let many = (1...200).map { "\"v\($0)\"" }.joined(separator: ",")
        let mapping = """
            read: { format: jsonl }
            id: { const: x }
            start: { const: "2026-10-05T00:00:00Z" }
            service: "{a}{a}{a}{a}{a}{a}"
            """
        let outcome = try Trial(mapping, "{\"a\":[\(many)]}\n").run()
        #expect(outcome.said == ["1:1: would give 10001 rows; at most 10000 are read"])
    }
}
