internal import Postgres
internal import SLA
internal import Store
internal import Testing

@Suite("Import: columns that a file does not have stay as they are")
struct StatedColumnTests {
    private static let whole =
        "source,id,service,subscription,started_at,ended_at,notified_at,fault,share,summary,withdrawn\n"
        + "noc,O-9,ivr,,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z,2026-05-05T10:05:00Z,card 7,50000000,câble,true"

    /// A correction's header and row, what is kept, what is told, and what is cleared.
    private static let corrections: [(file: String, kept: String, told: [String], cleared: [String])] = [
        (
            "source,id,service,started_at,ended_at\nnoc,O-9,ivr,2026-05-05T10:00:00Z,2026-05-05T11:30:00Z",
            "ivr|-|11:30|10:05|card 7|50000000|câble|t", ["ended_at"], []
        ),
        (
            "source,id,service,started_at,ended_at,notified_at\nnoc,O-9,ivr,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z,",
            "ivr|-|11:00|-|card 7|50000000|câble|t", ["notified_at"], ["notified_at"]
        ),
        (
            "source,id,subscription,started_at\nnoc,O-9,S-2,2026-05-05T10:00:00Z",
            "-|S-2|11:00|10:05|card 7|50000000|câble|t", ["service", "subscription"], ["service"]
        ),
        (
            "source,id,service,started_at,share,withdrawn\nnoc,O-9,ivr,2026-05-05T10:00:00Z,,",
            "ivr|-|11:00|10:05|card 7|100000000|câble|f", ["share", "withdrawn"], []
        ),
        ("source,id,service,started_at\nnoc,O-9,ivr,2026-05-05T10:00:00Z", "", [], []),
    ]

    @Test("an absent column stays, an empty field clears, and both are told", arguments: ImportPaths.all)
    func corrections(chunkBytes: Int?) throws {
        for correction in Self.corrections {
            try TestDatabase.with { _, connection in
                try importBasics(connection)
                try importing("outages", Self.whole, on: connection)
                let imported = try importing(
                    "outages", correction.file, chunkBytes: chunkBytes, on: connection)
                let isChange = !correction.told.isEmpty
                #expect(imported.counts == [0, isChange ? 1 : 0, isChange ? 0 : 1, 0], "\(correction.file)")
                #expect(imported.outcome.changes.flatMap(\.columns).map(\.column.name) == correction.told)
                #expect(imported.outcome.cleared.map(\.column.name) == correction.cleared)
                guard isChange else { return }
                #expect(try kept(connection) == [correction.kept], "\(correction.file)")
            }
        }
    }

    private func kept(_ connection: Connection) throws -> [String] {
        try connection.texts(
            """
            select concat_ws('|', coalesce(v.service, '-'), coalesce(u.subscription, '-'),
                coalesce(to_char(ended_at at time zone 'UTC', 'HH24:MI'), '-'),
                coalesce(to_char(notified_at at time zone 'UTC', 'HH24:MI'), '-'), fault, share_micropercent, summary,
                withdrawn)
            from outage left join service v using (service_key) left join subscription u using (subscription_key)
            where id = 'O-9' and until_batch is null
            """)
    }

    @Test("a start after the end that stays is refused")
    func impossible() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let imported = try importing(
                "outages", "source,id,subscription,started_at\nnoc,O-1,S-1,2026-05-05T11:00:00.000001Z",
                on: connection)
            #expect(
                imported.refused == [
                    "2|started_at|is after the end that is stored; state ended_at too|2026-05-05T11:00:00Z"
                ])
            let last = try importing(
                "outages", "source,id,subscription,started_at\nnoc,O-1,S-1,2026-05-05T11:00:00Z",
                on: connection)
            #expect(last.counts == [0, 1, 0, 0])
        }
    }

    @Test("an end is recorded for an outage that is known, and not before its start")
    func ends() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let imported = try importing(
                "ends",
                """
                source,id,ended_at
                noc,O-1,2026-05-05T12:00:00Z
                noc,O-2,2026-05-05T12:00:00Z
                """, on: connection)
            #expect(imported.counts == [0, 1, 0, 1])
            #expect(imported.refused == ["3|id|unknown outage; import it first|O-2"])
            let kept = try connection.texts(
                """
                select concat_ws('|', ended_at, notified_at, from_batch = \(imported.outcome.batch ?? 0)) from outage
                where until_batch is null
                """)
            #expect(kept == ["2026-05-05 12:00:00+00|2026-05-05 10:00:00+00|t"])
            #expect(
                try importing(
                    "ends", "source,id,ended_at\nnoc,O-1,2026-05-05T09:59:59.999999Z", on: connection
                )
                .refused.map { $0.split(separator: "|")[1] } == ["ended_at"])
            #expect(
                try importing("ends", "source,id,ended_at\nnoc,O-1,2026-05-05T10:00:00Z", on: connection)
                    .counts
                    == [0, 1, 0, 0])
        }
    }

    @Test("in a log of versions a row takes what it does not state from the row before it")
    func log() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let kind = FactKind.outages
            func stated(_ names: String...) -> Int64 {
                names.reduce(0) { $0 | kind.bit(of: $1) }
            }
            let identity = stated("source", "id", "service", "subscription", "started_at")
            let rows: [(stated: Int64, end: Int64?, notified: Int64?)] = [
                (identity, nil, nil), (identity | stated("notified_at"), nil, 600_000_000),
                (identity | stated("ended_at"), 900_000_000, nil),
            ]
            let start = try instant("2026-05-05T10:00:00Z").microseconds
            var position = 0
            let outcome = try Import(
                kind: kind, file: "log", strict: false, dryRun: false, lastWins: true, now: .afterTheTests
            )
            .run(
                connection,
                rows: { writer in
                    guard position < rows.count else { return false }
                    let row = rows[position]
                    position += 1
                    try writer.beginStaged(FactTable(kind), line: position, stated: row.stated)
                    try writer.text("noc")
                    try writer.text("L-1")
                    try writer.text("ivr")
                    try writer.null()
                    try writer.timestamp(start)
                    if let end = row.end { try writer.timestamp(start + end) } else { try writer.null() }
                    if let at = row.notified {
                        try writer.timestamp(start + at)
                    } else {
                        try writer.null()
                    }
                    try writer.null()
                    try writer.int64(100_000_000)
                    try writer.null()
                    try writer.bool(false)
                    return true
                }, rejected: { throw BadSample(description: $0.fault.reason) })
            #expect([outcome.inserted, outcome.updated] == [1, 2])
            #expect(
                try connection.texts(
                    """
                    select concat_ws('|', ended_at, notified_at) from outage where id = 'L-1' and until_batch is null
                    """) == ["2026-05-05 10:15:00+00|2026-05-05 10:10:00+00"])
        }
    }
}
