internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Undo: beside imports, and cut off")
struct UndoConcurrencyTests {
    /// Returns when another session waits for a lock of an import.
    private func waitForAnother(_ database: TestDatabase) throws {
        let watcher = try database.connect()
        let waiting = """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'
            """
        while try watcher.number(waiting) == 0 {}
    }

    @Test("an undo waits for an import of its kind that is under way, and then sees what it built")
    func importFirst() throws {
        try TestDatabase.with { database, connection in
            try importBasics(connection)
            let wrong = try importing("outages", UndoTests.wrong, on: connection).batch
            let rows = try Rows("outages", "source,id,service,started_at\nnoc,O-1,ivr,2026-05-05T07:00:00Z")
            var undoing: Threaded<[String]>?
            // Sent directly, so that the import has its lock before it reads its first row.
            let later = try Import(
                kind: rows.kind, file: "slow", strict: false, dryRun: false, now: .afterTheTests,
                chunkBytes: 1 << 20
            ).run(
                connection,
                rows: { writer in
                    if undoing == nil {
                        undoing = try Threaded { try refusals(ofUndoing: wrong, on: database.connect()) }
                        try waitForAnother(database)
                    }
                    return try rows.next(&writer)
                }, rejected: { _ in })
            #expect(try undoing?.value() == ["changed by \(later.batch ?? 0) 1: noc O-1"])
        }
    }

    @Test(
        "an import of the same kind waits for an undo, and counts what it brings as new",
        arguments: ImportPaths.all)
    func undoFirst(chunkBytes: Int?) throws {
        try TestDatabase.with { database, connection in
            try importBasics(connection)
            let wrong = try importing("outages", UndoTests.wrong, on: connection)
            var again: Threaded<[Int]>?
            var work = Undo(batch: wrong.batch, dryRun: false, now: .afterTheTests)
            work.willCommit = {
                again = try? Threaded {
                    try importing("outages", UndoTests.wrong, chunkBytes: chunkBytes, on: database.connect())
                        .counts
                }
                try? waitForAnother(database)
            }
            #expect(try work.run(connection).counts == [.updated: 1, .removed: 1])
            #expect(try again?.value() == wrong.counts)
        }
    }

    @Test("an import that names what is being undone waits, and finds it unknown", arguments: ImportPaths.all)
    func naming(chunkBytes: Int?) throws {
        try TestDatabase.with { database, connection in
            try importBasics(connection)
            let more = try importing(
                "subscriptions",
                "subscription,customer,service,terms,starts_on\nS-4,C-1,ivr,axantis,2025-06-01",
                on: connection
            ).batch
            var outages: Threaded<[String]>?
            var work = Undo(batch: more, dryRun: false, now: .afterTheTests)
            work.willCommit = {
                outages = try? Threaded {
                    let text = "source,id,subscription,started_at\nnoc,1,S-4,2026-05-05T10:00:00Z"
                    return try importing("outages", text, chunkBytes: chunkBytes, on: database.connect())
                        .refused
                }
                try? waitForAnother(database)
            }
            #expect(try work.run(connection).counts == [.removed: 1])
            #expect(try outages?.value() == ["2|subscription|unknown subscription; import it first|S-4"])
        }
    }

    @Test("of two undos of one batch at once, one finds nothing left")
    func twice() throws {
        try TestDatabase.with { database, connection in
            try importBasics(connection)
            let wrong = try importing("outages", UndoTests.wrong, on: connection).batch
            var second: Threaded<Bool>?
            var work = Undo(batch: wrong, dryRun: false, now: .afterTheTests)
            work.willCommit = {
                second = try? Threaded { try undo(wrong, on: database.connect()).isEmpty }
                try? waitForAnother(database)
            }
            #expect(try !work.run(connection).isEmpty)
            #expect(try second?.value() == true)
        }
    }

    @Test("an undo that is cut off before its commit leaves nothing")
    func cutOff() throws {
        try TestDatabase.with { database, connection in
            try importBasics(connection)
            let wrong = try importing("outages", UndoTests.wrong, on: connection).batch
            let before = try factsInForce(on: connection)
            let victim = try database.connect()
            let pid = victim.backendPID
            var work = Undo(batch: wrong, dryRun: false, now: .afterTheTests)
            work.willCommit = { _ = try? connection.query("select pg_terminate_backend(\(pid), 5000)") }
            #expect(throws: PostgresError.self) { try work.run(victim) }
            #expect(try factsInForce(on: connection) == before)
            #expect(try ImportBatches.list(on: connection).count == 4)
            #expect(try undo(wrong, on: connection).counts == [.updated: 1, .removed: 1])
        }
    }
}
