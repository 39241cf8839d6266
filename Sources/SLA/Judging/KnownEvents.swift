/// What was known of events at an instant. Source: docs/reference/commands.md "avoir budget".
extension SweptOutage {
    /// The outage as it stood then: it lasts to the instant at the latest, and a later notification is not known yet.
    ///
    /// - Returns: nil where it had not begun.
    package func known(at instant: Instant) -> SweptOutage? {
        guard startedAt <= instant else { return nil }
        return SweptOutage(
            startedAt: startedAt, endedAt: min(endedAt ?? instant, instant),
            notifiedAt: notifiedAt.flatMap { $0 <= instant ? $0 : nil })
    }

    /// Whether it had begun and was not over.
    package func isOpen(at instant: Instant) -> Bool {
        startedAt <= instant && (endedAt.map { $0 > instant } ?? true)
    }
}

extension Maintenance {
    /// Whether its announcement was known: without one recorded it is taken as planned long before (R2).
    package static func isKnown(announcedAt: Instant?, at instant: Instant) -> Bool {
        announcedAt.map { $0 <= instant } ?? true
    }
}

extension SubscriptionMonth {
    /// The month as it stood at an instant.
    ///
    /// An excusable event excuses no more than the downtime that had been, so none needs to be cut.
    package func known(at instant: Instant) -> SubscriptionMonth {
        var month = self
        month.outages = outages.compactMap { outage in
            let swept = SweptOutage(
                startedAt: outage.startedAt, endedAt: outage.endedAt, notifiedAt: outage.notifiedAt)
            guard let swept = swept.known(at: instant) else { return nil }
            var known = outage
            (known.endedAt, known.notifiedAt) = (swept.endedAt, swept.notifiedAt)
            return known
        }
        month.maintenance = maintenance.filter {
            Maintenance.isKnown(announcedAt: $0.announcedAt, at: instant)
        }
        return month
    }
}
