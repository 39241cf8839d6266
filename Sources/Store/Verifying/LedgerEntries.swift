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
