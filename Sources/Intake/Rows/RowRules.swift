import SLA

/// The rules that bind several columns of one row. Source: interfaces "Input files".
struct RowRules: Sendable {
    private let columns: [FactColumn]
    private let service: Int?
    private let subscription: Int?
    private let start: Int?
    private let end: Int?
    /// Whether an interval may have no length.
    private let mayBeEmpty: Bool
    private let outageSource: Int?
    private let outageID: Int?
    private let calendar: Int?

    init(kind: FactKind) {
        columns = kind.columns
        let namesScope = kind == .outages || kind == .excusableEvents || kind == .maintenance
        service = namesScope ? kind.index(of: "service") : nil
        subscription = namesScope ? kind.index(of: "subscription") : nil
        start = kind.index(of: "started_at") ?? kind.index(of: "starts_on")
        end = kind.index(of: "ended_at") ?? kind.index(of: "ends_on")
        // The last day of a subscription is in force, so one day is a length (contract R1).
        mayBeEmpty = kind == .outages || kind == .subscriptions
        outageSource = kind == .excusableEvents ? kind.index(of: "outage_source") : nil
        outageID = kind == .excusableEvents ? kind.index(of: "outage_id") : nil
        calendar = kind == .holidays ? kind.index(of: "calendar") : nil
    }

    func check(_ row: Row) throws(RowFault) {
        if let service, let subscription {
            switch (row.fields[service], row.fields[subscription]) {
            case (.absent, .absent):
                throw fault(service, row, "is empty, and so is subscription; give exactly one of them")
            case (.absent, _), (_, .absent): break
            default:
                throw fault(subscription, row, "is given together with a service; give exactly one of them")
            }
        }
        if let start, let end, let from = row.integer(start), let to = row.integer(end) {
            let name = columns[start].name
            guard to >= from else { throw fault(end, row, "is before \(name)") }
            guard to > from || mayBeEmpty else {
                throw fault(end, row, "is the same as \(name); the interval must have a length")
            }
        }
        if let outageSource, let outageID {
            let hasSource = row.fields[outageSource] != .absent
            let hasID = row.fields[outageID] != .absent
            if hasSource != hasID {
                let (missing, given) = hasSource ? (outageID, outageSource) : (outageSource, outageID)
                throw fault(
                    missing, row, "is empty although \(columns[given].name) is given; give both or neither")
            }
        }
        if let calendar, row.origins[calendar].range.count == 4, row.text(calendar) == "none" {
            throw fault(calendar, row, "is the calendar without holidays, which stays empty; choose another")
        }
    }

    private func fault(_ column: Int, _ row: Row, _ reason: String) -> RowFault {
        RowFault(column: columns[column].name, fault: Fault(reason), shown: row.origins[column].range)
    }
}
