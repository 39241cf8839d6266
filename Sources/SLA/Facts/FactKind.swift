/// What an input file holds; the raw value is the word of `avoir import KIND`.
///
/// Its columns are listed here alone: files are read by them, and rows are staged and stored by them.
/// Source: interfaces "Input files".
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

    /// The columns in the order of the table in interfaces "Input files".
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

    /// Columns of which one takes the place of the other, or that only mean something together: a file that has one
    /// of them states both.
    package var statedTogether: [[String]] {
        switch self {
        case .outages, .maintenance: [["service", "subscription"]]
        case .excusableEvents: [["service", "subscription"], ["outage_source", "outage_id"]]
        case .specialHours: [["from", "to"]]
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

    /// Columns of what has happened: none can lie in the future. Source: interfaces "Input files".
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

    private static let customerColumns = [
        FactColumn("customer", .code, required: true),
        FactColumn("name", .text, required: true),
        FactColumn("siren", .siren),
        FactColumn("vat_number", .vatNumber),
        FactColumn("street", .text),
        FactColumn("postcode", .text),
        FactColumn("city", .text),
        FactColumn("country", .country),
        FactColumn("email", .email),
    ]

    private static let subscriptionColumns = [
        FactColumn("subscription", .code, required: true),
        FactColumn("customer", .code, required: true),
        FactColumn("service", .code, required: true),
        FactColumn("terms", .code, required: true),
        FactColumn("starts_on", .date, required: true),
        FactColumn("ends_on", .date),
        FactColumn("holidays", .code, default: .text("FR")),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    private static let invoiceColumns = [
        FactColumn("invoice", .code, required: true),
        FactColumn("line", .code),
        FactColumn("subscription", .code, required: true),
        FactColumn("month", .month, required: true),
        FactColumn("issued_on", .date, required: true),
        FactColumn("amount_excl_tax", .money, required: true),
        FactColumn("vat_rate", .vatRate, required: true),
        FactColumn("currency", .currency, default: .text("EUR")),
        FactColumn("kind", .invoiceLineKind, default: .text(InvoiceLineKind.recurring.rawValue)),
        FactColumn("eur_rate", .exchangeRate),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    private static let outageColumns = [
        FactColumn("source", .code, required: true),
        FactColumn("id", .code, required: true),
        FactColumn("service", .code),
        FactColumn("subscription", .code),
        FactColumn("started_at", .instant, required: true),
        FactColumn("ended_at", .instant),
        FactColumn("notified_at", .instant),
        FactColumn("fault", .text),
        FactColumn("share", .share, default: .integer(100_000_000)),
        FactColumn("summary", .text),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    private static let notificationColumns = [
        FactColumn("subscription", .code, required: true),
        FactColumn("outage_source", .code, required: true),
        FactColumn("outage_id", .code, required: true),
        FactColumn("notified_at", .instant, required: true),
        FactColumn("reference", .text),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    private static let excusableEventColumns = [
        FactColumn("source", .code, required: true),
        FactColumn("id", .code, required: true),
        FactColumn("service", .code),
        FactColumn("subscription", .code),
        FactColumn("cause", .cause, required: true),
        FactColumn("started_at", .instant, required: true),
        FactColumn("ended_at", .instant, required: true),
        FactColumn("outage_source", .code),
        FactColumn("outage_id", .code),
        FactColumn("evidence", .text, required: true),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    private static let maintenanceColumns = [
        FactColumn("source", .code, required: true),
        FactColumn("id", .code, required: true),
        FactColumn("service", .code),
        FactColumn("subscription", .code),
        FactColumn("started_at", .instant, required: true),
        FactColumn("ended_at", .instant, required: true),
        FactColumn("announced_at", .instant),
        FactColumn("summary", .text),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    private static let requestColumns = [
        FactColumn("subscription", .code, required: true),
        FactColumn("month", .month, required: true),
        FactColumn("requested_on", .date, required: true),
        FactColumn("reference", .text),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    private static let holidayColumns = [
        FactColumn("calendar", .code, required: true),
        FactColumn("date", .date, required: true),
        FactColumn("name", .text, required: true),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    private static let calendarColumns = [
        FactColumn("calendar", .code, required: true),
        FactColumn("based_on", .builtInCalendar, default: .text(ComputedCalendar.none.rawValue)),
        FactColumn("known_until", .date),
    ]

    private static let specialHoursColumns = [
        FactColumn("calendar", .code),
        FactColumn("service", .code),
        FactColumn("subscription", .code),
        FactColumn("date", .date, required: true),
        FactColumn("from", .timeOfDay),
        FactColumn("to", .timeOfDay),
        FactColumn("name", .text, required: true),
        FactColumn("withdrawn", .boolean, default: .integer(0)),
    ]

    private static let endColumns = [
        FactColumn("source", .code, required: true),
        FactColumn("id", .code, required: true),
        FactColumn("ended_at", .instant, required: true),
    ]
}
