package import SLA

/// Months judged under other terms: credits by month, tier and customer under both, and the difference.
///
/// Only rows with a credit or another verdict are kept; the others are counted.
/// Source: docs/reference/commands.md "avoir simulate".
package struct Simulation: Sendable {
    /// In order.
    let months: [Month]
    /// Of the files, in the order in which they were named.
    let terms: [Terms]
    /// Months on whose first day no version of the terms of an id is in effect.
    package let notInEffect: [(month: Month, terms: String)]
    /// By month, then by subscription.
    private(set) var rows: [SimulatedMonth] = []
    /// How many subscriptions' months were judged.
    private(set) var judged = 0
    /// How many of them under other terms.
    private(set) var underOthers = 0
    private(set) var total = SimulatedSums()
    private(set) var byMonth: [Month: SimulatedSums] = [:]
    private(set) var tiers: [Month: [EarnedBy.Worth: SimulatedTier]] = [:]
    private(set) var byCustomer: [String: SimulatedSums] = [:]
    private var names: [String: String] = [:]

    package init(
        of months: [Month], under terms: [Terms], notInEffect: [(month: Month, terms: String)] = []
    ) {
        self.months = months
        self.terms = terms
        self.notInEffect = notInEffect
    }

    /// Rows come month by month, sorted by subscription.
    package mutating func add(_ row: SimulatedMonth, isUnderOthers: Bool) {
        judged += 1
        if isUnderOthers { underOthers += 1 }
        guard row.isListed else { return }
        rows.append(row)
        total.add(row)
        byMonth[row.month, default: SimulatedSums()].add(row)
        byCustomer[row.customer, default: SimulatedSums()].add(row)
        if let name = row.customerName { names[row.customer] = name }
        for (credit, isOwn) in [(row.own, true), (row.other, false)] where !credit.earned.isNothing {
            tiers[row.month, default: [:]][EarnedBy.Worth(credit.earned), default: SimulatedTier()]
                .add(credit, in: row.currency, isOwn: isOwn)
        }
    }

    func name(of customer: String) -> String? { names[customer] }

    /// A month's tiers that occur, from what earns least.
    func tiersInOrder(_ month: Month) -> [(worth: EarnedBy.Worth, tier: SimulatedTier)] {
        (tiers[month] ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Customers with a credit under either terms, in the order of their identifiers.
    var customersInOrder: [(customer: String, sums: SimulatedSums)] {
        byCustomer.sorted { $0.key.precedes($1.key) }.map { ($0.key, $0.value) }
    }

    /// The rows with the largest difference, whichever way; of equal ones by month and subscription.
    func largest(_ count: Int) -> [SimulatedMonth] {
        let ordered = rows.enumerated().sorted { a, b in
            let (first, second) = (a.element.weight, b.element.weight)
            return first == second ? a.offset < b.offset : first > second
        }
        return ordered.prefix(count).map(\.element)
    }
}

extension SimulatedMonth {
    /// Rows without an amount weigh nothing.
    fileprivate var weight: UInt64 { difference?.amount.magnitude ?? 0 }
}
