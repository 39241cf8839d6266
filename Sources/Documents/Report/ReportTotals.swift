import SLA

/// A month's totals over its subscriptions; amounts of different currencies are never added.
struct ReportTotals {
    private(set) var subscriptions = 0
    private(set) var met = 0
    private(set) var breached = 0
    private(set) var byStatus: [CreditStatus: StatusTotal] = [:]
    /// What was credited, by currency; only currencies in which something was.
    private(set) var issued: [String: Cents] = [:]
    /// What commercial notes credit besides, by currency.
    private(set) var commercial: [String: Cents] = [:]
    private var lastSubscription: String?

    struct StatusTotal {
        var subscriptions = 0
        /// What is or would be credited, by currency; only currencies with an amount.
        var amounts: [String: Cents] = [:]
    }

    /// Entries come sorted by subscription, byte by byte, each once.
    mutating func add(_ entry: ReportEntry) {
        precondition(
            lastSubscription?.precedes(entry.facts.subscription) ?? true,
            "a report's subscriptions come sorted, each once")
        lastSubscription = entry.facts.subscription
        subscriptions += 1
        switch entry.statement.isMet {
        case true: met += 1
        case false: breached += 1
        case nil: break
        }
        byStatus[entry.status, default: StatusTotal()].subscriptions += 1
        if let standing = entry.ledger.commercial, standing.credited != .zero {
            commercial[standing.currency, default: .zero] += standing.credited
        }
        guard let currency = entry.currency else { return }
        if let amount = entry.amount, amount != .zero {
            byStatus[entry.status, default: StatusTotal()].amounts[currency, default: .zero] += amount
        }
        if entry.ledger.credited != .zero {
            issued[currency, default: .zero] += entry.ledger.credited
        }
    }

    /// Not assessed, no terms, no target, or nothing to measure.
    var withoutVerdict: Int { subscriptions - met - breached }

    /// The sum of what was credited; nil when that is in several currencies.
    var issuedAmount: Cents? {
        issued.count > 1 ? nil : issued.first?.value ?? .zero
    }

    /// In order of precedence; only those that occur.
    var statuses: [(status: CreditStatus, total: StatusTotal)] {
        CreditStatus.allCases.compactMap { status in byStatus[status].map { (status, $0) } }
    }
}

extension [String: Cents] {
    /// In the order of the currency codes, byte by byte.
    var inOrder: [(currency: String, amount: Cents)] {
        sorted { $0.key.precedes($1.key) }.map { ($0.key, $0.value) }
    }
}

private func += (total: inout Cents, amount: Cents) { total = total + amount }
