package import Postgres
package import SLA

/// Subscriptions chosen by the customer and service that a spell of theirs has. Source: docs/reference/commands.md.
package struct Selection: Sendable {
    /// nil: whichever.
    package var customer: String?
    package var service: String?

    package init(customer: String? = nil, service: String? = nil) {
        self.customer = customer
        self.service = service
    }

    /// The keys of those with such a spell in some of the months; nil: of all.
    ///
    /// - Throws: `FactFilter.UnknownName`, `PostgresError`.
    package func keys(
        _ months: ClosedRange<Month>, on connection: Connection
    ) throws -> [Int32]? {
        var filter = FactFilter()
        (filter.customer, filter.service) = (customer, service)
        try filter.check(connection)
        guard customer != nil || service != nil else { return nil }
        return try connection.query(
            "select distinct d.subscription_key from \(Self.spells) order by 1", parameters(months)
        ).map { try $0.int32("subscription_key") }
    }

    /// The ids of the terms that their spells have in these months.
    package func terms(_ months: ClosedRange<Month>, on connection: Connection) throws -> Set<String> {
        Set(
            try connection.query("select distinct d.terms from \(Self.spells)", parameters(months))
                .map { try $0.text("terms") })
    }

    private static let spells = """
        spell_in_force d join customer c using (customer_key) join service v using (service_key)
        where d.starts_on <= $2 and (d.ends_on is null or d.ends_on >= $1)
            and ($3::text is null or c.customer = $3) and ($4::text is null or v.service = $4)
        """

    private func parameters(_ months: ClosedRange<Month>) -> [Parameter] {
        [
            .date(months.lowerBound.firstDay.daysSinceEpoch), .date(months.upperBound.lastDay.daysSinceEpoch),
            .optional(customer, Parameter.text), .optional(service, Parameter.text),
        ]
    }

    /// Whether a month is of this customer and service: those of its first spell (R17).
    package func contains(_ month: SubscriptionMonth) -> Bool {
        (customer.map { $0 == month.customer } ?? true) && (service.map { $0 == month.service } ?? true)
    }
}
