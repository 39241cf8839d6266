import Documents
import SLA
import Testing

@Suite("Values of facts as texts")
struct FactTextTests {
    /// Seconds since 1970, an hour ahead of UTC.
    @Test(
        "an instant has the zone's offset, unless a file could not have it so",
        arguments: [
            (1_777_975_200, "2026-05-05T11:00:00+01:00"),
            // What the zone calls the first minute of 1970 is what some program writes for "never set".
            (-3_590, "1969-12-31T23:00:10+00:00"), (30, "1970-01-01T01:00:30+01:00"),
            // The years 1900 to 2199, wherever.
            (7_258_116_600, "2199-12-31T23:30:00+00:00"), (7_258_134_600, "2199-12-31T10:30:00-18:00"),
            (-2_208_989_000, "1900-01-01T00:56:40+01:00"), (-2_209_003_200, "1900-01-01T14:00:00+18:00"),
        ] as [(Int64, String)])
    func instants(seconds: Int64, text: String) throws {
        let zone = Zone(name: "ahead", initialOffset: 3600, transitions: [])
        let column = try #require(FactKind.outages.columns.first { $0.name == "started_at" })
        #expect(FactText(zone).written("\(seconds * Microseconds.perSecond)", column) == text)
    }

    @Test("money and percentages are exact; a text is cut for people, and harmless")
    func others() throws {
        func column(_ name: String, _ kind: FactKind) throws -> FactColumn {
            try #require(kind.columns.first { $0.name == name })
        }
        let text = FactText(.utc)
        #expect(try text.written("-5", column("amount_excl_tax", .invoices)) == "-0.05")
        #expect(try text.written("33333333", column("share", .outages)) == "33.333333")
        #expect(try text.shown("a\n\u{1B}", column("summary", .outages)) == "a\\n\\u{1B}")
        #expect(
            try text.shown(String(repeating: "é", count: 99), column("summary", .outages), limit: 3) == "ééé…"
        )
        #expect(try text.written("=1+1", column("summary", .outages)) == "=1+1")
    }
}
