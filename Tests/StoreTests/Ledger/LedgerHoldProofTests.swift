internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: verify replays the holds")
struct LedgerHoldProofTests {
    private static let changes = [
        ("delete from hold_event where no = 2", "the audit log records it, but it is not stored"),
        (
            "update hold_event set reason = 'another' where no = 1",
            "it is stored, but the audit log does not record it"
        ),
        ("delete from hold_event where no = 1", "release 2 of subscription 1 for 2025-12: follows 0"),
        ("update hold_event set at = now() where no = 2", "AV-2026-00002: is of a month that was on hold"),
        (
            "update hold_event set at = now() where no = 1",
            "it decided 50.00 due beside 0.00, on_hold, 0.00 credited"
        ),
    ]

    @Test("verify finds a hold that was removed, moved or changed")
    func proof() throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.hold()
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.hold(.release, reason: "settled")
            try ledger.credit("2025-12", on: "2026-01-31")
            #expect(try ledger.faults().isEmpty)
            for (change, fault) in Self.changes {
                try ledger.connection.executeScript(
                    """
                    begin;
                    alter table hold_event disable trigger all;
                    alter table hold_event drop constraint events_follow_one_another;
                    \(change)
                    """)
                let faults = try ledger.faults()
                #expect(faults.contains { $0.contains(fault) }, "\(change): \(faults)")
                try ledger.connection.execute("rollback")
            }
        }
    }
}
