internal import Postgres
internal import Store
internal import Testing

@Suite("Import: two at once")
struct ConcurrentImportTests {
    private static let outages =
        "source,id,service,started_at\n"
        + (0..<500).map { "noc,N-\($0),ivr,2026-05-05T10:00:00Z" }.joined(separator: "\n")

    private static let subscriptions =
        "subscription,customer,service,terms,starts_on\n"
        + (0..<500).map { "N-\($0),C-1,service-\($0 % 7),axantis,2025-06-01" }.joined(separator: "\n")

    @Test("the same rows at the same moment are inserted once and unchanged once", arguments: [
        ("outages", outages), ("subscriptions", subscriptions),
    ])
    func atOnce(kind: String, text: String) async throws {
        try await TestDatabase.withSessions { database in
            try importBasics(database.connect())
            let counts = try await withThrowingTaskGroup(of: [Int].self) { group in
                for _ in 0..<2 {
                    group.addTask { try importing(kind, text, on: database.connect()).counts }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(counts) == [[500, 0, 0, 0], [0, 0, 500, 0]])
        }
    }

    /// Deterministic: the second import is whole before the first one stops reading.
    @Test("rows that another import recorded while this one was reading are unchanged", arguments: [
        ("outages", outages), ("subscriptions", subscriptions),
    ])
    func overtaken(kind: String, text: String) throws {
        try TestDatabase.with { database, connection in
            try importBasics(connection)
            let other = try database.connect()
            let rows = try Rows(kind, text)
            let outcome = try Import(kind: rows.kind, file: "slow", strict: false, dryRun: false).run(
                connection,
                stage: { writer in
                    try rows.stage(&writer)
                    #expect(try importing(kind, text, on: other).counts == [500, 0, 0, 0])
                }, rejected: { _ in })
            #expect(outcome.unchanged == 500 && outcome.inserted == 0)
        }
    }

    @Test("a watermark waits for an import under way, and so never sees half of one")
    func watermark() throws {
        try TestDatabase.with { database, connection in
            try importBasics(connection)
            let other = try database.connect()
            try other.executeScript("set lock_timeout = '100ms'")
            let rows = try Rows("outages", Self.outages + "\nnoc,X,fax,2026-05-05T10:00:00Z")
            try connection.transaction {
                try connection.execute(
                    "insert into import_batch (kind, file) values ('outages', 'under way')")
                #expect(try refusal { _ = try Watermark.take(other) }.isLockTimeout)
            }
            let batch = try Import(kind: rows.kind, file: "f", strict: false, dryRun: false).run(
                connection, stage: { try rows.stage(&$0) }, rejected: { _ in }
            ).batch
            #expect(try Int(Watermark.take(other)) == batch)
            #expect(try Watermark.batches(after: 4, on: other) == 1)
        }
    }
}
