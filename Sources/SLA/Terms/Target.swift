/// What is promised of availability. Source: contract R9, T12.
package enum Target: Hashable, Sendable {
    /// `99.9%`: met when A ≥ 99.9 %.
    case atLeast(Percentage)
    /// `{ above: 99.9% }`: met only when A > 99.9 %.
    case above(Percentage)
    /// `{ downtime_at_most: { hours: 13 } }`: met when D is not more, in microseconds; however long the month is in force.
    case downtimeAtMost(Int64)

    /// nil for one that is a length of downtime.
    package var percentage: Percentage? {
        switch self {
        case .atLeast(let percentage), .above(let percentage): percentage
        case .downtimeAtMost: nil
        }
    }

    /// - Precondition: something was measured.
    package func isMet(by availability: MeasuredAvailability) -> Bool {
        availability.downtime <= mostDowntime(of: availability)
    }

    /// The greatest downtime with which the target is met, in microseconds; less than 0 where it cannot be.
    package func mostDowntime(of availability: MeasuredAvailability) -> Int64 {
        switch self {
        case .atLeast(let bound): availability.mostDowntime(atLeast: bound)
        case .above(let bound): availability.mostDowntime(above: bound)
        case .downtimeAtMost(let length): length
        }
    }
}
