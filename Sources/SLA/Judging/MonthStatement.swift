/// Every number of the decision on one subscription's month. Source: contract R1 to R16.
package struct MonthStatement: Equatable, Sendable {
    /// From the first midnight in force to the last; empty when no day is. Days between spells lie in it and have no
    /// class. Source: R1.
    package var period: Interval
    /// The month is over; otherwise what follows is provisional.
    package var isFinal: Bool
    package var classes: Classes
    package var basis: Terms.Basis
    package var target: Percentage?
    package var credit: CreditDecision
    /// What the other denominator would give. Source: R15.
    package var otherRate: Percentage?
    /// Those that touch the period, by start, then source and id.
    package var outages: [OutageSplit]

    package init(
        period: Interval, isFinal: Bool, classes: Classes, basis: Terms.Basis, target: Percentage?,
        credit: CreditDecision, otherRate: Percentage?, outages: [OutageSplit]
    ) {
        self.period = period
        self.isFinal = isFinal
        self.classes = classes
        self.basis = basis
        self.target = target
        self.credit = credit
        self.otherRate = otherRate
        self.outages = outages
    }

    package var availability: MeasuredAvailability { classes.availability(basis) }
    package var otherAvailability: MeasuredAvailability { classes.availability(basis.other) }

    /// Whether the target is met; nil without a target or when not measurable. Source: R7, R9.
    package var isMet: Bool? {
        guard let target, availability.base > 0 else { return nil }
        return !availability.isBelow(target)
    }
}

/// The classes of every instant of the period, in microseconds. Source: contract R16.
package struct Classes: Equatable, Sendable {
    package var outsideHours: Int64 = 0
    package var holiday: Int64 = 0
    package var plannedMaintenance: Int64 = 0
    package var countedDowntime: Int64 = 0
    /// By cause; only causes with time.
    package var excused: [Cause: Int64] = [:]
    package var unnotifiedDowntime: Int64 = 0
    package var available: Int64 = 0

    package init() {}

    package var excusedTotal: Int64 { excused.values.reduce(0, +) }
    package var covered: Int64 { countedDowntime + excusedTotal + unnotifiedDowntime + available }
    package var period: Int64 { outsideHours + holiday + plannedMaintenance + covered }

    package static func += (classes: inout Classes, other: Classes) {
        classes.outsideHours += other.outsideHours
        classes.holiday += other.holiday
        classes.plannedMaintenance += other.plannedMaintenance
        classes.countedDowntime += other.countedDowntime
        classes.excused.merge(other.excused, uniquingKeysWith: +)
        classes.unnotifiedDowntime += other.unnotifiedDowntime
        classes.available += other.available
    }

    package func availability(_ basis: Terms.Basis) -> MeasuredAvailability {
        let base =
            switch basis {
            case .coverage: covered
            case .calendar: period
            case .coverageLessExcused: covered - excusedTotal
            }
        return MeasuredAvailability(downtime: countedDowntime, base: base)
    }
}

/// (B − D) / B, kept as the exact pair. Source: contract R7, R8.
package struct MeasuredAvailability: Equatable, Sendable {
    /// D, the counted downtime, in microseconds.
    package var downtime: Int64
    /// B, in microseconds; 0: not measurable.
    package var base: Int64

    package init(downtime: Int64, base: Int64) {
        self.downtime = downtime
        self.base = base
    }

    package var up: Int64 { base - downtime }

    /// Exact: (B − D) / B < bound; false when not measurable.
    package func isBelow(_ bound: Percentage) -> Bool {
        Int128(up) * 100_000_000 < Int128(bound.millionths) * Int128(base)
    }

    /// In percent with four decimals, truncated toward zero; nil when not measurable. Source: R8.
    package var percentText: String? {
        guard base > 0 else { return nil }
        let scaled = Int(Int128(up) * 1_000_000 / Int128(base))
        return "\(scaled / 10_000).\(padded(scaled % 10_000, to: 4))"
    }
}

/// One outage's part within the period, split without regard to other outages.
///
/// The four lengths sum to the part within the period, in microseconds.
package struct OutageSplit: Equatable, Sendable {
    package var outage: Outage
    package var counted: Int64
    /// By cause; only causes with time.
    package var excused: [Cause: Int64]
    /// What it would add if it were notified (R4).
    package var unnotified: Int64
    package var outsideCoverage: Int64

    package init(
        outage: Outage, counted: Int64, excused: [Cause: Int64], unnotified: Int64,
        outsideCoverage: Int64
    ) {
        self.outage = outage
        self.counted = counted
        self.excused = excused
        self.unnotified = unnotified
        self.outsideCoverage = outsideCoverage
    }

    package var excusedTotal: Int64 { excused.values.reduce(0, +) }

    /// Adds the same outage's part in another spell.
    static func += (split: inout OutageSplit, other: OutageSplit) {
        split.counted += other.counted
        split.excused.merge(other.excused, uniquingKeysWith: +)
        split.unnotified += other.unnotified
        split.outsideCoverage += other.outsideCoverage
    }
}

/// What the month's facts entitle to, before the ledger and the cap. Source: contract R9 to R12.
package struct CreditDecision: Equatable, Sendable {
    package var status: CreditStatus
    /// The tier reached, 0 % when none; nil without commitment.
    package var rate: Percentage?
    /// The amount invoiced before tax; nil without an invoice. Source: R11.
    package var base: Cents?
    package var currency: String?
    /// What is less is not due; nil: every cent is. Source: contract T22.
    package var minimum: Cents?
    /// The last day on which a request counts; nil without such a deadline. Source: R12.
    package var requestUntil: LocalDate?
    /// rate × base, before the cap, never negative, zero below the minimum; nil while there is no base to a rate.
    package var amount: Cents?

    package init(
        status: CreditStatus, rate: Percentage?, base: Cents?, currency: String?, minimum: Cents? = nil,
        requestUntil: LocalDate? = nil, amount: Cents?
    ) {
        self.status = status
        self.rate = rate
        self.base = base
        self.currency = currency
        self.minimum = minimum
        self.requestUntil = requestUntil
        self.amount = amount
    }
}
