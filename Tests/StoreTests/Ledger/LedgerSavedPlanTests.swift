internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: what is saved as a plan, and for how long it waits")
struct LedgerSavedPlanTests {
    @Test("a plan waits until other runs have decided all that it credits")
    func decidedSince() throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.assess("2025-12")
            let (one, both) = (try ledger.save(of: .only(["S-2"])), try ledger.save())
            try ledger.issue(one)
            #expect(try SavedPlan.waiting(on: ledger.connection).map(\.plan) == [both.plan])
            try ledger.credit("2025-12", on: "2026-01-31")
            #expect(try SavedPlan.waiting(on: ledger.connection).isEmpty)
        }
    }

    @Test("a file that says other amounts, customers or dates than are due is not saved")
    func forgedFile() throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.assess("2025-12")
            for (from, to) in [
                ("50.00", "5.00"), ("\"C-1\"", "\"C-2\""), ("Client", "Autre"), ("2026-01-31", "2026-01-30"),
                ("2025-12", "2025-11"), ("\"credited\"", "\"held\""),
            ] {
                let refusal = try ledger.refusal { _ = try ledger.save { $0.replacing(from, with: to) } }
                #expect(
                    refusal
                        == .planChanged("the credits due are no longer those that were to be saved"),
                    "\(from)")
            }
        }
    }
}
