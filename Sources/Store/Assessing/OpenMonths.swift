package import Postgres
package import SLA

/// Earlier months that a batch takes up again: those that were issued, or run, before. Source: contract R12, R13.
package enum OpenMonths {
    /// Those of the range, in order.
    package static func load(_ months: ClosedRange<Month>, on connection: Connection) throws -> [Month] {
        try connection.query(
            "select distinct month from issue_run where kind = 'credit' and month between $1 and $2 order by month",
            [
                .date(months.lowerBound.firstDay.daysSinceEpoch),
                .date(months.upperBound.firstDay.daysSinceEpoch),
            ]
        ).map { try $0.localDate("month").month }
    }

    /// Those of the months that facts concern which came after their last assessment.
    ///
    /// - Parameter zones: those of the stored terms: a month is as long as it is in any of them.
    package static func changed(
        _ months: [Month], zones: [Zone], on connection: Connection
    ) throws -> Set<Month> {
        guard !months.isEmpty else { return [] }
        let rows = months.map {
            "(\($0.literal), \(starts($0.firstDay, zones).min), \(starts($0.lastDay.adding(days: 1), zones).max))"
        }
        return Set(
            try connection.query(
                """
                with m as materialized (
                    select v.month, v.starts, v.ends, \(Watermark.lastAssessed("v.month")) as watermark
                    from (values \(rows.joined(separator: ", "))) v (month, starts, ends)
                ), \(changedSpells)
                select m.month from m where \(conditions.joined(separator: " or "))
                """
            ).map { try $0.localDate("month").month })
    }

    private static func starts(_ day: LocalDate, _ zones: [Zone]) -> (min: String, max: String) {
        let starts = zones.map { $0.start(of: day) }
        let utc = Zone.utc.start(of: day)
        return ((starts.min() ?? utc).literal, (starts.max() ?? utc).literal)
    }

    /// SQL: what came after the watermark of `m` and concerns its month. Events, invoices and requests are many: what a batch
    /// may concern was kept with it (sql/current/import_reach.sql).
    private static var conditions: [String] {
        let since = "(f.from_batch > m.watermark or f.until_batch > m.watermark)"
        return [
            """
            exists (select from import_reach r where r.batch > m.watermark
                and (r.during && tstzrange(m.starts, m.ends) or m.month = any (r.months)))
            """,
            "exists (select from holiday f where \(since) and date_trunc('month', f.date) = m.month)",
            "exists (select from special_hours f where \(since) and date_trunc('month', f.date) = m.month)",
            "exists (select from holiday_calendar f where \(since))",
            """
            exists (select from terms_version f where f.from_batch > m.watermark
                and f.effective_from < m.month + interval '1 month')
            """,
            """
            exists (select from changed_spell s where s.batch > m.watermark
                and s.starts_on < m.month + interval '1 month' and s.last_day >= m.month
                and (s.became is distinct from s.was
                    or least(s.ends_on, (m.month + interval '1 month')::date - 1)
                        <> least(s.ended_on, (m.month + interval '1 month')::date - 1)))
            """,
        ]
    }

    /// SQL: what each batch after the earliest watermark made of a spell; its days without an end go on for ever.
    private static var changedSpells: String {
        func content(_ f: String) -> String {
            "row(\(f).customer_key, \(f).service_key, \(f).terms, \(f).holidays, \(f).withdrawn)"
        }
        return """
            changed_spell as materialized (
                select coalesce(a.starts_on, b.starts_on) as starts_on, coalesce(a.from_batch, b.until_batch) as batch,
                    a.content as became, b.content as was, a.ends_on, b.ends_on as ended_on,
                    greatest(a.ends_on, b.ends_on) as last_day
                from (select f.subscription_key, f.starts_on, f.from_batch, \(content("f")) as content,
                        coalesce(f.ends_on, 'infinity') as ends_on
                    from subscription_details f where f.from_batch > (select min(watermark) from m)) a
                full join (select f.subscription_key, f.starts_on, f.until_batch, \(content("f")) as content,
                        coalesce(f.ends_on, 'infinity') as ends_on
                    from subscription_details f where f.until_batch > (select min(watermark) from m)) b
                on a.subscription_key = b.subscription_key and a.starts_on = b.starts_on and a.from_batch = b.until_batch
            )
            """
    }

    /// Whether credits of the month were issued, or a run found none.
    package static func hasRun(_ month: Month, on connection: Connection) throws -> Bool {
        try !load(month...month, on: connection).isEmpty
    }
}
