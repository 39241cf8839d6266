internal import Postgres
internal import SLA
internal import Store
internal import Testing

/// Where the clock is straight the proof goes by quarter hours; small steps everywhere must come to the same.
@Suite("The proof's calendar is what a walk by small steps finds")
struct ProofCalendarTests {
    /// The steps must be whole on the clock: minutes, or seconds where an offset has seconds.
    struct Walk: CustomStringConvertible, Sendable {
        var month: String
        var zones: [String]
        var step = "1 minute"
        /// In UTC; without one, the month and two days on either side of it.
        var stretch: (from: String, to: String)?

        var description: String { "\(month) \(zones)" }
    }

    /// On 10 April the clock is an hour ahead from 02:03 to 02:10, within one quarter of an hour.
    private static let restless = "XXX0YYY-1,J100/2:03,J100/3:10"

    /// The zones of the oracle's tests, then what clocks have done at odd times and by odd lengths.
    static let walks = [
        Walk(month: "2026-03", zones: ["UTC", "Asia/Kolkata", "Europe/Paris", "America/St_Johns"]),
        Walk(month: "2026-04", zones: ["Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham"]),
        Walk(month: "2025-10", zones: ["Australia/Lord_Howe", "Europe/Paris"]),
        Walk(month: "2026-04", zones: [restless, "Asia/Kathmandu"]),
        // A quarter of an hour; half an hour, at midnight.
        Walk(month: "1986-01", zones: ["Asia/Kathmandu"]),
        Walk(month: "2015-08", zones: ["Asia/Pyongyang"]),
        // Midnight twice, skipped, and twice at one minute past it.
        Walk(month: "2018-02", zones: ["America/Sao_Paulo"]),
        Walk(month: "2018-11", zones: ["America/Sao_Paulo"]),
        Walk(month: "2006-10", zones: ["America/St_Johns"]),
        // A day skipped, and one lived twice.
        Walk(month: "2011-12", zones: ["Pacific/Apia"]),
        Walk(month: "1969-09", zones: ["Pacific/Kwajalein"]),
        // From 44 minutes and 30 seconds behind to none.
        Walk(
            month: "1972-01", zones: ["Africa/Monrovia"], step: "1 second",
            stretch: ("1972-01-06T20:00:00Z", "1972-01-08T04:00:00Z")),
    ]

    @Test("in every zone, whatever its clock does")
    func same() throws {
        try TestDatabase.with { _, connection in
            try store(connection)
            for walk in Self.walks {
                let compared = try compare(walk, connection)
                #expect(compared.differing.isEmpty, "\(walk)")
                let days = walk.stretch == nil ? 28 : 2
                #expect(compared.count > days * walk.zones.count, "\(walk)")
            }
        }
    }

    @Test("and would not be, did the proof ask the clock at both ends of a quarter only")
    func ends() throws {
        let words = "<> local + later.by"
        #expect(Proof.sql.contains(words))
        let blind = Proof.sql.split(separator: words, omittingEmptySubsequences: false)
            .joined(separator: "\(words) and false")
        try TestDatabase.with { _, connection in
            try store(connection)
            let compared = try compare(
                Walk(month: "2026-04", zones: [Self.restless]), connection, sql: blind)
            #expect(compared.differing == ["\(Self.restless) hours"])
        }
    }

    /// Terms for each zone and one subscription to them, in force in every month.
    private func store(_ connection: Connection) throws {
        let zones = Set(Self.walks.flatMap(\.zones)).sorted()
        for (index, zone) in zones.enumerated() {
            var terms = try axantis(id: "T-\(index)", effectiveFrom: "1900-01-01")
            terms.timeZone = zone
            terms.coverage.weekly = Weekday.allCases.flatMap { day in
                [(0, 150), (481, 1080), (1335, 1440)].map { (from: Int64, to: Int64) in
                    Terms.WeeklyWindow(
                        day: day, from: from * Microseconds.perMinute, to: to * Microseconds.perMinute)
                }
            }
            try add(terms, on: connection)
        }
        try importing("customers", "customer,name\nC,Client", on: connection)
        try importing(
            "subscriptions",
            "subscription,customer,service,terms,starts_on\n"
                + zones.indices.map { "S-\($0),C,V,T-\($0),1900-01-01" }.joined(separator: "\n"),
            on: connection)
    }

    /// The days and the weekly hours of each zone, and those of them on which the two calendars differ.
    private func compare(
        _ walk: Walk, _ connection: Connection, sql: String = Proof.sql
    ) throws -> (count: Int, differing: [String]) {
        let month = try month(walk.month)
        let around = [month.firstDay.adding(days: -2), month.lastDay.adding(days: 3)].map {
            "\($0)T00:00:00Z"
        }
        let stretch = try instant(walk.stretch?.from ?? around[0])..<instant(walk.stretch?.to ?? around[1])
        let end = try sample(sql.firstRange(of: "\nselect subscription_key, terms_key,"), "the proof's end")
        let keys = try connection.query(
            """
            select subscription_key from subscription_details join terms_version using (terms)
            where time_zone = any ($1)
            """, [.textArray(walk.zones)]
        ).map { try $0.int32(0) }
        let rows = try connection.query(
            sql[..<end.lowerBound] + Self.comparison,
            [
                .date(month.firstDay.daysSinceEpoch), .int32(.max), .timestamp(0), .int32Array(keys),
                .untyped(walk.step), .timestamp(stretch.lowerBound.microseconds),
                .timestamp(stretch.upperBound.microseconds),
            ]
        ).map { (what: try $0.text("what"), isSame: try $0.bool("is_same")) }
        return (rows.count, rows.filter { !$0.isSame }.map(\.what))
    }

    /// In place of the proof's result; $5 is the step, $6 and $7 are the stretch.
    private static let comparison = """
        , moment as materialized (
            select time_zone, tstzrange(at, at + $5::interval) as during, local::date as date,
                extract(isodow from local)::int as weekday,
                (extract(epoch from local::time) * 1000000)::bigint as time_us
            from (select distinct time_zone from outline) z
            cross join generate_series($6::timestamptz, $7::timestamptz - $5::interval, $5::interval) at
            cross join lateral (select at at time zone time_zone as local) clock
        ),
        walked as (
            select time_zone, date::text as what, range_agg(during) as during from moment group by time_zone, date
            union all
            select time_zone, 'hours', range_agg(during)
            from outline join moment using (time_zone)
                join terms_window w on w.terms_key = own_key and w.weekday = moment.weekday
            where from_us <= time_us and time_us < to_us
            group by time_zone
        ),
        proved as (
            select time_zone, what, range_agg(part * tstzrange($6::timestamptz, $7::timestamptz)) as during
            from (
                select time_zone, date::text as what, during from day
                union all
                select time_zone, 'hours', during from weekly_hours
            ) all_of_it
            cross join unnest(during) part
            group by time_zone, what
        )
        select time_zone || ' ' || what as what, w.during is not distinct from p.during as is_same
        from walked w full join proved p using (time_zone, what)
        where w.during is not null or not isempty(p.during)
        """
}
