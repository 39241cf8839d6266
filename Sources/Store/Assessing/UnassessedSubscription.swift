package import Postgres
package import SLA

/// A subscription in force on a day of a month that has no assessment of it, as known now. Source: contract R1.
package struct UnassessedSubscription: Equatable, Sendable {
    package let subscription: String
    package let customer: String
    package let service: String
    package let terms: String
    package let holidays: String
    package let startsOn: LocalDate
    package let endsOn: LocalDate?

    /// In the order of the subscriptions' names, byte by byte.
    package static func load(
        _ month: Month, on connection: Connection
    ) throws -> [UnassessedSubscription] {
        try connection.query(
            """
            select distinct on (u.subscription collate "C") u.subscription, c.customer, v.service, d.terms, d.holidays,
                d.starts_on, d.ends_on
            from spell_in_force d join subscription u using (subscription_key)
                join customer c using (customer_key) join service v using (service_key)
            where d.starts_on <= $2 and (d.ends_on is null or d.ends_on >= $1)
                and not exists (select from assessment a
                    where a.subscription_key = d.subscription_key and a.month = $1)
            order by u.subscription collate "C", d.starts_on
            """, [.date(month.firstDay.daysSinceEpoch), .date(month.lastDay.daysSinceEpoch)]
        ).map { row in
            UnassessedSubscription(
                subscription: try row.text("subscription"), customer: try row.text("customer"),
                service: try row.text("service"), terms: try row.text("terms"),
                holidays: try row.text("holidays"), startsOn: try row.localDate("starts_on"),
                endsOn: try row.optionalLocalDate("ends_on"))
        }
    }
}
