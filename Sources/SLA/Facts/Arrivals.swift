/// A request that came after its month was last assessed, though the month was run before. Source: contract R12.
package struct LateRequest: Equatable, Sendable {
    package var month: Month
    package var subscription: String
    package var customerName: String?
    package var requestedOn: LocalDate
    package var importedAt: Instant

    package init(
        month: Month, subscription: String, customerName: String?, requestedOn: LocalDate, importedAt: Instant
    ) {
        self.month = month
        self.subscription = subscription
        self.customerName = customerName
        self.requestedOn = requestedOn
        self.importedAt = importedAt
    }
}

/// An outage that is not known to have ended.
package struct OpenOutage: Equatable, Sendable {
    package var source: String
    package var id: String
    /// A service, or a subscription.
    package var scope: String
    package var startedAt: Instant
    package var summary: String?

    package init(source: String, id: String, scope: String, startedAt: Instant, summary: String?) {
        self.source = source
        self.id = id
        self.scope = scope
        self.startedAt = startedAt
        self.summary = summary
    }
}

/// A source of one kind of facts, as its imports show it.
package struct Feed: Equatable, Sendable {
    package var kind: FactKind
    package var source: String
    package var lastImport: Instant
    /// When its latest event began or, of ends, ended; nil: none was stated.
    package var lastEvent: Instant?

    package init(kind: FactKind, source: String, lastImport: Instant, lastEvent: Instant?) {
        self.kind = kind
        self.source = source
        self.lastImport = lastImport
        self.lastEvent = lastEvent
    }
}

/// An import some of whose refused rows nobody has replaced.
package struct RefusedRows: Equatable, Sendable {
    package var batch: Int
    package var kind: String
    package var file: String
    package var at: Instant
    package var by: String
    package var count: Int

    package init(batch: Int, kind: String, file: String, at: Instant, by: String, count: Int) {
        self.batch = batch
        self.kind = kind
        self.file = file
        self.at = at
        self.by = by
        self.count = count
    }
}
