package import SLA

/// One subscription's month as the documents show it: facts, judgement, and what the ledger made of it.
package struct ReportEntry: Sendable {
    package var facts: SubscriptionMonth
    package var judgement: Judgement
    /// The assessment's revision, from 1; 0: not assessed. Source: contract R14.
    package var revision: Int
    /// The digest of the terms' content, in lower-case hexadecimal.
    package var termsSHA256: String?
    package var ledger: Ledger
    /// As people know the customer; nil: not known.
    package var customerName: String?
    /// When the report of a running month is made; nil: the month is over, or its days are all shown alike.
    package var asOf: Instant?

    package init(
        facts: SubscriptionMonth, judgement: Judgement, revision: Int, termsSHA256: String?,
        ledger: Ledger = Ledger()
    ) {
        self.facts = facts
        self.judgement = judgement
        self.revision = revision
        self.termsSHA256 = termsSHA256
        self.ledger = ledger
    }

    /// In force, and not assessed: nothing is said of it.
    package static func notAssessed(
        _ subscription: String, month: Month, first spell: Spell
    ) -> ReportEntry {
        let facts = SubscriptionMonth(
            subscription: subscription, month: month, spells: [spell], isOver: false)
        return ReportEntry(
            facts: facts, judgement: judge(facts), revision: 0, termsSHA256: nil,
            ledger: Ledger(status: .notAssessed))
    }

    package var statement: MonthStatement { judgement.statement }

    /// What the ledger says, else what the judgement says.
    package var status: CreditStatus { ledger.status ?? statement.credit.status }

    /// What is or would be credited: after the cap once the ledger says so, before it until then.
    package var amount: Cents? { ledger.amount ?? statement.credit.amount }

    /// That of the notes, else that of the invoices; nil without either.
    package var currency: String? { ledger.currency ?? statement.credit.currency }

    /// The first day of the month, from 1, that has not come yet; nil where all have.
    var firstFutureDay: Int? {
        guard let asOf, !facts.isOver, facts.calendar != nil else { return nil }
        let tomorrow = zone.day(of: asOf).daysSinceEpoch - facts.month.firstDay.daysSinceEpoch + 2
        return tomorrow <= facts.month.length ? max(tomorrow, 1) : nil
    }

    /// The wall clock of the terms; UTC where there are none.
    package var zone: Zone { facts.calendar?.zone ?? .utc }
}

/// What has been issued for a subscription's month so far, and what the cap makes of the rest.
package struct Ledger: Equatable, Sendable {
    /// Overrides the judgement's status where notes or the cap decide.
    package var status: CreditStatus?
    /// Overrides the judgement's amount: what is or would be credited after the cap.
    package var amount: Cents?
    package var cutByCap: Cents
    /// Why a credit that exceeds the cap was left by the last run.
    package var waiting: CreditStanding.Waiting?
    /// The month's holds and their releases, in order.
    package var holds: [HoldEvent] = []
    /// What commercial notes credit besides, outside the terms; in none of the sums here.
    package var commercial: CommercialStanding?
    /// The net of the notes issued for the month.
    package var credited: Cents
    /// The same over the VAT rates, by falling rate.
    package var parts: [CreditLine.Part]
    /// The currency of the notes: it stays known when the month's invoices are withdrawn afterwards.
    package var currency: String?
    /// The numbers of those notes, in order of issue.
    package var notes: [String]

    /// Whether anything was issued for the month, or it is on hold.
    package var isTouched: Bool { !notes.isEmpty || commercial != nil || holds.standing != nil }

    /// Without arguments: nothing has been issued.
    package init(
        status: CreditStatus? = nil, amount: Cents? = nil, cutByCap: Cents = .zero,
        waiting: CreditStanding.Waiting? = nil, credited: Cents = .zero, parts: [CreditLine.Part] = [],
        currency: String? = nil, notes: [String] = []
    ) {
        self.status = status
        self.amount = amount
        self.cutByCap = cutByCap
        self.waiting = waiting
        self.credited = credited
        self.parts = parts
        self.currency = currency
        self.notes = notes
    }
}
