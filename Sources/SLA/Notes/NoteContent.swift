/// What the head of a credit note says besides its amounts, frozen when it was issued. Source: contract R14.
package struct NoteContent: Equatable, Sendable {
    package var issuer: Issuer
    package var customer: Customer
    /// Of a reversal: the date of the note that it cancels.
    package var reversedOn: LocalDate?
    /// Why parts without VAT have none: the customer's reason, else the issuer's.
    package var exemption: VATExemption?
    /// Of a credit: how it is settled.
    package var settlement: Settlement?
    /// Of a note in another currency than euros, where its invoices name one.
    package var eurRate: ExchangeRate?

    package init(
        issuer: Issuer, customer: Customer, reversedOn: LocalDate?, exemption: VATExemption? = nil,
        eurRate: ExchangeRate? = nil, settlement: Settlement? = nil
    ) {
        self.issuer = issuer
        self.customer = customer
        self.reversedOn = reversedOn
        self.exemption = exemption
        self.eurRate = eurRate
        self.settlement = settlement
    }

    package struct Customer: Equatable, Sendable {
        package var name: String
        package var kind: BuyerKind
        /// Of a French company or public body.
        package var siren: String?
        /// Of the establishment that the note is for.
        package var siret: String?
        package var vatNumber: String?
        package var address: Address
        package var email: String?
        /// Where e-invoices reach it; absent: at its SIREN.
        package var endpoint: Endpoint?
        /// The department of a public body that pays.
        package var serviceCode: String?

        package init(
            name: String, kind: BuyerKind = .business, siren: String?, siret: String? = nil,
            vatNumber: String?, address: Address, email: String?, endpoint: Endpoint? = nil,
            serviceCode: String? = nil
        ) {
            self.name = name
            self.kind = kind
            self.siren = siren
            self.siret = siret
            self.vatNumber = vatNumber
            self.address = address
            self.email = email
            self.endpoint = endpoint
            self.serviceCode = serviceCode
        }
    }

    /// An electronic address.
    package struct Endpoint: Equatable, Sendable {
        /// A code of `AddressScheme`.
        package var scheme: String
        package var id: String

        package init(scheme: String, id: String) {
            self.scheme = scheme
            self.id = id
        }
    }
}
