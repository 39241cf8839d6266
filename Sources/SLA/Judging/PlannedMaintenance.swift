extension MonthCalendar {
    /// Whether maintenance leaves coverage, where the terms take planned maintenance out of it.
    ///
    /// - Parameter announcedAt: nil: no announcement is recorded. Source: contract R2; contract T6.
    package func isPlanned(from startedAt: Instant, announcedAt: Instant?) -> Bool {
        guard let notice = terms.coverage.maintenanceNotice else {
            return announcedAt.map { $0 <= startedAt } ?? true
        }
        guard let announcedAt, announcedAt <= startedAt else { return false }
        switch notice {
        case .length(let length):
            return startedAt.microseconds - announcedAt.microseconds >= length
        case .workingDays(let count):
            return workingDays.areAtLeast(
                count, from: zone.day(of: announcedAt), until: zone.day(of: startedAt))
        }
    }
}

extension Maintenance {
    /// Whether it leaves coverage, where the terms take planned maintenance out of it. Source: contract R2.
    package func isPlanned(in calendar: MonthCalendar) -> Bool {
        calendar.isPlanned(from: interval.lowerBound, announcedAt: announcedAt)
    }
}
