internal import SLA

extension FactTable.Refusal {
    static let unknownCustomer = Self(
        column: "customer", reason: "unknown customer; import it first",
        condition:
            """
            s.customer is not null and not exists (select from customer_details d join customer c using (customer_key)
                where c.customer = s.customer and d.until_batch is null)
            """)

    static let unknownCalendar = Self(
        column: "holidays",
        reason: "unknown holiday calendar; \(builtInNames) are built in, import calendars or holidays first",
        condition: "s.holidays not in (\(builtInCalendars)) and not \(isKnown("holidays"))")

    static let undeclaredCalendar = Self(
        column: "calendar", reason: "unknown holiday calendar; import calendars or holidays first",
        condition: "s.calendar is not null and not \(isKnown("calendar"))")

    private static let builtInNames = ComputedCalendar.allCases.map(\.rawValue).joined(separator: ", ")
    /// As SQL.
    static let builtInCalendars = ComputedCalendar.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")

    private static func isKnown(_ column: String) -> String {
        """
        exists (select from holiday h where h.calendar = s.\(column) and h.until_batch is null
            union all select from holiday_calendar c where c.calendar = s.\(column) and c.until_batch is null)
        """
    }

    /// A date is closed, or has windows.
    static let closedAndOpen = Self(
        column: "date", reason: "is closed by one row and open by another; withdraw the one that is wrong",
        condition: """
            not s.withdrawn and exists (
                select from staged t
                where t.row_faults is null and not t.withdrawn and t.date = s.date
                    and row(t.calendar, t.service, t.subscription) is not distinct from
                        row(s.calendar, s.service, s.subscription)
                    and (t.from is null) <> (s.from is null)
                union all
                select from special_hours h
                left join service v on v.service_key = h.service_key
                left join subscription u on u.subscription_key = h.subscription_key
                where h.until_batch is null and not h.withdrawn and h.date = s.date
                    and row(nullif(h.calendar, ''), v.service, u.subscription) is not distinct from
                        row(s.calendar, s.service, s.subscription)
                    and (h.closes_us is null) <> (s.from is null)
                    and not exists (select from staged t
                        where t.row_faults is null and t.date = s.date
                            and row(t.calendar, t.service, t.subscription) is not distinct from
                                row(s.calendar, s.service, s.subscription)
                            and coalesce(t.from, -1) = h.opens_us))
            """)

    static let unknownSubscription = Self(
        column: "subscription", reason: "unknown subscription; import it first",
        condition: """
            s.subscription is not null and not exists (
                select from subscription_details d join subscription u using (subscription_key)
                where u.subscription = s.subscription and d.until_batch is null)
            """)

    static let beforeSubscription = Self(
        column: "month", reason: "lies before the subscription began",
        condition: """
            exists (select from subscription u where u.subscription = s.subscription
                and exists (select from subscription_details d where d.subscription_key = u.subscription_key
                    and d.until_batch is null)
                and not exists (select from subscription_details d where d.subscription_key = u.subscription_key
                    and d.until_batch is null and not d.withdrawn
                    and d.starts_on < (s.month + interval '1 month')::date))
            """)

    static let unknownService = Self(
        column: "service", reason: "unknown service; no subscription names it",
        condition: """
            s.service is not null
            and not exists (select from service v where v.service = s.service)
            """)

    static let unknownOutage = Self(
        column: "outage_id", reason: "unknown outage; import it first",
        condition: """
            s.outage_source is not null and s.outage_id is not null
            and not exists (select from outage o where o.source = s.outage_source
                and o.id = s.outage_id and o.until_batch is null)
            """)

    static let unknownEndedOutage = Self(
        column: "id", reason: "unknown outage; import it first",
        condition: """
            s.source is not null and s.id is not null and not exists (select from outage o
                where o.source = s.source and o.id = s.id and o.until_batch is null)
            """)

    static let endsBeforeStart = Self(
        column: "ended_at", reason: "is before the start of the outage",
        condition: """
            exists (select from outage o where o.source = s.source and o.id = s.id and o.until_batch is null
                and o.started_at > s.ended_at)
            """)

    static let startsAfterStoredEnd = Self(
        column: "started_at", reason: "is after the end that is stored; state ended_at too",
        condition: """
            s.row_stated & \(FactKind.outages.bit(of: "ended_at")) = 0 and exists (select from outage o
                where o.source = s.source and o.id = s.id and o.until_batch is null and o.ended_at < s.started_at)
            """)

    static let outageOfAnother = Self(
        column: "outage_id", reason: "the outage belongs to another subscription",
        condition: """
            exists (select from outage o join subscription u using (subscription_key)
                where o.source = s.outage_source and o.id = s.outage_id and o.until_batch is null
                and u.subscription <> s.subscription)
            and exists (select from subscription k where k.subscription = s.subscription)
            """)

    static let otherCurrency = Self(
        column: "currency", reason: "the subscription is invoiced in another currency",
        condition: """
            s.row_line in (
                select f.row_line from (
                    select row_line, subscription, currency, first_value(currency)
                        over (partition by subscription order by row_line) as first_currency
                    from staged where row_faults is null) f
                left join (
                    select distinct u.subscription, i.currency
                    from invoice i join subscription u using (subscription_key)
                    where i.until_batch is null) known using (subscription)
                where f.currency <> coalesce(known.currency, f.first_currency))
            """)
}
