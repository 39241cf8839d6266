package import Postgres
package import SLA

/// Months whose credit waits until they are released. Source: docs/reference/commands.md "avoir hold".
package enum Holds {
    /// Puts a month on hold, or releases it. The last event again, for the same reason, is that event.
    ///
    /// - Throws: `IssueRefusal` where the month is on hold already, or is not.
    package static func record(
        _ action: HoldEvent.Action, _ subscription: String, _ month: Month, reason: String,
        on connection: Connection
    ) throws -> HoldEvent {
        try connection.retrying {
            try connection.transaction {
                try connection.executeScript("set local lock_timeout = '10s'")
                return try IssueRefusal.refusing {
                    try event(
                        connection.query(
                            "select (h).* from hold_month($1, $2, $3, $4) h",
                            [
                                .text(subscription), .date(month.firstDay.daysSinceEpoch), .text(reason),
                                .bool(action == .release),
                            ]
                        ).single())
                }
            }
        }
    }

    /// The events of months, in order.
    ///
    /// - Parameter parameters: those of `MonthKey`.
    static func history(
        _ parameters: [Parameter], on connection: Connection
    ) throws -> [MonthKey: [HoldEvent]] {
        var events: [MonthKey: [HoldEvent]] = [:]
        for row in try connection.query(
            "select h.* from hold_event h where \(MonthKey.condition("h")) order by h.subscription_key, h.month, h.no",
            parameters)
        {
            events[try MonthKey(row), default: []].append(try event(row))
        }
        return events
    }

    /// Those that stand now, by month and subscription.
    ///
    /// - Parameters: nil does not filter.
    package static func standing(
        month: Month? = nil, subscription: String? = nil, customer: String? = nil, on connection: Connection
    ) throws -> [StandingHold] {
        try connection.query(
            """
            select h.*, u.subscription, c.name as customer_name
            from (select distinct on (subscription_key, month) * from hold_event
                    order by subscription_key, month, no desc) h
                join subscription u using (subscription_key)
                \(MonthCustomer.join(subscription: "h.subscription_key", month: "h.month"))
            where h.action = 'hold' and ($1::date is null or h.month = $1)
                and ($2::text is null or u.subscription = $2) and ($3::text is null or k.customer = $3)
            order by h.month, u.subscription collate "C"
            """,
            [
                .optional(month?.firstDay.daysSinceEpoch, Parameter.date),
                .optional(subscription, Parameter.text), .optional(customer, Parameter.text),
            ]
        ).map { row in
            StandingHold(
                subscription: try row.text("subscription"),
                customerName: try row.optionalText("customer_name"),
                month: try row.localDate("month").month, hold: try event(row))
        }
    }

    private static func event(_ row: Row) throws -> HoldEvent {
        HoldEvent(
            action: try row.word("action"), reason: try row.text("reason"), at: try row.instant("at"),
            by: try row.text("by"))
    }
}
