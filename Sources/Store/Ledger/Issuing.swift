internal import Hashing
package import Postgres
package import SLA

/// Issuing and reversing, through the database's own functions. Source: contract R11 to R14.
package enum Issuing {
    /// The plan for issuing the month on this date; the issue itself uses the same function.
    ///
    /// - Parameters:
    ///   - allowsCuts: whether the cap may cut; what it would is left undecided otherwise.
    ///   - withheld: the credits that no note may be made of, and those that a person left out.
    /// - Throws: `IssueRefusal` for a date on which nothing may be issued, or without an issuer.
    package static func plan(
        _ month: Month, on date: LocalDate, allowsCuts: Bool, withholding withheld: Withheld = Withheld(),
        _ connection: Connection
    ) throws -> [PlannedCredit] {
        try IssueRefusal.refusing {
            _ = try connection.query(
                """
                select check_issue_date($1, $2, i.series_pattern)
                from current_issuer() i
                """, [.date(month.firstDay.daysSinceEpoch), .date(date.daysSinceEpoch)])
        }
        let plan = try IssueRefusal.refusing {
            try connection.query(
                """
                select p.*, case when p.last_date > $2 then
                    check_planned_date(p.subscription, $2, p.last_date, p.outcome)::text end as checked
                from current_issuer() i cross join lateral credit_plan($1, $2, i, $3, \(Withheld.object(4)),
                    \(Withheld.choice(4))) p
                order by p.subscription collate "C"
                """,
                [.date(month.firstDay.daysSinceEpoch), .date(date.daysSinceEpoch), .bool(allowsCuts)]
                    + withheld.parameters
            ).map { row in
                var credit = try PlannedCredit(row)
                credit.draft = try PlannedCredit.Draft(row)
                return credit
            }
        }
        let notes = Set(plan.compactMap(\.note)).count
        try IssueRefusal.refusing {
            _ = try connection.query(
                "select check_room($1, i, $2) from current_issuer() i",
                [.date(date.daysSinceEpoch), .int32(Int32(notes))])
        }
        return plan
    }

    /// Issues what the plan says, all or nothing.
    ///
    /// - Parameters:
    ///   - run: names this run; the same name again issues nothing more.
    ///   - allowsCuts, withheld: as for the plan.
    ///   - batch: the later month whose batch takes this one up.
    package static func issue(
        _ month: Month, on date: LocalDate, run: String, plan: [PlannedCredit], allowsCuts: Bool,
        withholding withheld: Withheld = Withheld(), batch: Month? = nil, program: String,
        _ connection: Connection
    ) throws {
        let credits = plan.filter { $0.credit > .zero }
        let total = credits.reduce(Cents.zero) { $0 + $1.credit }
        try connection.retrying {
            try connection.transaction {
                try MonthLock.take(month, on: connection)
                try IssueRefusal.refusing {
                    _ = try connection.query(
                        """
                        select (issue_month($1::text::uuid, $2, $3, $4, $5, $6, $7, $8, \(Withheld.object(10)),
                            $9, \(Withheld.choice(10)))).run::text
                        """,
                        [
                            .text(run), .date(month.firstDay.daysSinceEpoch), .date(date.daysSinceEpoch),
                            .int32(Int32(credits.count)), .int64(total.amount), .bool(allowsCuts),
                            .optional(batch?.firstDay.daysSinceEpoch, Parameter.date), .text(program),
                            .bytes(digest(of: credits)),
                        ] + withheld.parameters)
                }
            }
        }
    }

    /// Of what is credited, by which revision: so that nothing is issued but what was planned.
    private static func digest(of credits: [PlannedCredit]) -> [UInt8] {
        let lines = credits.sorted { $0.subscription.precedes($1.subscription) }.map {
            "\($0.subscription) \($0.revision) \($0.credit.amount) \($0.draft.map { String($0.issuer) } ?? "")\n"
        }
        return Digest.sha256(Array(lines.joined().utf8))
    }

    /// Cancels a credit note with a reversal, a document that has its own number.
    ///
    /// Reversed already for the same reason on the same date, it gives that reversal: the command may be repeated.
    ///
    /// - Parameters:
    ///   - isInternal: whether the reversal is for the books only, because the note never reached the customer.
    ///   - internalReason: for the books, never printed.
    ///   - holds: whether its months are on hold afterwards, so that no later run credits them again.
    /// - Throws: `IssueRefusal`, `PostgresError`.
    package static func reverse(
        _ number: String, on date: LocalDate, reason: String, isInternal: Bool = false,
        internalReason: String? = nil, holds: Bool = false, run: String, program: String,
        _ connection: Connection
    ) throws -> [CreditNote] {
        do {
            try connection.retrying {
                try connection.transaction {
                    try connection.executeScript("set local lock_timeout = '10s'")
                    try IssueRefusal.refusing {
                        _ = try connection.query(
                            "select (reverse_note($1::text::uuid, $2, $3, $4, $5, $6, $7, $8)).number",
                            [
                                .text(run), .text(number), .date(date.daysSinceEpoch), .text(reason),
                                .bool(isInternal), .optional(internalReason, Parameter.text), .bool(holds),
                                .text(program),
                            ])
                    }
                }
            }
        } catch let refusal as IssueRefusal {
            let same = try connection.query(
                """
                select r.run::text as run from credit_note n
                    join credit_note r on r.reverses_series = n.series and r.reverses_no = n.no
                where n.number = $1 and r.issue_date = $2 and r.reason = $3 and r.is_internal = $4
                    and r.internal_reason is not distinct from $5
                    and (not $6 or not exists (select from credit_line l where l.series = r.series and l.no = r.no
                        and not is_on_hold(l.subscription_key, l.month)))
                """,
                [
                    .text(number), .date(date.daysSinceEpoch), .text(reason), .bool(isInternal),
                    .optional(internalReason, Parameter.text), .bool(holds),
                ]
            ).first
            guard let same else { throw refusal }
            return try CreditNotes.list(NoteFilter(run: same.text("run")), on: connection)
        }
        return try CreditNotes.list(NoteFilter(run: run), on: connection)
    }

    /// A new name for a run.
    package static func newRun(_ connection: Connection) throws -> String {
        try connection.query("select gen_random_uuid()::text as run").single().text("run")
    }
}
