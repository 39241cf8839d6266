package import Postgres
package import SLA

/// What came in, or did not: late requests, open outages, feeds, refused rows.
package enum ArrivalsAtHand {
    /// In order of months and subscriptions; a reminder of a request that was seen is none.
    package static func lateRequests(on connection: Connection) throws -> [LateRequest] {
        try connection.query(
            """
            with run as (
                select r.month, \(Watermark.lastAssessed("r.month")) as watermark
                from (select distinct month from issue_run where kind = 'credit') r
            )
            select q.month, u.subscription, c.name as customer_name, min(q.requested_on) as requested_on,
                min(b.imported_at) as imported_at
            from run r join credit_request q on q.month = r.month and q.until_batch is null and not q.withdrawn
                    and q.from_batch > r.watermark
                join import_batch b on b.batch = q.from_batch
                join subscription u using (subscription_key)
                \(MonthCustomer.join(subscription: "q.subscription_key", month: "q.month"))
            where not exists (select from credit_request seen
                where seen.subscription_key = q.subscription_key and seen.month = q.month and not seen.withdrawn
                    and seen.from_batch <= r.watermark and coalesce(seen.until_batch > r.watermark, true))
            group by q.month, u.subscription, c.name
            order by q.month, u.subscription collate "C"
            """
        ).map { row in
            LateRequest(
                month: try row.localDate("month").month, subscription: try row.text("subscription"),
                customerName: try row.optionalText("customer_name"),
                requestedOn: try row.localDate("requested_on"), importedAt: try row.instant("imported_at"))
        }
    }

    /// The longest first.
    package static func openOutages(on connection: Connection) throws -> [OpenOutage] {
        try connection.query(
            """
            select o.source, o.id, coalesce(v.service, u.subscription) as scope, o.started_at, o.summary
            from outage o left join service v using (service_key)
                left join subscription u on u.subscription_key = o.subscription_key
            where o.until_batch is null and o.ended_at is null and not o.withdrawn
            order by o.started_at, o.source collate "C", o.id collate "C"
            """
        ).map { row in
            OpenOutage(
                source: try row.text("source"), id: try row.text("id"), scope: try row.text("scope"),
                startedAt: try row.instant("started_at"), summary: try row.optionalText("summary"))
        }
    }

    /// By kind and source; imports that were taken back do not count.
    package static func feeds(on connection: Connection) throws -> [Feed] {
        try connection.query(
            """
            select b.kind, s.source, max(b.imported_at) as last_import, max(s.last_at) as last_event
            from import_source s join import_batch b using (batch)
            where not exists (select from import_batch u where u.undoes = b.batch)
            group by b.kind, s.source
            order by b.kind collate "C", s.source collate "C"
            """
        ).map { row in
            Feed(
                kind: try row.word("kind"), source: try row.text("source"),
                lastImport: try row.instant("last_import"),
                lastEvent: try row.optionalTimestamp("last_event").map(Instant.init(microseconds:)))
        }
    }

    /// By import.
    package static func refusedRows(on connection: Connection) throws -> [RefusedRows] {
        try connection.query(
            """
            select b.batch, b.kind, b.file, b.imported_at, b.imported_by, r.refused
            from unreplaced_rows() r join import_batch b using (batch) order by b.batch
            """
        ).map { row in
            RefusedRows(
                batch: Int(try row.int32("batch")), kind: try row.text("kind"), file: try row.text("file"),
                at: try row.instant("imported_at"), by: try row.text("imported_by"),
                count: Int(try row.int64("refused")))
        }
    }
}

/// Whose a subscription's month is, for people.
enum MonthCustomer {
    /// SQL: joins `k` (customer) and `c` (customer_details), of the month's spell, else of the last one before it.
    static func join(subscription: String, month: String) -> String {
        """
        left join lateral (
            select s.customer_key from spell_in_force s
            where s.subscription_key = \(subscription) and s.starts_on < \(month) + interval '1 month'
            order by coalesce(s.ends_on >= \(month), true) desc, s.starts_on desc limit 1) s on true
        left join customer k on k.customer_key = s.customer_key
        left join customer_details c on c.customer_key = s.customer_key and c.until_batch is null
        """
    }
}
