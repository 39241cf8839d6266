/// What the head of a credit note says besides its amounts, frozen when it was issued. Source: contract R14.
package struct NoteContent: Equatable, Sendable {
    package var issuer: Issuer
    package var customer: Customer
    /// Of a reversal: the date of the note that it cancels.
    package var reversedOn: LocalDate?

    package init(issuer: Issuer, customer: Customer, reversedOn: LocalDate?) {
        self.issuer = issuer
        self.customer = customer
        self.reversedOn = reversedOn
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
