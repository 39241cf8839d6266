package import Postgres
package import SLA

/// What a subscription was invoiced, before tax, for the last month that has invoice lines. Source: contract R11.
package struct InvoicedBefore: Equatable, Sendable {
    package let month: Month
    package let amount: Cents
    package let currency: String

    /// By subscription, as known now; without those that were never invoiced, or beyond the largest amount.
    ///
    /// - Parameter month: only earlier ones are looked at.
    package static func load(
        before month: Month, of subscriptions: [Int32], on connection: Connection
    ) throws -> [Int32: InvoicedBefore] {
        guard !subscriptions.isEmpty else { return [:] }
        let rows = try connection.query(
            """
            select k.subscription_key, l.month, min(i.currency collate "C") as currency,
                sum(i.amount_cents)::bigint as amount_cents
            from unnest($1::int[]) k (subscription_key)
                cross join lateral (select max(f.month) as month from invoice f
                    where f.subscription_key = k.subscription_key and f.month < $2 and f.until_batch is null
                        and not f.withdrawn) l
                join invoice i on i.subscription_key = k.subscription_key and i.month = l.month
                    and i.until_batch is null and not i.withdrawn
            group by k.subscription_key, l.month
            having sum(abs(i.amount_cents)) <= \(Cents.largest.amount)
            """, [.int32Array(subscriptions), .date(month.firstDay.daysSinceEpoch)])
        return Dictionary(
            try rows.map { row in
                (
                    try row.int32("subscription_key"),
                    InvoicedBefore(
                        month: try row.localDate("month").month, amount: try row.cents("amount_cents"),
                        currency: try row.text("currency"))
                )
            }, uniquingKeysWith: { first, _ in first })
    }
}
