import SLA

extension EInvoice {
    /// What an e-invoice says, in the business terms (BT, BG) of EN 16931, whatever the syntax.
    struct Document {
        /// BT-3. Source: UNTDID 1001.
        enum Kind: String {
            case invoice = "380"
            case creditNote = "381"
        }

        /// BG-1: subject code and text. Source: UNTDID 4451.
        struct Note {
            var subject: String
            var text: String
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
        /// BG-3: what this one corrects or cancels.
        let preceding: [DocumentReference]
        /// BT-10: of a public body, the department that pays.
        let buyerReference: String?
        /// BT-13; nil where the lines name none, or several.
        let order: String?
        /// BT-12; nil where the lines name none, or several.
        let contract: String?
        /// BT-8: VAT is due when it is invoiced.
        let isTaxDueWhenInvoiced: Bool
        /// BT-18: what was measured and credited; nil where the lines are of several subscriptions.
        let subscription: String?
        let seller: Party
        let buyer: Party
        /// BT-9: of a reversal, which takes a credit back.
        let dueOn: LocalDate?
        /// BT-20.
        let paymentTerms: String
        let lines: [Line]
        /// By falling rate.
        let taxes: [Tax]
        let net: Cents
        let vatTotal: Cents
        /// BT-111, beside BT-6 EUR: where the document has another currency.
        let vatTotalInEuros: Cents?
        let gross: Cents

        init(_ note: CreditNote) throws(Refusal) {
            let rules = Rules(note: NoteOutline(note))
            try rules.check()
            let taxes = note.vat.map {
                Tax(category: VATCategory(note, rate: $0.rate), net: $0.net, vat: $0.vat)
            }
            let hasVATNumbers = !taxes.contains { $0.category.isOutsideScope }
            let isOnDebits = note.content.issuer.vatOnDebits && note.vatTreatment == .priceReduction
            let months = note.months
            let first = months.min() ?? note.issueDate.month
            kind = note.kind == .credit ? .creditNote : .invoice
            number = note.number
            issuedOn = note.issueDate
            currency = note.currency
            period = Period(firstDay: first.firstDay, lastDay: (months.max() ?? first).lastDay)
            notes = Self.notes(of: note.content, isOnDebits: isOnDebits, isInternal: note.isInternal)
            preceding = rules.preceding
            buyerReference = note.content.customer.serviceCode.map(Wording.plain)
            order = note.orderReference.map(Wording.plain)
            contract = note.contractReference.map(Wording.plain)
            isTaxDueWhenInvoiced = isOnDebits
            subscription = note.subscriptions.count == 1 ? note.subscriptions.first.map(Wording.plain) : nil
            seller = Party(note.content.issuer, hasVATNumber: hasVATNumbers)
            buyer = Party(note.content.customer, hasVATNumber: hasVATNumbers)
            dueOn = note.dueOn
            paymentTerms = Wording.paymentTerms(of: note)
            lines = Self.lines(of: note)
            self.taxes = taxes
            net = note.net
            vatTotal = note.vatTotal
            vatTotalInEuros = note.currency == Currency.euro ? nil : rules.vatInEuros
            gross = note.gross
        }
    }
}

extension EInvoice.Document {
    /// Of each of the note's lines one line a VAT rate, in order.
    private static func lines(of note: CreditNote) -> [Line] {
        if let commercial = note.commercial { return lines(of: commercial, in: note) }
        let isOfSeveral = note.subscriptions.count > 1
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

    private static func lines(of commercial: CommercialLine, in note: CreditNote) -> [Line] {
        let wording = EInvoice.CommercialWording(note: note, line: commercial)
        return commercial.parts.enumerated().map { index, part in
            Line(
                number: index + 1, item: wording.item, description: wording.description(of: part),
                period: Period(firstDay: commercial.month.firstDay, lastDay: commercial.month.lastDay),
                subscription: nil, category: EInvoice.VATCategory(note, rate: part.rate), net: part.net)
        }
    }

    /// BT-6: the French Treasury's, where the document has another currency.
    var taxCurrency: String? { vatTotalInEuros == nil ? nil : "EUR" }
}
