package import Postgres
package import SLA

/// A plan that was saved to be looked at: a run that bears its name issues exactly it, or nothing.
///
/// Source: docs/guide/operations.md "Two persons".
package struct SavedPlan: Equatable, Sendable {
    /// A UUID; also the name of the run that issues it.
    package let plan: String
    package let month: Month
    package let date: LocalDate
    package let choice: CreditChoice
    /// Of a commercial note: which; nil: the plan is of what the terms give.
    package let commercial: Commercial?
    package let notes: Int
    package let total: Cents
    /// The file that people look at: JSON.
    package let content: String
    package let savedAt: Instant
    package let savedBy: String
    /// What another person said of it; nil: nothing yet.
    package let verdict: Verdict?
    /// Whether a run issued it.
    package let isIssued: Bool

    /// A commercial note that is planned, and what its file says of it.
    package struct Commercial: Equatable, Sendable {
        package let order: CommercialIssuing.Order
        package let customerName: String
        package let currency: String
    }

    /// What the file says of one subscription.
    package struct Credit: Equatable, Sendable {
        package let subscription: String
        package let customerName: String
        package let outcome: PlannedCredit.Outcome
        package let credit: Cents
        package let cut: Cents
        package let currency: String
    }

    package struct Verdict: Equatable, Sendable {
        package let approves: Bool
        /// Of a rejection.
        package let reason: String?
        package let at: Instant
        package let by: String
    }

    /// Saves what would be issued, with the file that says it.
    ///
    /// - Throws: `IssueRefusal.planChanged` when the file does not say what is due now.
    package static func save(
        _ plan: String, _ month: Month, on date: LocalDate, withholding withheld: Withheld, content: String,
        program: String, _ connection: Connection
    ) throws {
        try connection.retrying {
            try connection.transaction {
                try IssueRefusal.refusing {
                    _ = try connection.query(
                        """
                        select (save_plan($1::text::uuid, $2, $3, \(Withheld.object(6)), $4, $5, \(Withheld.choice(6)))).plan::text
                        """,
                        [
                            .text(plan), .date(month.firstDay.daysSinceEpoch), .date(date.daysSinceEpoch),
                            .text(content), .text(program),
                        ] + withheld.parameters)
                }
            }
        }
    }

    /// nil: the database has no such plan.
    package static func named(_ plan: String, on connection: Connection) throws -> SavedPlan? {
        try load("where p.plan = $1::text::uuid", [.text(plan)], connection).first
    }

    /// Those that are neither issued nor rejected, of each month the last one, of commercial
    /// notes the last of each subscription's month and reason, in order of the months; without one all of whose credits other runs have decided since.
    package static func waiting(on connection: Connection) throws -> [SavedPlan] {
        try load(
            """
            where p.saved_at = (select max(o.saved_at) from saved_plan o
                    where o.month = p.month and (o.subscription, o.reason) is not distinct from (p.subscription, p.reason))
                and not exists (select from issue_run r where r.run = p.plan)
                and not exists (select from plan_verdict o where o.plan = p.plan and not o.approves)
                and (p.notes = 0 or p.kind = 'commercial' or exists (
                    select from jsonb_array_elements(p.content::jsonb -> 'credits') c
                        join subscription u on u.subscription = c ->> 'subscription'
                    where (c ->> 'credit')::numeric > 0 and not exists (
                        select from issue_decision d join issue_run r using (run)
                        where d.subscription_key = u.subscription_key and d.month = p.month and r.issued_at > p.saved_at)))
            """, [], connection)
    }

    private static func load(
        _ which: String, _ parameters: [Parameter], _ connection: Connection
    ) throws -> [SavedPlan] {
        try connection.query(
            """
            select p.plan::text as plan, p.month, p.issue_date, p.only_these, p.except_these, p.notes, p.total_cents, p.content,
                p.saved_at, p.saved_by, v.approves, v.reason as why_not, v.given_at, v.given_by,
                p.subscription, p.vat_treatment, p.reason, p.internal_reason,
                case when p.kind = 'commercial' then p.content::jsonb ->> 'customer_name' end as customer_name,
                case when p.kind = 'commercial' then p.content::jsonb ->> 'currency' end as currency,
                exists (select from issue_run r where r.run = p.plan) as is_issued
            from saved_plan p left join plan_verdict v using (plan)
            \(which)
            order by p.month, p.plan
            """, parameters
        ).map { row in
            let only = try row.optionalTextArray("only_these")
            let except = try row.optionalTextArray("except_these")
            return SavedPlan(
                plan: try row.text("plan"), month: try row.localDate("month").month,
                date: try row.localDate("issue_date"),
                choice: only.map(CreditChoice.only) ?? except.map(CreditChoice.except) ?? .everyone,
                commercial: try Commercial(row),
                notes: Int(try row.int32("notes")), total: try row.cents("total_cents"),
                content: try row.text("content"), savedAt: try row.instant("saved_at"),
                savedBy: try row.text("saved_by"), verdict: try Verdict(row),
                isIssued: try row.bool("is_issued"))
        }
    }

    /// What its file says of each subscription that has something due, in the order of the file.
    package func credits(on connection: Connection) throws -> [Credit] {
        try connection.query(
            """
            select c ->> 'subscription' as subscription, c ->> 'customer_name' as customer_name, c ->> 'outcome' as outcome,
                ((c ->> 'credit')::numeric * 100)::bigint as credit, ((c ->> 'cut_by_cap')::numeric * 100)::bigint as cut,
                c ->> 'currency' as currency
            from saved_plan p cross join lateral jsonb_array_elements(p.content::jsonb -> 'credits') with ordinality e (c, place)
            where p.plan = $1::text::uuid order by e.place
            """, [.text(plan)]
        ).map { row in
            Credit(
                subscription: try row.text("subscription"), customerName: try row.text("customer_name"),
                outcome: try row.word("outcome"), credit: try row.cents("credit"), cut: try row.cents("cut"),
                currency: try row.text("currency"))
        }
    }

    /// Records what the session's login says of the plan; the same word again is that one.
    ///
    /// - Parameters:
    ///   - file: the bytes that were looked at.
    ///   - rejection: why it is rejected; nil: it is approved.
    /// - Throws: `IssueRefusal.approval`.
    package static func judge(
        _ plan: String, file: String, rejection: String?, _ connection: Connection
    ) throws {
        try connection.transaction {
            try connection.executeScript("set local lock_timeout = '10s'")
            try IssueRefusal.refusing {
                _ = try connection.query(
                    "select (judge_plan($1::text::uuid, $2, $3, $4)).plan::text",
                    [
                        .text(plan), .text(file), .bool(rejection == nil),
                        .optional(rejection, Parameter.text),
                    ])
            }
        }
    }
}

extension SavedPlan.Verdict {
    fileprivate init?(_ row: Row) throws {
        guard let at = try row.optionalTimestamp("given_at") else { return nil }
        self.init(
            approves: try row.bool("approves"), reason: try row.optionalText("why_not"),
            at: Instant(microseconds: at), by: try row.text("given_by"))
    }
}

extension SavedPlan.Credit {
    /// What a file would say of a planned credit.
    package init(_ credit: PlannedCredit) {
        self.init(
            subscription: credit.subscription, customerName: credit.customerName, outcome: credit.outcome,
            credit: credit.credit, cut: credit.cut, currency: credit.currency)
    }
}
