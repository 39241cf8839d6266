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
    }

    package func position(_ instant: Int64) -> Int64 {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= instant { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return 0 }
        return lengths[low - 1] + min(instant, ends[low - 1]) - starts[low - 1]
    }

    /// How much of the set lies in an interval.
    package func length(of interval: Interval) -> Int64 {
        position(interval.upperBound.microseconds) - position(interval.lowerBound.microseconds)
    }
}
