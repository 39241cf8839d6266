/// Until when a credit may be asked for. Source: contract R12; contract T23.
package enum RequestWindow: Hashable, Sendable {
    /// So many days after the month's last one. Bounds: 0 to 3650.
    case days(Int)
    /// The n-th working day after it. Bounds: 1 to 366.
    case workingDays(Int)
    /// The last day of the n-th month after it. Bounds: 1 to 120.
    case months(Int)

    /// The last day on which a request for the month counts; nil where it lies beyond the year 9999.
    package func lastDay(for month: Month, _ workingDays: WorkingDays) -> LocalDate? {
        switch self {
        case .days(let count): month.lastDay.adding(days: count)
        case .workingDays(let count): workingDays.day(count, after: month.lastDay)
        case .months(let count): month.adding(months: count)?.lastDay
        }
    }
}

/// How long before it begins maintenance must have been announced to leave coverage.
/// Source: contract T6.
package enum MaintenanceNotice: Hashable, Sendable {
    /// In microseconds. Bounds: more than 0, at most 366 days.
    case length(Int64)
    /// Bounds: 1 to 366.
    case workingDays(Int)
}

extension Terms {
    /// How many days around a month working days are counted, for notices and requests; 0: they decide nothing.
    package var workingDaysReach: Int {
        var counts: [Int] = []
        if case .workingDays(let count) = coverage.maintenanceNotice { counts.append(count) }
        if case .workingDays(let count) = credit?.requestWithin { counts.append(count) }
        return counts.map { WorkingDays.reach(of: $0, in: workingWeek) }.max() ?? 0
    }
}
