/// One numbered document of the ledger, with everything that it froze. Source: contract R14.
package struct CreditNote: Equatable, Sendable {
    package let number: String
    package let series: String
    package let no: Int
    package let kind: Kind
    /// The customer's identity; `content` has the name.
    package let customer: String
    package let issueDate: LocalDate
    package let issuedAt: Instant
    package let issuedBy: String
    /// Of a reversal: the note that it cancels.
    package let reverses: String?
    /// Of a reversal and of a commercial note: why, as printed.
    package let reason: String?
    /// Of a reversal: whether it is for the books only, because the note never reached the customer.
    package let isInternal: Bool
    /// Of the same: a reason for the books, never printed.
    package let internalReason: String?
    /// Of a credit: the reversal that cancels it, if any.
    package let reversedBy: String?
    package let currency: String
    /// The lines' sum, before tax.
    package let net: Cents
    package let vatTreatment: Terms.VATTreatment
    /// By falling rate: the lines' parts at each rate, added up, and the VAT on each sum.
    package let vat: [VATPart]
    package let vatTotal: Cents
    package let gross: Cents
    /// Under the terms, in the order of their numbers, from 1; empty in a commercial note and its reversal.
    package let lines: [CreditLine]
    /// Of a commercial note and its reversal: what it credits, outside the terms.
    package let commercial: CommercialLine?
    /// Issuer and customer as they were: JSON.
    package let document: String
    /// The same, read.
    package let content: NoteContent
    /// SHA-256, in hexadecimal: of the note before it, and of this one.
    package let previousHash: String
    package let hash: String

    package init(
        number: String, series: String, no: Int, kind: Kind, customer: String, issueDate: LocalDate,
        issuedAt: Instant, issuedBy: String, reverses: String?, reason: String?, isInternal: Bool = false,
        internalReason: String? = nil, reversedBy: String?,
        currency: String, net: Cents, vatTreatment: Terms.VATTreatment, vat: [VATPart], vatTotal: Cents,
        gross: Cents, lines: [CreditLine], commercial: CommercialLine? = nil, document: String,
        content: NoteContent, previousHash: String, hash: String
    ) {
        self.number = number
        self.series = series
        self.no = no
        self.kind = kind
        self.customer = customer
        self.issueDate = issueDate
        self.issuedAt = issuedAt
        self.issuedBy = issuedBy
        self.reverses = reverses
        self.reason = reason
        self.isInternal = isInternal
        self.internalReason = internalReason
        self.reversedBy = reversedBy
        self.currency = currency
        self.net = net
        self.vatTreatment = vatTreatment
        self.vat = vat
        self.vatTotal = vatTotal
        self.gross = gross
        self.lines = lines
        self.commercial = commercial
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

extension CreditNote {
    /// The months that are credited, each once, in order.
    package var months: [Month] {
        (lines.map(\.month) + (commercial.map { [$0.month] } ?? [])).sorted().reduce(into: []) {
            if $0.last != $1 { $0.append($1) }
        }
    }

    /// The order that all lines name; nil where they name none, or several.
    package var orderReference: String? {
        if let commercial {
            return commercial.orderReferences.count == 1 ? commercial.orderReferences.first : nil
        }
        guard let first = lines.first?.content.orderReferences, first.count == 1,
            lines.allSatisfy({ $0.content.orderReferences == first })
        else { return nil }
        return first.first
    }

    /// The contract that all lines name; nil where they name none, or several.
    package var contractReference: String? {
        if let commercial { return commercial.contractReference }
        guard let first = lines.first?.content.contractReference,
            lines.allSatisfy({ $0.content.contractReference == first })
        else { return nil }
        return first
    }

    /// The documents that the lines' bases come from, or that a commercial note credits.
    package var billingDocuments: BillingDocuments {
        BillingDocuments(lines.flatMap(\.content.invoices) + (commercial?.invoices ?? []))
    }

    /// The subscriptions that are credited, each once, in order.
    package var subscriptions: [String] {
        if let commercial { return [commercial.subscription] }
        return Set(lines.map(\.subscription)).sorted { $0.precedes($1) }
    }

    /// What the books and tables call it: a commercial note is a credit of another kind.
    package var kindName: String { kind == .credit && commercial != nil ? "commercial" : kind.rawValue }
}
