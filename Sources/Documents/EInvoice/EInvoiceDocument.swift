import SLA

extension EInvoice {
    /// What an e-invoice says, in the business terms (BT, BG) of EN 16931, whatever the syntax.
    struct Document {
        /// BT-3. Source: UNTDID 1001.
        enum Kind: String {
            case invoice = "380"
            case creditNote = "381"
        }

        /// BG-3: the number and date of a document that this one corrects.
        struct Reference: Hashable {
            var number: String
            var issuedOn: LocalDate
        }

        /// BG-1: subject code and text. Source: UNTDID 4451.
        struct Note {
            var subject: String
            var text: String
        }

        /// BG-4, BG-7.
        struct Party {
            var name: String
            var siren: String
            /// Absent where the credit is outside VAT.
            var vatNumber: String?
            /// BT-33, the seller's.
            var legalForm: String?
            var address: Address
        }

        /// One line (BG-25) and, as every VAT rate has one line, its VAT breakdown (BG-23).
        struct Part {
            /// BT-126, counted from 1.
            var line: Int
            var description: String
            var category: VATCategory
            var net: Cents
            var vat: Cents
        }

        let kind: Kind
        let number: String
        let issuedOn: LocalDate
        let currency: String
        /// BG-14 and BG-26: the month that the credit is for.
        let month: Month
        let notes: [Note]
        let preceding: [Reference]
        /// BT-18: what was measured and credited.
        let subscription: String
        let seller: Party
        let buyer: Party
        /// BT-20.
        let paymentTerms: String
        /// BT-153 of every line.
        let item: String
        let parts: [Part]
        let net: Cents
        let vatTotal: Cents
        let gross: Cents

        init(_ note: CreditNote) throws(Refusal) {
            let rules = Rules(note: note)
            try rules.check()
            let wording = Wording(note: note)
            let hasVATNumbers = note.vatTreatment != .indemnity
            kind = note.kind == .credit ? .creditNote : .invoice
            number = note.number
            issuedOn = note.issueDate
            currency = note.currency
            month = note.month
            notes = Self.notes(of: note.content.issuer)
            preceding = try rules.preceding()
            subscription = Wording.plain(note.subscription)
            seller = Party(note.content.issuer, hasVATNumber: hasVATNumbers)
            buyer = Party(note.content.customer, hasVATNumber: hasVATNumbers)
            paymentTerms = wording.paymentTerms
            item = wording.item
            parts = note.vat.enumerated().map { index, part in
                Part(
                    line: index + 1, description: wording.description(of: part),
                    category: VATCategory(note, rate: part.rate), net: part.net, vat: part.vat)
            }
            net = note.net
            vatTotal = note.vatTotal
            gross = note.gross
        }

        /// Between two French companies (BAR), and the mentions that every invoice between them carries.
        private static func notes(of issuer: Issuer) -> [Note] {
            [
                Note(subject: "BAR", text: "B2B"),
                Note(subject: "PMT", text: Wording.plain(issuer.mentions.latePaymentFee)),
                Note(subject: "PMD", text: Wording.plain(issuer.mentions.latePaymentInterest)),
                Note(subject: "AAB", text: Wording.plain(issuer.mentions.earlyPayment)),
            ]
        }
    }
}

extension EInvoice.Document {
    /// BT-6: the French Treasury's, where the document has another currency.
    ///
    /// The VAT is zero then (`Rules`), so that its amount in euros (BT-111) needs no exchange rate.
    var taxCurrency: String? { currency == "EUR" ? nil : "EUR" }
}

extension EInvoice.Document.Party {
    init(_ issuer: Issuer, hasVATNumber: Bool) {
        self.init(
            name: EInvoice.Wording.plain(issuer.name), siren: issuer.siren,
            vatNumber: hasVATNumber ? issuer.vatNumber : nil,
            legalForm: EInvoice.Wording.plain("\(issuer.legalForm) - \(issuer.registration)"),
            address: Self.plain(issuer.address))
    }

    init(_ customer: NoteContent.Customer, hasVATNumber: Bool) {
        self.init(
            name: EInvoice.Wording.plain(customer.name), siren: customer.siren,
            vatNumber: hasVATNumber ? customer.vatNumber : nil, legalForm: nil,
            address: Self.plain(customer.address))
    }

    private static func plain(_ address: Address) -> Address {
        Address(
            street: EInvoice.Wording.plain(address.street),
            postcode: EInvoice.Wording.plain(address.postcode),
            city: EInvoice.Wording.plain(address.city), country: address.country)
    }
}
