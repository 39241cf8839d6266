/// How facts name each other. Source: docs/reference/file-formats.md "The kinds".
extension FactKind {
    /// The columns by which rows of other kinds name a fact of this kind, each with the column here whose value it has;
    /// empty: they do not.
    package var naming: [(column: String, own: String)] {
        switch self {
        case .customers: [("customer", "customer")]
        case .subscriptions: [("subscription", "subscription")]
        case .outages: [("outage_source", "source"), ("outage_id", "id")]
        case .calendars, .holidays: [("holidays", "calendar")]
        case .invoices, .notifications, .excusableEvents, .maintenance, .requests, .specialHours, .ends: []
        }
    }

    /// The kinds whose rows may name a fact of this kind.
    package var namedBy: [FactKind] {
        guard !naming.isEmpty else { return [] }
        return Self.allCases.filter { kind in
            kind != self && naming.allSatisfy { kind.index(of: $0.column) != nil }
        }
    }
}
