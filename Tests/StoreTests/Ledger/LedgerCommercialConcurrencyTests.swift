internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: commercial notes, several at once")
struct LedgerCommercialConcurrencyTests {
    /// S-2's December is invoiced at 300.00 on 31 December, and 100.00 of it is credited by a commercial note.
    private func with(_ body: (Ledger) throws -> Void) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", "S-2", rate: 5, cents: 30_000)
            try ledger.assess("2025-12")
            try ledger.commercial(10_000, "S-2")
            try body(ledger)
        }
    }

    @Test("facts that change after the plan are seen, or are not in it")
    func overtaken() throws {
        try with { ledger in
            let other = try ledger.another()
            // An import that is half in is waited for.
            try other.connection.executeScript("begin; select 1")
            _ = try other.connection.newBatch()
            try ledger.connection.executeScript("set lock_timeout = '200ms'")
            let error = try refusal { try ledger.commercial(100, "S-2") }
            #expect(error.isLockTimeout)
            try other.connection.execute("rollback")
            try ledger.commercial(100, "S-2")
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("several at once never exceed the invoice together, nor with credits and reversals of the terms")
    func concurrent() throws {
        try with { ledger in
            try ledger.credit("2025-12", on: "2026-01-31")
            let database = ledger.database
            let outcomes = try atOnce(8) { index in
                let own = Ledger(database: database, connection: try database.connect())
                do {
                    if index == 3 {
                        try own.reverse("AV-2026-00002", on: "2026-01-31")
                    } else {
                        try own.commercial(6_000, "S-2", on: "2026-01-31")
                    }
                    return "done"
                } catch IssueRefusal.commercial {
                    return "refused"
                }
            }
            // 200.00 are left beside the first note, or 185.00 while the credit of 15.00 stands.
            #expect(outcomes.filter { $0 == "done" }.count == 4)
            #expect(
                try ledger.connection.number(
                    "select sum(net_cents)::bigint from live_commercial where month = '2025-12-01'") == 28_000
            )
            #expect(try ledger.faults().isEmpty)
        }
    }
}
