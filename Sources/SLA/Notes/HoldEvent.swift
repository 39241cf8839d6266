/// One event in the history of a month's holds: while the last one is a hold, the month is not credited.
/// Source: docs/reference/commands.md "avoir hold".
package struct HoldEvent: Equatable, Sendable {
    package var action: Action
    package var reason: String
    package var at: Instant
    /// The login that did it.
    package var by: String

    package init(action: Action, reason: String, at: Instant, by: String) {
        self.action = action
        self.reason = reason
        self.at = at
        self.by = by
    }

    package enum Action: String, Sendable {
        case hold, release
    }
}

/// A hold that stands, and whose it is.
package struct StandingHold: Equatable, Sendable {
    package var subscription: String
    /// Of the month's spell, else of the last one before it; nil where none is recorded.
    package var customerName: String?
    package var month: Month
    package var hold: HoldEvent

    package init(subscription: String, customerName: String?, month: Month, hold: HoldEvent) {
        self.subscription = subscription
        self.customerName = customerName
        self.month = month
        self.hold = hold
    }
}

extension [HoldEvent] {
    /// The hold that stands, if one does.
    package var standing: HoldEvent? { last?.action == .hold ? last : nil }
}
