internal import Postgres
internal import SLA
internal import Store
import TestSupport

/// Plans that are saved, judged and issued.
extension Ledger {
    /// Two credits under an issuer who requires approval; sessions of the owner, of finance and of an approver.
    static func withApproval(_ body: (Ledger, Ledger, Ledger) throws -> Void) throws {
        try withTwoCredits { ledger in
            _ = try ledger.issuer(approval: .required).set(ledger.connection)
            func session(_ role: String) throws -> Ledger {
                let connection = try ledger.database.connectWithoutSchema()
                try connection.executeScript("set session authorization \(role)")
                try Schema.use(connection)
                return Ledger(database: ledger.database, connection: connection)
            }
            try body(ledger, session("avoir_finance"), session("avoir_approver"))
        }
    }

    /// Saves the plan of December with a file that says it.
    func save(
        of choice: CreditChoice = .everyone, _ change: (String) -> String = { $0 }
    ) throws -> SavedPlan {
        let month = try StoreTests.month("2025-12")
        let date = try StoreTests.date("2026-01-31")
        let withheld = Withheld(of: choice)
        let name = try Issuing.newRun(connection)
        let plan = try Issuing.plan(month, on: date, allowsCuts: true, withholding: withheld, connection)
        let credits = plan.map {
            """
            {"subscription": "\($0.subscription)", "customer": "\($0.customer)", "customer_name": "\($0.customerName)",
             "outcome": "\($0.outcome.rawValue)", "credit": "\($0.credit)", "cut_by_cap": "\($0.cut)", "currency": "\($0.currency)"}
            """
        }
        func list(_ names: [String]?) -> String {
            names.map { "[\"\($0.joined(separator: "\",\""))\"]" } ?? "null"
        }
        let content = change(
            """
            {"plan": "\(name)", "month": "2025-12", "issue_date": "2026-01-31", "only": \(list(choice.only)),
             "except": \(list(choice.except)), "credits": [\(credits.joined(separator: ","))]}
            """)
        try SavedPlan.save(
            name, month, on: date, withholding: withheld, content: content, program: "StoreTests", connection)
        return try sample(SavedPlan.named(name, on: connection), "plan")
    }

    func judge(_ plan: SavedPlan, file: String? = nil, rejection: String? = nil) throws {
        try SavedPlan.judge(plan.plan, file: file ?? plan.content, rejection: rejection, connection)
    }

    /// - Returns: the numbers of the plan's notes.
    @discardableResult
    func issue(
        _ plan: SavedPlan, of choice: CreditChoice? = nil, on date: String = "2026-01-31"
    ) throws -> [String] {
        let withheld = Withheld(of: choice ?? plan.choice)
        let day = try StoreTests.date(date)
        let credits =
            try Issuing.decisions(of: plan.plan, connection)
            ?? Issuing.plan(plan.month, on: day, allowsCuts: true, withholding: withheld, connection)
        try Issuing.issue(
            plan.month, on: day, run: plan.plan, plan: credits, allowsCuts: true, withholding: withheld,
            program: "StoreTests", connection)
        return try Issuing.numbers(of: plan.plan, connection)
    }

    /// Saves a gesture for S-1's December with a file that says it.
    func saveCommercial(cents: Int64 = 2_500, _ change: (String) -> String = { $0 }) throws -> SavedPlan {
        let order = CommercialIssuing.Order(
            subscription: "S-1", month: try StoreTests.month("2025-12"),
            date: try StoreTests.date("2026-01-31"), amount: Cents(cents), treatment: .priceReduction,
            reason: "Geste", internalReason: nil)
        let name = try Issuing.newRun(connection)
        let content = change(
            """
            {"schema": "avoir.plan/1", "plan": "\(name)", "kind": "commercial", "month": "2025-12",
             "issue_date": "2026-01-31", "subscription": "S-1", "customer": "C-1", "customer_name": "Client",
             "amount": "\(Cents(cents))", "currency": "EUR", "vat": "\(Cents(cents / 5))", "vat_treatment": "price_reduction",
             "reason": "Geste", "internal_reason": null}
            """)
        try SavedPlan.save(name, order, content: content, program: "StoreTests", connection)
        return try sample(SavedPlan.named(name, on: connection), name)
    }

    /// The number of the plan's note.
    @discardableResult
    func issueCommercial(_ plan: SavedPlan) throws -> String {
        try issueCommercial(sample(plan.commercial, "commercial").order, run: plan.plan)
    }

    @discardableResult
    func issueCommercial(_ order: CommercialIssuing.Order, run: String) throws -> String {
        try CommercialIssuing.issue(
            order, run: run, isDryRun: false, program: "StoreTests", connection, check: { _ in }
        ).number
    }
}
