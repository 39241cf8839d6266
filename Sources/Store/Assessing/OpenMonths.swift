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
        // Without a later import nothing is read. Month by month, with numbers and instants that the indexes by time and batch
        // are asked by: outages are many.
        let zones = zones.isEmpty ? [.utc] : zones
        return Set(
            try months.filter { month in
                guard try Watermark.batches(afterAssessmentOf: month, on: connection) > 0 else {
                    return false
                }
                let watermark = try connection.query(
                    "select \(Watermark.lastAssessed("$1")) as watermark",
                    [.date(month.firstDay.daysSinceEpoch)]
                ).single().int32("watermark")
                return try isChanged(month, since: watermark, zones, connection)
            })
    }

    /// Whether facts that concern the month came in after a batch.
    private static func isChanged(
        _ month: Month, since watermark: Int32, _ zones: [Zone], _ connection: Connection
    ) throws -> Bool {
        let start = zones.map { $0.start(of: month.firstDay) }.min() ?? Zone.utc.start(of: month.firstDay)
        let nextDay = month.lastDay.adding(days: 1)
        let end = zones.map { $0.start(of: nextDay) }.max() ?? Zone.utc.start(of: nextDay)
        let since = "(f.from_batch > \(watermark) or f.until_batch > \(watermark))"
        func during(_ event: String) -> String {
            """
            \(event).started_at < \(end.literal) and (\(event).ended_at > \(start.literal) or \(event).ended_at is null)
            """
        }
        let ofMonth = month.literal
        return try connection.query(
            """
            select exists (select from outage f where \(since) and \(during("f")))
                or exists (select from notification f join outage x on x.source = f.outage_source and x.id = f.outage_id
                    and x.until_batch is null where \(since) and \(during("x")))
                or exists (select from excusable_event f where \(since) and \(during("f")))
                or exists (select from maintenance f where \(since) and \(during("f")))
                or exists (select from invoice f where \(since) and f.month = \(ofMonth))
                or exists (select from credit_request f where \(since) and f.month = \(ofMonth))
                or exists (select from holiday f where \(since) and date_trunc('month', f.date) = \(ofMonth))
                or exists (select from special_hours f where \(since) and date_trunc('month', f.date) = \(ofMonth))
                or exists (select from subscription_details f where \(since)
                    and f.starts_on < \(ofMonth) + interval '1 month' and coalesce(f.ends_on >= \(ofMonth), true)
                    and (f.from_batch > \(watermark) and not \(agrees("p.until_batch = f.from_batch", ofMonth))
                        or f.until_batch > \(watermark) and not \(agrees("p.from_batch = f.until_batch", ofMonth))))
                or exists (select from holiday_calendar f where \(since))
                or exists (select from terms_version f where f.from_batch > \(watermark)
                    and f.effective_from < \(ofMonth) + interval '1 month')
            """
        ).single().bool(0)
    }

    /// SQL: whether the spell's version before or after says the same of the month's days.
    private static func agrees(_ isNeighbour: String, _ month: String) -> String {
        """
        exists (select from subscription_details p
            where p.subscription_key = f.subscription_key and p.starts_on = f.starts_on and \(isNeighbour)
                and row(p.customer_key, p.service_key, p.terms, p.holidays, p.withdrawn)
                    = row(f.customer_key, f.service_key, f.terms, f.holidays, f.withdrawn)
                and least(p.ends_on, (\(month) + interval '1 month')::date - 1)
                    = least(f.ends_on, (\(month) + interval '1 month')::date - 1))
        """
    }

    /// Whether credits of the month were issued, or a run found none.
    package static func hasRun(_ month: Month, on connection: Connection) throws -> Bool {
        try !load(month...month, on: connection).isEmpty
    }
}
