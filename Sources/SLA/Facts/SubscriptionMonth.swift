/// Everything known about a subscription's month: the whole input of the judgement.
package struct SubscriptionMonth: Sendable {
    package var subscription: String
    package var month: Month
    /// Those with a day in the month, in order; where there is none, the one that is nearest. Never empty.
    package var spells: [Spell]
    /// The month is over in the terms' time zone: what is judged is no longer provisional.
    package var isOver: Bool
    package var outages: [Outage]
    package var excusableEvents: [ExcusableEvent]
    package var maintenance: [Maintenance]
    package var invoices: [InvoiceLine]
    package var request: CreditRequest?

    /// - Precondition: `spells` is not empty.
    package init(
        subscription: String, month: Month, spells: [Spell], isOver: Bool, outages: [Outage] = [],
        excusableEvents: [ExcusableEvent] = [], maintenance: [Maintenance] = [],
        invoices: [InvoiceLine] = [], request: CreditRequest? = nil
    ) {
        precondition(!spells.isEmpty, "a subscription's month without a spell")
        self.subscription = subscription
        self.month = month
        self.spells = spells
        self.isOver = isOver
        self.outages = outages
        self.excusableEvents = excusableEvents
        self.maintenance = maintenance
        self.invoices = invoices
        self.request = request
    }
}

extension SubscriptionMonth {
    /// The customer of the month is that of its first spell. Source: contract R17.
    package var customer: String { spells[0].customer }
    package var service: String { spells[0].service }

    /// The month under the terms of its first spell, which decide it; absent when a spell has no version of its terms in
    /// force, for then the month cannot be measured. Source: contract R17.
    package var calendar: MonthCalendar? {
        spells.allSatisfy { $0.calendar != nil } ? spells[0].calendar : nil
    }

    /// Whether the subscription is in force on any day of the month. Source: contract R1.
    package var isInForce: Bool { spells.contains { $0.isInForce(in: month) } }

    /// The parts of the period, in order; none without terms. Source: contract R1, R17.
    package var parts: [SpellPart] {
        var parts: [SpellPart] = []
        for spell in spells {
            guard let calendar = spell.calendar else { return [] }
            let period = calendar.period(startsOn: spell.startsOn, endsOn: spell.endsOn)
            parts.append(SpellPart(spell: spell, calendar: calendar, period: period))
        }
        return parts
    }
}
