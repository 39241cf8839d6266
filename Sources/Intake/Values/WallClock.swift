import SLA

/// Wall-clock times of a zone and the instants at which its clocks show them.
enum WallClock {
    enum Reading: Hashable {
        case once(Instant)
        /// The clocks were set forward over it.
        case never
        /// The clocks were set back over it.
        case twice(earlier: Instant, later: Instant)
    }

    /// No zone's clocks have ever been further from UTC.
    private static let furthest = 26 * Microseconds.perHour

    /// The instants at which clocks show `local`, in microseconds since 1970-01-01T00:00 on those clocks.
    static func reading(of local: Int64, in zone: Zone) -> Reading {
        let transitions = zone.transitions
        // Skips what ended long before: the first transition that may lie after the reading.
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].start.microseconds < local - furthest {
                low = middle + 1
            } else {
                high = middle
            }
        }
        var found: (first: Instant, last: Instant)?
        for index in low...transitions.count {
            // The stretch before transition `index`, and after the one before it.
            let start = index == 0 ? Int64.min : transitions[index - 1].start.microseconds
            let end = index == transitions.count ? Int64.max : transitions[index].start.microseconds
            if start > local + furthest { break }
            let offset = index == 0 ? zone.initialOffset : transitions[index - 1].offset
            let instant = local - Int64(offset) * Microseconds.perSecond
            if start <= instant && instant < end {
                found = (found?.first ?? Instant(microseconds: instant), Instant(microseconds: instant))
            }
        }
        guard let found else { return .never }
        return found.first == found.last
            ? .once(found.first) : .twice(earlier: found.first, later: found.last)
    }

    /// `+02:00`; with seconds only where the zone has them.
    static func offsetText(seconds: Int64) -> String {
        let magnitude = Int(seconds.magnitude)
        let sign = seconds < 0 ? "-" : "+"
        let text = "\(sign)\(padded(magnitude / 3600, to: 2)):\(padded(magnitude / 60 % 60, to: 2))"
        return magnitude % 60 == 0 ? text : "\(text):\(padded(magnitude % 60, to: 2))"
    }
}
