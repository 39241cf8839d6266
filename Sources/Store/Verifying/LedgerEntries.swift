internal import Postgres
internal import SLA

/// What the ledger's replay applies, read from the database.
extension LedgerReplay {
    /// What runs decided to credit and no note says: `S-1 2026-05` and the amount.
    static func decisionsWithoutNote(
        _ connection: Connection
    ) throws -> [(of: String, amount: Cents)] {
        try connection.query(
            """
            select u.subscription, d.month, d.credited_cents
            from issue_decision d join subscription u using (subscription_key)
            where d.credited_cents > 0 and not exists (
                select from credit_line l join credit_note n using (series, no)
                where n.run = d.run and l.subscription_key = d.subscription_key and l.month = d.month
                    and l.revision = d.revision and l.attempt = d.attempt)
            order by d.month, u.subscription collate "C"
            """
        ).map { row in
            (
                of: "\(try row.text("subscription")) \(try row.localDate("month").month)",
                amount: try row.cents("credited_cents")
            )
        }
    }

    static func key(_ row: Row) throws -> SubscriptionMonthKey {
        SubscriptionMonthKey(
            subscription: try row.int32("subscription_key"), month: try row.date("month"))
    }

    /// Notes, decisions and holds in the order in which they were made; a run's notes come before its decisions.
    static func events(_ connection: Connection) throws -> [Event] {
        let all =
            try notes(connection).map(Event.note) + decisions(connection).map(Event.decision)
            + holds(connection).map(Event.hold)
        return all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(
            \.element)
    }

    /// What a note, decision or assessment refers to and what is not there, a sentence each.
    static func lost(_ connection: Connection) throws -> [String] {
        try connection.query(
            """
            select fault from (
                select format('%s: its assessment is not stored', n.number) as fault
                from credit_line l join credit_note n using (series, no)
                    left join assessment a using (subscription_key, month, revision) where a.run is null
                union all
                select format('%s: says that it has %s lines, there are %s', n.number, n.line_count, count(l.line))
                from credit_note n left join credit_line l using (series, no)
                group by n.number, n.line_count having count(l.line) <> n.line_count
                union all
                select format('line %s of note %s of %s: its note is not stored', l.line, l.no, l.series)
                from credit_line l left join credit_note n using (series, no) where n.number is null
                union all
                select format('%s: its customer is not stored', n.number)
                from credit_note n left join customer c using (customer_key) where c.customer is null
                union all
                select format('%s: its run is not stored', n.number)
                from credit_note n left join issue_run r using (run) where r.run is null
                union all
                select format('%s: its issuer is not stored', n.number)
                from credit_note n left join issuer_version i using (issuer_key) where i.issuer_key is null
                union all
                select format('%s: its series is not stored', n.number)
                from credit_note n left join note_series s using (series) where s.series is null
                union all
                select format('%s: was issued on %s although the books were closed up to %s', n.number, n.issue_date,
                    max(c.closed_until))
                from credit_note n join closing c on c.closed_at < n.issued_at and c.closed_until >= n.issue_date
                group by n.number, n.issue_date
                union all
                select format('%s: its first number is %s, which no issuer says', s.series, s.first_number)
                from note_series s left join credit_note n on n.series = s.series and n.no = 1
                    left join issuer_version i using (issuer_key)
                where s.first_number <> 1 and s.last_no > 0 and s.first_number is distinct from i.first_number
                union all
                select format('%s: its subscription is not stored', n.number)
                from credit_line l join credit_note n using (series, no)
                    left join subscription u using (subscription_key) where u.subscription is null
                union all
                select format('%s %s of subscription %s for %s: follows %s', action, no, subscription_key,
                    to_char(month, 'YYYY-MM'), before)
                from (select *, lag(no, 1, 0) over (partition by subscription_key, month order by no) as before
                    from hold_event) h
                where no <> before + 1
                union all
                select format('%s %s of subscription %s for %s: its subscription is not stored', h.action, h.no,
                    h.subscription_key, to_char(h.month, 'YYYY-MM'))
                from hold_event h left join subscription u using (subscription_key) where u.subscription is null
                union all
                select format('a decision of run %s: its run is not stored', d.run)
                from issue_decision d left join issue_run r using (run) where r.run is null
                union all
                select format('a decision of run %s: its assessment is not stored', d.run)
                from issue_decision d left join assessment a using (subscription_key, month, revision)
                where a.run is null
                union all
                select format('assessment of subscription %s for %s: revision %s follows %s', subscription_key,
                    to_char(month, 'YYYY-MM'), revision, before)
                from (select subscription_key, month, revision, lag(revision, 1, 0) over (
                    partition by subscription_key, month order by revision) as before from assessment) a
                where revision <> before + 1
                union all
                select format('assessment of subscription %s for %s: its subscription or run is not stored',
                    subscription_key, to_char(a.month, 'YYYY-MM'))
                from assessment a left join subscription u using (subscription_key) left join assessment_run r using (run)
                where u.subscription is null or r.run is null
                union all
                select format('assessment run %s: is of another month than its assessments', r.run)
                from assessment_run r join assessment a using (run) where a.month <> r.month group by r.run
                union all
                select format('%s: says that %s notes are in it, there are %s', s.series, s.last_no, count(n.no))
                from note_series s left join credit_note n using (series) group by s.series having count(n.no) <> s.last_no
            ) f order by fault collate "C"
            """
        ).map { try $0.text("fault") }
    }

    private static func holds(_ connection: Connection) throws -> [Hold] {
        try connection.query("select * from hold_event order by at, subscription_key, month, no").map { row in
            Hold(
                of: try key(row), at: try row.timestamp("at"), isRelease: try row.text("action") == "release")
        }
    }

    private static func decisions(_ connection: Connection) throws -> [Decision] {
        try connection.query(
            """
            select d.*, r.issued_at, r.issue_date, coalesce(r.allows_cuts, false) as allows_cuts, coalesce(a.amount_cents, 0) as amount_cents,
                coalesce(a.base_cents, 0) as base_cents, t.cap_micropercent, t.cap_days, t.cap_excess, u.subscription
            from issue_decision d join issue_run r using (run)
                join assessment a on a.subscription_key = d.subscription_key and a.month = d.month
                    and a.revision = d.revision
                join subscription u on u.subscription_key = d.subscription_key
                left join terms_version t using (terms_key)
            order by r.issued_at, u.subscription collate "C"
            """
        ).map { row in
            let base = try row.cents("base_cents")
            return Decision(
                run: try row.text("run"), subscription: try row.text("subscription"), of: try key(row),
                at: try row.timestamp("issued_at"), date: try row.date("issue_date"),
                outcome: try row.text("outcome"), assessed: try row.cents("amount_cents"),
                before: try row.cents("before_cents"), due: try row.cents("due_cents"),
                credited: try row.cents("credited_cents"), cut: try row.cents("cut_cents"),
                used: try row.cents("used_cents"),
                cap: try row.optionalPercentage("cap_micropercent").map { rate in
                    Cap(amount: Cents.credit(rate, of: base), days: Int(try row.int32("cap_days")))
                }, isHeld: try row.optionalText("cap_excess") == "held",
                allowsCuts: try row.bool("allows_cuts"))
        }
    }
}
