internal import Postgres
internal import SLA
internal import Testing

@Suite("The time zones of these tests")
struct ZoneTests {
    @Test("are those of PostgreSQL, to the second, from 2025 to 2027")
    func same() throws {
        try TestDatabase.with { _, connection in
            for (name, zone) in zones {
                // Every change of offset lies on a quarter of an hour.
                let changes = try connection.query(
                    """
                    select t, ahead, before from (
                        select t, ahead, lag(ahead) over (order by t) as before
                        from generate_series(timestamptz '2024-12-01 UTC', '2028-02-01 UTC', '15 minutes') t
                        cross join lateral (
                            select extract(epoch from (t at time zone $1) - (t at time zone 'UTC'))::int as ahead
                        ) o
                    ) s
                    where ahead is distinct from before order by t
                    """, [.text(name)])
                #expect(try changes.first?.int32("ahead") == Int32(zone.initialOffset), "\(name)")
                let transitions = try changes.dropFirst().map {
                    Zone.Transition(
                        start: Instant(microseconds: try $0.timestamp("t")),
                        offset: Int(try $0.int32("ahead")))
                }
                #expect(transitions == zone.transitions, "\(name)")
                let just = zone.transitions.map { Instant(microseconds: $0.start.microseconds - 1) }
                for (instant, transition) in zip(just, zone.transitions) {
                    let before = try connection.number(
                        "select extract(epoch from ($1::timestamptz at time zone $2) - ($1::timestamptz at time zone 'UTC'))::bigint",
                        [.timestamp(instant.microseconds), .text(name)])
                    #expect(before == zone.offset(at: instant), "\(name) before \(transition.start)")
                }
            }
        }
    }
}
