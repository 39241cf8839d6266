/// How what a missed promise earns is worked out. Source: contract T13 to T15, T20.
package enum Schedule: Hashable, Sendable {
    /// From the mildest to the hardest. Source: contract R10, T13.
    case tiers([Schedule.Tier])
    /// So much for each step of what was missed. Source: contract T14, T15.
    case steps(Steps)
    /// In proportion to the time of what was missed. Source: contract T14.
    case proportion(Proportion)

    package var tiers: [Schedule.Tier] {
        if case .tiers(let tiers) = self { tiers } else { [] }
    }

    /// What a tier or a step earns: a part of the base, or a sum. Source: contract T1, T20.
    package enum Worth: Hashable, Sendable {
        case rate(Rate)
        /// Before tax, in the currency of the invoice.
        case sum(Cents)
    }

    /// The downtime that counts. Source: contract T14.
    package enum Measured: String, CaseIterable, Sendable {
        /// All of it.
        case downtime
        /// What lies beyond the target.
        case excess
    }

    package struct Steps: Hashable, Sendable {
        package var unit: Unit
        package var counted: Counted
        package var worth: Worth
        /// A first step that is longer or dearer; its length is in the unit of the others.
        package var first: First?
        /// What all steps together earn at most.
        package var most: Worth

        package init(unit: Unit, counted: Counted, worth: Worth, first: First? = nil, most: Worth) {
            self.unit = unit
            self.counted = counted
            self.worth = worth
            self.first = first
            self.most = most
        }
    }

    package enum Unit: Hashable, Sendable {
        /// Every so many microseconds.
        case time(Measured, every: Int64)
        /// Every so many millionths of a percent by which availability is below the target.
        case points(every: Int64)

        package var every: Int64 {
            switch self {
            case .time(_, let every), .points(let every): every
            }
        }
    }

    /// Whether a step counts as soon as it begins.
    package enum Counted: String, CaseIterable, Sendable {
        case started, complete
    }

    package struct First: Hashable, Sendable {
        package var every: Int64
        package var worth: Worth

        package init(every: Int64, worth: Worth) {
            self.every = every
            self.worth = worth
        }
    }

    package struct Proportion: Hashable, Sendable {
        package var of: Measured
        /// Bounds: 1 to 1000.
        package var times: Int
        package var most: Worth

        package init(of measured: Measured, times: Int, most: Worth) {
            of = measured
            self.times = times
            self.most = most
        }
    }
}

extension Schedule.Worth: CustomStringConvertible {
    /// nil for a sum.
    package var rate: Rate? { if case .rate(let rate) = self { rate } else { nil } }

    package var description: String {
        switch self {
        case .rate(let rate): rate.description
        case .sum(let sum): sum.description
        }
    }
}
