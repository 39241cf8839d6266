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
    private let siren: Int?
    private let vatNumber: Int?
    private let past: [Int]
    private let now: Instant?

    /// `now` is the instant after which nothing has happened yet; nil: not known.
    init(kind: FactKind, now: Instant?) {
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
        siren = kind.index(of: "siren")
        vatNumber = kind.index(of: "vat_number")
        past = kind.past.compactMap(kind.index(of:))
        self.now = now
    }

    /// Today where the day begins first, as days since 1970-01-01.
    private static func latestDay(at now: Instant) -> Int64 {
        (now.microseconds + 14 * 3600 * Microseconds.perSecond) / Microseconds.perDay
    }

    /// Adds what is wrong with columns that are right by themselves.
    func check(_ row: Row, _ faults: inout [RowFault]) {
        let known = faults.count
        func isRight(_ column: Int) -> Bool {
            known == 0 || !faults[..<known].contains { $0.column == columns[column].name }
        }
        func add(_ column: Int, _ reason: String) {
            faults.append(
                RowFault(column: columns[column].name, fault: Fault(reason), shown: row.origins[column].range)
            )
        }
        if let service, let subscription, isRight(service), isRight(subscription) {
            switch (row.fields[service], row.fields[subscription]) {
            case (.absent, .absent):
                add(service, "is empty, and so is subscription; give exactly one of them")
            case (.absent, _), (_, .absent): break
            default: add(subscription, "is given together with a service; give exactly one of them")
            }
        }
        if let start, let end, let from = row.integer(start), let to = row.integer(end) {
            let name = columns[start].name
            if to < from {
                add(end, "is before \(name)")
            } else if to == from, !mayBeEmpty {
                add(end, "is the same as \(name); the interval must have a length")
            }
        }
        if let now {
            for column in past {
                guard let value = row.integer(column) else { continue }
                if columns[column].type == .date ? value > Self.latestDay(at: now) : value > now.microseconds
                {
                    add(column, "lies in the future")
                }
            }
        }
        if let outageSource, let outageID, isRight(outageSource), isRight(outageID) {
            let hasSource = row.fields[outageSource] != .absent
            let hasID = row.fields[outageID] != .absent
            if hasSource != hasID {
                let (missing, given) = hasSource ? (outageID, outageSource) : (outageSource, outageID)
                add(missing, "is empty although \(columns[given].name) is given; give both or neither")
            }
        }
        if let siren, let vatNumber, let company = row.text(siren), let vat = row.text(vatNumber),
            vat.hasPrefix("FR"), !vat.hasSuffix(company)
        {
            add(
                vatNumber,
                "is not the VAT number of SIREN \(company), which is \(Siren.vatNumber(of: company))")
        }
        if let calendar, row.origins[calendar].range.count == 4, row.text(calendar) == "none" {
            add(calendar, "is the calendar without holidays, which stays empty; choose another")
        }
    }
}
