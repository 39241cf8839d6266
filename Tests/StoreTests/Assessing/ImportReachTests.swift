internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("What a batch may concern")
struct ImportReachTests {
    private static let months = ["2026-01", "2026-02", "2026-03", "2026-04"]
    private static let zones = ["UTC", "Asia/Kolkata", "Europe/Paris"]

    /// Random imports of every kind, corrected and undone; times lie at the turn of a month, on both sides, as often as not.
    @Test("a month has changed exactly when a version that came or went since concerns it", arguments: 0..<3)
    func exact(number: Int) throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            var random = Seed.generator(400 + number)
            let zones = try Self.zones.prefix(random.pick(1...3)).map(zone)
            let months = try Self.months.map(month)
            var batches: [Int32] = []
            var seen: Set<Bool> = []
            // What comes before is of subscriptions.
            let first = try connection.number("select max(batch)::bigint from import_batch")
            for _ in 0..<60 {
                if random.chance(20), let batch = batches.randomElement(using: &random) {
                    do { try undo(batch, on: connection) } catch is UndoRefusal {}
                } else {
                    batches += try change(&random, connection)
                }
                let latest = try connection.number("select max(batch)::bigint from import_batch")
                for month in months {
                    // Mostly what the last batches did.
                    let watermark = random.chance(70) ? max(first, latest - 2) : random.pick(first...latest)
                    try connection.execute(
                        """
                        insert into assessed_month (month, watermark) values (date '\(month.firstDay)', \(watermark))
                        on conflict (month) do update set watermark = excluded.watermark
                        """)
                }
                let changed = try OpenMonths.changed(months, zones: zones, on: connection)
                for month in months {
                    let expected = try Self.isConcerned(month, zones, connection)
                    seen.insert(expected)
                    #expect(
                        changed.contains(month) == expected,
                        "AVOIR_TEST_SEED=\(Seed.value): \(month) after batch \(latest)")
                }
            }
            #expect(seen.count == 2)
            #expect(try LedgerProof(connection, anchors: []).faults.isEmpty)
        }
    }

    /// One import; the batch where it recorded one.
    private func change(_ random: inout SeededGenerator, _ connection: Connection) throws -> [Int32] {
        let id = random.pick(0...5)
        let (start, end) = interval(&random)
        let month = random.pick(Self.months)
        let scope = random.chance(30) ? "ivr," : ",S-\(random.pick(1...3))"
        let withdrawn = random.chance(20) ? "true" : ""
        let (kind, text) = random.pick([
            (
                "outages",
                "source,id,service,subscription,started_at,ended_at,withdrawn\na,\(id),\(scope),\(start),\(end),\(withdrawn)"
            ),
            ("outages", "source,id,service,subscription,started_at\na,\(id),\(scope),\(start)"),
            (
                "outages",
                "source,id,service,subscription,started_at,ended_at\na,\(id),\(scope),\(start),\(start)"
            ),
            ("ends", "source,id,ended_at\na,\(id),\(end)"),
            ("notifications", "subscription,outage_source,outage_id,notified_at\nS-1,a,\(id),\(end)"),
            (
                "excusable-events",
                "source,id,service,subscription,cause,started_at,ended_at,evidence\na,\(id),\(scope),customer_act,\(start),\(end),t"
            ),
            (
                "maintenance",
                "source,id,service,subscription,started_at,ended_at\na,\(id),\(scope),\(start),\(end)"
            ),
            (
                "requests",
                "subscription,month,requested_on,withdrawn\nS-\(random.pick(1...3)),\(month),2026-05-0\(random.pick(1...9)),\(withdrawn)"
            ),
            (
                "invoices",
                "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate\nF,S-1,\(month),2026-05-31,\(random.pick(1...3))00,20000000"
            ),
        ])
        let path = random.pick(ImportPaths.all)
        let imported = try importing(kind, text, chunkBytes: path, on: connection)
        return imported.outcome.batch.map { [Int32($0)] } ?? []
    }

    /// The end is after the start, and on the same side of the turn of a month or not.
    private func interval(_ random: inout SeededGenerator) -> (String, String) {
        let turn = LocalDate(daysSinceEpoch: (Month(random.pick(Self.months))?.firstDay.daysSinceEpoch ?? 0))
        let quarter = Microseconds.perHour / 4
        func near() -> Int64 {
            random.pick(-64...64) * quarter + random.pick(Int64(-1)...1)
        }
        let start = random.chance(60) ? near() : random.pick(Int64(-40)...40) * Microseconds.perDay
        let length = random.chance(50) ? random.pick(Int64(1)...3) : random.pick(Int64(1)...200) * quarter
        let base = Int64(turn.daysSinceEpoch) * Microseconds.perDay
        return (Self.text(base + start), Self.text(base + start + length))
    }

    private static func text(_ microseconds: Int64) -> String {
        let day = LocalDate(daysSinceEpoch: Int(microseconds / Microseconds.perDay))
        let rest = microseconds - Int64(day.daysSinceEpoch) * Microseconds.perDay
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (seconds, micros) = rest.quotientAndRemainder(dividingBy: Microseconds.perSecond)
        let fraction = String(repeating: "0", count: 6 - "\(micros)".count) + "\(micros)"
        return "\(day)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60)).\(fraction)Z"
    }

    /// From the histories themselves, version by version.
    private static func isConcerned(_ month: Month, _ zones: [Zone], _ connection: Connection) throws -> Bool
    {
        let next = month.lastDay.adding(days: 1)
        let start = try sample(zones.map { $0.start(of: month.firstDay) }.min(), month).microseconds
        let end = try sample(zones.map { $0.start(of: next) }.max(), month).microseconds
        let since = """
            f.from_batch is distinct from f.until_batch and (f.from_batch > w.watermark or f.until_batch > w.watermark)
            """
        func during(_ event: String) -> String {
            """
            extract(epoch from \(event).started_at) * 1000000 < \(end)
                and (coalesce(extract(epoch from \(event).ended_at) * 1000000 > \(start), true)
                    or extract(epoch from \(event).started_at) * 1000000 >= \(start))
            """
        }
        return try connection.number(
            """
            select count(*) from assessed_month w where w.month = date '\(month.firstDay)' and (
                exists (select from outage f where \(since) and \(during("f")))
                or exists (select from notification f join outage o on o.source = f.outage_source and o.id = f.outage_id
                    where o.until_batch is null and \(since) and \(during("o")))
                or exists (select from excusable_event f where \(since) and \(during("f")))
                or exists (select from maintenance f where \(since) and \(during("f")))
                or exists (select from invoice f where \(since) and f.month = w.month)
                or exists (select from credit_request f where \(since) and f.month = w.month))
            """) > 0
    }

    @Test("it is kept with the batch, for good, and nobody adds to it")
    func guarded() throws {
        try TestDatabase.with { _, connection in
            try importEverything(connection)
            #expect(try connection.number("select count(*) from import_reach") > 0)
            try Planted.refused(
                [
                    Planted("delete from import_reach", Planted.unchangeable),
                    Planted("truncate import_reach", Planted.unchangeable),
                    Planted("update import_reach set months = '{}'", Planted.unchangeable),
                    Planted("insert into import_reach (batch) values (1)", Planted.foreignKey),
                ], on: connection)
        }
    }

    @Test("of a month's middle it keeps one range, however many events there are")
    func short() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let rows = (5...25).map {
                "a,\($0),ivr,2026-05-\($0 < 10 ? "0" : "")\($0)T10:01:00Z,2026-05-\($0 < 10 ? "0" : "")\($0)T10:02:00Z"
            }
            try importing(
                "outages", "source,id,service,started_at,ended_at\n\(rows.joined(separator: "\n"))",
                on: connection)
            #expect(
                try connection.texts("select during::text from import_reach order by batch desc limit 1") == [
                    #"{["2026-05-03 00:00:00+00","2026-05-30 00:00:00+00")}"#
                ])
        }
    }
}
