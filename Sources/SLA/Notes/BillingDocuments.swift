/// The number and date of a document that a note names.
package struct DocumentReference: Hashable, Sendable {
    package var number: String
    package var issuedOn: LocalDate

    package init(number: String, issuedOn: LocalDate) {
        self.number = number
        self.issuedOn = issuedOn
    }
}

/// The documents that a note's bases come from, each once, in the order in which they are named first.
///
/// One whose rows come to less than zero is an earlier credit of the provider's billing: nothing corrects it. Every other
/// is an invoice that the note corrects. A base is more than zero (R11), so a note corrects an invoice at least.
/// Source: docs/reference/file-formats.md "Who can receive a note".
package struct BillingDocuments: Equatable, Sendable {
    /// What the note corrects (BG-3).
    package private(set) var invoices: [DocumentReference] = []
    package private(set) var earlierCredits: [DocumentReference] = []

    /// - Parameter rows: of all lines of a note.
    package init(_ rows: [InvoiceLine]) {
        var sums: [DocumentReference: Int128] = [:]
        var order: [DocumentReference] = []
        for row in rows {
            if sums[row.document] == nil { order.append(row.document) }
            sums[row.document, default: 0] += Int128(row.amount.amount)
        }
        for document in order {
            if sums[document] ?? 0 < 0 {
                earlierCredits.append(document)
            } else {
                invoices.append(document)
            }
        }
    }

    /// Whether the row is part of an earlier credit.
    package func isEarlierCredit(_ row: InvoiceLine) -> Bool { earlierCredits.contains(row.document) }
}

extension InvoiceLine {
    package var document: DocumentReference { DocumentReference(number: invoice, issuedOn: issuedOn) }
}
