internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: a run has a name")
struct LedgerRunTests {
    private let run = "11111111-2222-4333-8444-555555555555"

    @Test("the same run again gives the stored notes and records nothing")
    func again() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.assess("2025-12")
            let plan = try ledger.plan("2025-12", on: "2026-01-31")
            let first = try ledger.issue("2025-12", on: "2026-01-31", plan: plan, run: run)
            let entries = try ledger.connection.number("select count(*) from audit_entry")
            let second = try ledger.issue("2025-12", on: "2026-01-31", plan: plan, run: run)
            #expect(second == first && first.count == 1)
            #expect(try ledger.documents().count == 1)
            #expect(try ledger.connection.number("select count(*) from audit_entry") == entries)
            #expect(try ledger.connection.number("select count(*) from issue_run") == 1)
        }
    }

    @Test(
        "the same run with other parameters is refused",
        arguments: [("2025-12", "2026-02-01"), ("2025-11", "2026-01-31")])
    func otherParameters(month: String, date: String) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.assess("2025-12")
            try ledger.issue("2025-12", on: "2026-01-31", run: run)
            #expect(
                try ledger.refusal { try ledger.issue(month, on: date, plan: [], run: run) }
                    == .otherParameters("run \(run) was issued with other parameters"))
        }
    }

    @Test("a reversal again gives the stored one, and one of another note or reason is refused")
    func reversalAgain() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", "S-1")
            try ledger.breach("2025-12", "S-2")
            try ledger.credit("2025-12", on: "2026-01-31")
            func reverse(_ number: String, _ reason: String) throws -> [CreditNote] {
                try Issuing.reverse(
                    number, on: date("2026-02-01"), reason: reason, run: run, program: "StoreTests",
                    ledger.connection)
            }
            let first = try reverse("AV-2026-00001", "wrong")
            #expect(try reverse("AV-2026-00001", "wrong") == first)
            let refused = IssueRefusal.otherParameters("run \(run) was issued with other parameters")
            #expect(try ledger.refusal { _ = try reverse("AV-2026-00002", "wrong") } == refused)
            #expect(try ledger.refusal { _ = try reverse("AV-2026-00001", "other") } == refused)
            #expect(
                try ledger.refusal { try ledger.issue("2025-12", on: "2026-02-01", plan: [], run: run) }
                    == refused)
            #expect(try ledger.documents().count == 3)
        }
    }

    @Test("a plan that the facts have overtaken is refused whole")
    func planChanged() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", "S-1")
            try ledger.assess("2025-12")
            let plan = try ledger.plan("2025-12", on: "2026-01-31")
            for (subscription, rate) in [("S-2", 20), ("S-1", 10)] {
                try ledger.breach("2025-12", subscription, rate: rate)
                try ledger.assess("2025-12")
                let refusal = try ledger.refusal { try ledger.issue("2025-12", on: "2026-01-31", plan: plan) }
                guard case .planChanged = refusal else {
                    Issue.record("\(refusal)")
                    continue
                }
            }
            #expect(try ledger.documents().isEmpty)
            #expect(try ledger.connection.number("select count(*) from issue_run") == 0)
            #expect(try ledger.connection.number("select count(*) from issue_decision") == 0)
        }
    }
}
