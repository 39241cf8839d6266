internal import Postgres
internal import SLA

/// The special hours of a month by subscription, service and calendar, as of a watermark. Source: contract R2.
struct SpecialHours {
    private var ofSubscriptions: [Int32: [LocalDate: SpecialDay]] = [:]
    private var ofServices: [Int32: [LocalDate: SpecialDay]] = [:]
    private var ofCalendars: [String: [LocalDate: SpecialDay]] = [:]

    init(_ scope: MonthScope, on connection: Connection) throws {
        let rows = try connection.query(
            """
            select h.subscription_key, h.service_key, h.calendar, h.date, h.opens_us, h.closes_us, h.name
            from special_hours h
            where \(MonthScope.inForce("h")) and not h.withdrawn and h.date between $2 and $3
            order by h.date, h.opens_us, h.name collate "C"
            """,
            [
                .int32(scope.watermark), .date(scope.month.firstDay.daysSinceEpoch),
                .date(scope.month.lastDay.daysSinceEpoch),
            ])
        for row in rows {
            let date = try row.localDate("date")
            let window = try row.optionalInt64("closes_us").map { try row.int64("opens_us")..<$0 }
            let name = try row.text("name")
            func add(_ days: inout [LocalDate: SpecialDay]) {
                var day = days[date] ?? SpecialDay(date: date, windows: [], name: name)
                if let window { day.windows.append(window) }
                if !day.name.split(separator: ", ").contains(Substring(name)) { day.name += ", \(name)" }
                days[date] = day
            }
            let (subscription, service) = (try row.int32("subscription_key"), try row.int32("service_key"))
            if subscription != 0 {
                add(&ofSubscriptions[subscription, default: [:]])
            } else if service != 0 {
                add(&ofServices[service, default: [:]])
            } else {
                add(&ofCalendars[try row.text("calendar"), default: [:]])
            }
        }
    }

    /// In order; of a date those of the subscription, else of the service, else of the calendar.
    func days(subscription: Int32, service: Int32, calendar: String) -> [SpecialDay] {
        var days = ofCalendars[calendar] ?? [:]
        if let more = ofServices[service] { days.merge(more) { $1 } }
        if let more = ofSubscriptions[subscription] { days.merge(more) { $1 } }
        return days.isEmpty ? [] : days.values.sorted { $0.date < $1.date }
    }
}
