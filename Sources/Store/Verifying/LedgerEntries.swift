internal import Postgres
internal import SLA

/// What the ledger's replay applies, read from the database.
extension LedgerReplay {
    /// Every cut that a run decided.
    static func cuts(_ connection: Connection) throws -> [Cut] {
        try connection.query(
            """
            select d.subscription_key, d.month, r.issued_at, d.cut_cents
            from issue_decision d join issue_run r using (run) where d.cut_cents > 0
            """
        ).map { row in
            Cut(
                of: try key(row), at: try row.timestamp("issued_at"), amount: try row.cents("cut_cents"))
        }
    }

    /// What runs decided to credit and no note says: `S-1 2026-05` and the amount.
    static func decisionsWithoutNote(
        _ connection: Connection
    ) throws -> [(of: String, amount: Cents)] {
        try connection.query(
            """
            select u.subscription, d.month, d.credited_cents
            from issue_decision d join subscription u using (subscription_key)
            where d.credited_cents > 0 and not exists (select from credit_note n
                where n.run = d.run and n.subscription_key = d.subscription_key and n.month = d.month
                    and n.revision = d.revision and n.attempt = d.attempt)
            order by d.month, u.subscription collate "C"
            """
        ).map { row in
            (
                of: "\(try row.text("subscription")) \(try row.localDate("month").month)",
                amount: try row.cents("credited_cents")
            )
        }
    }

    private static func key(_ row: Row) throws -> SubscriptionMonthKey {
        SubscriptionMonthKey(
            subscription: try row.int32("subscription_key"), month: try row.date("month"))
    }

    /// Notes and decisions in the order in which they were made; a run's notes come before its decisions.
    static func events(_ connection: Connection) throws -> [Event] {
        let all = try entries(connection).map(Event.note) + decisions(connection).map(Event.decision)
        return all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(
            \.element)
    }

    /// What a note, decision or assessment refers to and what is not there, a sentence each.
    static func lost(_ connection: Connection) throws -> [String] {
        try connection.query(
            """
            select fault from (
                select format('%s: its assessment is not stored', n.number) as fault
                from credit_note n left join assessment a using (subscription_key, month, revision) where a.run is null
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
                select format('%s: its subscription is not stored', n.number)
                from credit_note n left join subscription u using (subscription_key) where u.subscription is null
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

    private static func decisions(_ connection: Connection) throws -> [Decision] {
        try connection.query(
            """
            select d.*, r.issued_at, r.issue_date, coalesce(a.amount_cents, 0) as amount_cents,
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
                due: try row.cents("due_cents"), credited: try row.cents("credited_cents"),
                cut: try row.cents("cut_cents"),
                cap: try row.optionalPercentage("cap_micropercent").map { rate in
                    Cap(amount: Cents.credit(rate, of: base), days: Int(try row.int32("cap_days")))
                }, isHeld: try row.optionalText("cap_excess") == "held")
        }
    }

    /// Every note in the order of issue, with what it froze and what was assessed.
    private static func entries(_ connection: Connection) throws -> [Entry] {
        let invoices = try invoiceLines(connection)
        return try connection.query(
            """
            select n.*, (n.document::jsonb ->> 'rate_micropercent')::bigint as rate_micropercent,
                a.base_cents as assessed_base_cents, a.amount_cents as assessed_amount_cents,
                t.cap_micropercent, t.cap_days as terms_cap_days, t.vat_treatment as terms_vat_treatment,
                d.credited_cents as decided_cents, u.subscription, n.document::jsonb ->> 'subscription' as named,
                n.document::jsonb ->> 'month' as named_month
            from credit_note n join assessment a using (subscription_key, month, revision)
                join subscription u using (subscription_key)
                left join terms_version t using (terms_key)
                left join issue_decision d on d.run = n.run and d.subscription_key = n.subscription_key
                    and d.outcome in ('credited', 'cut')
            order by n.issued_at, n.series collate "C", n.no
            """
        ).map { try entry($0, invoices) }
    }

    private static func entry(
        _ row: Row, _ invoices: [String: [(rate: Percentage, amount: Cents)]]
    ) throws -> Entry {
        let rates = try row.int64Array("vat_micropercent")
        let nets = try row.int64Array("vat_net_cents")
        let taxes = try row.int64Array("vat_cents")
        let base = try row.cents("base_cents")
        let cap = try row.optionalInt64("cap_cents").map { amount in
            Cap(amount: Cents(amount), days: Int(try row.int32("cap_days")))
        }
        let termsCap = try row.optionalPercentage("cap_micropercent").map { rate in
            Cap(amount: Cents.credit(rate, of: base), days: Int(try row.int32("terms_cap_days")))
        }
        let number = try row.text("number")
        let month = try row.localDate("month").month
        return Entry(
            number: number, run: try row.text("run"),
            isNamed: try row.optionalText("named") == row.text("subscription")
                && row.optionalText("named_month") == month.description,
            isReversal: try row.text("kind") == "reversal",
            of: try key(row), at: try row.timestamp("issued_at"), revision: try row.int32("revision"),
            attempt: try row.int32("attempt"),
            date: try row.date("issue_date"), net: try row.cents("net_cents"),
            gross: try row.cents("gross_cents"),
            vat: rates.indices.map { (rate: rates[$0], net: nets[$0], vat: taxes[$0]) },
            treatment: try row.word("vat_treatment"),
            termsTreatment: try row.optionalText("terms_vat_treatment").map {
                try word($0, column: "vat_treatment")
            },
            base: base,
            rate: try row.percentage("rate_micropercent"), cap: cap, termsCap: termsCap,
            invoices: invoices[number] ?? [],
            assessed: (
                Cents(try row.optionalInt64("assessed_base_cents") ?? 0),
                Cents(try row.optionalInt64("assessed_amount_cents") ?? 0)
            ),
            decided: try row.optionalInt64("decided_cents").map(Cents.init))
    }

    private static func invoiceLines(
        _ connection: Connection
    ) throws -> [String: [(rate: Percentage, amount: Cents)]] {
        let rows = try connection.query(
            """
            select n.number, (i ->> 'vat_micropercent')::bigint as vat_micropercent,
                (i ->> 'amount_cents')::bigint as amount_cents
            from credit_note n cross join lateral jsonb_array_elements(n.document::jsonb -> 'invoices') i
            """)
        var lines: [String: [(rate: Percentage, amount: Cents)]] = [:]
        for row in rows {
            lines[try row.text("number"), default: []].append(
                (rate: try row.percentage("vat_micropercent"), amount: try row.cents("amount_cents")))
        }
        return lines
    }
}
