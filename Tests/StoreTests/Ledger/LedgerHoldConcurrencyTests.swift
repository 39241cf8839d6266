internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: holds, several at once")
struct LedgerHoldConcurrencyTests {
    @Test("REPEATABLE READ: a note that does not see the hold is refused")
    func repeatableRead() throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.hold()
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.hold(.release, reason: "settled")
            let other = try ledger.another()
            try other.connection.executeScript(
                "begin isolation level repeatable read; select from subscription_lock")
            try ledger.hold(reason: "again")
            let note = PlantedNote(
                "l.subscription_key := pg_temp.key_of('S-1'); l.revision := 1; \(PlantedNote.net("5000"))")
            #expect(try refusal { try note.insert(on: other.connection) }.sqlState == "40001")
            try other.connection.execute("rollback")
            #expect(try ledger.documents().count == 1)
        }
    }

    @Test(
        "a hold waits for notes that are being issued, and they see it",
        arguments: ["read committed", "repeatable read"])
    func concurrent(isolation: String) throws {
        try Ledger.withTwoCredits { ledger in
            let other = try ledger.another()
            let issue =
                "select issue_month(gen_random_uuid(), '2025-12-01', '2026-01-31', 2, 15000, true, null, 'x')"
            let hold = "select hold_month('S-1', '2025-12-01', 'a dispute', false)"
            try ledger.connection.executeScript("begin isolation level \(isolation)")
            _ = try ledger.connection.query(issue)
            try other.connection.executeScript(
                "begin isolation level \(isolation); set local lock_timeout = '200ms'")
            #expect(try refusal { _ = try other.connection.query(hold) }.isLockTimeout)
            try other.connection.execute("rollback")
            try ledger.connection.execute("rollback")

            // The plan was made before the hold was seen; it is no longer the plan.
            try other.connection.executeScript("begin isolation level \(isolation)")
            _ = try other.connection.query(hold)
            let database = ledger.database
            let waiting = try Threaded {
                let own = try database.connect()
                try own.executeScript("begin isolation level \(isolation)")
                let error = try refusal { _ = try own.query(issue) }
                return error.sqlState
            }
            try waitForRival(other.connection)
            try other.connection.execute("commit")
            #expect(try waiting.value() == (isolation == "read committed" ? "AV004" : "40001"))
            #expect(try ledger.documents().isEmpty)
            #expect(try ledger.faults().isEmpty)
        }
    }
}
