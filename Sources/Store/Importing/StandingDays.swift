internal import Postgres
internal import SLA

/// Calendars and special hours: what is changed for subscriptions that were assessed.
extension Import {
    /// SQL: a subscription that was assessed for a closed month `m` has this condition over its spell `d` on date `s.date`.
    static func assessed(on date: String, where condition: String) -> String {
        """
        exists (select from subscription_details d
            join assessment a on a.subscription_key = d.subscription_key and a.month = m.month
            where d.until_batch is null and not d.withdrawn and \(condition)
                and d.starts_on <= \(date) and coalesce(d.ends_on >= \(date), true)
                and not exists (select from subscription_details l
                    where l.subscription_key = d.subscription_key and l.until_batch is null and not l.withdrawn
                        and l.starts_on > d.starts_on and l.starts_on <= \(date)))
        """
    }

    /// SQL: a subscription with the calendar `s.calendar` was assessed for the closed month `m`.
    static let assessedUnderCalendar = """
        exists (select from subscription_details d
            join assessment a on a.subscription_key = d.subscription_key and a.month = m.month
            where d.until_batch is null and not d.withdrawn and d.holidays = s.calendar
                and d.starts_on < m.next_month and coalesce(d.ends_on >= m.month, true))
        """

    var changedHours: String {
        let key =
            "h.calendar = coalesce(s.calendar, '') and h.service_key = coalesce(v.service_key, 0) "
            + "and h.subscription_key = coalesce(u.subscription_key, 0)"
        let scope =
            "(d.holidays = s.calendar or d.service_key = v.service_key or d.subscription_key = u.subscription_key)"
        return """
            insert into restated
            select distinct s.row_line, m.month
            from staged s
            left join service v on v.service = s.service
            left join subscription u on u.subscription = s.subscription
            left join special_hours h on h.until_batch is null and \(key)
                and h.date = s.date and h.opens_us = coalesce(s.from, -1)
            join closed_month m on s.date >= m.month and s.date < m.next_month
            where s.row_faults is null
                and row(s.to, s.withdrawn) is distinct from row(h.closes_us, coalesce(h.withdrawn, true))
                and not (s.withdrawn and coalesce(h.withdrawn, true))
                and \(Self.assessed(on: "s.date", where: scope))
            """
    }

    func changedHolidays(_ connection: Connection) throws -> [(line: Int32, month: Month)] {
        try connection.query(
            """
            select s.row_line, s.date, m.month, coalesce(c.based_on, 'none') as based_on, s.withdrawn, h.withdrawn as was
            from staged s
            left join holiday_calendar c on c.calendar = s.calendar and c.until_batch is null
            left join holiday h on h.calendar = s.calendar and h.date = s.date and h.until_batch is null
            join closed_month m on s.date >= m.month and s.date < m.next_month
            where s.row_faults is null and \(Self.assessed(on: "s.date", where: "d.holidays = s.calendar"))
            """
        ).compactMap { row in
            let base: ComputedCalendar = try row.word("based_on")
            let date = try row.localDate("date")
            let isComputed = base.holidays(of: date.components.year).contains { $0.date == date }
            let before = try row.optionalBool("was").map { !$0 } ?? isComputed
            let after = try !row.bool("withdrawn")
            guard before != after else { return nil }
            return (try row.int32("row_line"), try row.localDate("month").month)
        }
    }

    func changedCalendars(_ connection: Connection) throws -> [(line: Int32, month: Month)] {
        try connection.query(
            """
            select s.row_line, m.month, s.based_on, coalesce(c.based_on, 'none') as was,
                array(select h.date::text from holiday h where h.calendar = s.calendar and h.until_batch is null
                    and h.date >= m.month and h.date < m.next_month) as own
            from staged s
            left join holiday_calendar c on c.calendar = s.calendar and c.until_batch is null
            cross join closed_month m
            where s.row_faults is null and s.based_on is distinct from coalesce(c.based_on, 'none')
                and (s.row_stated & \(kind.bit(of: "based_on")) <> 0 or c.calendar is null)
                and \(Self.assessedUnderCalendar)
            """
        ).compactMap { row in
            let (after, before): (ComputedCalendar, ComputedCalendar) = (
                try row.word("based_on"), try row.word("was")
            )
            let month = try row.localDate("month").month
            let own = Set(try row.textArray("own"))
            func days(_ calendar: ComputedCalendar) -> [LocalDate] {
                calendar.holidays(of: month.year).map(\.date).filter {
                    $0.month == month && !own.contains($0.description)
                }
            }
            return days(after) == days(before) ? nil : (try row.int32("row_line"), month)
        }
    }
}
