/// What a commercial note credits: a sum on one subscription's invoiced month, outside the terms.
/// Source: docs/reference/commands.md "avoir note issue".
package struct CommercialLine: Equatable, Sendable {
    package var subscription: String
    package var month: Month
    package var service: String
    package var net: Cents
    /// The net over the VAT rates of the invoices, by falling rate.
    package var parts: [CreditLine.Part]
    /// What was invoiced for the month, and what of it stood credited: under the terms, and by commercial notes.
    package var invoiced: Cents
    package var credited: Cents
    package var commercial: Cents
    /// Never empty.
    package var invoices: [InvoiceLine]
    /// As those of a line under the terms.
    package var orderReferences: [String]
    package var contractReference: String?
    /// The invoices as they were: JSON.
    package var document: String

    package init(
        subscription: String, month: Month, service: String, net: Cents, parts: [CreditLine.Part],
        invoiced: Cents, credited: Cents, commercial: Cents, invoices: [InvoiceLine],
        orderReferences: [String], contractReference: String?, document: String
    ) {
        self.subscription = subscription
        self.month = month
        self.service = service
        self.net = net
        self.parts = parts
        self.invoiced = invoiced
        self.credited = credited
        self.commercial = commercial
        self.invoices = invoices
        self.orderReferences = orderReferences
        self.contractReference = contractReference
        self.document = document
    }

    /// What was left of the invoices before this note, and after it.
    package var leftBefore: Cents { invoiced - credited - commercial }
    package var leftAfter: Cents { leftBefore - net }
}

/// What commercial notes credit of a subscription's month, outside the terms.
package struct CommercialStanding: Equatable, Sendable {
    /// The net of those that no reversal cancels.
    package var credited: Cents
    package var currency: String
    /// Every commercial note of the month and its reversal, in order of issue.
    package var notes: [String]

    package init(credited: Cents, currency: String, notes: [String]) {
        self.credited = credited
        self.currency = currency
        self.notes = notes
    }
}
