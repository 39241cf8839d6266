/// One numbered document of the ledger, with everything that it froze.
package struct CreditNote: Equatable, Sendable {
    package let number: String
    package let series: String
    package let no: Int
    package let kind: Kind
    package let subscription: String
    package let customer: String
    package let month: Month
    package let revision: Int
    package let issueDate: LocalDate
    package let issuedAt: Instant
    package let issuedBy: String
    /// Of a reversal: the note that it cancels, and why.
    package let reverses: String?
    package let reason: String?
    /// Of a credit: the reversal that cancels it, if any.
    package let reversedBy: String?
    package let currency: String
    package let net: Cents
    package let vatTreatment: Terms.VATTreatment
    package let vat: [VATPart]
    package let vatTotal: Cents
    package let gross: Cents
    package let base: Cents
    package let cap: Cents?
    /// Issuer, customer, terms, measurement and invoices as they were: JSON.
    package let document: String
    /// The same, read.
    package let content: NoteContent
    /// SHA-256, in hexadecimal: of the note before it, and of this one.
    package let previousHash: String
    package let hash: String

    package init(
        number: String, series: String, no: Int, kind: Kind, subscription: String, customer: String,
        month: Month, revision: Int, issueDate: LocalDate, issuedAt: Instant, issuedBy: String,
        reverses: String?, reason: String?, reversedBy: String?, currency: String, net: Cents,
        vatTreatment: Terms.VATTreatment, vat: [VATPart], vatTotal: Cents, gross: Cents, base: Cents,
        cap: Cents?, document: String, content: NoteContent, previousHash: String, hash: String
    ) {
        self.number = number
        self.series = series
        self.no = no
        self.kind = kind
        self.subscription = subscription
        self.customer = customer
        self.month = month
        self.revision = revision
        self.issueDate = issueDate
        self.issuedAt = issuedAt
        self.issuedBy = issuedBy
        self.reverses = reverses
        self.reason = reason
        self.reversedBy = reversedBy
        self.currency = currency
        self.net = net
        self.vatTreatment = vatTreatment
        self.vat = vat
        self.vatTotal = vatTotal
        self.gross = gross
        self.base = base
        self.cap = cap
        self.document = document
        self.content = content
        self.previousHash = previousHash
        self.hash = hash
    }

    package enum Kind: String, Sendable {
        case credit, reversal
    }

    /// The part of the net that carries one VAT rate.
    package struct VATPart: Equatable, Sendable {
        package let rate: Percentage
        package let net: Cents
        package let vat: Cents

        package init(rate: Percentage, net: Cents, vat: Cents) {
            self.rate = rate
            self.net = net
            self.vat = vat
        }
    }
}
