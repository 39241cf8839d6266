import SLA

/// An event that comes again, and the instances of it that lie in a month.
struct CalendarSeries {
    /// In one month; nobody plans more.
    static let mostInstances = 10_000

    let reading: CalendarReading
    let version: CalendarVersion
    private let start: (time: CalendarTime, zone: Zone)
    private let rule: RecurrenceRule?
    /// By how much the start is moved on its clock.
    private let added: [Int64]
    private let removed: Set<Instant>
    private let removedDays: Set<LocalDate>

    /// Throws for what makes no series: no start, or dates of another type.
    init(_ event: CalendarEvent, _ reading: CalendarReading, _ zones: inout CalendarZones)
        throws(CalendarFault)
    {
        guard let start = reading.start else {
            throw CalendarFault("DTSTART", "is missing; the instances of a series are counted from it")
        }
        guard Limits.years.contains(start.time.date.components.year) else {
            throw CalendarFault("DTSTART", "is outside the years 1900 to 2199", value: "\(start.time.date)")
        }
        self.reading = reading
        self.start = start
        version = event.version
        rule = event.rule
        var added: [Int64] = []
        for time in event.added {
            guard time.isDate == start.time.isDate else {
                throw CalendarFault("RDATE", "and DTSTART must both be days, or both be times")
            }
            let instant = try zones.instant(time, property: "RDATE")
            let offset = Int64(start.zone.offset(at: instant)) * Microseconds.perSecond
            let isSameClock = time.clock == start.time.clock
            added.append((isSameClock ? time.local : instant.microseconds + offset) - start.time.local)
        }
        self.added = added
        var removed: Set<Instant> = []
        var removedDays: Set<LocalDate> = []
        for time in event.removed {
            if time.isDate {
                removedDays.insert(time.date)
            } else {
                removed.insert(try zones.instant(time, property: "EXDATE"))
            }
        }
        self.removed = removed
        self.removedDays = removedDays
    }

    /// The instances that overlap the month, in order, as moves of the start; `isReplaced` by the original start.
    ///
    /// `budget` is how many days may be looked at. Throws where there are too many.
    func instances(
        in month: Range<Instant>, budget: inout Int, isReplaced: (Instant) -> Bool
    ) throws(CalendarFault) -> [(shift: Int64, instant: Instant)] {
        var found: [Int64: Instant] = [:]
        try visit(month, &budget) { shift throws(CalendarFault) in
            guard let (begin, end) = reading.interval(movedBy: shift) else { return }
            let isInside = begin < month.upperBound && end > month.lowerBound
            guard isInside || begin == end && month.contains(begin) else { return }
            let day = LocalDate(
                daysSinceEpoch: Int(floorDivide(start.time.local + shift, by: Microseconds.perDay)))
            guard !removed.contains(begin), !removedDays.contains(day), !isReplaced(begin) else { return }
            found[shift] = begin
            guard found.count <= Self.mostInstances else {
                throw CalendarFault(nil, "has more than 10,000 instances in the month")
            }
        }
        return found.sorted { $0.key < $1.key }.map { (shift: $0.key, instant: $0.value) }
    }

    /// Calls for each instance that may lie in the month.
    private func visit(
        _ month: Range<Instant>, _ budget: inout Int, _ body: (Int64) throws(CalendarFault) -> Void
    ) throws(CalendarFault) {
        for shift in Set([0] + added) { try body(shift) }
        guard let rule else { return }
        let reach = 2 * Microseconds.perDay
        let length = reading.interval(movedBy: 0).map { $0.end.microseconds - $0.start.microseconds } ?? 0
        let first = Self.day(month.lowerBound.microseconds - max(0, length) - reach)
        let last = Self.day(month.upperBound.microseconds + reach)
        var days = RecurrenceDays(rule, start: start.time.date, from: first, to: last)
        while let day = days.next() {
            guard days.looked <= budget else {
                throw CalendarFault("RRULE", "takes too long: too many series count from far back with COUNT")
            }
            let shift = Int64(day.daysSinceEpoch - start.time.date.daysSinceEpoch) * Microseconds.perDay
            if isBeyondEnd(shift) { break }
            if day >= first { try body(shift) }
        }
        budget -= days.looked
    }

    private static func day(_ microseconds: Int64) -> LocalDate {
        let days = Int(floorDivide(microseconds, by: Microseconds.perDay))
        return LocalDate(daysSinceEpoch: min(max(days, -700_000), 2_900_000))
    }

    /// Whether the rule's UNTIL lies before an instance.
    private func isBeyondEnd(_ shift: Int64) -> Bool {
        guard case .until(let until) = rule?.end else { return false }
        let local = start.time.local + shift
        if until.isDate { return local >= until.local + Microseconds.perDay }
        guard until.clock == .utc else { return local > until.local }
        return start.zone.instant(ofClock: local).microseconds > until.local
    }
}
