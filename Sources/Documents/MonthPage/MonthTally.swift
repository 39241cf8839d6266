import SLA

/// Sums over a month's subscriptions that the overview shows beside `ReportTotals`.
struct MonthTally {
    /// Amounts of one kind, by currency; those of different currencies are never added.
    typealias Amounts = [String: Cents]

    struct TierTotal {
        var subscriptions = 0
        var computed: Amounts = [:]
        var credited: Amounts = [:]
    }

    struct TimeTotal {
        var subscriptions = 0
        var microseconds: Int64 = 0

        mutating func add(_ length: Int64) {
            guard length > 0 else { return }
            subscriptions += 1
            microseconds += length
        }
    }

    /// Where the time of all subscriptions went, besides being available.
    struct Time {
        var counted = TimeTotal()
        var unnotified = TimeTotal()
        var excused: [Cause: TimeTotal] = [:]
        var maintenance = TimeTotal()
    }

    private(set) var tiers: [EarnedBy: TierTotal] = [:]
    /// What was credited for months that reach no tier any more: the sum is that of all notes.
    private(set) var withoutTier = TierTotal()
    private(set) var time = Time()
    /// What could be issued now, less what has been.
    private(set) var issuable: Amounts = [:]
    /// What waits for the customer's request.
    private(set) var awaitingRequest: Amounts = [:]
    private(set) var cutByCap: Amounts = [:]

    mutating func add(_ entry: ReportEntry) {
        let statement = entry.statement
        add(statement.classes)
        let currency = entry.currency
        let tier = entry.facts.calendar?.terms.tier(for: statement.availability)
        if let earnedBy = EarnedBy(statement.credit.earned, tier: tier) {
            Self.add(entry, to: &tiers[earnedBy, default: TierTotal()])
        } else if entry.ledger.credited != .zero {
            Self.add(entry, to: &withoutTier)
        }
        Self.add(entry.ledger.cutByCap, in: currency, to: &cutByCap)
        switch entry.status {
        case .issuable: Self.add(entry.amount.map { $0 - entry.ledger.credited }, in: currency, to: &issuable)
        case .awaitingRequest: Self.add(entry.amount, in: currency, to: &awaitingRequest)
        default: break
        }
    }

    /// From the mildest.
    var tiersInOrder: [(earnedBy: EarnedBy, total: TierTotal)] {
        tiers.sorted { EarnedBy.inOrder($0.key, $1.key) }.map { (earnedBy: $0.key, total: $0.value) }
    }

    var tierSum: TierTotal {
        tiers.values.reduce(into: withoutTier) { sum, total in
            sum.subscriptions += total.subscriptions
            sum.computed.merge(total.computed) { $0 + $1 }
            sum.credited.merge(total.credited) { $0 + $1 }
        }
    }

    private mutating func add(_ classes: Classes) {
        time.counted.add(classes.countedDowntime)
        time.unnotified.add(classes.unnotifiedDowntime)
        time.maintenance.add(classes.plannedMaintenance)
        for (cause, length) in classes.excused { time.excused[cause, default: TimeTotal()].add(length) }
    }

    private static func add(_ entry: ReportEntry, to total: inout TierTotal) {
        total.subscriptions += 1
        add(entry.amount, in: entry.currency, to: &total.computed)
        add(entry.ledger.credited, in: entry.currency, to: &total.credited)
    }

    private static func add(_ amount: Cents?, in currency: String?, to amounts: inout Amounts) {
        guard let amount, amount != .zero, let currency else { return }
        amounts[currency] = (amounts[currency] ?? .zero) + amount
    }
}
