package import SLA

/// How much of a subscription's month may still fail, as it stood at an instant.
///
/// Source: docs/reference/commands.md "avoir budget".
package struct BudgetEntry: Sendable {
    /// Its events are not looked at.
    package var facts: SubscriptionMonth
    /// Of what was known at the instant; its base is the whole month's.
    package var statement: MonthStatement
    package var customerName: String?
    /// The outages that were open at the instant.
    package var open: [Outage]
    /// What was invoiced for the last month that was, where this one is not invoiced.
    package var lastInvoiced: (month: Month, amount: Cents, currency: String)?

    package init(
        facts: SubscriptionMonth, statement: MonthStatement, customerName: String? = nil,
        open: [Outage] = [], lastInvoiced: (month: Month, amount: Cents, currency: String)? = nil
    ) {
        self.facts = facts
        self.statement = statement
        self.customerName = customerName
        self.open = open
        self.lastInvoiced = lastInvoiced
    }

    /// Where the month stands; the raw value is the word of CSV, JSON and Prometheus.
    enum Standing: String, CaseIterable {
        case missed, within
        case noCommitment = "no_commitment"
        case notMeasurable = "not_measurable"
        case noTerms = "no_terms"
    }

    var standing: Standing {
        guard facts.calendar != nil else { return .noTerms }
        guard statement.availability.base > 0 else { return .notMeasurable }
        return statement.isMet.map { $0 ? .within : .missed } ?? .noCommitment
    }

    /// Of each tier, from the mildest to the hardest.
    var tiers: [(tier: Schedule.Tier, budget: DowntimeBudget)] {
        statement.budgets(of: facts.calendar?.terms.credit?.schedule.tiers ?? [])
    }

    var isOnRequest: Bool? { facts.calendar?.terms.credit?.onRequest }

    /// What it would be earned of: this month's invoices, else those of the last month that has any.
    var base: (amount: Cents, currency: String, month: Month)? {
        if let amount = statement.credit.base, let currency = statement.credit.currency {
            return (amount, currency, facts.month)
        }
        return lastInvoiced.map { ($0.amount, $0.currency, $0.month) }
    }

    /// What is earned so far of the base, before the cap; nil without a target, and where what is earned has no base.
    ///
    /// Source: contract R10, R11.
    var cost: Cents? {
        guard let earned = statement.credit.earned else { return nil }
        guard let base, let terms = facts.calendar?.terms else { return earned.isNothing ? .zero : nil }
        return terms.amount(earned, of: base.amount)
    }

    /// Those nearest to their target, or furthest beyond it, first; then those without one; then by subscription.
    static func inOrder(_ a: BudgetEntry, _ b: BudgetEntry) -> Bool {
        switch (a.statement.budget, b.statement.budget) {
        case (let first?, let second?) where first.isUsedMore(than: second): return true
        case (let first?, let second?) where second.isUsedMore(than: first): return false
        case (_?, nil): return true
        case (nil, _?): return false
        default: return a.facts.subscription.precedes(b.facts.subscription)
        }
    }
}
