extension Schedule {
    /// From this point on a tier is reached, and what it earns. Source: contract R10, T13.
    package struct Tier: Hashable, Sendable {
        package var condition: Condition
        package var worth: Schedule.Worth

        package init(_ condition: Condition, _ worth: Schedule.Worth) {
            self.condition = condition
            self.worth = worth
        }

        /// Availability strictly below `below` earns `rate`.
        package init(below: Percentage, rate: Percentage) {
            self.init(.below(below), .rate(Rate(rate)))
        }

        package enum Condition: Hashable, Sendable {
            /// A < p
            case below(Percentage)
            /// A ≤ p
            case atOrBelow(Percentage)
            /// D > length, in microseconds
            case downtimeOver(Int64)
            /// D ≥ length
            case downtimeFrom(Int64)
        }
    }
}

extension Schedule.Tier.Condition {
    /// nil for a length of downtime.
    package var bound: Percentage? {
        switch self {
        case .below(let bound), .atOrBelow(let bound): bound
        case .downtimeOver, .downtimeFrom: nil
        }
    }

    /// nil for a bound of availability.
    package var length: Int64? {
        switch self {
        case .downtimeOver(let length), .downtimeFrom(let length): length
        case .below, .atOrBelow: nil
        }
    }

    /// The least downtime with which it holds, in microseconds.
    package func leastDowntime(of availability: MeasuredAvailability) -> Int64 {
        switch self {
        case .below(let bound): availability.mostDowntime(atLeast: bound) + 1
        case .atOrBelow(let bound): availability.mostDowntime(above: bound) + 1
        case .downtimeOver(let length): length + 1
        case .downtimeFrom(let length): length
        }
    }

    package func holds(for availability: MeasuredAvailability) -> Bool {
        availability.downtime >= leastDowntime(of: availability)
    }

    /// Whether it takes more to reach it than another of the same measure; nil where the measures differ.
    package func isHarder(than other: Self) -> Bool? {
        switch (self, other) {
        case (.below(let bound), .below(let before)), (.atOrBelow(let bound), .atOrBelow(let before)),
            (.atOrBelow(let bound), .below(let before)):
            bound < before
        case (.below(let bound), .atOrBelow(let before)): bound <= before
        case (.downtimeOver(let length), .downtimeOver(let before)),
            (.downtimeFrom(let length), .downtimeFrom(let before)),
            (.downtimeFrom(let length), .downtimeOver(let before)):
            length > before
        case (.downtimeOver(let length), .downtimeFrom(let before)): length >= before
        default: nil
        }
    }
}
