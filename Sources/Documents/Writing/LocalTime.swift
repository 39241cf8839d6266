package import SLA

/// Instants as the wall clock of one zone shows them.
package struct LocalTime: Sendable {
    package let zone: Zone
    /// Whether the times that people read carry their offset: where the clock changes, some are ambiguous.
    package let showsOffset: Bool

    package init(_ zone: Zone, showsOffset: Bool = false) {
        self.zone = zone
        self.showsOffset = showsOffset
    }

    /// RFC 3339 with the zone's offset, and fractional seconds only when there are any.
    ///
    /// In UTC (`Z`) where RFC 3339 cannot say it locally: an offset with seconds, or a year past 9999.
    package func rfc3339(_ instant: Instant) -> String {
        let offset = zone.offset(at: instant)
        let wall = Wall(instant, offset: offset)
        guard offset % 60 == 0, 1...9999 ~= wall.day.components.year else {
            let wall = Wall(instant, offset: 0)
            return "\(wall.day)T\(wall.time)Z"
        }
        return "\(wall.day)T\(wall.time)\(Self.offset(offset))"
    }

    /// For people: `Mon 2026-10-05 09:12:00`, with the offset where the clock changes.
    package func text(_ instant: Instant) -> String {
        let offset = zone.offset(at: instant)
        let wall = Wall(instant, offset: offset)
        return "\(Self.text(wall.day)) \(wall.time)\(shown(offset))"
    }

    /// For people: the end's day only where it is another one.
    package func text(_ interval: Interval) -> String {
        let offset = zone.offset(at: interval.upperBound)
        let end = Wall(interval.upperBound, offset: offset)
        let isSameDay = zone.day(of: interval.lowerBound) == end.day
        let endText = isSameDay ? end.time + shown(offset) : text(interval.upperBound)
        return "\(text(interval.lowerBound)) to \(endText)"
    }

    /// For people: `Mon 2026-10-05`.
    package static func text(_ day: LocalDate) -> String { "\(text(day.weekday)) \(day)" }

    /// For people: `Mon`.
    package static func text(_ day: Weekday) -> String {
        day.rawValue.prefix(1).uppercased() + day.rawValue.dropFirst()
    }

    private func shown(_ offset: Int) -> String { showsOffset ? " " + Self.offset(offset) : "" }

    /// `+02:00`; with its seconds where it has any.
    static func offset(_ offset: Int) -> String {
        let magnitude = abs(offset)
        let minutes = "\(padded(magnitude / 3600, to: 2)):\(padded(magnitude / 60 % 60, to: 2))"
        let seconds = magnitude % 60 == 0 ? "" : ":" + padded(magnitude % 60, to: 2)
        return (offset < 0 ? "-" : "+") + minutes + seconds
    }

    /// What the wall clock shows.
    private struct Wall {
        var day: LocalDate
        /// `09:12:00`, with fractional seconds only when there are any.
        var time: String

        init(_ instant: Instant, offset: Int) {
            let local = instant.microseconds + Int64(offset) * Microseconds.perSecond
            var (days, rest) = local.quotientAndRemainder(dividingBy: Microseconds.perDay)
            if rest < 0 {
                days -= 1
                rest += Microseconds.perDay
            }
            day = LocalDate(daysSinceEpoch: Int(days))
            let seconds = Int(rest / Microseconds.perSecond)
            let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
            time = clock.joined(separator: ":") + DurationText.fraction(rest.magnitude, ".")
        }
    }
}

extension Month {
    /// For people: `October 2026`.
    var text: String {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ]
        return "\(names[number - 1]) \(year)"
    }
}

extension Instant {
    /// For people, whom a fraction does not help.
    package var toTheSecond: Instant { floored(to: Microseconds.perSecond) }
    var toTheMinute: Instant { floored(to: Microseconds.perMinute) }

    private func floored(to unit: Int64) -> Instant {
        Instant(microseconds: floorDivide(microseconds, by: unit) * unit)
    }
}
