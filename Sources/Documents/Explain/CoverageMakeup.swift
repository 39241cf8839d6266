import SLA

/// What the coverage of a period was made of. Source: contract R2.
struct CoverageMakeup {
    /// The weekdays of a spell that share the same windows, and what they come to in the period.
    struct WeeklyHours {
        /// The spell's days of the month.
        var spell: ClosedRange<LocalDate>
        var days: [Weekday]
        /// In microseconds since local midnight, in order.
        var windows: [Range<Int64>]
        /// How many such days the period has, those with special hours left out.
        var count: Int
        /// As the clock ran: days of 23 or 25 hours are what they were.
        var microseconds: Int64
    }

    /// A date of the period whose hours took the place of the weekly ones.
    struct SpecialHours {
        var day: SpecialDay
        /// As the clock ran.
        var microseconds: Int64
    }

    /// A holiday in the period, and the weekly hours that it took.
    struct Holiday {
        var date: LocalDate
        /// All of that day's names.
        var name: String
        var microseconds: Int64
    }

    /// A maintenance that touches the period, and the coverage that it took by itself, or would take if it were planned.
    struct Removal {
        var maintenance: Maintenance
        var isPlanned: Bool
        /// That the terms ask for.
        var notice: MaintenanceNotice?
        var microseconds: Int64
    }

    var weekly: [WeeklyHours] = []
    var special: [SpecialHours] = []
    var holidays: [Holiday] = []
    /// By start, then source and id.
    var maintenance: [Removal] = []
    /// The weekly hours are those of several spells.
    let hasSeveralSpells: Bool

    /// `weekly`, cut where a spell ends.
    var weeklyBySpell: [ArraySlice<WeeklyHours>] {
        weekly.indices.filter { $0 == 0 || weekly[$0].spell != weekly[$0 - 1].spell }.map { start in
            weekly[start...].prefix { $0.spell == weekly[start].spell }
        }
    }

    /// The hours of the period, holidays and maintenance still in them.
    var hours: Int64 {
        weekly.reduce(0) { $0 + $1.microseconds } + special.reduce(0) { $0 + $1.microseconds }
    }

    /// Several maintenances took the same time: their lengths add up to more than the class.
    func maintenanceOverlaps(_ classes: Classes) -> Bool {
        maintenance.filter(\.isPlanned).reduce(0) { $0 + $1.microseconds }
            > classes.plannedMaintenance
    }

    init(_ facts: SubscriptionMonth, timeline: Timeline) {
        let parts = facts.parts
        hasSeveralSpells = parts.count > 1
        for part in parts { add(part, timeline) }
        maintenance = facts.maintenance.compactMap { work in
            let time = InstantSet(work.interval).intersection(facts.scope(of: work.service))
            guard !time.isEmpty else { return nil }
            // Each spell has its own notice; what one of them takes out is taken out there.
            let calendars = parts.filter { $0.isInScope(work.service) && $0.period.overlaps(work.interval) }
                .map(\.calendar)
            let isPlanned = calendars.contains { work.isPlanned(in: $0) }
            let taken = (isPlanned ? timeline.plannedMaintenance : timeline.covered).intersection(time)
            return Removal(
                maintenance: work, isPlanned: isPlanned,
                notice: calendars.first?.terms.coverage.maintenanceNotice, microseconds: taken.microseconds)
        }.sorted { Maintenance.inOrder($0.maintenance, $1.maintenance) }
    }

    private mutating func add(_ part: SpellPart, _ timeline: Timeline) {
        let calendar = part.calendar
        let hours = calendar.weeklyHours
        let days = calendar.month.days.compactMap { day -> (day: LocalDate, whole: Interval)? in
            let whole = calendar.interval(of: day).clamped(to: part.period)
            return whole.isEmpty ? nil : (day, whole)
        }
        guard let first = days.first, let last = days.last else { return }
        let special = Dictionary(calendar.specialDays.map { ($0.date, $0) }) { first, _ in first }
        let windows = Dictionary(grouping: calendar.terms.coverage.weekly, by: \.day).mapValues {
            $0.map { $0.from..<$0.to }.sorted { $0.lowerBound < $1.lowerBound }
        }
        let groups = weekly.endIndex
        for weekday in Weekday.allCases {
            guard let windows = windows[weekday] else { continue }
            let group =
                weekly[groups...].firstIndex { $0.windows == windows }
                ?? {
                    weekly.append(
                        WeeklyHours(
                            spell: first.day...last.day, days: [], windows: windows, count: 0, microseconds: 0
                        ))
                    return weekly.endIndex - 1
                }()
            weekly[group].days.append(weekday)
            for (day, whole) in days where day.weekday == weekday && special[day] == nil {
                weekly[group].count += 1
                weekly[group].microseconds += hours.microseconds(within: whole)
            }
        }
        let names = Dictionary(grouping: calendar.holidays, by: \.date)
        for (day, whole) in days {
            if let special = special[day] {
                self.special.append(
                    SpecialHours(day: special, microseconds: hours.microseconds(within: whole)))
            } else if let holidays = names[day] {
                self.holidays.append(
                    Holiday(
                        date: day, name: holidays.map(\.name).joined(separator: ", "),
                        microseconds: timeline.holiday.microseconds(within: whole)))
            }
        }
    }
}

extension SubscriptionMonth {
    /// The instants in which events of this service, or of the subscription itself where nil, are in scope.
    func scope(of service: String?) -> InstantSet {
        InstantSet(parts.filter { $0.isInScope(service) }.map(\.period))
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
