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
    /// Of a reversal: the note that it cancels, and why.
    package let reverses: String?
    package let reason: String?
    /// Of a reversal: whether it is for the books only, because the note never reached the customer.
    package let isInternal: Bool
    /// Of a reversal: a reason for the books, never printed.
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
    /// In the order of their numbers, from 1; never empty.
    package let lines: [CreditLine]
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
        gross: Cents, lines: [CreditLine], document: String, content: NoteContent, previousHash: String,
        hash: String
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
        lines.map(\.month).sorted().reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    /// The order that all lines name; nil where they name none, or several.
    package var orderReference: String? {
        guard let first = lines.first?.content.orderReferences, first.count == 1,
            lines.allSatisfy({ $0.content.orderReferences == first })
        else { return nil }
        return first.first
    }

    /// The contract that all lines name; nil where they name none, or several.
    package var contractReference: String? {
        guard let first = lines.first?.content.contractReference,
            lines.allSatisfy({ $0.content.contractReference == first })
        else { return nil }
        return first
    }

    /// The documents that the lines' bases come from.
    package var billingDocuments: BillingDocuments { BillingDocuments(lines.flatMap(\.content.invoices)) }
}
