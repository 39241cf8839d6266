internal import Postgres

/// What the ledger refers to and what is not there, or is not counted right.
enum LedgerLosses {
    /// A sentence each, in order.
    static func faults(_ connection: Connection) throws -> [String] {
        let queries = [notes, decisions, holds, plans, assessments].joined().joined(separator: " union all ")
        return try connection.query(
            "select fault from (\(queries)) f (fault) order by fault collate \"C\""
        ).map { try $0.text("fault") }
    }

    /// SQL: of saved plans, and of runs that a second person had to approve. The issuer is that of a run's notes.
    private static let plans = [
        """
        select format('run %s: what it credits of %s was not approved by another person', r.run, to_char(r.month, 'YYYY-MM'))
        from issue_run r left join saved_plan p on p.plan = r.run left join plan_verdict v on v.plan = r.run
        where r.kind <> 'reversal' and r.lines > 0
            and exists (select from credit_note n join issuer_version i using (issuer_key)
                where n.run = r.run and i.approval = 'required')
            and (v.approves and v.given_by not in (p.saved_by, r.issued_by)
                and v.given_at between p.saved_at and r.issued_at) is not true
        """,
        """
        select format('run %s: it issued a plan that was rejected', r.run)
        from issue_run r join plan_verdict v on v.plan = r.run where not v.approves
        """,
        """
        select format('run %s: it did not issue the plan that was saved', r.run)
        from issue_run r join saved_plan p on p.plan = r.run
        where (r.kind, r.month, r.issue_date, r.only_these, r.except_these, r.notes, r.lines, r.total_cents)
            is distinct from (p.kind, p.month, p.issue_date, p.only_these, p.except_these, p.notes, p.lines, p.total_cents)
            or p.kind = 'commercial' and not exists (
                select from credit_note n join commercial_line l using (series, no) join subscription u using (subscription_key)
                where n.run = r.run and (u.subscription, n.vat_treatment, n.reason) = (p.subscription, p.vat_treatment, p.reason)
                    and n.internal_reason is not distinct from p.internal_reason)
        """,
        """
        select format('plan %s: it was approved by who saved it', p.plan)
        from saved_plan p join plan_verdict v using (plan) where v.approves and v.given_by = p.saved_by
        """,
        """
        select format('plan %s: it is not stored, but a verdict of it is', v.plan)
        from plan_verdict v left join saved_plan p using (plan) where p.plan is null
        """,
    ]

    /// SQL: of notes, lines and series.
    private static let notes = [
        """
        select format('%s: its assessment is not stored', n.number)
        from credit_line l join credit_note n using (series, no)
            left join assessment a using (subscription_key, month, revision) where a.run is null
        """,
        """
        select format('%s: says that it has %s lines, there are %s', n.number, n.line_count, count(l.series))
        from credit_note n left join (select series, no, false as is_commercial from credit_line
                union all select series, no, true from commercial_line) l using (series, no, is_commercial)
        group by n.number, n.line_count having count(l.series) <> n.line_count
        """,
        """
        select format('line %s of note %s of %s: its note is not stored', l.line, l.no, l.series)
        from credit_line l left join credit_note n using (series, no) where n.number is null
        """,
        """
        select format('the line of commercial note %s of %s: its note is not stored', l.no, l.series)
        from commercial_line l left join credit_note n using (series, no) where n.number is null
        """,
        """
        select format('%s: its subscription is not stored', n.number)
        from commercial_line l join credit_note n using (series, no)
            left join subscription u using (subscription_key) where u.subscription is null
        """,
        """
        select format('%s: its customer is not stored', n.number)
        from credit_note n left join customer c using (customer_key) where c.customer is null
        """,
        """
        select format('%s: its run is not stored', n.number)
        from credit_note n left join issue_run r using (run) where r.run is null
        """,
        """
        select format('%s: its issuer is not stored', n.number)
        from credit_note n left join issuer_version i using (issuer_key) where i.issuer_key is null
        """,
        """
        select format('%s: its series is not stored', n.number)
        from credit_note n left join note_series s using (series) where s.series is null
        """,
        """
        select format('%s: was issued on %s although the books were closed up to %s', n.number, n.issue_date,
            max(c.closed_until))
        from credit_note n join closing c on c.closed_at < n.issued_at and c.closed_until >= n.issue_date
        group by n.number, n.issue_date
        """,
        """
        select format('%s: its first number is %s, which no issuer says', s.series, s.first_number)
        from note_series s left join credit_note n on n.series = s.series and n.no = 1
            left join issuer_version i using (issuer_key)
        where s.first_number <> 1 and s.last_no > 0 and s.first_number is distinct from i.first_number
        """,
        """
        select format('%s: its subscription is not stored', n.number)
        from credit_line l join credit_note n using (series, no)
            left join subscription u using (subscription_key) where u.subscription is null
        """,
        """
        select format('%s: says that %s notes are in it, there are %s', s.series, s.last_no, count(n.no))
        from note_series s left join credit_note n using (series) group by s.series having count(n.no) <> s.last_no
        """,
    ]

    /// SQL: of what runs decided.
    private static let decisions = [
        """
        select format('a decision of run %s: its run is not stored', d.run)
        from issue_decision d left join issue_run r using (run) where r.run is null
        """,
        """
        select format('a decision of run %s: its assessment is not stored', d.run)
        from issue_decision d left join assessment a using (subscription_key, month, revision)
        where a.run is null
        """,
    ]

    /// SQL: of holds and releases.
    private static let holds = [
        """
        select format('%s %s of subscription %s for %s: follows %s', action, no, subscription_key,
            to_char(month, 'YYYY-MM'), before)
        from (select *, lag(no, 1, 0) over (partition by subscription_key, month order by no) as before
            from hold_event) h
        where no <> before + 1
        """,
        """
        select format('%s %s of subscription %s for %s: its subscription is not stored', h.action, h.no,
            h.subscription_key, to_char(h.month, 'YYYY-MM'))
        from hold_event h left join subscription u using (subscription_key) where u.subscription is null
        """,
    ]

    /// SQL: of assessments and their runs.
    private static let assessments = [
        """
        select format('assessment of subscription %s for %s: revision %s follows %s', subscription_key,
            to_char(month, 'YYYY-MM'), revision, before)
        from (select subscription_key, month, revision, lag(revision, 1, 0) over (
            partition by subscription_key, month order by revision) as before from assessment) a
        where revision <> before + 1
        """,
        """
        select format('assessment of subscription %s for %s: its subscription or run is not stored',
            subscription_key, to_char(a.month, 'YYYY-MM'))
        from assessment a left join subscription u using (subscription_key) left join assessment_run r using (run)
        where u.subscription is null or r.run is null
        """,
        """
        select format('assessment run %s: is of another month than its assessments', r.run)
        from assessment_run r join assessment a using (run) where a.month <> r.month group by r.run
        """,
    ]
}
