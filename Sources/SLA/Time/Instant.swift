/// A point on the time line, in microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// Bounds: the years 0001 to 9999. Source: contract R3.
package struct Instant: Hashable, Comparable, Sendable {
    package var microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }
}

/// A half-open interval `[lowerBound, upperBound)` of instants. Source: contract R3.
package typealias Interval = Range<Instant>

/// A set of instants in canonical form: sorted, disjoint, merged half-open intervals.
package typealias InstantSet = RangeSet<Instant>

extension Range where Bound == Instant {
    /// The length in microseconds; never negative.
    package var microseconds: Int64 { upperBound.microseconds - lowerBound.microseconds }
}

extension RangeSet where Bound == Instant {
    /// The total length in microseconds.
    package var microseconds: Int64 { ranges.reduce(0) { $0 + $1.microseconds } }
}

/// Lengths of time in microseconds.
package enum Microseconds {
    package static let perSecond: Int64 = 1_000_000
    package static let perMinute: Int64 = 60 * perSecond
    package static let perHour: Int64 = 60 * perMinute
    package static let perDay: Int64 = 24 * perHour
}
