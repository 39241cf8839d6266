internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: two at once, in two series")
struct LedgerRivalsTests {
    /// July and August issued, so that the guard exists; October and September fill the cap by themselves.
    ///
    /// - Parameter day: of August's note.
    private func withRivals(
        august day: String = "2026-01-01", _ body: (Ledger, Ledger) throws -> Void
    ) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-07", "S-1", rate: 5)
            try ledger.credit("2025-07", on: "2025-08-01")
            try ledger.breach("2025-08", "S-2", rate: 5)
            try ledger.credit("2025-08", on: day)
            for month in ["2025-09", "2025-10"] {
                try ledger.breach(month)
                try ledger.assess(month)
            }
            try body(ledger, ledger.another())
        }
    }

    /// September on the last day of the year, in a series of another pattern, which no other session sees yet.
    private static func issueSeptember(_ connection: Connection) throws {
        let columns =
            (Issuer.fields.map(\.column) + [
                "notes_per", "approval", "settlement", "first_number", "vat_on_debits",
            ])
            .joined(
                separator: ", ")
        try connection.execute(
            """
            insert into issuer_version (\(columns), series_pattern, yaml)
            select \(columns), 'B-{year}-{number:5}', yaml from issuer_version order by issuer_key desc limit 1
            """)
        _ = try connection.query(
            "select record_audit('issuer', jsonb_build_object('version', max(issuer_key))::text) from issuer_version"
        )
        try issueMonth("2025-09", on: "2025-12-31", connection)
    }

    /// In an open transaction, past the month's lock.
    private static func issueMonth(_ month: String, on date: String, _ connection: Connection) throws {
        _ = try connection.query(
            "select (issue_month(gen_random_uuid(), '\(month)-01', '\(date)', 1, 20000, true, null, 't')).run::text"
        )
    }

    @Test(
        "READ COMMITTED: the second of two series at year end waits, and sees what the first one used of the cap"
    )
    func readCommitted() throws {
        try withRivals { first, _ in
            // As between the lock that an issue takes and the notes that it then inserts.
            try first.connection.executeScript("begin; select from subscription_lock for update")
            let waiting = try Self.onThread(first.database) {
                try Self.issueMonth("2025-10", on: "2026-01-10", $0)
            }
            try waitForRival(first.connection)
            try Self.issueSeptember(first.connection)
            try first.connection.executeScript("commit")
            #expect(try waiting.value()?.sqlState == "AV004")
            #expect(try first.planned("2025-10", on: "2026-01-10") == ["S-1 capped_out 0.00 of 200.00"])
            #expect(try first.faults().isEmpty)
        }
    }

    @Test("READ COMMITTED: a row put in beside the issuing function waits too, and is held against the cap")
    func plantedReadCommitted() throws {
        try withRivals { first, _ in
            try first.connection.executeScript("begin")
            try Self.issueSeptember(first.connection)
            let waiting = try Self.onThread(first.database) { try Self.october.insert(on: $0) }
            try waitForRival(first.connection)
            try first.connection.executeScript("commit")
            #expect(try waiting.value()?.constraint == "within_the_cap")
            #expect(try first.documents().count == 3)
        }
    }

    @Test(
        "REPEATABLE READ: the second of two series at year end is given up, for it cannot see the first one's use"
    )
    func repeatableRead() throws {
        try withRivals { first, second in
            try second.connection.executeScript(
                "begin isolation level repeatable read; select from credit_note")
            try first.connection.transaction {
                try Self.issueSeptember(first.connection)
            }
            let error = try refusal { try Self.issueMonth("2025-10", on: "2026-01-10", second.connection) }
            #expect(error.isSerializationFailure)
            try second.connection.executeScript("rollback")
            #expect(try first.documents().count == 3)
        }
    }

    @Test("REPEATABLE READ: a row put in beside the issuing function is given up too")
    func plantedRepeatableRead() throws {
        try withRivals { first, second in
            try second.connection.executeScript(
                "begin isolation level repeatable read; select from credit_note")
            try first.connection.transaction {
                try Self.issueSeptember(first.connection)
            }
            let error = try refusal { try Self.october.insert(on: second.connection) }
            #expect(error.isSerializationFailure)
        }
    }

    /// S-1's October as the next note of series AV-2026.
    private static let october = PlantedNote(
        """
        l.subscription_key := pg_temp.key_of('S-1'); l.month := '2025-10-01'; n.issue_date := '2026-01-10';
        \(PlantedNote.net("20000"))
        """)

    /// In a session and on a thread of its own; what was refused, if anything was.
    private static func onThread(
        _ database: TestDatabase, _ body: @escaping @Sendable (Connection) throws -> Void
    ) throws -> Threaded<PostgresError?> {
        try Threaded {
            do {
                try body(database.connect())
                return nil
            } catch let error as PostgresError {
                return error
            }
        }
    }

    @Test("a run whose month another one holds, or whose series, leaves within bounds and changes nothing")
    func lockTimeout() throws {
        try withRivals(august: "2025-12-01") { first, second in
            let plans = try ["2025-09", "2025-10"].map { try second.plan($0, on: "2025-12-31") }
            try first.connection.executeScript("begin")
            try Self.issueMonth("2025-09", on: "2025-12-31", first.connection)
            let error = try refusal { try second.issue("2025-10", on: "2025-12-31", plan: plans[1]) }
            #expect(error.isLockTimeout)
            try first.connection.executeScript("rollback; begin")
            try first.connection.execute("select pg_advisory_xact_lock(\(0x6176_0002), \(2025 * 12 + 9))")
            #expect(throws: MonthIsLocked.self) {
                try second.issue("2025-09", on: "2025-12-31", plan: plans[0])
            }
            try first.connection.executeScript("rollback")
            #expect(try second.documents().count == 2)
            #expect(try second.issue("2025-09", on: "2025-12-31", plan: plans[0]).count == 1)
        }
    }
}
