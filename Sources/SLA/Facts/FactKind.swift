/// What an input file holds; the raw value is the word of `avoir import KIND`.
///
/// Its columns are listed here alone: files are read by them, and rows are staged and stored by them.
/// Source: docs/reference/file-formats.md "The kinds".
package enum FactKind: String, CaseIterable, Sendable {
    case customers
    case subscriptions
    case invoices
    case outages
    case notifications
    case excusableEvents = "excusable-events"
    case maintenance
    case requests
    case calendars
    case holidays
    case specialHours = "special-hours"
    case ends

    /// The columns in the order in which each kind is described.
    package var columns: [FactColumn] {
        switch self {
        case .customers: Self.customerColumns
        case .subscriptions: Self.subscriptionColumns
        case .invoices: Self.invoiceColumns
        case .outages: Self.outageColumns
        case .notifications: Self.notificationColumns
        case .excusableEvents: Self.excusableEventColumns
        case .maintenance: Self.maintenanceColumns
        case .requests: Self.requestColumns
        case .calendars: Self.calendarColumns
        case .holidays: Self.holidayColumns
        case .specialHours: Self.specialHoursColumns
        case .ends: Self.endColumns
        }
    }

    /// The columns that together name one fact; a row with a known identity replaces the earlier one.
    package var identity: [String] {
        switch self {
        case .customers: ["customer"]
        case .subscriptions: ["subscription", "starts_on"]
        case .invoices: ["invoice", "line", "subscription", "month", "vat_rate"]
        case .outages, .excusableEvents, .maintenance, .ends: ["source", "id"]
        case .notifications: ["subscription", "outage_source", "outage_id", "reference"]
        case .requests: ["subscription", "month", "reference"]
        case .calendars: ["calendar"]
        case .holidays: ["calendar", "date"]
        case .specialHours: ["calendar", "service", "subscription", "date", "from"]
        }
    }

    /// Columns of which each row gives exactly one.
    package var scope: [String] {
        switch self {
        case .outages, .excusableEvents, .maintenance: ["service", "subscription"]
        case .specialHours: ["calendar", "service", "subscription"]
        default: []
        }
    }

    /// Columns of which one takes the place of the other, or that only mean something together: a file that has one
    /// of them states both.
    package var statedTogether: [[String]] {
        switch self {
        case .outages, .maintenance: [["service", "subscription"]]
        case .excusableEvents: [["service", "subscription"], ["outage_source", "outage_id"]]
        case .specialHours: [["from", "to"]]
        case .invoices: [["period_from", "period_to"]]
        case .customers: [["endpoint_scheme", "endpoint_id"]]
        default: []
        }
    }

    /// The column by which the earliest of several facts counts, of those of one identity too: a later one is a
    /// reminder. Source: contract R4, R12.
    package var earliest: String? {
        switch self {
        case .notifications: "notified_at"
        case .requests: "requested_on"
        default: nil
        }
    }

    /// Columns of what has happened: none can lie in the future.
    /// Source: docs/reference/file-formats.md "Values".
    package var past: [String] {
        switch self {
        case .outages: ["started_at", "ended_at", "notified_at"]
        case .notifications: ["notified_at"]
        case .requests: ["requested_on"]
        case .ends: ["ended_at"]
        default: []
        }
    }

    /// The position of a column in `columns`; nil when there is no such column.
    package func index(of name: String) -> Int? {
        columns.firstIndex { $0.name == name }
    }

    /// A column's bit in a number that says which columns a row states; 0 when there is no such column.
    package func bit(of name: String) -> Int64 { index(of: name).map { 1 << Int64($0) } ?? 0 }
}
