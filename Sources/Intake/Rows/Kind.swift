/// What an input file holds; the raw value is the word of `avoir import KIND`.
///
/// Source: interfaces "Input files".
package enum Kind: String, CaseIterable, Sendable {
    case customers
    case subscriptions
    case invoices
    case outages
    case notifications
    case excusableEvents = "excusable-events"
    case maintenance
    case requests
    case holidays

    /// The columns in the order of the table in interfaces "Input files".
    package var columns: [Column] {
        switch self {
        case .customers: Self.customerColumns
        case .subscriptions: Self.subscriptionColumns
        case .invoices: Self.invoiceColumns
        case .outages: Self.outageColumns
        case .notifications: Self.notificationColumns
        case .excusableEvents: Self.excusableEventColumns
        case .maintenance: Self.maintenanceColumns
        case .requests: Self.requestColumns
        case .holidays: Self.holidayColumns
        }
    }

    /// The columns that together name one fact; a row with a known identity replaces the earlier one.
    package var identity: [String] {
        switch self {
        case .customers: ["customer"]
        case .subscriptions: ["subscription"]
        case .invoices: ["invoice", "subscription", "month", "vat_rate"]
        case .outages, .excusableEvents, .maintenance: ["source", "id"]
        case .notifications: ["subscription", "outage_source", "outage_id"]
        case .requests: ["subscription", "month"]
        case .holidays: ["calendar", "date"]
        }
    }

    /// The position of a column in `columns`; nil when there is no such column.
    package func index(of name: String) -> Int? {
        columns.firstIndex { $0.name == name }
    }

    private static let customerColumns = [
        Column("customer", .code, required: true),
        Column("name", .text, required: true),
        Column("siren", .siren),
        Column("vat_number", .vatNumber),
        Column("street", .text),
        Column("postcode", .text),
        Column("city", .text),
        Column("country", .country),
        Column("email", .email),
    ]

    private static let subscriptionColumns = [
        Column("subscription", .code, required: true),
        Column("customer", .code, required: true),
        Column("service", .code, required: true),
        Column("terms", .code, required: true),
        Column("starts_on", .date, required: true),
        Column("ends_on", .date),
        Column("holidays", .code, default: .text("FR")),
    ]

    private static let invoiceColumns = [
        Column("invoice", .code, required: true),
        Column("subscription", .code, required: true),
        Column("month", .month, required: true),
        Column("issued_on", .date, required: true),
        Column("amount_excl_tax", .money, required: true),
        Column("vat_rate", .percentage, required: true),
        Column("currency", .currency, default: .text("EUR")),
    ]

    private static let outageColumns = [
        Column("source", .code, required: true),
        Column("id", .code, required: true),
        Column("service", .code),
        Column("subscription", .code),
        Column("started_at", .instant, required: true),
        Column("ended_at", .instant),
        Column("notified_at", .instant),
        Column("summary", .text),
        Column("withdrawn", .boolean, default: .integer(0)),
    ]

    private static let notificationColumns = [
        Column("subscription", .code, required: true),
        Column("outage_source", .code, required: true),
        Column("outage_id", .code, required: true),
        Column("notified_at", .instant, required: true),
        Column("reference", .text),
    ]

    private static let excusableEventColumns = [
        Column("source", .code, required: true),
        Column("id", .code, required: true),
        Column("service", .code),
        Column("subscription", .code),
        Column("cause", .cause, required: true),
        Column("started_at", .instant, required: true),
        Column("ended_at", .instant, required: true),
        Column("outage_source", .code),
        Column("outage_id", .code),
        Column("evidence", .text, required: true),
        Column("withdrawn", .boolean, default: .integer(0)),
    ]

    private static let maintenanceColumns = [
        Column("source", .code, required: true),
        Column("id", .code, required: true),
        Column("service", .code),
        Column("subscription", .code),
        Column("started_at", .instant, required: true),
        Column("ended_at", .instant, required: true),
        Column("announced_at", .instant),
        Column("summary", .text),
        Column("withdrawn", .boolean, default: .integer(0)),
    ]

    private static let requestColumns = [
        Column("subscription", .code, required: true),
        Column("month", .month, required: true),
        Column("requested_on", .date, required: true),
        Column("reference", .text),
    ]

    private static let holidayColumns = [
        Column("calendar", .code, required: true),
        Column("date", .date, required: true),
        Column("name", .text, required: true),
    ]
}
