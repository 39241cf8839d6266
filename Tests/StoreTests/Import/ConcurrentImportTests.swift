internal import Postgres
internal import Store
import TestSupport
internal import Testing

@Suite("Import: two at once")
struct ConcurrentImportTests {
    private static let outages =
        "source,id,service,started_at\n"
        + (0..<500).map { "noc,N-\($0),ivr,2026-05-05T10:00:00Z" }.joined(separator: "\n")

    private static let subscriptions =
        "subscription,customer,service,terms,starts_on\n"
        + (0..<500).map { "N-\($0),C-1,service-\($0 % 7),axantis,2025-06-01" }.joined(separator: "\n")

    @Test(
        "the same rows at the same moment are inserted once and unchanged once",
        arguments: [
            ("outages", outages), ("subscriptions", subscriptions),
        ])
    func atOnce(kind: String, text: String) async throws {
        for chunkBytes in ImportPaths.all { try await atOnce(kind, text, chunkBytes) }
    }

    private func atOnce(_ kind: String, _ text: String, _ chunkBytes: Int?) async throws {
        try await TestDatabase.withSessions { database in
            try importBasics(database.connect())
            let counts = try await withThrowingTaskGroup(of: [Int].self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        try importing(kind, text, chunkBytes: chunkBytes, on: database.connect()).counts
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(counts) == [[500, 0, 0, 0], [0, 0, 500, 0]])
        }
    }

    /// Deterministic: the second import is whole before the first one stops reading.
    @Test(
        "rows that another import recorded while this one was reading are unchanged",
        arguments: [
            ("outages", outages), ("subscriptions", subscriptions),
        ])
    func overtaken(kind: String, text: String) throws {
        try TestDatabase.with { database, connection in
            try importBasics(connection)
            let other = try database.connect()
            let rows = try Rows(kind, text)
            let outcome = try Import(
                kind: rows.kind, file: "slow", strict: false, dryRun: false, now: .afterTheTests
            ).run(
                connection,
                rows: { writer in
                    if try rows.next(&writer) { return true }
                    #expect(try importing(kind, text, on: other).counts == [500, 0, 0, 0])
                    return false
                }, rejected: { _ in })
            #expect(outcome.unchanged == 500 && outcome.inserted == 0)
        }
    }

    @Test("a watermark waits for an import under way, and then includes it")
    func watermark() async throws {
        try await TestDatabase.withSessions { database in
            let importing = try database.connect()
            let watcher = try database.connect()
            try importBasics(importing)
            try importing.executeScript("begin")
            let batch = try importing.number(
                "insert into import_batch (kind, file) values ('outages', 'f') returning batch::bigint")
            let watermark = try Threaded { try Watermark.take(database.connect()) }
            let isWaiting = """
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock' and query like '%watermark%'
                """
            while try watcher.number(isWaiting) == 0 { try await Task.sleep(for: .milliseconds(5)) }
            try importing.executeScript("commit")
            #expect(try Int(watermark.value()) == batch)
        }
    }

    @Test("the batches that came after a month's last assessment are counted, even when it changed nothing")
    func later() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            let may = try month("2026-05")
            #expect(try Watermark.batches(afterAssessmentOf: may, on: connection) == 3)
            _ = try assess("2026-05", connection)
            #expect(try Watermark.batches(afterAssessmentOf: may, on: connection) == 0)
            try importing("outages", Self.outages, on: connection)
            #expect(try Watermark.batches(afterAssessmentOf: may, on: connection) == 1)
            #expect(try Watermark.batches(afterAssessmentOf: month("2026-06"), on: connection) == 4)
            _ = try assess("2026-05", connection)
            try importing("outages", Self.outages, on: connection)
            #expect(try Watermark.batches(afterAssessmentOf: may, on: connection) == 1)
            #expect(try assess("2026-05", connection).revised.isEmpty)
            #expect(try Watermark.batches(afterAssessmentOf: may, on: connection) == 0)
        }
    }
}
