/// Measures time along a set of instants: how much of the set lies before an instant, in microseconds.
///
/// Within the set, position and instant stand for each other, so a union, intersection or difference may be
/// taken of positions instead of instants: what lies outside the set has shrunk to nothing.
package struct Ruler: Sendable {
    /// The bounds of the set's intervals, in order.
    private let starts: [Int64]
    private let ends: [Int64]
    /// How much of the set lies before each interval.
    private let lengths: [Int64]
    /// For each stretch of 2^`shift` microseconds from the first start on: how many intervals start before it.
    private let before: [Int]
    private let shift: Int

    package init(_ set: InstantSet) {
        let ranges = Array(set.ranges)
        starts = ranges.map(\.lowerBound.microseconds)
        ends = ranges.map(\.upperBound.microseconds)
        var lengths: [Int64] = []
        var length: Int64 = 0
        for range in ranges {
            lengths.append(length)
            length += range.microseconds
        }
        self.lengths = lengths
        let first = starts.first ?? 0
        let span = UInt64((ends.last ?? 0) - first)
        let shift = max(0, UInt64.bitWidth - span.leadingZeroBitCount - 10)
        var before: [Int] = []
        var passed = 0
        for stretch in 0...(span >> UInt64(shift)) {
            let begin = first + Int64(stretch << UInt64(shift))
            while passed < ranges.count, starts[passed] < begin { passed += 1 }
            before.append(passed)
        }
        self.before = before
        self.shift = shift
    }

    package func position(_ instant: Int64) -> Int64 {
        guard let first = starts.first, let last = ends.last, instant > first else { return 0 }
        var low = before[Int(min(instant, last) - first) >> shift]
        while low < starts.count, starts[low] <= instant { low += 1 }
        return lengths[low - 1] + min(instant, ends[low - 1]) - starts[low - 1]
    }

    /// How much of the set lies in an interval.
    package func length(of interval: Interval) -> Int64 {
        position(interval.upperBound.microseconds) - position(interval.lowerBound.microseconds)
    }
}
