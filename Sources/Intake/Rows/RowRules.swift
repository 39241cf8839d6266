import SLA

/// The rules that bind several columns of one row. Source: docs/reference/file-formats.md "The kinds".
struct RowRules: Sendable {
    private let columns: [FactColumn]
    /// Columns of which exactly one is given.
    private let scope: [Int]
    private let start: Int?
    private let end: Int?
    /// Whether an interval may have no length.
    private let mayBeEmpty: Bool
    /// Columns of which both are given or neither.
    private let pair: (Int, Int)?
    private let calendar: Int?
    private let buyer: BuyerRules?
    /// The month that lies within the row's days.
    private let month: Int?
    /// Columns whose days or instants have come.
    private let past: [(column: Int, isDay: Bool)]
    private let now: Instant?

    /// `now` is the instant after which nothing has happened yet; nil: not known.
    init(kind: FactKind, now: Instant?) {
        columns = kind.columns
        func places(_ names: String...) -> [Int] { names.compactMap(kind.index(of:)) }
        scope = kind.scope.compactMap(kind.index(of:))
        let pair =
            switch kind {
            case .excusableEvents: places("outage_source", "outage_id")
            case .specialHours: places("from", "to")
            case .invoices: places("period_from", "period_to")
            case .customers: places("endpoint_scheme", "endpoint_id")
            default: [Int]()
            }
        self.pair = pair.first.flatMap { first in pair.last.map { (first, $0) } }
        start = places("started_at", "starts_on", "from", "period_from").first
        end = places("ended_at", "ends_on", "to", "period_to").first
        // The last day counts, so one day is a length (contract R1).
        mayBeEmpty = [.outages, .subscriptions, .invoices].contains(kind)
        month = kind == .invoices ? kind.index(of: "month") : nil
        calendar =
            [.calendars, .holidays, .specialHours].contains(kind) ? kind.index(of: "calendar") : nil
        buyer = BuyerRules(kind: kind)
        past = kind.past.compactMap(kind.index(of:)).map { ($0, kind.columns[$0].type == .date) }
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
        // Of a row that is right nothing is kept: a file has millions of them.
        if !scope.isEmpty, scope.count(where: { row.fields[$0] != .absent }) != 1, scope.allSatisfy(isRight) {
            let given = scope.filter { row.fields[$0] != .absent }
            if let last = given.last {
                add(last, "is given together with a \(columns[given[0]].name); give exactly one of them")
            } else {
                let others = scope.dropFirst().map { columns[$0].name }
                add(
                    scope[0],
                    "is empty, and so \(others.count > 1 ? "are" : "is") "
                        + "\(others.joined(separator: " and ")); give exactly one of them")
            }
        }
        if let start, let end, let from = row.integer(start), let to = row.integer(end), to <= from {
            let name = columns[start].name
            if to < from {
                add(end, "is before \(name)")
            } else if !mayBeEmpty {
                add(end, "is the same as \(name); the interval must have a length")
            }
        }
        if let now {
            for (column, isDay) in past {
                guard let value = row.integer(column) else { continue }
                if isDay ? value > Self.latestDay(at: now) : value > now.microseconds {
                    add(column, "lies in the future")
                }
            }
        }
        if let pair, (row.fields[pair.0] == .absent) != (row.fields[pair.1] == .absent), isRight(pair.0),
            isRight(pair.1)
        {
            let (given, missing) = row.fields[pair.0] == .absent ? (pair.1, pair.0) : pair
            add(missing, "is empty although \(columns[given].name) is given; give both or neither")
        }
        if let month, let start, let end, let first = row.integer(month), let from = row.integer(start),
            let to = row.integer(end), from <= to
        {
            let last = LocalDate(daysSinceEpoch: Int(first)).month.lastDay.daysSinceEpoch
            if from > Int64(last) || to < first {
                add(month, "has no day between period_from and period_to")
            }
        }
        buyer?.check(row, add)
        if let calendar, let name = row.text(calendar), let builtIn = ComputedCalendar(rawValue: name) {
            add(
                calendar,
                "is a calendar of the program, which stays as it is; name one of your own, "
                    + "and let it be based_on \(builtIn.rawValue) in a file of calendars")
        }
    }
}
