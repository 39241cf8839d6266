internal import Postgres
internal import SLA

/// The lines of commercial notes and of their reversals.
enum CommercialLines {
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
