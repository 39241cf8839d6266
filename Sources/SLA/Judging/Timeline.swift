/// The class of every instant of a subscription's month, as sets that partition the period.
///
/// Source: contract R16.
package struct Timeline: Equatable, Sendable {
    /// From the first instant in force to the last; days between spells lie in it and have no class.
    package var period: Interval
    package var outsideHours: InstantSet
    package var holiday: InstantSet
    package var plannedMaintenance: InstantSet
    package var countedDowntime: InstantSet
    /// By cause; only causes with time.
    package var excused: [Cause: InstantSet]
    package var unnotifiedDowntime: InstantSet
    package var available: InstantSet

    /// The lengths of the classes.
    package var classes: Classes {
        var classes = Classes()
        classes.outsideHours = outsideHours.microseconds
        classes.holiday = holiday.microseconds
        classes.plannedMaintenance = plannedMaintenance.microseconds
        classes.countedDowntime = countedDowntime.microseconds
        classes.excused = excused.mapValues(\.microseconds)
        classes.unnotifiedDowntime = unnotifiedDowntime.microseconds
        classes.available = available.microseconds
        return classes
    }
}

extension Timeline {
    /// The timeline of a month from those of its parts. Source: contract R17.
    init(joining parts: [Timeline], in period: Interval) {
        func union(_ set: (Timeline) -> InstantSet) -> InstantSet {
            InstantSet(parts.flatMap { set($0).ranges })
        }
        var excused: [Cause: InstantSet] = [:]
        for part in parts {
            for (cause, time) in part.excused { excused[cause, default: InstantSet()].formUnion(time) }
        }
        self.init(
            period: period, outsideHours: union(\.outsideHours), holiday: union(\.holiday),
            plannedMaintenance: union(\.plannedMaintenance), countedDowntime: union(\.countedDowntime),
            excused: excused, unnotifiedDowntime: union(\.unnotifiedDowntime), available: union(\.available))
    }
}

/// The instants of a period that count, and why the others do not. Source: contract R2, R16.
struct CoveredTime: Sendable {
    var period: Interval
    var outsideHours: InstantSet
    var holiday: InstantSet
    var plannedMaintenance: InstantSet
    var covered: InstantSet

    /// Without planned maintenance.
    init(weeklyHours: InstantSet, holidayTime: InstantSet, period: Interval) {
        self.period = period
        let all = InstantSet(period)
        let hours = weeklyHours.intersection(all)
        outsideHours = all.subtracting(hours)
        holiday = hours.intersection(holidayTime)
        plannedMaintenance = InstantSet()
        covered = hours.subtracting(holiday)
    }

    init(_ calendar: MonthCalendar, period: Interval, maintenance: [Maintenance]) {
        self =
            period == calendar.whole
            ? calendar.wholeTime
            : CoveredTime(
                weeklyHours: calendar.weeklyHours, holidayTime: calendar.holidayTime, period: period)
        guard calendar.terms.coverage.excludesPlannedMaintenance else { return }
        let planned = maintenance.filter { $0.isPlanned(in: calendar) }
        guard !planned.isEmpty else { return }
        plannedMaintenance = covered.intersection(InstantSet(planned.map(\.interval)))
        covered.subtract(plannedMaintenance)
    }
}
