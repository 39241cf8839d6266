internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("A shared assessment")
struct SharedAssessmentTests {
    @Test(
        "stores what a plain one stores at the same watermark, revised months included",
        arguments: [1, 7, 64])
    func likePlain(slices: Int) throws {
        func stored(
            _ assess: (Connection) throws -> Assess.Outcome
        ) throws -> (revisions: [String], outcomes: [Assess.Outcome]) {
            try TestDatabase.with { _, connection in
                var facts = RandomMonth(
                    try month("2026-10"), subscriptions: 40, random: Seed.generator(81))
                try facts.store(connection)
                let first = try assess(connection)
                try facts.correct(percent: 30, connection)
                return (try SharedMonth.revisions(connection), [first, try assess(connection)])
            }
        }
        let plain = try stored { try assess("2026-10", $0) }
        let shared = try stored { connection in
            try SharedMonth.join(connection, slices: slices, month: "2026-10").run(connection, zone: zone)
        }
        #expect(plain.outcomes.contains { !$0.revised.isEmpty }, "AVOIR_TEST_SEED=\(Seed.value)")
        #expect(shared.outcomes == plain.outcomes, "AVOIR_TEST_SEED=\(Seed.value)")
        #expect(shared.revisions == plain.revisions, "AVOIR_TEST_SEED=\(Seed.value)")
    }

    @Test("two sessions take slices in turn, and both give the whole month's result")
    func inTurn() throws {
        try SharedMonth.with { database, one in
            let other = try database.connect()
            let first = try SharedMonth.join(one)
            // What it is given counts for nothing: the month's is open.
            let second = try SharedMonth.join(other, slices: 9, at: "2026-05-02T00:00:00Z")
            #expect(second.run == first.run)
            #expect((second.watermark, second.assessedAt) == (first.watermark, first.assessedAt))
            #expect(try first.step(one, zone: zone) == .assessed(0))
            #expect(try second.step(other, zone: zone) == .assessed(1))
            #expect(try first.step(one, zone: zone) == .assessed(2))
            #expect(try second.step(other, zone: zone) == .done)
            #expect(try Watermark.batches(afterAssessmentOf: month("2026-05"), on: one) == 0)
            let outcomes = [try first.run(one, zone: zone), try second.run(other, zone: zone)]
            #expect(outcomes[0] == outcomes[1])
            #expect((outcomes[0].assessed, outcomes[0].new, outcomes[0].breached) == (3, 3, 1))
            #expect(try one.number("select count(*) from assessment_run") == 1)
            #expect(try one.number("select count(*) from audit_entry where action = 'assess'") == 3)
        }
    }

    @Test("four sessions at once store each revision once")
    func atOnce() throws {
        try TestDatabase.with { database, connection in
            var facts = RandomMonth(
                try month("2026-10"), subscriptions: 60, random: Seed.generator(82))
            try facts.store(connection)
            let outcomes = try TestSupport.atOnce(4) { _ in
                let session = try database.connect()
                return try SharedMonth.join(session, slices: 8, month: "2026-10").run(session, zone: zone)
            }
            // One that comes when all is done opens another, which finds nothing changed.
            let stored = try connection.number("select count(*) from assessment")
            #expect(outcomes.contains { $0.new == stored }, "AVOIR_TEST_SEED=\(Seed.value)")
            #expect(outcomes.allSatisfy { $0.new == stored || $0.unchanged == stored })
            #expect(try connection.number("select count(*) from assessment where revision > 1") == 0)
            #expect(try SharedMonth.ends(connection).allSatisfy { $0 == "done" })
        }
    }

    @Test("a session that is ended in the middle of a slice leaves it to the others")
    func killed() throws {
        try SharedMonth.with { database, connection in
            let shared = try SharedMonth.join(connection)
            let guardian = try database.connect()
            let victim = try database.connect()
            try guardian.transaction {
                // The last thing that a slice needs.
                _ = try guardian.query("select from audit_head for update")
                nonisolated(unsafe) let session = victim
                let interrupted = try Threaded { try shared.step(session, zone: zone) }
                let pid = try Self.blocked(connection)
                #expect(try connection.number("select count(*) from assessment") == 0)
                _ = try connection.query("select pg_terminate_backend(\(pid))")
                #expect(throws: PostgresError.self) { try interrupted.value() }
            }
            #expect(try shared.step(connection, zone: zone) == .assessed(0))
            #expect(try shared.run(connection, zone: zone).new == 3)
            #expect(try connection.number("select count(*) from assessment") == 3)
        }
    }

    @Test("who finds only slices that others are at waits for them")
    func waiting() throws {
        try SharedMonth.with { database, connection in
            let shared = try SharedMonth.join(connection)
            let other = try database.connect()
            try other.transaction {
                _ = try other.query("select from shared_slice where slice = 1 for update")
                #expect(try shared.step(connection, zone: zone) == .assessed(0))
                #expect(try shared.step(connection, zone: zone) == .assessed(2))
                #expect(try shared.step(connection, zone: zone) == .others)
            }
            #expect(try shared.step(connection, zone: zone) == .assessed(1))
            #expect(try shared.step(connection, zone: zone) == .done)
        }
    }

    @Test("what is recorded of it is never changed or removed")
    func kept() throws {
        try SharedMonth.with { _, connection in
            _ = try SharedMonth.join(connection).run(connection, zone: zone)
            for change in [
                "delete from shared_slice", "delete from shared_assessment", "truncate shared_slice",
                "update shared_slice set met = met + 1", "update shared_assessment set ended = null",
            ] {
                let refused = try refusal { try connection.executeScript(change) }
                #expect(refused.sqlState == "23001", "\(change)")
            }
        }
    }

    /// The one session that waits for another's row.
    private static func blocked(_ connection: Connection) throws -> Int32 {
        for _ in 0..<1500 {
            let found = try connection.query(
                """
                select pid from pg_stat_activity
                where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0
                """)
            if let row = found.first { return try row.int32("pid") }
            _ = try connection.query("select pg_sleep(0.02)")
        }
        throw BadSample(description: "nobody waited")
    }
}
