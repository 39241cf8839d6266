package import Postgres
package import SLA

/// What runs decided and issued.
extension Issuing {
    /// The lines of a run's notes: the note's number and the subscription, in order.
    package static func lines(
        of run: String, _ connection: Connection
    ) throws -> [(number: String, subscription: String)] {
        try connection.query(
            """
            select n.number, u.subscription
            from credit_note n join credit_line l using (series, no) join subscription u using (subscription_key)
            where n.run = $1::text::uuid order by n.no, l.line
            """, [.text(run)]
        ).map { (try $0.text("number"), try $0.text("subscription")) }
    }

    /// The numbers of a run's notes, in order.
    package static func numbers(of run: String, _ connection: Connection) throws -> [String] {
        try connection.query(
            "select number from credit_note where run = $1::text::uuid order by no", [.text(run)]
        ).map { try $0.text("number") }
    }

    /// What a run of this name decided, nil when there was none. Later notes and reversals do not show in it.
    package static func decisions(of run: String, _ connection: Connection) throws -> [PlannedCredit]? {
        let known = try connection.query("select from issue_run where run = $1::text::uuid", [.text(run)])
        guard known.count > 0 else { return nil }
        return try connection.query(
            """
            select u.subscription, k.customer, c.name as customer_name, d.revision, a.currency, a.amount_cents, d.due_cents, d.cut_cents, d.outcome,
                a.amount_cents - d.before_cents - d.due_cents as forfeited_cents, d.before_cents as credited_cents,
                percent_of(a.base_cents, v.cap_micropercent) as cap_cents, v.cap_days, d.used_cents,
                d.credited_cents as credit_cents, d.first_free_date, d.missing,
                (select n.no - (select min(m.no) from credit_note m where m.run = d.run) + 1
                    from credit_note n where n.run = d.run
                    and (n.series, n.no) in (select l.series, l.no from credit_line l
                        where l.subscription_key = d.subscription_key and l.month = d.month)) as note
            from issue_decision d join assessment a using (subscription_key, month, revision)
                join terms_version v using (terms_key) join subscription u using (subscription_key)
                join assessment_run ar on ar.run = a.run
                cross join lateral first_spell(d.subscription_key, d.month, ar.watermark) s
                join customer k on k.customer_key = s.customer_key
                join customer_details c on c.customer_key = s.customer_key and c.until_batch is null
            where d.run = $1::text::uuid
            order by u.subscription collate "C"
            """, [.text(run)]
        ).map(PlannedCredit.init)
    }

    /// The last run that issued credits of the month on this date, and the numbers of its notes in order.
    package static func lastRun(
        of month: Month, on date: LocalDate, _ connection: Connection
    ) throws -> (run: String, notes: [String])? {
        try connection.query(
            """
            select r.run::text as run from issue_run r
            where r.kind = 'credit' and r.notes > 0 and r.month = $1 and r.issue_date = $2
            order by r.issued_at desc limit 1
            """, [.date(month.firstDay.daysSinceEpoch), .date(date.daysSinceEpoch)]
        ).first.map { row in
            let run = try row.text("run")
            return (run, try numbers(of: run, connection))
        }
    }
}
