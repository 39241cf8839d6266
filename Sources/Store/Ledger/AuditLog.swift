package import Postgres
package import SLA

/// The audit log, read. Source: docs/reference/commands.md "avoir audit".
package struct AuditLog {
    /// What is nil does not filter.
    package struct Filter: Sendable {
        /// What concerns a month: what was done for it, and the imports that brought or changed facts of it.
        package var month: Month?
        /// The month's instants are those of this zone.
        package var zone = Zone.utc
        /// What concerns a note: what issued it, and the reversal of it, or the note that it reverses.
        package var note: String?
        /// The login.
        package var who: String?

        package init() {}
    }

    /// The entries that pass the filter, oldest first.
    package static func entries(_ filter: Filter, on connection: Connection) throws -> [AuditEntry] {
        try connection.query(
            """
            with entry as (select e.*, e.details::jsonb as d from audit_entry e where $3::text is null or e.by = $3),
                related as (\(related))
            select e.no, e.at, e.by, e.action, e.details, p.names, p.texts, s.currencies, s.cents, c.name as customer_name
            from entry e
                cross join lateral (\(pairs)) p
                cross join lateral (\(sums)) s
                left join lateral (\(customer)) c on true
            where (\(try concernsMonth(filter)))
                and ($2::text is null or d ->> 'number' in (select number from related)
                    or d ->> 'run' in (select run from related) or d ->> 'plan' in (select run from related))
            order by e.no
            """,
            [
                .optional(filter.month?.description, Parameter.text), .optional(filter.note, Parameter.text),
                .optional(filter.who, Parameter.text),
            ]
        ).map(entry)
    }

    private static func entry(_ row: Row) throws -> AuditEntry {
        let details = zip(try row.textArray("names"), try row.textArray("texts"))
        let net = zip(try row.textArray("currencies"), try row.textArray("cents"))
        return AuditEntry(
            number: try row.int64("no"), at: try row.instant("at"), by: try row.text("by"),
            name: try row.text("action"), document: try row.text("details"),
            details: Dictionary(details) { $1 },
            net: Dictionary(net.map { ($0, Cents(Int64($1) ?? 0)) }) { $1 },
            customerName: try row.optionalText("customer_name"))
    }

    /// The details as names and texts.
    private static let pairs = """
        select coalesce(array_agg(x.key), '{}') as names, coalesce(array_agg(case jsonb_typeof(x.value)
                when 'array' then (select string_agg(v, ', ') from jsonb_array_elements_text(x.value) v)
                else x.value #>> '{}' end), '{}') as texts
        from jsonb_each(e.d) x where x.value not in ('null', '[]')
        """

    /// What the entry's run issued, or its plan would; a run of `assess` is another thing.
    private static let sums = """
        select coalesce(array_agg(n.currency), '{}') as currencies, coalesce(array_agg(n.cents), '{}') as cents
        from (select n.currency, sum(n.net_cents)::text as cents from credit_note n
                where n.run = case when e.action <> 'assess' then (e.d ->> 'run')::uuid end group by n.currency
            union all
            select c ->> 'currency', ((sum((c ->> 'credit')::numeric)) * 100)::bigint::text
                from saved_plan p, jsonb_array_elements(p.content::jsonb -> 'credits') c
                where p.plan = case when e.action = 'plan' then (e.d ->> 'plan')::uuid end
                group by 1 having sum((c ->> 'credit')::numeric) > 0
            union all
            select p.content::jsonb ->> 'currency', p.total_cents::text from saved_plan p
                where p.plan = case when e.action = 'plan' then (e.d ->> 'plan')::uuid end and p.kind = 'commercial') n
        """

    private static let customer = """
        select n.name from subscription u join subscription_details t using (subscription_key)
            join customer_details n using (customer_key)
        where u.subscription = e.d ->> 'subscription' and t.until_batch is null and n.until_batch is null
        order by t.starts_on desc limit 1
        """

    /// The note, its reversal and what it reverses, with their runs.
    private static let related = """
        select r.number, r.run::text as run from credit_note n join credit_note r
            on r.number = n.number or (r.reverses_series, r.reverses_no) = (n.series, n.no)
                or (n.reverses_series, n.reverses_no) = (r.series, r.no)
        where n.number = $2
        """

    /// SQL over the entry `e` and its details `d`; the month is `$1`.
    private static func concernsMonth(_ filter: Filter) throws -> String {
        guard let month = filter.month else { return "$1::text is null" }
        return """
            d ->> 'month' = $1 or d ->> 'batch' = $1 or $1 = any (string_to_array(d ->> 'restated', ' '))
            or e.action = 'reverse' and exists (
                select from credit_note n join noted_month m using (series, no)
                where n.number = d ->> 'number' and m.month = \(month.literal))
            or e.action = 'import' and (d ->> 'batch')::int in (\(try batches(of: month, filter.zone)))
            or e.action = 'terms' and exists (
                select from terms_version v where v.terms = d ->> 'terms' and v.version = d ->> 'version'
                    and v.effective_from <= \(month.literal) and not exists (
                        select from terms_version l where l.terms = v.terms and l.effective_from > v.effective_from
                            and l.effective_from <= \(month.literal)))
            """
    }

    /// SQL: the imports that brought facts of the month, or took some out of force. Customers and calendars are of no month.
    private static func batches(of month: Month, _ zone: Zone) throws -> String {
        var filter = FactFilter()
        (filter.month, filter.zone) = (month, zone)
        let kinds = FactKind.allCases.filter { ![.ends, .customers, .calendars].contains($0) }
        return try kinds.map { kind in
            let table = FactTable(kind)
            return """
                select unnest(array[h.from_batch, h.until_batch]) from \(table.history) h
                where \(try filter.inMonth(table) ?? "true")
                """
        }.joined(separator: " union ")
    }
}
