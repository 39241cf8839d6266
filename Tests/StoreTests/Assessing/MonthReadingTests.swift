internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Reading a month on several sessions")
struct MonthReadingTests {
    @Test("gives what one session gives, on a random month")
    func alike() throws {
        try TestDatabase.with { _, connection in
            var facts = RandomMonth(
                try month("2026-10"), subscriptions: 300, random: Seed.generator(77))
            try facts.store(connection)
            try facts.correct(percent: 30, connection)
            let scope = MonthScope(
                month: facts.month, watermark: try Watermark.take(connection),
                assessedAt: try instant("2030-01-01T00:00:00Z"))
            try connection.transaction {
                let one = try MonthFacts.load(
                    scope, on: connection, pagesPerSession: .max, zone: zone)
                let several = try MonthFacts.load(scope, on: connection, pagesPerSession: 1, zone: zone)
                #expect(one.map(\.key) == several.map(\.key), "AVOIR_TEST_SEED=\(Seed.value)")
                #expect(one.map(\.inputDigest) == several.map(\.inputDigest), "AVOIR_TEST_SEED=\(Seed.value)")
                #expect(Set(one.map(\.inputDigest)).count == one.count)
            }
        }
    }

    @Test("sees each fact once, though an import changes it meanwhile")
    func changedMeanwhile() throws {
        try TestDatabase.with { database, connection in
            var facts = RandomMonth(try month("2026-10"), subscriptions: 200, random: Seed.generator(78))
            try facts.store(connection)
            let watermark = try Watermark.take(connection)
            let scope = MonthScope(
                month: facts.month, watermark: watermark, assessedAt: try instant("2030-01-01T00:00:00Z"))
            let before = try MonthFacts.load(scope, on: connection, pagesPerSession: .max, zone: zone)
            try connection.transaction {
                _ = try connection.query("select count(*) from outage")
                try facts.correct(percent: 60, database.connect())
                let after = try MonthFacts.load(scope, on: connection, pagesPerSession: 1, zone: zone)
                #expect(
                    before.map(\.inputDigest) == after.map(\.inputDigest), "AVOIR_TEST_SEED=\(Seed.value)")
            }
        }
    }

    @Test("keeps the longest texts that can be imported, and instants to the microsecond")
    func longTexts() throws {
        try AssessedMonth.with { connection in
            let summary = String(repeating: "é", count: 32_768)
            try importing(
                "outages",
                "source,id,subscription,started_at,ended_at,notified_at,summary\n"
                    + "noc,L-1,S-2,2026-05-05T10:00:00.000001Z,2026-05-05T10:00:00.000003Z,"
                    + "2026-05-05T09:59:59.999999Z,\(summary)\n"
                    + "probe,L-2,S-2,1999-05-05T10:00:00Z,,,\n", on: connection)
            let scope = MonthScope(
                month: try month("2026-05"), watermark: try Watermark.take(connection),
                assessedAt: try instant("2030-01-01T00:00:00Z"))
            let months = try MonthFacts.load(scope, on: connection, zone: zone)
            let outages = try sample(months.first { $0.facts.subscription == "S-2" }, "S-2").facts.outages
            let long = try sample(outages.first { $0.id == "L-1" }, "L-1")
            #expect(long.summary == summary)
            let instants = try [
                instant("2026-05-05T10:00:00.000001Z"), instant("2026-05-05T10:00:00.000003Z"),
                instant("2026-05-05T09:59:59.999999Z"),
            ]
            #expect([long.startedAt, long.endedAt, long.notifiedAt] == instants)
            let open = try sample(outages.first { $0.id == "L-2" }, "L-2")
            #expect(open.endedAt == nil && open.notifiedAt == nil && open.summary == nil)
            let start = try instant("1999-05-05T10:00:00Z")
            #expect(open.source == "probe" && open.startedAt == start)
        }
    }
}
