internal import Postgres
internal import SLA
internal import Store

/// S-1's December deserves 50.00 and S-2's 100.00, and either can be put on hold.
extension Ledger {
    static func withTwoCredits(_ body: (Ledger) throws -> Void) throws {
        try with { ledger in
            try ledger.breach("2025-12", "S-1", rate: 5)
            try ledger.breach("2025-12", "S-2", rate: 10)
            try ledger.assess("2025-12")
            try body(ledger)
        }
    }

    @discardableResult
    func hold(
        _ action: HoldEvent.Action = .hold, _ subscription: String = "S-1", reason: String = "a dispute"
    ) throws -> HoldEvent {
        try Holds.record(action, subscription, StoreTests.month("2025-12"), reason: reason, on: connection)
    }
}
