/// A failure notification for an outage that has none, as a ticket suggests it: for a person to check.
/// Source: contract R4.
package struct ProposedNotification: Equatable, Sendable {
    package let subscription: String
    package let outage: Event
    /// The ticket: an outage of another source that has its notification, the earliest of those that fit.
    package let ticket: Event
    /// When the customer told, by the ticket.
    package let notifiedAt: Instant
    /// What the ticket says happened.
    package let summary: String?
    /// The service that both concern; nil: the ticket is of this subscription alone.
    package let service: String?
    /// How many tickets fit, this one among them.
    package let tickets: Int
    /// That of the subscription's terms.
    package let timeZone: String

    package struct Event: Equatable, Sendable {
        package let source: String
        package let id: String
        package let startedAt: Instant
        /// nil: not known to have ended.
        package let endedAt: Instant?

        package init(source: String, id: String, startedAt: Instant, endedAt: Instant?) {
            self.source = source
            self.id = id
            self.startedAt = startedAt
            self.endedAt = endedAt
        }
    }

    package init(
        subscription: String, outage: Event, ticket: Event, notifiedAt: Instant, summary: String?,
        service: String?, tickets: Int, timeZone: String
    ) {
        self.subscription = subscription
        self.outage = outage
        self.ticket = ticket
        self.notifiedAt = notifiedAt
        self.summary = summary
        self.service = service
        self.tickets = tickets
        self.timeZone = timeZone
    }

    /// How long both went on at once, in microseconds; nil: neither is known to have ended.
    package var common: Int64? {
        let ends = [outage.endedAt, ticket.endedAt].compactMap { $0?.microseconds }
        guard let end = ends.min() else { return nil }
        return max(0, end - max(outage.startedAt, ticket.startedAt).microseconds)
    }
}
