/// One line of a credit note: credits one subscription's month by one promise. Source: contract R11, R14.
package struct CreditLine: Equatable, Sendable {
    /// Within its note, from 1.
    package let line: Int
    package let subscription: String
    package let month: Month
    package let revision: Int
    package let promise: Promise
    /// The amount invoiced for the month, before tax: the rate applies to it.
    package let base: Cents
    package let cap: Cents?
    /// What is credited.
    package let net: Cents
    /// The net over the VAT rates of the invoices, by falling rate.
    package let parts: [Part]
    /// Terms, measurement and invoices as they were: JSON.
    package let document: String
    /// The same, read.
    package let content: LineContent

    package init(
        line: Int, subscription: String, month: Month, revision: Int, promise: Promise, base: Cents,
        cap: Cents?, net: Cents, parts: [Part], document: String, content: LineContent
    ) {
        self.line = line
        self.subscription = subscription
        self.month = month
        self.revision = revision
        self.promise = promise
        self.base = base
        self.cap = cap
        self.net = net
        self.parts = parts
        self.document = document
        self.content = content
    }

    /// What was promised and not kept.
    package enum Promise: String, Sendable {
        case availability
    }

    /// The part of a line's net that carries one VAT rate.
    package struct Part: Equatable, Sendable {
        package let rate: Percentage
        package let net: Cents

        package init(rate: Percentage, net: Cents) {
            self.rate = rate
            self.net = net
        }
    }
}

/// What a line says besides its amounts, frozen when its note was issued. Source: contract R14.
package struct LineContent: Equatable, Sendable {
    package var service: String
    package var terms: TermsName
    package var basis: Terms.Basis
    /// D and B of the assessment, in microseconds. Source: R7.
    package var availability: MeasuredAvailability
    package var target: Target
    package var earned: Earned
    /// What is earned of the base, before the cap.
    package var amount: Cents
    /// What the cap cut of it: by earlier notes' runs, and by this one's. Source: R13.
    package var cutBefore: Cents
    package var cut: Cents
    /// The notes that credited the month before and stand, and how much.
    package var creditedBefore: [EarlierCredit]
    /// The invoices that the month's base comes from; never empty.
    package var invoices: [InvoiceLine]
    package var request: CreditRequest?
    /// The customer's orders that the invoices name, else the one of the subscription; sorted, each once.
    package var orderReferences: [String]
    package var contractReference: String?

    package init(
        service: String, terms: TermsName, basis: Terms.Basis, availability: MeasuredAvailability,
        target: Target, earned: Earned, amount: Cents, cutBefore: Cents, cut: Cents,
        creditedBefore: [EarlierCredit], invoices: [InvoiceLine], request: CreditRequest?,
        orderReferences: [String] = [], contractReference: String? = nil
    ) {
        self.service = service
        self.terms = terms
        self.basis = basis
        self.availability = availability
        self.target = target
        self.earned = earned
        self.amount = amount
        self.cutBefore = cutBefore
        self.cut = cut
        self.creditedBefore = creditedBefore
        self.invoices = invoices
        self.request = request
        self.orderReferences = orderReferences
        self.contractReference = contractReference
    }

    /// The version of the terms that was applied.
    package struct TermsName: Equatable, Sendable {
        package var id: String
        package var version: String
        package var title: String
        package var sha256: String

        package init(id: String, version: String, title: String, sha256: String) {
            self.id = id
            self.version = version
            self.title = title
            self.sha256 = sha256
        }
    }

    package struct EarlierCredit: Equatable, Sendable {
        package var number: String
        package var net: Cents

        package init(number: String, net: Cents) {
            self.number = number
            self.net = net
        }
    }
}
