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
        // Without a later import nothing is read: outages are many.
        let months = try months.filter { try Watermark.batches(afterAssessmentOf: $0, on: connection) > 0 }
        guard !months.isEmpty else { return [] }
        let since = "(f.from_batch > o.watermark or f.until_batch > o.watermark)"
        let during = "f.started_at < o.ends_at and coalesce(f.ended_at > o.starts_at, true)"
        let zones = zones.isEmpty ? [.utc] : zones
        let starts = months.map { month in
            zones.map { $0.start(of: month.firstDay).microseconds }.min() ?? 0
        }
        let ends = months.map { month in
            zones.map { $0.start(of: month.lastDay.adding(days: 1)).microseconds }.max() ?? 0
        }
        // As a number, which the indexes of batches are asked by.
        let earliest = try connection.query(
            "select min(\(Watermark.lastAssessed("m.month"))) as watermark from unnest($1::text[]::date[]) m (month)",
            [.textArray(months.map { $0.firstDay.description })]
        ).single().int32("watermark")
        let isNewer = "(f.from_batch > \(earliest) or f.until_batch > \(earliest))"
        return Set(
            try connection.query(
                """
                with open as materialized (
                    select m.month, \(Watermark.lastAssessed("m.month")) as watermark,
                        timestamptz 'epoch' + m.starts_us * interval '1 microsecond' as starts_at,
                        timestamptz 'epoch' + m.ends_us * interval '1 microsecond' as ends_at
                    from unnest($1::text[]::date[], $2::bigint[], $3::bigint[]) m (month, starts_us, ends_us)
                ), newer_outage as materialized (
                    select f.started_at, f.ended_at, f.from_batch, f.until_batch
                    from outage f where \(isNewer)
                    union all
                    select x.started_at, x.ended_at, f.from_batch, f.until_batch
                    from notification f join outage x on x.source = f.outage_source and x.id = f.outage_id
                        and x.until_batch is null where \(isNewer)
                    union all
                    select f.started_at, f.ended_at, f.from_batch, f.until_batch
                    from excusable_event f where \(isNewer)
                    union all
                    select f.started_at, f.ended_at, f.from_batch, f.until_batch
                    from maintenance f where \(isNewer)
                ), newer_month as materialized (
                    select f.month, f.from_batch, f.until_batch from invoice f where \(isNewer)
                    union all
                    select f.month, f.from_batch, f.until_batch from credit_request f where \(isNewer)
                    union all
                    select date_trunc('month', f.date)::date, f.from_batch, f.until_batch
                    from holiday f where \(isNewer)
                    union all
                    select date_trunc('month', f.date)::date, f.from_batch, f.until_batch
                    from special_hours f where \(isNewer)
                )
                select o.month from open o
                where exists (select from newer_outage f where \(since) and \(during))
                    or exists (select from newer_month f where \(since) and f.month = o.month)
                    or exists (select from subscription_details f where \(since)
                        and f.starts_on < o.month + interval '1 month' and coalesce(f.ends_on >= o.month, true)
                        and (f.from_batch > o.watermark and not \(agrees("p.until_batch = f.from_batch"))
                            or f.until_batch > o.watermark and not \(agrees("p.from_batch = f.until_batch"))))
                    or exists (select from holiday_calendar f where \(since))
                    or exists (select from terms_version f where f.from_batch > o.watermark
                        and f.effective_from < o.month + interval '1 month')
                """,
                [.textArray(months.map { $0.firstDay.description }), .int64Array(starts), .int64Array(ends)]
            ).map { try $0.localDate("month").month })
    }

    /// SQL: whether the spell's version before or after says the same of the month's days.
    private static func agrees(_ isNeighbour: String) -> String {
        """
        exists (select from subscription_details p
            where p.subscription_key = f.subscription_key and p.starts_on = f.starts_on and \(isNeighbour)
                and row(p.customer_key, p.service_key, p.terms, p.holidays, p.withdrawn)
                    = row(f.customer_key, f.service_key, f.terms, f.holidays, f.withdrawn)
                and least(p.ends_on, (o.month + interval '1 month')::date - 1)
                    = least(f.ends_on, (o.month + interval '1 month')::date - 1))
        """
    }

    /// Whether credits of the month were issued, or a run found none.
    package static func hasRun(_ month: Month, on connection: Connection) throws -> Bool {
        try !load(month...month, on: connection).isEmpty
    }
}
