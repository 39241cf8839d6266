internal import Postgres
internal import SLA

/// The lines of commercial notes and of their reversals.
enum CommercialLines {
    /// What stands for months.
    ///
    /// - Parameter parameters: those of `MonthKey`.
    static func standings(
        _ parameters: [Parameter], on connection: Connection
    ) throws -> [MonthKey: CommercialStanding] {
        var standings: [MonthKey: CommercialStanding] = [:]
        for row in try connection.query(
            """
            select l.subscription_key, l.month, min(n.currency) as currency,
                array_agg(n.number order by n.issued_at, n.no) as numbers,
                coalesce(sum(l.net_cents) filter (where l.kind = 'credit'), 0)::bigint
                    - coalesce(sum(l.net_cents) filter (where l.kind = 'reversal'), 0)::bigint as credited
            from commercial_line l join credit_note n using (series, no) where \(MonthKey.condition("l")) group by 1, 2
            """, parameters)
        {
            standings[try MonthKey(row)] = CommercialStanding(
                credited: try row.cents("credited"), currency: try row.text("currency"),
                notes: try row.textArray("numbers"))
        }
        return standings
    }

    /// By the number of their note.
    static func of(_ numbers: [String], on connection: Connection) throws -> [String: CommercialLine] {
        var lines: [String: CommercialLine] = [:]
        for row in try connection.query(
            """
            select n.number, n.currency, l.*, u.subscription, frozen.service, frozen.contract_reference, invoiced.*, orders.*
            from credit_note n join commercial_line l using (series, no) join subscription u using (subscription_key)
                cross join lateral jsonb_to_record(l.document::jsonb) as frozen (service text, contract_reference text,
                    invoices jsonb, order_references jsonb)
                \(FrozenLine.joinInvoices)
            where n.number = any ($1)
            """, [.textArray(numbers)])
        {
            lines[try row.text("number")] = CommercialLine(
                subscription: try row.text("subscription"), month: try row.localDate("month").month,
                service: try row.text("service"), net: try row.cents("net_cents"),
                parts: try CreditLines.parts(row), invoiced: try row.cents("invoiced_cents"),
                credited: try row.cents("credited_cents"), commercial: try row.cents("commercial_cents"),
                invoices: try FrozenLine.invoices(row, row.text("currency")),
                orderReferences: try row.textArray("order_references"),
                contractReference: try row.optionalText("contract_reference"),
                document: try row.text("document"))
        }
        return lines
    }
}
