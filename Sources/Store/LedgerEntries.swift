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

    /// Every note in the order of issue, with what it froze and what was assessed.
    static func entries(_ connection: Connection) throws -> [Entry] {
        let invoices = try invoiceLines(connection)
        return try connection.query(
            """
            select n.*, (n.document::jsonb ->> 'rate_micropercent')::bigint as rate_micropercent,
                a.base_cents as assessed_base_cents, a.amount_cents as assessed_amount_cents,
                t.cap_micropercent, t.cap_days as terms_cap_days, d.credited_cents as decided_cents
            from credit_note n join assessment a using (subscription_key, month, revision)
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
        return Entry(
            number: number, isReversal: try row.text("kind") == "reversal",
            of: try key(row), at: try row.timestamp("issued_at"), revision: try row.int32("revision"),
            attempt: try row.int32("attempt"),
            date: try row.date("issue_date"), net: try row.cents("net_cents"),
            gross: try row.cents("gross_cents"),
            vat: rates.indices.map { (rate: rates[$0], net: nets[$0], vat: taxes[$0]) },
            treatment: try row.word("vat_treatment"), base: base,
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
