/// What a customer's statement says of one numbered document.
package struct StatementNote: Equatable, Sendable {
    package var number: String
    package var kind: CreditNote.Kind
    /// Outside the terms, as is the reversal of such a note.
    package var isCommercial: Bool
    package var issueDate: LocalDate
    /// The months and subscriptions that it credits, or whose credit it cancels, each once, in order.
    package var months: [Month]
    package var subscriptions: [String]
    package var currency: String
    package var net: Cents
    package var vat: Cents
    package var gross: Cents
    /// Of a reversal: the note that it cancels.
    package var reverses: String?
    /// The reversal that cancels it, if any.
    package var reversedBy: String?
    /// Of a reversal and of a commercial note: why, as printed.
    package var reason: String?

    package init(
        number: String, kind: CreditNote.Kind, isCommercial: Bool, issueDate: LocalDate, months: [Month],
        subscriptions: [String], currency: String, net: Cents, vat: Cents, gross: Cents,
        reverses: String? = nil,
        reversedBy: String? = nil, reason: String? = nil
    ) {
        self.number = number
        self.kind = kind
        self.isCommercial = isCommercial
        self.issueDate = issueDate
        self.months = months
        self.subscriptions = subscriptions
        self.currency = currency
        self.net = net
        self.vat = vat
        self.gross = gross
        self.reverses = reverses
        self.reversedBy = reversedBy
        self.reason = reason
    }

    /// What the books and tables call it: `credit`, `commercial` or `reversal`.
    package var kindName: String { kind == .credit && isCommercial ? "commercial" : kind.rawValue }

    /// An amount of the note as it is added up: a reversal takes it off.
    package func signed(_ amount: Cents) -> Cents { kind == .reversal ? .zero - amount : amount }
}
