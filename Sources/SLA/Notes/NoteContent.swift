/// What a credit note says besides its amounts, frozen when it was issued. Source: contract R14.
package struct NoteContent: Equatable, Sendable {
    package var issuer: Issuer
    package var customer: Customer
    package var service: String
    package var terms: TermsName
    package var basis: Terms.Basis
    /// D and B of the assessment, in microseconds. Source: R7.
    package var availability: MeasuredAvailability
    package var target: Percentage
    /// The tier reached.
    package var rate: Percentage
    /// rate × base, before the cap.
    package var amount: Cents
    /// The invoices that the month's base comes from; never empty.
    package var invoices: [InvoiceLine]
    package var request: CreditRequest?
    /// Of a reversal: the date of the note that it cancels.
    package var reversedOn: LocalDate?

    package init(
        issuer: Issuer, customer: Customer, service: String, terms: TermsName, basis: Terms.Basis,
        availability: MeasuredAvailability, target: Percentage, rate: Percentage, amount: Cents,
        invoices: [InvoiceLine], request: CreditRequest?, reversedOn: LocalDate?
    ) {
        self.issuer = issuer
        self.customer = customer
        self.service = service
        self.terms = terms
        self.basis = basis
        self.availability = availability
        self.target = target
        self.rate = rate
        self.amount = amount
        self.invoices = invoices
        self.request = request
        self.reversedOn = reversedOn
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

    package struct Customer: Equatable, Sendable {
        package var name: String
        package var siren: String
        /// Absent only where the credit is an indemnity.
        package var vatNumber: String?
        package var address: Address
        package var email: String?

        package init(
            name: String, siren: String, vatNumber: String?, address: Address, email: String?
        ) {
            self.name = name
            self.siren = siren
            self.vatNumber = vatNumber
            self.address = address
            self.email = email
        }
    }
}
