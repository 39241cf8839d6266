/// An interval in which the service was unavailable. Source: contract "Words", R3, R4.
package struct Outage: Equatable, Sendable {
    package var source: String
    package var id: String
    package var startedAt: Instant
    /// Absent: not known to have ended.
    package var endedAt: Instant?
    /// The earlier of the outage's own notification and the subscription's (R4); absent: unnotified.
    package var notifiedAt: Instant?
    package var summary: String?
    /// The service for which it was reported; absent: for the subscription alone.
    package var service: String?

    package init(
        source: String, id: String, startedAt: Instant, endedAt: Instant?, notifiedAt: Instant?,
        summary: String? = nil, service: String? = nil
    ) {
        self.source = source
        self.id = id
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.notifiedAt = notifiedAt
        self.summary = summary
        self.service = service
    }
}

/// An interval and a cause that excuse downtime. Source: contract R5.
package struct ExcusableEvent: Equatable, Sendable {
    package var source: String
    package var id: String
    package var cause: Cause
    package var interval: Interval
    package var evidence: String
    /// The one outage that it explains; absent: all downtime in its scope and interval.
    package var outage: OutageName?
    /// As `Outage.service`.
    package var service: String?

    package init(
        source: String, id: String, cause: Cause, interval: Interval, evidence: String,
        outage: OutageName? = nil, service: String? = nil
    ) {
        self.source = source
        self.id = id
        self.cause = cause
        self.interval = interval
        self.evidence = evidence
        self.outage = outage
        self.service = service
    }
}

/// How an outage is known: the system that reported it, and its number there.
package struct OutageName: Hashable, Sendable {
    package var source: String
    package var id: String

    package init(source: String, id: String) {
        self.source = source
        self.id = id
    }
}

/// Maintenance: outside coverage when the terms say so and it was announced before it began. Source: contract R2.
package struct Maintenance: Equatable, Sendable {
    package var source: String
    package var id: String
    package var interval: Interval
    /// Absent: no announcement is recorded, and it is taken as planned.
    package var announcedAt: Instant?
    package var summary: String?
    /// As `Outage.service`.
    package var service: String?

    package init(
        source: String, id: String, interval: Interval, announcedAt: Instant? = nil, summary: String? = nil,
        service: String? = nil
    ) {
        self.source = source
        self.id = id
        self.interval = interval
        self.announcedAt = announcedAt
        self.summary = summary
        self.service = service
    }
}

/// One VAT rate's line of one invoice of the month. Source: contract R11.
package struct InvoiceLine: Equatable, Sendable {
    package var invoice: String
    /// Its number within the invoice, where the invoice numbers its lines.
    package var line: String?
    package var issuedOn: LocalDate
    package var amount: Cents
    package var vatRate: Percentage
    package var currency: String

    package init(
        invoice: String, line: String? = nil, issuedOn: LocalDate, amount: Cents, vatRate: Percentage,
        currency: String
    ) {
        self.invoice = invoice
        self.line = line
        self.issuedOn = issuedOn
        self.amount = amount
        self.vatRate = vatRate
        self.currency = currency
    }
}

/// What an invoice line is for. Source: docs/reference/file-formats.md "invoices".
package enum InvoiceLineKind: String, CaseIterable, Sendable {
    case recurring
    case usage
    case option
    case oneOff = "one_off"
}

/// The customer's demand for the month's credit. Source: contract R12.
package struct CreditRequest: Equatable, Sendable {
    package var requestedOn: LocalDate
    package var reference: String?

    package init(requestedOn: LocalDate, reference: String? = nil) {
        self.requestedOn = requestedOn
        self.reference = reference
    }
}
