/// What a list says of a note: a row.
package struct NoteHead: Equatable, Sendable {
    package let number: String
    package let issueDate: LocalDate
    package let kind: CreditNote.Kind
    package let isCommercial: Bool
    /// The first and the last month that is credited.
    package let months: ClosedRange<Month>?
    /// How many subscriptions are credited, and one of them.
    package let subscriptions: Int
    package let subscription: String
    package let customer: String
    /// As the note froze it.
    package let customerName: String
    package let currency: String
    package let net: Cents
    package let gross: Cents
    package let reverses: String?
    package let reversedBy: String?
    package let reason: String?

    package init(
        number: String, issueDate: LocalDate, kind: CreditNote.Kind, isCommercial: Bool,
        months: ClosedRange<Month>?, subscriptions: Int, subscription: String, customer: String,
        customerName: String, currency: String, net: Cents, gross: Cents, reverses: String?,
        reversedBy: String?, reason: String?
    ) {
        self.number = number
        self.issueDate = issueDate
        self.kind = kind
        self.isCommercial = isCommercial
        self.months = months
        self.subscriptions = subscriptions
        self.subscription = subscription
        self.customer = customer
        self.customerName = customerName
        self.currency = currency
        self.net = net
        self.gross = gross
        self.reverses = reverses
        self.reversedBy = reversedBy
        self.reason = reason
    }

    package init(_ note: CreditNote) {
        let months = note.months
        self.init(
            number: note.number, issueDate: note.issueDate, kind: note.kind,
            isCommercial: note.commercial != nil,
            months: months.first.flatMap { first in months.last.map { first...$0 } },
            subscriptions: note.subscriptions.count, subscription: note.subscriptions.first ?? "",
            customer: note.customer, customerName: note.content.customer.name, currency: note.currency,
            net: note.net, gross: note.gross, reverses: note.reverses, reversedBy: note.reversedBy,
            reason: note.reason)
    }

    /// What the books and tables call it: a commercial note is a credit of another kind.
    package var kindName: String { kind == .credit && isCommercial ? "commercial" : kind.rawValue }
}
