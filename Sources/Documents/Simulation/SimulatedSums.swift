import SLA

/// Credits under both terms, in one currency.
struct SimulatedSum: Equatable {
    var own = Cents.zero
    var other = Cents.zero
    /// What of them is due only when the customer asks.
    var ownIfAsked = Cents.zero
    var otherIfAsked = Cents.zero

    var difference: Cents { other - own }

    mutating func add(_ row: SimulatedMonth) {
        own = own + (row.own.amount ?? .zero)
        other = other + (row.other.amount ?? .zero)
        if row.own.isOnlyIfAsked { ownIfAsked = ownIfAsked + (row.own.amount ?? .zero) }
        if row.other.isOnlyIfAsked { otherIfAsked = otherIfAsked + (row.other.amount ?? .zero) }
    }
}

/// Credits of many subscriptions' months under both terms; those of different currencies are never added.
struct SimulatedSums {
    /// By currency; of months without any invoice there is none.
    private(set) var amounts: [String: SimulatedSum] = [:]
    /// How many months have a rate under each.
    private(set) var ownCredits = 0
    private(set) var otherCredits = 0
    /// How many of them have no invoice.
    private(set) var withoutInvoice = 0

    mutating func add(_ row: SimulatedMonth) {
        if !row.own.earned.isNothing { ownCredits += 1 }
        if !row.other.earned.isNothing { otherCredits += 1 }
        if row.own.lacksInvoice || row.other.lacksInvoice { withoutInvoice += 1 }
        guard let currency = row.currency else { return }
        amounts[currency, default: SimulatedSum()].add(row)
    }

    /// In the order of the currency codes, byte by byte.
    var inOrder: [(currency: String, sum: SimulatedSum)] {
        amounts.sorted { $0.key.precedes($1.key) }.map { ($0.key, $0.value) }
    }
}

/// Credits of one rate: how many months under each terms, and what they come to.
struct SimulatedTier {
    var own = 0
    var other = 0
    var amounts: [String: SimulatedSum] = [:]

    mutating func add(_ credit: SimulatedCredit, in currency: String?, isOwn: Bool) {
        if isOwn { own += 1 } else { other += 1 }
        guard let currency else { return }
        let amount = credit.amount ?? .zero
        if isOwn {
            amounts[currency, default: SimulatedSum()].own = (amounts[currency]?.own ?? .zero) + amount
        } else {
            amounts[currency, default: SimulatedSum()].other = (amounts[currency]?.other ?? .zero) + amount
        }
    }

    /// In the order of the currency codes, byte by byte.
    var inOrder: [(currency: String, sum: SimulatedSum)] {
        amounts.sorted { $0.key.precedes($1.key) }.map { ($0.key, $0.value) }
    }
}
