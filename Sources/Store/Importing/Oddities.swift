internal import Postgres
internal import SLA

/// Rows that are stored although they are odd.
/// Source: docs/reference/file-formats.md "How rows become facts".
extension Import {
    /// An outage that lasts longer is odd, in microseconds.
    package static let longestUsualOutage = 31 * Microseconds.perDay

    private static let tooLong = "is more than 31 days after started_at"

    package static func longOutage(line: Int) -> Rejection {
        Rejection(line: line, fault: FieldFault(column: "ended_at", reason: tooLong, value: nil))
    }

    /// What is odd about the rows that change something; before they are recorded.
    func oddities(_ batch: Int32, _ connection: Connection) throws -> [Rejection] {
        let queries = odd(batch)
        guard !queries.isEmpty else { return [] }
        var found: [Rejection] = []
        try connection.copyOut(
            """
            copy (select row_line, column_name, reason, value from (\(queries.joined(separator: " union all ")))
                    odd (row_line, column_name, reason, value)
                order by row_line, column_name) to stdout (format binary)
            """
        ) { row in found.append(try Rejection(row)) }
        return found
    }

    private func odd(_ batch: Int32) -> [String] {
        switch kind {
        case .outages: [longOutages, movedOutages(batch), eventsOutOfForce].compactMap(\.self)
        case .excusableEvents, .maintenance: [eventsOutOfForce]
        case .invoices: [oddNumbers, tenfoldAmounts, invoicesOfTwo, repeatedAmounts(batch)]
        default: []
        }
    }

    private static let rows = "verdict v where v.is_change and v.nth = v.times"

    /// nil where they are found as the file is read.
    private var longOutages: String? {
        guard chunkBytes == nil else { return nil }
        return """
            select v.row_line, 'ended_at', '\(Self.tooLong)', v.id
            from \(Self.rows) and not v.withdrawn and v.ended_at - v.started_at > interval '31 days'
            """
    }

    private func movedOutages(_ batch: Int32) -> String {
        """
        select v.row_line, case when v.service_key is distinct from o.service_key then 'service' else 'subscription' end,
            'moves the outage from another service or subscription, which it no longer concerns', v.id
        from verdict v join outage o on o.source = v.source and o.id = v.id and o.until_batch is null
            and o.from_batch <> \(batch)
        where v.is_change and v.nth = v.times
            and row(o.service_key, o.subscription_key) is distinct from row(v.service_key, v.subscription_key)
        """
    }

    /// Surely out of force: a day is left to the time zones at either end.
    private var eventsOutOfForce: String {
        """
        select v.row_line, 'subscription', 'is not in force then, so that the row counts for nothing', u.subscription || ' ' || v.id
        from verdict v join subscription u using (subscription_key)
        where v.is_change and v.nth = v.times and not v.withdrawn and not exists (
            select from subscription_details d
            where d.subscription_key = v.subscription_key and d.until_batch is null and not d.withdrawn
                and d.starts_on <= (coalesce(v.ended_at, 'infinity') at time zone 'UTC')::date + 1
                and coalesce(d.ends_on >= (v.started_at at time zone 'UTC')::date - 1, true))
        """
    }

    /// A credit note names its invoice, so an e-invoice could not state it.
    private var oddNumbers: String {
        """
        select v.row_line, 'invoice', 'is a number that no e-invoice may carry (BR-FR-01, BR-FR-02), so nothing could be '
            || 'credited on it: at most 35 letters without accents, digits and + - _ /', v.invoice
        from \(Self.rows) and not v.withdrawn and v.invoice !~ '^[A-Za-z0-9+_/-]{1,35}$'
        """
    }

    /// Against the median of the subscription's lines of that kind, those of the file among them.
    private var tenfoldAmounts: String {
        """
        select v.row_line, 'amount_excl_tax', 'is ten times what is usual for the subscription, or more',
            (v.amount_cents::numeric / 100)::numeric(20, 2)::text
        from verdict v join (
            select subscription_key, kind, percentile_disc(0.5) within group (order by abs(amount_cents)) as cents
            from (select subscription_key, kind, amount_cents from invoice where until_batch is null and not withdrawn
                    and subscription_key in (select subscription_key from verdict where is_change)
                union all select subscription_key, kind, amount_cents from \(Self.rows)) known
            group by subscription_key, kind) usual using (subscription_key, kind)
        where v.is_change and v.nth = v.times and not v.withdrawn and usual.cents > 0
            and abs(v.amount_cents)::numeric >= 10::numeric * usual.cents
        """
    }

    /// A rate or a line is part of a row's identity: to correct it, the old row must be withdrawn, too.
    private func repeatedAmounts(_ batch: Int32) -> String {
        """
        select v.row_line, 'amount_excl_tax',
            'is already stored for this invoice and month under another VAT rate or line; if this row replaces that one, '
                || 'withdraw that one, or the month counts both', v.invoice
        from verdict v
        where v.is_change and v.nth = v.times and not v.withdrawn and v.amount_cents <> 0 and exists (
            select from invoice o
            where o.subscription_key = v.subscription_key and o.month = v.month and o.invoice = v.invoice
                and o.until_batch is null and o.from_batch <> \(batch) and not o.withdrawn
                and o.amount_cents = v.amount_cents
                and (o.vat_micropercent <> v.vat_micropercent or o.line is distinct from v.line)
                and not exists (select from verdict w
                    where w.subscription_key = o.subscription_key and w.month = o.month and w.invoice = o.invoice
                        and w.vat_micropercent = o.vat_micropercent and w.line is not distinct from o.line
                        and w.nth = w.times))
        """
    }

    /// The customer of a subscription is its last one.
    private var invoicesOfTwo: String {
        """
        select v.row_line, 'invoice', 'is the number of an invoice of another date or customer, too', v.invoice
        from verdict v join (
            select o.invoice from (
                select invoice, issued_on, subscription_key from invoice
                    where until_batch is null and not withdrawn and invoice in (select invoice from verdict where is_change)
                union all
                select invoice, issued_on, subscription_key from verdict where nth = times and not withdrawn) o
            join (select distinct on (subscription_key) subscription_key, customer_key from subscription_details
                where until_batch is null order by subscription_key, starts_on desc) d using (subscription_key)
            group by o.invoice having count(distinct o.issued_on) > 1 or count(distinct d.customer_key) > 1) odd
            using (invoice)
        where v.is_change and v.nth = v.times and not v.withdrawn
        """
    }
}
