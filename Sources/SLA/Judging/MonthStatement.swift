/// Every number of the decision on one subscription's month. Source: contract R1 to R16.
package struct MonthStatement: Equatable, Sendable {
    /// From the first midnight in force to the last; empty when no day is. Days between spells lie in it and have no
    /// class. Source: R1.
    package var period: Interval
    /// The month is over; otherwise what follows is provisional.
    package var isFinal: Bool
    package var classes: Classes
    package var basis: Terms.Basis
    package var target: Target?
    package var credit: CreditDecision
    /// What the other denominator would give. Source: R15.
    package var otherEarned: Earned?
    /// Those that touch the period, by start, then source and id.
    package var outages: [OutageSplit]

    package init(
        period: Interval, isFinal: Bool, classes: Classes, basis: Terms.Basis, target: Target?,
        credit: CreditDecision, otherEarned: Earned?, outages: [OutageSplit]
    ) {
        self.period = period
        self.isFinal = isFinal
        self.classes = classes
        self.basis = basis
        self.target = target
        self.credit = credit
        self.otherEarned = otherEarned
        self.outages = outages
    }

    package var availability: MeasuredAvailability { classes.availability(basis) }
    package var otherAvailability: MeasuredAvailability { classes.availability(basis.other) }

    /// Whether the target is met; nil without a target or when not measurable. Source: R7, R9.
    package var isMet: Bool? {
        guard let target, availability.base > 0 else { return nil }
        return target.isMet(by: availability)
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
    /// What the availability earns; nil without commitment.
    package var earned: Earned?
    /// The amount invoiced before tax; nil without an invoice. Source: R11.
    package var base: Cents?
    package var currency: String?
    /// What is less is not due; nil: every cent is. Source: contract T22.
    package var minimum: Cents?
    /// The last day on which a request counts; nil without such a deadline. Source: R12.
    package var requestUntil: LocalDate?
    /// What is earned of the base, before the cap, never negative, zero below the minimum; nil while there is no base to it.
    package var amount: Cents?

    package init(
        status: CreditStatus, earned: Earned?, base: Cents?, currency: String?, minimum: Cents? = nil,
        requestUntil: LocalDate? = nil, amount: Cents?
    ) {
        self.status = status
        self.earned = earned
        self.base = base
        self.currency = currency
        self.minimum = minimum
        self.requestUntil = requestUntil
        self.amount = amount
    }
}
