/// One month under one version of terms and one holiday calendar: what all their subscriptions share.
///
/// Source: contract R1, R2.
package struct MonthCalendar: Sendable {
    package let month: Month
    package let terms: Terms
    package let zone: Zone
    /// The holidays of the month that the terms exclude, in order; empty when they exclude none.
    package let holidays: [PublicHoliday]
    /// The dates of the month whose hours take the place of the weekly ones and of a holiday, in order.
    package let specialDays: [SpecialDay]
    /// What notices of maintenance and deadlines count in.
    package let workingDays: WorkingDays
    /// The whole month, midnight to midnight.
    package let whole: Interval
    /// The instants within the weekly windows or special hours, whether holiday or not.
    package let weeklyHours: InstantSet
    /// The instants of public holidays without special hours.
    package let holidayTime: InstantSet
    /// The whole month, before planned maintenance.
    let wholeTime: CoveredTime
    /// Along `weeklyHours`, and along those that are no holiday.
    let hoursRuler: Ruler
    let openRuler: Ruler

    /// - Parameters:
    ///   - zone: that of the terms.
    ///   - holidays: of the subscription's holiday calendar; those outside the month count as no working days.
    ///   - specialDays: at most one of a date; days outside the month are passed over.
    package init(
        month: Month, terms: Terms, zone: Zone, holidays: [PublicHoliday], specialDays: [SpecialDay] = []
    ) {
        self.month = month
        self.terms = terms
        self.zone = zone
        self.holidays =
            terms.coverage.excludesPublicHolidays
            ? holidays.filter { $0.date.month == month }.sorted { ($0.date, $0.name) < ($1.date, $1.name) }
            : []
        workingDays = WorkingDays(week: terms.workingWeek, holidays: Set(holidays.map(\.date)))
        self.specialDays = specialDays.filter { $0.date.month == month }.sorted { $0.date < $1.date }
        let start = zone.start(of: month.firstDay)
        whole = start..<max(start, zone.start(of: month.lastDay.adding(days: 1)))

        let windows = Dictionary(grouping: terms.coverage.weekly, by: \.day)
        let special = Dictionary(self.specialDays.map { ($0.date, $0.windows) }) { first, _ in first }
        let holidayDates = Set(self.holidays.map(\.date)).subtracting(special.keys)
        var hours: [Interval] = []
        var feasts: [Interval] = []
        for piece in zone.pieces(of: whole) {
            for (day, stretch) in piece.days {
                for window in special[day] ?? windows[day.weekday]?.map({ $0.from..<$0.to }) ?? [] {
                    let open =
                        (stretch.midnight + window.lowerBound)..<(stretch.midnight + window.upperBound)
                    hours.append(piece.interval(local: open.clamped(to: piece.local)))
                }
                if holidayDates.contains(day) {
                    feasts.append(piece.interval(local: stretch.local))
                }
            }
        }
        weeklyHours = InstantSet(hours)
        holidayTime = InstantSet(feasts)
        hoursRuler = Ruler(weeklyHours)
        wholeTime = CoveredTime(weeklyHours: weeklyHours, holidayTime: holidayTime, period: whole)
        openRuler = Ruler(wholeTime.covered)
    }

    /// R1: the month cut to the days in force; empty, at the month's first instant, when none is.
    package func period(startsOn: LocalDate, endsOn: LocalDate?) -> Interval {
        let first = max(startsOn, month.firstDay)
        let last = min(endsOn ?? month.lastDay, month.lastDay)
        guard first <= last else { return whole.lowerBound..<whole.lowerBound }
        let start = zone.start(of: first)
        return start..<max(start, zone.start(of: last.adding(days: 1)))
    }
}

extension Zone.Piece {
    /// The local days that the piece touches, each with its part of it in local time.
    fileprivate var days: [(LocalDate, (midnight: Int64, local: Range<Int64>))] {
        let local = local
        let first = floorDivide(local.lowerBound, by: Microseconds.perDay)
        let last = floorDivide(local.upperBound - 1, by: Microseconds.perDay)
        return (first...last).map { day in
            let midnight = day * Microseconds.perDay
            let whole = midnight..<(midnight + Microseconds.perDay)
            return (LocalDate(daysSinceEpoch: Int(day)), (midnight, whole.clamped(to: local)))
        }
    }

    fileprivate func interval(local: Range<Int64>) -> Interval {
        instant(local: local.lowerBound)..<instant(local: local.upperBound)
    }
}
