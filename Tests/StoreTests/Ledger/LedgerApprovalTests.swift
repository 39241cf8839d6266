internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: saved plans and their approval")
struct LedgerApprovalTests {
    @Test("a saved plan is issued exactly, once, under its name")
    func exactly() throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.assess("2025-12")
            let plan = try ledger.save()
            #expect(try ledger.documents().isEmpty)
            #expect(try SavedPlan.waiting(on: ledger.connection).map(\.plan) == [plan.plan])
            #expect(
                try plan.credits(on: ledger.connection).map {
                    "\($0.subscription) \($0.credit) \($0.customerName)"
                }
                    == ["S-1 50.00 Client", "S-2 100.00 Client"])
            #expect(try ledger.issue(plan) == ["AV-2026-00001", "AV-2026-00002"])
            #expect(try ledger.issue(plan) == ["AV-2026-00001", "AV-2026-00002"])
            #expect(try SavedPlan.waiting(on: ledger.connection).isEmpty)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test(
        "nothing is issued when anything has changed since: an amount, a detail of the customer, the issuer, a hold",
        arguments: Change.allCases)
    func overtaken(change: Change) throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.assess("2025-12")
            let plan = try ledger.save()
            switch change {
            case .invoice: try ledger.invoice("2025-12", lines: [Ledger.Line(cents: 120_000)])
            case .address:
                try importing(
                    "customers", "customer,name,street\nC-1,Client,3 rue Neuve", on: ledger.connection)
            case .issuer: _ = try ledger.issuer(notesPer: .customer).set(ledger.connection)
            case .hold: try ledger.hold(.hold, "S-2")
            }
            try ledger.assess("2025-12")
            let refusal = try ledger.refusal { _ = try ledger.issue(plan) }
            #expect(
                refusal
                    == .approval(
                        "something has changed since the plan was saved: its credits, or what their notes would say"
                    ))
            #expect(try ledger.documents().isEmpty)
            #expect(try ledger.faults().isEmpty)
        }
    }

    enum Change: CaseIterable { case invoice, address, issuer, hold }

    @Test("a plan of some subscriptions is that of its date and choice, and of no other")
    func parameters() throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.assess("2025-12")
            let plan = try ledger.save(of: .only(["S-2"]))
            #expect(throws: IssueRefusal.self) { try ledger.issue(plan, of: .everyone) }
            #expect(throws: IssueRefusal.self) { try ledger.issue(plan, on: "2026-02-01") }
            // The same credits, but by another choice, which the run would keep.
            let whole = try ledger.save()
            #expect(
                try ledger.refusal { _ = try ledger.issue(whole, of: .only(["S-1", "S-2"])) }
                    == .otherParameters("plan \(whole.plan) was saved with other parameters"))
            #expect(try ledger.issue(plan) == ["AV-2026-00001"])
            #expect(try ledger.planned("2025-12", on: "2026-01-31") == ["S-1 credited 50.00 of 50.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("where approval is required, nothing is issued but what another login approved")
    func required() throws {
        try Ledger.withApproval { ledger, finance, approver in
            try finance.assess("2025-12")
            let none =
                "an approval is needed: the issuer requires that another person approves what is issued"
            #expect(
                try finance.refusal { try finance.credit("2025-12", on: "2026-01-31") } == .approval(none))
            let plan = try finance.save()
            let waiting = "an approval is needed: nobody has approved the plan of avoir_finance yet"
            #expect(try finance.refusal { _ = try finance.issue(plan) } == .approval(waiting))
            // The owner may all, but not approve what it saved itself.
            let own = try ledger.save()
            let login = try sample(ledger.connection.texts("select session_user::text").first, "login")
            #expect(
                try ledger.refusal { try ledger.judge(own) }
                    == .approval("the plan was saved by \(login), and must be approved by another person"))
            try approver.judge(plan)
            #expect(try finance.issue(plan) == ["AV-2026-00001", "AV-2026-00002"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("who approved it cannot issue it")
    func issuedByTheApprover() throws {
        try Ledger.withApproval { ledger, finance, _ in
            try finance.assess("2025-12")
            let plan = try finance.save()
            try ledger.judge(plan)
            let login = try sample(ledger.connection.texts("select session_user::text").first, "login")
            #expect(
                try ledger.refusal { _ = try ledger.issue(plan) }
                    == .approval("the plan was approved by \(login), who may not issue it as well"))
            #expect(try finance.issue(plan) == ["AV-2026-00001", "AV-2026-00002"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("what was rejected is not issued, whether approval is required or not; a word is final")
    func rejected() throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.assess("2025-12")
            let plan = try ledger.save()
            try ledger.judge(plan, rejection: "S-1: disputed")
            try ledger.judge(plan, rejection: "S-1: disputed")
            let login = try sample(ledger.connection.texts("select session_user::text").first, "login")
            #expect(
                try ledger.refusal { try ledger.judge(plan) }
                    == .approval("the plan was rejected by \(login) already: S-1: disputed"))
            #expect(
                try ledger.refusal { _ = try ledger.issue(plan) }
                    == .approval("the plan was rejected by \(login): S-1: disputed"))
            #expect(try SavedPlan.waiting(on: ledger.connection).isEmpty)
            #expect(
                try ledger.connection.texts(
                    "select action || ' ' || (details::jsonb ->> 'reason') from audit_entry where action = 'reject'"
                )
                    == ["reject S-1: disputed"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a plan is approved by its own file, while it holds, and before it is issued")
    func judged() throws {
        try Ledger.withApproval { ledger, finance, approver in
            try finance.assess("2025-12")
            let plan = try finance.save()
            #expect(
                try approver.refusal { try approver.judge(plan, file: plan.content + " ") }
                    == .approval("the file is not the one that avoir_finance saved as plan \(plan.plan)"))
            #expect(
                try approver.refusal {
                    try SavedPlan.judge(
                        "00000000-0000-4000-8000-000000000000", file: plan.content, rejection: nil,
                        approver.connection)
                } == .approval("this database knows no plan 00000000-0000-4000-8000-000000000000"))
            try ledger.invoice("2025-12", lines: [Ledger.Line(cents: 120_000)])
            try finance.assess("2025-12")
            #expect(
                try approver.refusal { try approver.judge(plan) }
                    == .approval(
                        "something has changed since the plan was saved: its credits, or what their notes would say"
                    ))
            let later = try finance.save()
            try approver.judge(later)
            try approver.judge(later)
            #expect(try finance.issue(later) == ["AV-2026-00001", "AV-2026-00002"])
            let third = try ledger.save()
            try approver.judge(third)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a batch that has nothing to credit needs no approval; a commercial note does, a reversal does not")
    func others() throws {
        try Ledger.withApproval { ledger, finance, approver in
            try finance.assess("2025-12")
            #expect(throws: IssueRefusal.self) { try finance.commercial(100, on: "2026-01-31") }
            let plan = try finance.save()
            try approver.judge(plan)
            try finance.issue(plan)
            try finance.reverse("AV-2026-00001", on: "2026-02-01")
            try Issuing.issue(
                month("2025-11"), on: date("2026-02-01"), run: Issuing.newRun(finance.connection), plan: [],
                allowsCuts: false, program: "StoreTests", finance.connection)
            #expect(try ledger.faults().isEmpty)
        }
    }
}
