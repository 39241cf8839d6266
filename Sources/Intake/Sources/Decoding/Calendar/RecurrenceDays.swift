import SLA

/// The days of a rule one after the other, the first of which is the day on which it begins.
struct RecurrenceDays {
    private let rule: RecurrenceRule
    private let start: LocalDate
    /// The number of the next day, week, month or year, in steps of the interval.
    private var period = 0
    /// The days of the period that are still to be given, the last one first.
    private var waiting: [LocalDate] = []
    private var given = 0
    /// Beyond this day none is looked for.
    private let last: LocalDate
    /// How many days were looked at.
    private(set) var looked = 0

    /// Without a count, days before `first` may be left out.
    init(_ rule: RecurrenceRule, start: LocalDate, from first: LocalDate, to last: LocalDate) {
        self.rule = rule
        self.start = start
        self.last = last
        if case .count = rule.end { return }
        period = max(0, Self.periods(rule, from: start, to: first) / rule.interval - 1)
    }

    mutating func next() -> LocalDate? {
        if case .count(let count) = rule.end, given == count { return nil }
        while waiting.isEmpty {
            guard let days = candidates() else { return nil }
            var kept = days.filter { $0 >= start }
            // The day on which it begins is one of them, whatever the rule says.
            if period == 0, kept.first != start { kept.insert(start, at: 0) }
            period += 1
            waiting = kept.reversed()
        }
        guard let day = waiting.popLast(), day <= last else { return nil }
        given += 1
        return day
    }

    /// How many periods lie between two days.
    private static func periods(_ rule: RecurrenceRule, from start: LocalDate, to day: LocalDate) -> Int {
        let days = day.daysSinceEpoch - start.daysSinceEpoch
        let (a, b) = (start.components, day.components)
        return switch rule.frequency {
        case .daily: days
        case .weekly: days / 7
        case .monthly: 12 * (b.year - a.year) + b.month - a.month
        case .yearly: b.year - a.year
        }
    }

    /// The days of the next period in order; nil beyond the last day.
    private mutating func candidates() -> [LocalDate]? {
        let step = period * rule.interval
        switch rule.frequency {
        case .daily:
            let day = start.adding(days: step)
            looked += 1
            guard day <= last else { return nil }
            return hasMonth(day) && hasMonthDay(day) && hasWeekday(day) ? [day] : []
        case .weekly:
            let back = (start.weekday.isoNumber - rule.weekStart.isoNumber + 7) % 7
            let week = start.adding(days: 7 * step - back)
            looked += 7
            guard week <= last else { return nil }
            let days = (0..<7).map { week.adding(days: $0) }
            return days.filter { day in
                hasMonth(day)
                    && (rule.days.isEmpty ? day.weekday == start.weekday : hasWeekday(day))
            }
        case .monthly:
            guard let month = start.month.adding(months: step), month.firstDay <= last else { return nil }
            looked += month.length
            guard rule.months.isEmpty || rule.months.contains(month.number) else { return [] }
            return days(of: month)
        case .yearly:
            let year = start.components.year + step
            guard let january = Month(year: year, number: 1), january.firstDay <= last else { return nil }
            looked += 366
            return days(ofYear: year)
        }
    }

    private func days(of month: Month) -> [LocalDate] {
        if rule.monthDays.isEmpty && rule.days.isEmpty {
            let day = start.components.day
            return day <= month.length ? [month.firstDay.adding(days: day - 1)] : []
        }
        return month.days.filter { day in
            hasMonthDay(day)
                && (rule.days.isEmpty
                    || rule.days.contains { Self.is(day, $0, from: month.firstDay, to: month.lastDay) })
        }
    }

    private func days(ofYear year: Int) -> [LocalDate] {
        let all = (1...12).compactMap { Month(year: year, number: $0) }
        let months = all.filter { rule.months.isEmpty || rule.months.contains($0.number) }
        if rule.monthDays.isEmpty && rule.days.isEmpty {
            let (_, month, day) = start.components
            let wanted = rule.months.isEmpty ? months.filter { $0.number == month } : months
            return wanted.filter { day <= $0.length }.map { $0.firstDay.adding(days: day - 1) }
        }
        // Weekdays are numbered within the month where months or days of them are named, else within the year.
        guard rule.months.isEmpty, rule.monthDays.isEmpty else { return months.flatMap(days(of:)) }
        let (first, last) = (all[0].firstDay, all[11].lastDay)
        return all.flatMap(\.days).filter { day in
            rule.days.contains { Self.is(day, $0, from: first, to: last) }
        }
    }

    private func hasMonth(_ day: LocalDate) -> Bool {
        rule.months.isEmpty || rule.months.contains(day.components.month)
    }

    private func hasMonthDay(_ day: LocalDate) -> Bool {
        guard !rule.monthDays.isEmpty else { return true }
        let number = day.components.day
        return rule.monthDays.contains(number) || rule.monthDays.contains(number - day.month.length - 1)
    }

    private func hasWeekday(_ day: LocalDate) -> Bool {
        rule.days.isEmpty || rule.days.contains { $0.weekday == day.weekday }
    }

    /// Whether a day is the numbered weekday of a month or year.
    private static func `is`(
        _ day: LocalDate, _ wanted: RecurrenceRule.Day, from first: LocalDate, to last: LocalDate
    ) -> Bool {
        guard day.weekday == wanted.weekday else { return false }
        guard let number = wanted.number else { return true }
        return number > 0
            ? (day.daysSinceEpoch - first.daysSinceEpoch) / 7 + 1 == number
            : (last.daysSinceEpoch - day.daysSinceEpoch) / 7 + 1 == -number
    }
}
