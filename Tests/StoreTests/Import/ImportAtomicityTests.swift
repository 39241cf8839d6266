internal import Postgres
internal import Store
import TestSupport
internal import Testing

@Suite("Import: all or nothing")
struct ImportAtomicityTests {
    private static let mixed = """
        source,id,service,started_at
        noc,A,ivr,2026-05-05T10:00:00Z
        noc,B,fax,2026-05-05T10:00:00Z
        noc,C,ivr,2026-05-05T10:00:00Z
        """

    /// How much every table holds.
    private func contents(_ connection: Connection) throws -> [String] {
        try connection.texts(
            """
            select concat_ws(' ',
                (select count(*) from import_batch), (select count(*) from import_rejection),
                (select count(*) from subscription), (select count(*) from service),
                (select count(*) from subscription_details), (select count(*) from outage),
                (select count(*) from outage where until_batch is null))
            """)
    }

    @Test("--strict keeps nothing but the refusals when a row is refused")
    func strict() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let imported = try importing("outages", Self.mixed, strict: true, on: connection)
            #expect(imported.counts == [0, 0, 0, 1])
            #expect(imported.rejections.map(\.line) == [3])
            #expect(try contents(connection) == ["4 1 3 2 3 1 1"])
            let good = Self.mixed.split(separator: "\n").filter { !$0.contains("fax") }
            let all = try importing("outages", good.joined(separator: "\n"), strict: true, on: connection)
            #expect(all.counts == [2, 0, 0, 0])
        }
    }

    @Test("--strict makes no new name known when a row is refused")
    func strictNames() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let imported = try importing(
                "subscriptions",
                """
                subscription,customer,service,terms,starts_on
                S-8,C-1,fax,axantis,2025-06-01
                S-9,C-9,fax,axantis,2025-06-01
                """, strict: true, on: connection)
            #expect(imported.counts == [0, 0, 0, 1])
            #expect(try contents(connection) == ["4 1 3 2 3 1 1"])
        }
    }

    @Test("--dry-run counts as if, tells what it would refuse, and keeps nothing")
    func dryRun() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let before = try contents(connection)
            for (strict, counts) in [(false, [2, 0, 0, 1]), (true, [0, 0, 0, 1])] {
                let tried = try importing("outages", Self.mixed, strict: strict, dryRun: true, on: connection)
                #expect(tried.counts == counts)
                #expect(tried.outcome.batch == nil)
                #expect(tried.rejections.map(\.line) == [3])
                #expect(try contents(connection) == before)
            }
            #expect(try importing("outages", Self.mixed, on: connection).counts == [2, 0, 0, 1])
        }
    }

    private struct Interruption: Error, Equatable {}

    @Test(
        "what reading or reporting throws comes through, and nothing is kept", arguments: ImportPaths.all)
    func thrown(chunkBytes: Int?) throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let before = try contents(connection)
            func rows() throws -> Rows { try Rows("outages", Self.mixed) }
            let work = try Import(
                kind: rows().kind, file: "f", strict: false, dryRun: false, now: .afterTheTests,
                chunkBytes: chunkBytes)
            #expect(throws: Interruption()) {
                let rows = try rows()
                _ = try work.run(
                    connection,
                    rows: { writer in
                        if try rows.next(&writer) { return true }
                        throw Interruption()
                    }, rejected: { _ in })
            }
            #expect(try contents(connection) == before)
            #expect(throws: Interruption()) {
                let rows = try rows()
                _ = try work.run(
                    connection, rows: { try rows.next(&$0) }, rejected: { _ in throw Interruption() })
            }
            #expect(try contents(connection) == before)
            // The session is as good as new, its temporary tables gone.
            #expect(try importing("outages", Self.mixed, on: connection).counts == [2, 0, 0, 1])
        }
    }

    @Test("a row that a constraint of the history refuses stops the import, and nothing is kept")
    func constraint() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let before = try contents(connection)
            let error = try refusal {
                try importing(
                    "outages",
                    """
                    source,id,service,subscription,started_at
                    noc,A,ivr,,2026-05-05T10:00:00Z
                    noc,B,ivr,S-1,2026-05-05T10:00:00Z
                    """, on: connection)
            }
            #expect(error.sqlState == "23514" && error.table == "outage")
            #expect(try contents(connection) == before)
        }
    }

    @Test(
        "an import whose session is killed keeps nothing, while it reads and when it is about to record",
        arguments: ImportPaths.all)
    func killed(chunkBytes: Int?) throws {
        try TestDatabase.with { database, watcher in
            try importBasics(watcher)
            let before = try contents(watcher)
            func rows() throws -> Rows { try Rows("outages", Self.mixed) }
            let work = try Import(
                kind: rows().kind, file: "f", strict: false, dryRun: false, now: .afterTheTests,
                chunkBytes: chunkBytes)
            func kill(_ victim: Connection) throws {
                try watcher.execute("select pg_terminate_backend($1, 10000)", [.int32(victim.backendPID)])
            }
            let reading = try database.connect()
            let first = try refusal {
                let rows = try rows()
                _ = try work.run(
                    reading,
                    rows: { writer in
                        if try rows.next(&writer) { return true }
                        try kill(reading)
                        return false
                    }, rejected: { _ in })
            }
            #expect(first.isConnectionLoss)
            let recording = try database.connect()
            let second = try refusal {
                let rows = try rows()
                _ = try work.run(
                    recording, rows: { try rows.next(&$0) }, rejected: { _ in try kill(recording) })
            }
            #expect(second.isConnectionLoss)
            #expect(try contents(watcher) == before)
            #expect(try importing("outages", Self.mixed, on: watcher).counts == [2, 0, 0, 1])
        }
    }
}
