internal import Postgres
internal import SLA

/// Which facts concern a subscription's month between two revisions: as SQL over a version of a history.
struct RevisionScope {
    let month: Month
    let key: Int32
    /// The later one's; the period of both.
    let period: Interval
    /// After the first and up to the second, batches were seen by the later revision alone.
    let batches: (after: Int32, upTo: Int32)
    /// Of the spells in force on a day of the month, before or after.
    private var services: [Int32] = []
    private var calendars: [String] = []
    private(set) var terms: [String] = []

    init(
        _ month: Month, subscription key: Int32, period: Interval, batches: (after: Int32, upTo: Int32),
        on connection: Connection
    ) throws {
        (self.month, self.key, self.period, self.batches) = (month, key, period, batches)
        for watermark in [batches.after, batches.upTo] {
            let inForce = MonthScope.inForce("d", at: watermark)
            let later = MonthScope.inForce("n", at: watermark)
            for row in try connection.query(
                """
                select d.service_key, d.holidays, d.terms from subscription_details d
                where d.subscription_key = $1 and \(inForce) and not d.withdrawn and d.starts_on <= $3
                    and coalesce(d.ends_on >= $2, true) and not exists (
                        select from subscription_details n where n.subscription_key = $1 and \(later) and not n.withdrawn
                            and n.starts_on > d.starts_on and n.starts_on <= $2)
                """,
                [
                    .int32(key), .date(month.firstDay.daysSinceEpoch), .date(month.lastDay.daysSinceEpoch),
                ])
            {
                services.append(try row.int32("service_key"))
                calendars.append(try row.text("holidays"))
                terms.append(try row.text("terms"))
            }
        }
    }

    /// The kinds of facts that can change a month; a customer's name and address cannot.
    static let kinds = FactKind.allCases.filter { $0 != .ends && $0 != .customers }

    /// Columns that no judgement reads.
    static func isRead(_ column: FactColumn, of kind: FactKind) -> Bool {
        switch kind {
        case .subscriptions: !["order_reference", "contract_reference"].contains(column.name)
        case .invoices:
            !["kind", "order_reference", "eur_rate", "period_from", "period_to"].contains(column.name)
        case .outages: !["fault", "share"].contains(column.name)
        case .calendars: column.name != "known_until"
        default: true
        }
    }

    /// SQL: the version `v` concerns the month.
    ///
    /// - Throws: when a name cannot be quoted.
    func concerns(_ kind: FactKind, _ connection: Connection) throws -> (_ version: String) -> String {
        let calendars = try list(self.calendars.map { try connection.quoteLiteral($0) })
        let services = list(self.services.map(String.init))
        let (key, month, period) = (key, month, period)
        let days = "between \(month.firstDay.literal) and \(month.lastDay.literal)"
        func ofSubscription(_ v: String) -> String {
            "(\(v).subscription_key = \(key) or \(v).service_key in (\(services)))"
        }
        switch kind {
        case .subscriptions:
            return {
                "\($0).subscription_key = \(key) and not \($0).withdrawn and \($0).starts_on <= \(month.lastDay.literal)"
            }
        case .invoices, .requests:
            return {
                "\($0).subscription_key = \(key) and \($0).month = \(month.literal) and not \($0).withdrawn"
            }
        case .outages, .maintenance, .excusableEvents:
            return { "\(ofSubscription($0)) and \(MonthScope.reaches($0, period)) and not \($0).withdrawn" }
        case .notifications:
            let outage = "\(ofSubscription("o")) and \(MonthScope.reaches("o", period))"
            return { v in
                """
                \(v).subscription_key = \(key) and not \(v).withdrawn and exists (
                    select from outage o where o.source = \(v).outage_source and o.id = \(v).outage_id and \(outage))
                """
            }
        case .holidays:
            return { "\($0).calendar in (\(calendars)) and \($0).date \(days) and not \($0).withdrawn" }
        case .calendars: return { "\($0).calendar in (\(calendars))" }
        case .specialHours:
            return {
                "(\(ofSubscription($0)) or \($0).calendar in (\(calendars))) and \($0).date \(days) and not \($0).withdrawn"
            }
        case .ends, .customers: return { _ in "false" }
        }
    }

    private func list(_ values: [String]) -> String {
        values.isEmpty ? "null" : Set(values).sorted().joined(separator: ", ")
    }
}
