import SLA

/// The subscriptions whose credit depends on what availability is measured against. Source: contract R15.
struct OtherReadings {
    struct Case {
        var ordinal: Int
        var subscription: String
        var customer: String
        var basis: Terms.Basis
        var availability: MeasuredAvailability
        var earned: Earned
        var otherAvailability: MeasuredAvailability
        var otherEarned: Earned
        /// Before the cap; nil without an invoice.
        var amount: Cents?
        var otherAmount: Cents?
        var currency: String?

        fileprivate var difference: UInt64 {
            guard let amount, let otherAmount else { return 0 }
            return (otherAmount - amount).amount.magnitude
        }
    }

    /// How many are shown; all are counted.
    static let limit = 50

    private(set) var count = 0
    /// What the reading of the terms gives to these subscriptions, and what the other would.
    private(set) var amounts: MonthTally.Amounts = [:]
    private(set) var otherAmounts: MonthTally.Amounts = [:]
    /// Where the terms of these subscriptions stand, each once.
    private(set) var sources: Set<String> = []
    private var kept: [Case] = []

    mutating func add(_ entry: ReportEntry, ordinal: Int) {
        let statement = entry.statement
        guard let earned = statement.credit.earned, let otherEarned = statement.otherEarned,
            !earned.isWorth(otherEarned)
        else { return }
        count += 1
        let terms = entry.facts.calendar?.terms
        if let terms { sources.insert(terms.source) }
        let other = statement.credit.base.flatMap { terms?.amount(otherEarned, of: $0) }
        let reading = Case(
            ordinal: ordinal, subscription: entry.facts.subscription, customer: entry.facts.customer,
            basis: statement.basis, availability: statement.availability, earned: earned,
            otherAvailability: statement.otherAvailability, otherEarned: otherEarned,
            amount: statement.credit.amount, otherAmount: other, currency: statement.credit.currency)
        if let currency = reading.currency {
            amounts[currency] = (amounts[currency] ?? .zero) + (reading.amount ?? .zero)
            otherAmounts[currency] = (otherAmounts[currency] ?? .zero) + (other ?? .zero)
        }
        kept.append(reading)
        if kept.count >= 2 * Self.limit { kept = largest }
    }

    /// Those on which the reading has the largest effect.
    var largest: [Case] {
        Array(kept.sorted { ($1.difference, $0.ordinal) < ($0.difference, $1.ordinal) }.prefix(Self.limit))
    }
}
