import Postgres
import Subprocess
import TestSupport
import Testing

@Suite("Terms name no zone that PostgreSQL takes for something else")
struct CommandTimeZoneTests {
    /// What a day in winter and one in summer are in a zone, in SQL.
    private static func clock(_ name: String) -> String {
        "(timestamptz '2026-01-15Z' at time zone '\(name)', timestamptz '2026-07-15Z' at time zone '\(name)')"
    }

    @Test("each zone whose name is an abbreviation is refused, unless both are universal time")
    func abbreviations() async throws {
        try await CommandDatabase.withSchema { database in
            let names = try database.connect().query(
                """
                select n.name, a.utc_offset = interval '0' and n.name <> 'WET' as is_universal
                from pg_timezone_names n join pg_timezone_abbrevs a on lower(a.abbrev) = lower(n.name)
                order by n.name
                """)
            var refused: [String] = []
            for row in names {
                let (name, isUniversal) = (try row.text("name"), try row.bool("is_universal"))
                let check = try await check(name, on: database)
                #expect(check.status == .exited(isUniversal ? 0 : 78), "\(name): \(check)")
                if !isUniversal {
                    #expect(check.errors.contains("time_zone: is an abbreviation to PostgreSQL"), "\(name)")
                    refused.append(name)
                }
            }
            #expect(refused == ["CET", "EET", "EST", "HST", "MET", "MST", "WET"])
        }
    }

    @Test(
        "the names that are accepted are read as zones: they change their clocks",
        arguments: ["EST5EDT", "Portugal"])
    func zones(name: String) async throws {
        try await CommandDatabase.withSchema { database in
            try await check(name, on: database).expect(0)
            let place = name == "Portugal" ? "Europe/Lisbon" : "America/New_York"
            let same = "select (\(Self.clock(name)) = \(Self.clock(place)))::integer"
            #expect(try database.number(same) == 1)
        }
    }

    private func check(_ zone: String, on database: CommandDatabase) async throws -> Command.Outcome {
        try await database.shell(
            """
            sed 's|^time_zone: .*|time_zone: \(zone)|' \(Checkout.root)/examples/terms/callkom.yaml \
            | "$AVOIR" terms check -
            """)
    }
}
