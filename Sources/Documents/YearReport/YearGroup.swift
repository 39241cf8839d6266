import SLA

/// Sums over subscriptions' months that have something in common; amounts of different currencies are never added.
struct YearGroup {
    typealias Amounts = [String: Cents]

    /// How many months of subscriptions: one subscription's year has twelve.
    private(set) var months = 0
    private(set) var met = 0
    private(set) var missed = 0
    private(set) var availability = PooledAvailability()
    /// Counted, in microseconds.
    private(set) var downtime: Int64 = 0
    /// What is or would be credited under the terms, by currency; only currencies with an amount.
    private(set) var computed: Amounts = [:]
    private(set) var credited: Amounts = [:]
    /// By commercial notes besides.
    private(set) var commercial: Amounts = [:]

    /// Not assessed, no terms, no target, or nothing to measure.
    var withoutVerdict: Int { months - met - missed }

    /// The currencies of any amount, in order.
    var currencies: [String] {
        Set([computed, credited, commercial].flatMap(\.keys)).sorted { $0.precedes($1) }
    }

    mutating func add(_ standing: MonthStanding) {
        months += 1
        switch standing.isMet {
        case true: met += 1
        case false: missed += 1
        case nil: break
        }
        if let measured = standing.measurement?.availability {
            availability.add(measured)
            downtime += measured.downtime
        }
        if let currency = standing.currency {
            computed.add(standing.amount ?? .zero, in: currency)
            credited.add(standing.credited, in: currency)
        }
        if let standing = standing.commercial { commercial.add(standing.credited, in: standing.currency) }
    }
}

extension [String: Cents] {
    /// Nothing is no entry.
    mutating func add(_ amount: Cents, in currency: String) {
        if amount != .zero { self[currency] = (self[currency] ?? .zero) + amount }
    }
}
