import SLA

extension EInvoice.Document {
    /// BG-4, BG-7.
    struct Party {
        var name: String
        /// BT-30, BT-47: the SIREN; absent where the party has none.
        var siren: String?
        /// BT-46: the SIRET.
        var establishment: String?
        /// BT-34, BT-49; absent where no address is known.
        var endpoint: NoteContent.Endpoint?
        /// BT-31, BT-48; absent where the credit is outside VAT.
        var vatNumber: String?
        /// BT-32: the seller's, where it has no VAT number.
        var taxNumber: String?
        /// BT-33, the seller's.
        var legalForm: String?
        var address: Address

        init(_ issuer: Issuer, hasVATNumber: Bool) {
            name = EInvoice.Wording.plain(issuer.name)
            siren = issuer.siren
            endpoint = NoteContent.Endpoint(scheme: AddressScheme.french, id: issuer.siren)
            vatNumber = hasVATNumber ? issuer.vatNumber : nil
            taxNumber = hasVATNumber && issuer.vatNumber == nil ? issuer.siren : nil
            legalForm = EInvoice.Wording.plain("\(issuer.legalForm) - \(issuer.registration)")
            address = Self.plain(issuer.address)
        }

        /// A consumer has a name and an address, and nothing else.
        init(_ customer: NoteContent.Customer, hasVATNumber: Bool) {
            let isConsumer = customer.kind == .consumer
            name = EInvoice.Wording.plain(customer.name)
            siren = isConsumer ? nil : customer.siren
            establishment = isConsumer ? nil : customer.siret
            endpoint =
                isConsumer
                ? nil
                : customer.endpoint
                    ?? customer.siren.map { NoteContent.Endpoint(scheme: AddressScheme.french, id: $0) }
            vatNumber = hasVATNumber && !isConsumer ? customer.vatNumber : nil
            address = Self.plain(customer.address)
        }

        private static func plain(_ address: Address) -> Address {
            Address(
                street: EInvoice.Wording.plain(address.street),
                postcode: EInvoice.Wording.plain(address.postcode),
                city: EInvoice.Wording.plain(address.city), country: address.country)
        }
    }

    /// Who the document is between (BAR), and the mentions that invoices carry. Source: XP Z12-012, rules BR-FR-05, BR-FR-20.
    static func notes(of content: NoteContent, isOnDebits: Bool, isInternal: Bool) -> [Note] {
        let mentions = content.issuer.mentions
        let debits = isOnDebits ? [Note(subject: "TXD", text: EInvoice.Wording.onDebits)] : []
        let treatment = treatment(of: content.customer)
        // Only what goes between French businesses passes a platform, which must not send it on.
        let isArchived = isInternal && treatment == "B2B"
        return [
            Note(subject: "BAR", text: isArchived ? "ARCHIVEONLY" : treatment),
            Note(subject: "PMT", text: EInvoice.Wording.plain(mentions.latePaymentFee)),
            Note(subject: "PMD", text: EInvoice.Wording.plain(mentions.latePaymentInterest)),
            Note(subject: "AAB", text: EInvoice.Wording.plain(mentions.earlyPayment)),
        ] + debits
    }

    private static func treatment(of customer: NoteContent.Customer) -> String {
        let isFrench = Country.isFrench(customer.address.country)
        return switch customer.kind {
        case .consumer: isFrench ? "B2C" : "B2CINT"
        case .business, .publicBody: isFrench ? "B2B" : "B2BINT"
        }
    }
}
