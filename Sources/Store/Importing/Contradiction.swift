package import SLA

/// Rows of one command that state the same fact with different content.
/// Source: docs/reference/file-formats.md "How rows become facts".
extension FactKind {
    /// The column under which rows that contradict each other are reported.
    package var contradictedColumn: String {
        switch self {
        case .customers: "customer"
        case .subscriptions: "subscription"
        case .invoices: "line"
        case .outages, .excusableEvents, .maintenance, .ends: "id"
        case .notifications, .requests: "reference"
        case .calendars: "calendar"
        case .holidays, .specialHours: "date"
        }
    }

    /// What is wrong with them, and the remedy.
    package var contradiction: String {
        let remedy =
            switch self {
            case .outages:
                "an incident on several services, or a ticket that was reopened, needs a row with an id of its own "
                    + "for each, such as INC-1/sms or INC-1/2"
            case .excusableEvents, .maintenance: "give each row an id of its own, such as M-1/sms or M-1/2"
            case .invoices: "number the lines of the invoice in the column line"
            case .notifications, .requests:
                "the earliest counts: keep that row alone, or give each a reference of its own"
            case .subscriptions:
                "a spell that begins on another day needs that day as its starts_on; else keep the row that is right"
            case .customers, .calendars, .ends, .holidays, .specialHours: "keep the row that is right"
            }
        return "these rows state the same with different content, so none of them is stored; \(remedy); "
            + "where the last row is the truth, as in a log of versions, import with --last-wins"
    }
}
