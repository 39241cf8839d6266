internal import Postgres
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: verify proves approvals again")
struct LedgerApprovalProofTests {
    @Test(
        "verify finds an approval that was not given, and one that does not hold",
        arguments: [
            "delete from plan_verdict", "update plan_verdict set given_by = 'avoir_finance'",
            "update plan_verdict set approves = false, reason = 'x'", "delete from saved_plan",
            "update saved_plan set total_cents = 1", "update saved_plan set content = content || ' '",
            "update saved_plan set saved_by = 'avoir_approver'", "update saved_plan set digest = sha256('x')",
        ])
    func doctored(change: String) throws {
        try Ledger.withApproval { ledger, finance, approver in
            try finance.assess("2025-12")
            let plan = try finance.save()
            try approver.judge(plan)
            try finance.issue(plan)
            #expect(try ledger.faults().isEmpty)
            try ledger.connection.executeScript(
                "alter table plan_verdict disable trigger all; alter table saved_plan disable trigger all; \(change)"
            )
            #expect(try !ledger.faults().isEmpty)
        }
    }
}
