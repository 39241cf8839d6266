internal import Postgres
internal import SLA

/// The holidays of a month and around it by calendar, as of a watermark.
/// Source: docs/reference/file-formats.md "calendars".
struct HolidayCalendars {
    private let month: Month
    private let basedOn: [String: ComputedCalendar]
    /// What a calendar's own rows say of a date: its name, or nil where the day is taken out.
    private let own: [String: [LocalDate: String?]]

    init(_ scope: MonthScope, on connection: Connection) throws {
        month = scope.month
        let declared = try connection.query(
            """
            select c.calendar, c.based_on from holiday_calendar c where \(MonthScope.inForce("c"))
            """, [.int32(scope.watermark)])
        basedOn = Dictionary(
            try declared.map { (try $0.text("calendar"), try $0.word("based_on")) }, uniquingKeysWith: { $1 })
        var own: [String: [LocalDate: String?]] = [:]
        let rows = try connection.query(
            """
            select h.calendar, h.date, h.name, h.withdrawn from holiday h
            where \(MonthScope.inForce("h"))
            """, [.int32(scope.watermark)])
        for row in rows {
            let name = try row.bool("withdrawn") ? nil : try row.text("name")
            own[try row.text("calendar"), default: [:]][try row.localDate("date")] = .some(name)
        }
        self.own = own
    }

    /// The month's holidays: those of the calendar that it is based on, but where the calendar's own rows say otherwise.
    ///
    /// - Parameter reach: so many days before and after the month, too.
    func days(of calendar: String, around reach: Int) -> [PublicHoliday] {
        let base = ComputedCalendar(rawValue: calendar) ?? basedOn[calendar] ?? .none
        let own = own[calendar] ?? [:]
        let days = month.firstDay.adding(days: -reach)...month.lastDay.adding(days: reach)
        let years = days.lowerBound.month.year...days.upperBound.month.year
        let computed = years.flatMap { base.holidays(of: $0) }.filter { day in
            guard days.contains(day.date) else { return false }
            guard case .some(nil) = own[day.date] else { return true }
            return false
        }
        let known = Set(computed.map(\.date))
        return computed
            + own.compactMap { date, name in
                guard days.contains(date), let name, !known.contains(date) else { return nil }
                return PublicHoliday(date: date, name: name)
            }
    }
}
