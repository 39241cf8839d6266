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

    /// A postal address.
    package struct Address: Equatable, Sendable {
        package var street: String
        package var postcode: String
        package var city: String
        /// ISO 3166-1, two capitals.
        package var country: String

        package init(street: String, postcode: String, city: String, country: String) {
            self.street = street
            self.postcode = postcode
            self.city = city
            self.country = country
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

    /// The provider, as the issuer file says. Source: interfaces "Issuer file".
    package struct Issuer: Equatable, Sendable {
        package var name: String
        package var siren: String
        package var vatNumber: String
        package var legalForm: String
        package var registration: String
        package var address: Address
        package var latePaymentFee: String
        package var latePaymentInterest: String
        package var earlyPayment: String
        package var accounts: Accounts

        package init(
            name: String, siren: String, vatNumber: String, legalForm: String, registration: String,
            address: Address, latePaymentFee: String, latePaymentInterest: String,
            earlyPayment: String, accounts: Accounts
        ) {
            self.name = name
            self.siren = siren
            self.vatNumber = vatNumber
            self.legalForm = legalForm
            self.registration = registration
            self.address = address
            self.latePaymentFee = latePaymentFee
            self.latePaymentInterest = latePaymentInterest
            self.earlyPayment = earlyPayment
            self.accounts = accounts
        }
    }

    /// Numbers of the general ledger.
    package struct Accounts: Equatable, Sendable {
        package var customer: String
        package var priceReduction: String
        package var vat: String
        package var indemnity: String

        package init(customer: String, priceReduction: String, vat: String, indemnity: String) {
            self.customer = customer
            self.priceReduction = priceReduction
            self.vat = vat
            self.indemnity = indemnity
        }
    }
}
