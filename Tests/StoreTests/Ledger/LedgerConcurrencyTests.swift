internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: several at once")
struct LedgerConcurrencyTests {
    @Test("16 issuers of overlapping months leave no gap, no double and no excess, and nothing unissued")
    func issuers() throws {
        try Ledger.with { ledger in
            let months = ["2025-08", "2025-09", "2025-10", "2025-11"]
            let subscriptions = (1...6).map { "S-\($0)" }
            try ledger.subscribe(Array(subscriptions.dropFirst(3)))
            for (index, month) in months.enumerated() {
                for (place, subscription) in subscriptions.enumerated() {
                    try ledger.breach(month, subscription, rate: [5, 10, 20][(index + place) % 3])
                }
                try ledger.assess(month)
            }
            let database = ledger.database
            _ = try atOnce(16) { index in
                let own = Ledger(database: database, connection: try database.connect())
                for turn in 0..<months.count {
                    let month = months[(index + turn) % months.count]
                    // Two dates in two series, so that only the guards keep the cap.
                    let date = index % 2 == 0 ? "2025-12-31" : "2026-01-10"
                    try Self.untilIssued { try own.issue(month, on: date) }
                }
            }
            let connection = ledger.connection
            #expect(try connection.number("select count(*) from credit_note") > 0)
            #expect(
                try connection.number(
                    """
                    select count(*) from assessment a where a.status = 'issuable' and a.amount_cents <> (
                        select sum(d.credited_cents + d.cut_cents) from issue_decision d
                        where d.subscription_key = a.subscription_key and d.month = a.month)
                    """) == 0)
            #expect(
                try connection.number("select count(distinct (subscription_key, month)) from issue_decision")
                    == 24)
            #expect(
                try connection.number(
                    """
                    select count(*) from (select series, max(no) as last, count(*) as notes from credit_note group by 1) s
                    where last <> notes
                    """) == 0)
            #expect(
                try connection.number(
                    "select count(*) from credit_line n where most_credited_in_window(subscription_key, '1900-01-01', issue_date, 30, cap_cents) > cap_cents"
                )
                    == 0)
            #expect(try ledger.faults().isEmpty)
        }
    }

    /// What another issuer overtook, or kept waiting, is tried again; what its later date refuses is left to it.
    private static func untilIssued(_ body: () throws -> [CreditNote]) throws {
        for attempt in 1... {
            do {
                _ = try body()
                return
            } catch IssueRefusal.planChanged where attempt < 100 {
            } catch IssueRefusal.date { return } catch is MonthIsLocked where attempt < 100 {
            } catch let error as PostgresError where error.isLockTimeout && attempt < 100 {
            }
        }
    }

    /// November issued, so that the guard and both series exist; October and September fill the cap by themselves.
    private func withRivals(_ body: (Ledger, Ledger) throws -> Void) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-07", "S-1", rate: 5)
            try ledger.credit("2025-07", on: "2025-08-01")
            try ledger.breach("2025-08", "S-2", rate: 5)
            try ledger.credit("2025-08", on: "2026-01-01")
            for month in ["2025-09", "2025-10"] {
                try ledger.breach(month)
                try ledger.assess(month)
            }
            try body(ledger, ledger.another())
        }
    }

    /// In an open transaction, past the month's lock.
    private static func issueMonth(_ month: String, on date: String, _ connection: Connection) throws {
        _ = try connection.query(
            "select (issue_month(gen_random_uuid(), '\(month)-01', '\(date)', 1, 20000, true, null, 't')).run::text"
        )
    }

    /// Until another session waits for a lock; one that never does fails the test.
    private static func waitForRival(_ connection: Connection) throws {
        for _ in 0..<2000 {
            // A transaction sees the activity as it was when it first looked.
            _ = try connection.query("select pg_stat_clear_snapshot()")
            let found = try connection.number(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                """)
            if found > 0 { return }
            try connection.execute("select pg_sleep(0.005)")
        }
        Issue.record("the other session does not wait")
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
            try Self.waitForRival(first.connection)
            try Self.issueMonth("2025-09", on: "2025-12-31", first.connection)
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
            try Self.issueMonth("2025-09", on: "2025-12-31", first.connection)
            let waiting = try Self.onThread(first.database) { try Self.october.insert(on: $0) }
            try Self.waitForRival(first.connection)
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
                try Self.issueMonth("2025-09", on: "2025-12-31", first.connection)
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
                try Self.issueMonth("2025-09", on: "2025-12-31", first.connection)
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

    @Test("two sessions at once in one run take one: the other gets its notes")
    func sameRun() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.assess("2025-12")
            let plan = try ledger.plan("2025-12", on: "2026-01-31")
            let run = try Issuing.newRun(ledger.connection)
            let database = ledger.database
            let numbers = try atOnce(4) { _ in
                try Ledger(database: database, connection: database.connect())
                    .issue("2025-12", on: "2026-01-31", plan: plan, run: run).map(\.number)
            }
            #expect(numbers == Array(repeating: ["AV-2026-00001"], count: 4))
        }
    }

    @Test("a run whose month another one holds, or whose series, leaves within bounds and changes nothing")
    func lockTimeout() throws {
        try withRivals { first, second in
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

    @Test("a client that is killed while it issues leaves nothing, and takes no number with it")
    func killed() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.assess("2025-12")
            let entries = try ledger.connection.number("select no from audit_head")
            let other = try ledger.another()
            try other.connection.executeScript("begin")
            _ = try other.connection.query(
                "select (issue_month(gen_random_uuid(), '2025-12-01', '2026-01-31', 1, 20000, true, null, 't')).run::text"
            )
            #expect(try other.documents().count == 1)
            _ = try ledger.connection.query(
                "select pg_terminate_backend(\(other.connection.backendPID), 10000)")
            #expect(try refusal { try other.connection.executeScript("commit") }.isConnectionLoss)
            for table in ["credit_note", "credit_line", "issue_run", "issue_decision", "note_series"] {
                #expect(try ledger.connection.number("select count(*) from \(table)") == 0, "\(table)")
            }
            #expect(try ledger.connection.number("select no from audit_head") == entries)
            #expect(try ledger.credit("2025-12", on: "2026-01-31") == ["AV-2026-00001 S-1 200.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }
}
