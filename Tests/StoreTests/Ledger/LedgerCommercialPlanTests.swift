internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: commercial notes that are saved, approved and issued")
struct LedgerCommercialPlanTests {
    @Test(
        "where approval is required, a commercial note is issued by a plan that another login approved, once")
    func required() throws {
        try Ledger.withApproval { ledger, finance, approver in
            let plan = try finance.saveCommercial()
            #expect(try ledger.documents().isEmpty)
            #expect(try SavedPlan.waiting(on: ledger.connection).map(\.plan) == [plan.plan])
            #expect(
                try finance.refusal { try finance.issueCommercial(plan) }
                    == .approval("an approval is needed: nobody has approved the plan of avoir_finance yet"))
            let own = try ledger.saveCommercial(cents: 100)
            let login = try sample(ledger.connection.texts("select session_user::text").first, "login")
            #expect(
                try ledger.refusal { try ledger.judge(own) }
                    == .approval("the plan was saved by \(login), and must be approved by another person"))
            try approver.judge(plan)
            #expect(
                try approver.refusal { try approver.judge(plan, rejection: "no") }
                    == .approval("the plan was approved by avoir_approver already"))
            #expect(try finance.issueCommercial(plan) == "AV-2026-00001")
            #expect(try finance.issueCommercial(plan) == "AV-2026-00001")
            #expect(try SavedPlan.waiting(on: ledger.connection).map(\.plan) == [own.plan])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test(
        "it is not issued when anything has changed since: what is left, a detail of the customer, the issuer",
        arguments: Change.allCases)
    func overtaken(change: Change) throws {
        try Ledger.withTwoCredits { ledger in
            let plan = try ledger.saveCommercial()
            switch change {
            case .invoice: try ledger.invoice("2025-12", lines: [Ledger.Line(cents: 120_000)])
            case .note: try ledger.commercial(100)
            case .address:
                try importing(
                    "customers", "customer,name,street\nC-1,Client,3 rue Neuve", on: ledger.connection)
            case .issuer: _ = try ledger.issuer(notesPer: .customer).set(ledger.connection)
            case .another:
                // Another import changes nothing of it.
                try ledger.invoice("2025-11", "S-2", lines: [Ledger.Line(cents: 100)])
            }
            let before = try ledger.commercialDocuments().count
            if change == .another {
                #expect(try ledger.issueCommercial(plan) == "AV-2026-00001")
            } else {
                #expect(
                    try ledger.refusal { try ledger.issueCommercial(plan) }
                        == .approval(
                            "something has changed since the plan was saved: what the note would say, the issuer, or what is left of the invoices"
                        ))
                #expect(try ledger.commercialDocuments().count == before)
            }
            #expect(try ledger.faults().isEmpty)
        }
    }

    enum Change: CaseIterable { case invoice, note, address, issuer, another }

    @Test("a plan is that of its subscription, month, amount and reason, and of no other")
    func parameters() throws {
        try Ledger.withTwoCredits { ledger in
            let plan = try ledger.saveCommercial()
            for change in [
                { (order: inout CommercialIssuing.Order) in order.amount = Cents(2_499) },
                { order in order.subscription = "S-2" }, { order in order.reason = "Autre" },
                { order in order.internalReason = "Autre" }, { order in order.treatment = .netOfTax },
            ] as [(inout CommercialIssuing.Order) -> Void] {
                var order = try sample(plan.commercial, "commercial").order
                change(&order)
                #expect(
                    try ledger.refusal { _ = try ledger.issueCommercial(order, run: plan.plan) }
                        == .otherParameters("plan \(plan.plan) was saved with other parameters"))
            }
            #expect(try ledger.issueCommercial(plan) == "AV-2026-00001")
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a run of one kind never bears the name of a plan of the other")
    func otherKind() throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.assess("2025-12")
            let (credits, commercial) = (try ledger.save(), try ledger.saveCommercial())
            let order = try sample(commercial.commercial, "commercial").order
            #expect(
                try ledger.refusal { _ = try ledger.issueCommercial(order, run: credits.plan) }
                    == .otherParameters("plan \(credits.plan) was saved with other parameters"))
            #expect(
                try ledger.refusal {
                    try Issuing.issue(
                        month("2025-12"), on: date("2026-01-31"), run: commercial.plan,
                        plan: ledger.plan("2025-12", on: "2026-01-31"), allowsCuts: true,
                        program: "StoreTests", ledger.connection)
                } == .otherParameters("plan \(commercial.plan) was saved with other parameters"))
            try Planted.refused(
                [
                    Planted(
                        """
                        insert into issue_run (run, kind, month, issue_date, notes, lines, total_cents, program)
                        values ('\(credits.plan)', 'commercial', '2025-12-01', '2026-01-31', 1, 1, 100, 'x')
                        """, "AV011")
                ], on: ledger.connection)
            #expect(try ledger.documents().isEmpty)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("the check of an approval can be put off within a transaction, and not beyond it")
    func deferred() throws {
        try Ledger.withApproval { ledger, _, _ in
            do {
                try ledger.connection.transaction {
                    try ledger.connection.executeScript("set constraints is_approved deferred")
                    try ledger.connection.execute(
                        """
                        insert into issue_run (run, kind, month, issue_date, notes, lines, total_cents, program)
                        values (gen_random_uuid(), 'commercial', '2025-12-01', '2026-01-31', 1, 1, 100, 'x')
                        """)
                }
                Issue.record("not refused")
            } catch let error as PostgresError {
                #expect(error.sqlState == "AV011")
            }
            #expect(try ledger.connection.number("select count(*) from issue_run") == 0)
        }
    }

    @Test("what was rejected is not issued")
    func rejected() throws {
        try Ledger.withTwoCredits { ledger in
            let plan = try ledger.saveCommercial()
            try ledger.judge(plan, rejection: "too much")
            let login = try sample(ledger.connection.texts("select session_user::text").first, "login")
            #expect(
                try ledger.refusal { try ledger.issueCommercial(plan) }
                    == .approval("the plan was rejected by \(login): too much"))
            #expect(try SavedPlan.waiting(on: ledger.connection).isEmpty)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("an approval holds the plan against the invoices of now")
    func approvedWhileItHolds() throws {
        try Ledger.withApproval { ledger, finance, approver in
            let plan = try finance.saveCommercial()
            try ledger.invoice("2025-12", lines: [Ledger.Line(cents: 2_000)])
            #expect(throws: IssueRefusal.self) { try approver.judge(plan) }
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a file that says another note than is planned is not saved")
    func forgedFile() throws {
        try Ledger.withTwoCredits { ledger in
            for (from, to) in [
                ("25.00", "2.00"), ("\"C-1\"", "\"C-2\""), ("Client", "Autre"), ("2026-01-31", "2026-01-30"),
                ("2025-12", "2025-11"), ("Geste", "Autre"), ("5.00\", \"vat_t", "6.00\", \"vat_t"),
                ("EUR", "USD"),
                ("\"internal_reason\": null", "\"internal_reason\": \"x\""),
            ] {
                let refusal = try ledger.refusal {
                    _ = try ledger.saveCommercial { $0.replacing(from, with: to) }
                }
                #expect(
                    refusal == .planChanged("the note is no longer the one that was to be saved"), "\(from)")
            }
        }
    }

    @Test("the audit log, the replay and the proof name a doctored plan")
    func doctored() throws {
        try Ledger.withTwoCredits { ledger in
            let plan = try ledger.saveCommercial()
            try ledger.issueCommercial(plan)
            try ledger.connection.executeScript(
                """
                alter table saved_plan disable trigger no_change;
                update saved_plan set subscription = 'S-2';
                alter table saved_plan enable always trigger no_change
                """)
            let faults = try ledger.faults()
            #expect(faults.contains("run \(plan.plan): it did not issue the plan that was saved"))
            #expect(faults.contains { $0.contains("commercial S-2: Geste") })
        }
    }
}
