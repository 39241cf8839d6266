/// The days that a contract counts as working days: those of its week that are no holidays.
///
/// Source: contract T2.
package struct WorkingDays: Equatable, Sendable {
    package let week: Set<Weekday>
    /// Of the subscription's holiday calendar, as far around a month as anything is counted.
    package let holidays: Set<LocalDate>

    /// - Precondition: the week has a day.
    package init(week: Set<Weekday>, holidays: Set<LocalDate>) {
        precondition(!week.isEmpty, "a week without working days")
        self.week = week
        self.holidays = holidays
    }

    package func contains(_ day: LocalDate) -> Bool { week.contains(day.weekday) && !holidays.contains(day) }

    /// Whether at least so many of them lie from one day, included, to another, excluded.
    package func areAtLeast(_ count: Int, from first: LocalDate, until end: LocalDate) -> Bool {
        var (left, day) = (count, end)
        while left > 0 {
            day = day.adding(days: -1)
            guard day >= first else { return false }
            if contains(day) { left -= 1 }
        }
        return true
    }

    /// The n-th after a day. Bounds: at least 1.
    package func day(_ number: Int, after start: LocalDate) -> LocalDate {
        var (left, day) = (number, start)
        while left > 0 {
            day = day.adding(days: 1)
            if contains(day) { left -= 1 }
        }
        return day
    }

    /// Around a month: no day that is counted lies further away, but where holidays take more than half of the days.
    package static func reach(of count: Int, in week: Set<Weekday>) -> Int {
        2 * (count * 7 / max(week.count, 1)) + 31
    }

    /// Monday to Friday, unless terms say otherwise.
    package static let ordinaryWeek: Set<Weekday> = [.mon, .tue, .wed, .thu, .fri]
}
