package import SLA

/// What a subscription's month comes to under some terms, before the ledger.
///
/// Source: docs/reference/commands.md "avoir simulate".
package struct SimulatedCredit: Equatable, Sendable {
    package let terms: TermsName?
    package let availability: MeasuredAvailability
    package let isMet: Bool?
    /// Nothing where no tier is reached, or nothing is promised.
    package let earned: Earned
    package let status: CreditStatus
    /// What would be credited before the cap, on request or not; nil: earned without an invoice.
    package let amount: Cents?

    package struct TermsName: Hashable, Sendable {
        package let id: String
        package let version: String
    }

    package init(_ statement: MonthStatement, terms: Terms?) {
        self.terms = terms.map { TermsName(id: $0.id, version: $0.version) }
        availability = statement.availability
        isMet = statement.isMet
        earned = statement.credit.earned ?? .nothing
        status = statement.credit.status
        switch status {
        case .issuable, .awaitingRequest: amount = statement.credit.amount
        case .awaitingInvoice: amount = nil
        default: amount = .zero
        }
    }

    /// Due only when the customer asks for it. Source: R12.
    package var isOnlyIfAsked: Bool { status == .awaitingRequest }

    /// Earned, and no invoice that says of what.
    var lacksInvoice: Bool { !earned.isNothing && amount == nil }
}

/// A subscription's month under its own terms and under the others.
package struct SimulatedMonth: Sendable {
    package let month: Month
    package let subscription: String
    package let customer: String
    package let customerName: String?
    package let service: String
    package let own: SimulatedCredit
    package let other: SimulatedCredit
    /// Of the invoices; nil without.
    package let currency: String?

    package init(
        month: Month, subscription: String, customer: String, customerName: String?, service: String,
        own: SimulatedCredit, other: SimulatedCredit, currency: String?
    ) {
        self.month = month
        self.subscription = subscription
        self.customer = customer
        self.customerName = customerName
        self.service = service
        self.own = own
        self.other = other
        self.currency = currency
    }

    /// Whether it is credited under either terms, or its verdict is another one.
    var isListed: Bool { !own.earned.isNothing || !other.earned.isNothing || own.isMet != other.isMet }

    /// What the other terms would have cost more; where one of the amounts is not known, nil.
    package var difference: Cents? {
        own.amount.flatMap { own in other.amount.map { $0 - own } }
    }
}
