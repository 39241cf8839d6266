import SLA

/// What the coverage of a period was made of. Source: contract R2.
struct CoverageMakeup {
    /// The weekdays that share the same windows, and what they come to in the period.
    struct WeeklyHours {
        var days: [Weekday]
        /// In microseconds since local midnight, in order.
        var windows: [Range<Int64>]
        /// How many such days the period has.
        var count: Int
        /// As the clock ran: days of 23 or 25 hours are what they were.
        var microseconds: Int64
    }

    /// A holiday in the period, and the weekly hours that it took.
    struct Holiday {
        var date: LocalDate
        /// All of that day's names.
        var name: String
        var microseconds: Int64
    }

    /// A maintenance that touches the period, and the coverage that it took by itself.
    struct Removal {
        var maintenance: Maintenance
        var microseconds: Int64
    }

    var weekly: [WeeklyHours]
    var holidays: [Holiday]
    /// By start, then source and id.
    var maintenance: [Removal]

    /// The weekly hours of the period, holidays and maintenance still in them.
    var weeklyTotal: Int64 { weekly.reduce(0) { $0 + $1.microseconds } }

    /// Several maintenances took the same time: their lengths add up to more than the class.
    func maintenanceOverlaps(_ classes: Classes) -> Bool {
        maintenance.reduce(0) { $0 + $1.microseconds } > classes.plannedMaintenance
    }

    init(_ facts: SubscriptionMonth, calendar: MonthCalendar, timeline: Timeline) {
        let period = timeline.period
        let hours = InstantSet(period).subtracting(timeline.outsideHours)
        let days = calendar.month.days.compactMap { day -> (day: LocalDate, whole: Interval)? in
            let whole = calendar.interval(of: day).clamped(to: period)
            return whole.isEmpty ? nil : (day, whole)
        }
        let windows = Dictionary(grouping: calendar.terms.coverage.weekly, by: \.day).mapValues {
            $0.map { $0.from..<$0.to }.sorted { $0.lowerBound < $1.lowerBound }
        }
        var weekly: [WeeklyHours] = []
        for weekday in Weekday.allCases {
            guard let windows = windows[weekday] else { continue }
            let group =
                weekly.firstIndex { $0.windows == windows }
                ?? {
                    weekly.append(WeeklyHours(days: [], windows: windows, count: 0, microseconds: 0))
                    return weekly.endIndex - 1
                }()
            weekly[group].days.append(weekday)
            for (day, whole) in days where day.weekday == weekday {
                weekly[group].count += 1
                weekly[group].microseconds += hours.microseconds(within: whole)
            }
        }
        self.weekly = weekly
        let names = Dictionary(grouping: calendar.holidays, by: \.date)
        holidays = days.compactMap { day, whole in
            names[day].map { holidays in
                Holiday(
                    date: day, name: holidays.map(\.name).joined(separator: ", "),
                    microseconds: timeline.holiday.microseconds(within: whole))
            }
        }
        maintenance = facts.maintenance.filter { $0.interval.overlaps(period) }
            .sorted(by: Maintenance.inOrder)
            .map {
                let taken = timeline.plannedMaintenance.microseconds(within: $0.interval)
                return Removal(maintenance: $0, microseconds: taken)
            }
    }
}

extension MonthCalendar {
    /// A local day, from its first instant to the next day's.
    func interval(of day: LocalDate) -> Interval {
        let start = zone.start(of: day)
        return start..<max(start, zone.start(of: day.adding(days: 1)))
    }
}

extension InstantSet {
    /// How much of it lies within an interval.
    func microseconds(within interval: Interval) -> Int64 {
        intersection(InstantSet(interval)).microseconds
    }
}

extension Maintenance {
    static func inOrder(_ a: Maintenance, _ b: Maintenance) -> Bool {
        let (start, otherStart) = (a.interval.lowerBound, b.interval.lowerBound)
        if start != otherStart { return start < otherStart }
        return a.source == b.source ? a.id.precedes(b.id) : a.source.precedes(b.source)
    }
}
