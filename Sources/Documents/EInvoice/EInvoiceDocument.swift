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
        struct Reference {
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

        /// BG-25: the part of a note's line that carries one VAT rate.
        struct Line {
            /// BT-126, counted from 1.
            var number: Int
            /// BT-153.
            var item: String
            /// BT-154.
            var description: String
            /// BG-26: the month that the line credits.
            var period: Period
            /// BT-128; nil where the header names the subscription of all lines.
            var subscription: String?
            var category: VATCategory
            var net: Cents
        }

        /// BG-23: what the lines at one VAT rate come to.
        struct Tax {
            var category: VATCategory
            var net: Cents
            var vat: Cents
        }

        /// BG-14, BG-26: whole months.
        struct Period {
            var firstDay: LocalDate
            var lastDay: LocalDate
        }

        let kind: Kind
        let number: String
        let issuedOn: LocalDate
        let currency: String
        /// BG-14: from the first month that a line credits to the last.
        let period: Period
        let notes: [Note]
        let preceding: [Reference]
        /// BT-18: what was measured and credited; nil where the lines are of several subscriptions.
        let subscription: String?
        let seller: Party
        let buyer: Party
        /// BT-20.
        let paymentTerms: String
        let lines: [Line]
        /// By falling rate.
        let taxes: [Tax]
        let net: Cents
        let vatTotal: Cents
        let gross: Cents

        init(_ note: CreditNote) throws(Refusal) {
            let rules = Rules(note: note)
            try rules.check()
            let hasVATNumbers = note.vatTreatment != .indemnity
            let months = note.lines.map(\.month)
            let first = months.min() ?? note.issueDate.month
            kind = note.kind == .credit ? .creditNote : .invoice
            number = note.number
            issuedOn = note.issueDate
            currency = note.currency
            period = Period(firstDay: first.firstDay, lastDay: (months.max() ?? first).lastDay)
            notes = Self.notes(of: note.content.issuer)
            preceding = try rules.preceding()
            subscription = Self.commonSubscription(of: note.lines).map(Wording.plain)
            seller = Party(note.content.issuer, hasVATNumber: hasVATNumbers)
            buyer = Party(note.content.customer, hasVATNumber: hasVATNumbers)
            paymentTerms = Wording.paymentTerms(of: note.kind)
            lines = Self.lines(of: note)
            taxes = note.vat.map {
                Tax(category: VATCategory(note, rate: $0.rate), net: $0.net, vat: $0.vat)
            }
            net = note.net
            vatTotal = note.vatTotal
            gross = note.gross
        }

        /// The subscription that all lines credit.
        private static func commonSubscription(of lines: [CreditLine]) -> String? {
            guard let first = lines.first?.subscription else { return nil }
            return lines.allSatisfy { $0.subscription == first } ? first : nil
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
    /// Of each of the note's lines one line a VAT rate, in order.
    private static func lines(of note: CreditNote) -> [Line] {
        let isOfSeveral = commonSubscription(of: note.lines) == nil
        var lines: [Line] = []
        for line in note.lines {
            let wording = EInvoice.Wording(note: note, line: line)
            let subscription = isOfSeveral ? EInvoice.Wording.plain(line.subscription) : nil
            let item = wording.item(of: subscription)
            for part in line.parts {
                lines.append(
                    Line(
                        number: lines.count + 1, item: item, description: wording.description(of: part),
                        period: Period(firstDay: line.month.firstDay, lastDay: line.month.lastDay),
                        subscription: subscription,
                        category: EInvoice.VATCategory(note, rate: part.rate), net: part.net))
            }
        }
        return lines
    }

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
