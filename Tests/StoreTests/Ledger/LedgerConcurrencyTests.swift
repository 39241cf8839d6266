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
