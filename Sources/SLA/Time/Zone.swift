/// The offsets of one time zone, as data: wall-clock time is `instant + offset`.
///
/// Built outside the core from the system's TZif data. Source: contract R1, R2.
package struct Zone: Equatable, Sendable {
    /// From `start` (included) on, local time is `offset` seconds ahead of UTC.
    package struct Transition: Equatable, Sendable {
        package var start: Instant
        package var offset: Int

        package init(start: Instant, offset: Int) {
            self.start = start
            self.offset = offset
        }
    }

    /// IANA name.
    package let name: String
    /// The offset in seconds before the first transition.
    package let initialOffset: Int
    /// In order of `start`.
    package let transitions: [Transition]

    package init(name: String, initialOffset: Int, transitions: [Transition]) {
        precondition(zip(transitions, transitions.dropFirst()).allSatisfy { $0.start < $1.start })
        self.name = name
        self.initialOffset = initialOffset
        self.transitions = transitions
    }

    package static let utc = Zone(name: "UTC", initialOffset: 0, transitions: [])

    /// The offset in seconds in force at an instant.
    package func offset(at instant: Instant) -> Int {
        let next = firstTransition(after: instant)
        return next == 0 ? initialOffset : transitions[next - 1].offset
    }

    /// An interval cut at each change of offset: each piece is a straight stretch of wall-clock time.
    package func pieces(of interval: Interval) -> [Piece] {
        var pieces: [Piece] = []
        var start = interval.lowerBound
        var index = firstTransition(after: start)
        while start < interval.upperBound {
            let end = index < transitions.count ? transitions[index].start : interval.upperBound
            let offset = index == 0 ? initialOffset : transitions[index - 1].offset
            pieces.append(Piece(interval: start..<min(end, interval.upperBound), offset: offset))
            start = end
            index += 1
        }
        return pieces
    }

    /// The first instant at which the wall clock shows this day or a later one.
    package func start(of day: LocalDate) -> Instant {
        let midnight = Int64(day.daysSinceEpoch) * Microseconds.perDay
        // No offset reaches 26 hours, so the day begins within this span.
        let slack = 26 * Microseconds.perHour
        let span = Instant(microseconds: midnight - slack)..<Instant(microseconds: midnight + slack)
        for piece in pieces(of: span) where piece.local.upperBound > midnight {
            return piece.instant(local: max(midnight, piece.local.lowerBound))
        }
        preconditionFailure("an offset of a day or more in \(name)")
    }

    /// The local day on which an instant falls.
    package func day(of instant: Instant) -> LocalDate {
        let local = instant.microseconds + Int64(offset(at: instant)) * Microseconds.perSecond
        return LocalDate(daysSinceEpoch: Int(floorDivide(local, by: Microseconds.perDay)))
    }

    private func firstTransition(after instant: Instant) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].start <= instant { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// A stretch of time with one offset.
    package struct Piece: Equatable, Sendable {
        package var interval: Interval
        /// Seconds ahead of UTC.
        package var offset: Int

        /// As wall-clock time: microseconds since 1970-01-01T00:00 local.
        package var local: Range<Int64> {
            let shift = Int64(offset) * Microseconds.perSecond
            return (interval.lowerBound.microseconds + shift)..<(interval.upperBound.microseconds + shift)
        }

        package func instant(local: Int64) -> Instant {
            Instant(microseconds: local - Int64(offset) * Microseconds.perSecond)
        }
    }
}

/// Division toward negative infinity; `divisor` is positive.
package func floorDivide(_ value: Int64, by divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
}
