package import Postgres
internal import SLA

/// A commercial note that is saved to be looked at, approved, and issued exactly.
extension SavedPlan {
    /// Saves what the note would be, with the file that says it.
    ///
    /// - Throws: `IssueRefusal`: `.planChanged` when the file does not say what the note would be now.
    package static func save(
        _ plan: String, _ order: CommercialIssuing.Order, content: String, program: String,
        _ connection: Connection
    ) throws {
        try connection.retrying {
            try connection.transaction {
                try connection.executeScript("set local lock_timeout = '10s'")
                try IssueRefusal.refusing {
                    _ = try connection.query(
                        """
                        select (save_commercial_plan($1::text::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10)).plan::text
                        """,
                        [
                            .text(plan), .text(order.subscription),
                            .date(order.month.firstDay.daysSinceEpoch),
                            .date(order.date.daysSinceEpoch), .int64(order.amount.amount),
                            .text(order.treatment.rawValue), .text(order.reason),
                            .optional(order.internalReason, Parameter.text), .text(content), .text(program),
                        ])
                }
            }
        }
    }
}

extension SavedPlan.Commercial {
    /// nil: the plan is of what the terms give.
    init?(_ row: Row) throws {
        guard let subscription = try row.optionalText("subscription") else { return nil }
        self.init(
            order: CommercialIssuing.Order(
                subscription: subscription, month: try row.localDate("month").month,
                date: try row.localDate("issue_date"), amount: try row.cents("total_cents"),
                treatment: try row.word("vat_treatment"), reason: try row.text("reason"),
                internalReason: try row.optionalText("internal_reason")),
            customerName: try row.text("customer_name"), currency: try row.text("currency"))
    }
}
