import SLA

/// A time as a tool wrote it.
struct WrittenTime: Hashable {
    /// What the clock shows, in microseconds since 1970-01-01T00:00 on it.
    let clock: Int64
    /// How many seconds the clock is ahead of UTC; nil for a clock that is not named.
    let offset: Int?

    /// Throws for a year that no value has, and for marks of what was never set. Source: file-formats.md "Values".
    func checkMeant() throws(Fault) {
        let day = LocalDate(daysSinceEpoch: Int(floorDivide(clock, by: Microseconds.perDay)))
        let (year, month, dayOfMonth) = day.components
        let isMidnight = clock - Int64(day.daysSinceEpoch) * Microseconds.perDay < Microseconds.perMinute
        let isNewYear = month == 1 && dayOfMonth == 1 && isMidnight
        let isUnset = isNewYear && (year == 1 || year == 1900 || year == 1970)
        guard !isUnset, offset.map({ clock != Int64($0) * Microseconds.perSecond }) ?? true else {
            throw Fault("is what a program writes for an instant that was never set")
        }
        guard Limits.years.contains(year) else {
            throw Fault(year < Limits.years.lowerBound ? "is before 1900" : "is after 2199")
        }
    }

    /// Microseconds since 1970-01-01T00:00:00Z; `zone` is that of a clock that is not named.
    func instant(zone: Zone?) throws(Fault) -> Int64 {
        try checkMeant()
        if let offset { return clock - Int64(offset) * Microseconds.perSecond }
        guard let zone else {
            throw Fault("has no UTC offset; say whose clock it is with --time-zone, such as Europe/Paris")
        }
        switch WallClock.reading(of: clock, in: zone) {
        case .once(let instant): return instant.microseconds
        case .never:
            throw Fault("does not exist in \(zone.name): the clocks went forward over it that day")
        case .twice(let earlier, let later):
            throw Fault(
                "happens twice in \(zone.name), where the clocks went back that day: "
                    + "at \(earlier.utcText) and at \(later.utcText)")
        }
    }
}
