package import Postgres
package import SLA

/// Where many months stand, from stored assessments and the ledger: nothing is judged again.
package struct StandingMonths {
    private let history: SpellHistory
    private let terms: [Int32: StoredTiers]
    private let names: CustomerNames
    /// Only months of this customer; nil: of all.
    private let customer: String?
    private let subscriptions: [Int32]?

    /// - Parameter customer: whose months are asked for; nil: everybody's.
    package init(customer: String? = nil, on connection: Connection) throws {
        self.customer = customer
        history = try SpellHistory(customer: customer, on: connection)
        subscriptions = customer == nil ? nil : history.subscriptions
        terms = try StoredTiers.load(on: connection)
        names = try CustomerNames.load(on: connection)
    }

    /// The months that were assessed, for whomever.
    package static func assessed(
        in months: ClosedRange<Month>, on connection: Connection
    ) throws -> Set<Month> {
        try Set(
            connection.query(
                """
                select month from assessed_month where month between $1 and $2
                union select month from assessment_run where month between $1 and $2
                """,
                [
                    .date(months.lowerBound.firstDay.daysSinceEpoch),
                    .date(months.upperBound.firstDay.daysSinceEpoch),
                ]
            ).map { try $0.localDate("month").month })
    }

    /// By month, then subscription, byte by byte.
    ///
    /// As in a month's report: subscriptions that are in force, and those that were credited though they are not.
    ///
    /// - Parameter unassessed: the months of which those that are in force and not assessed are given, too.
    package func load(
        _ months: ClosedRange<Month>, unassessed: Set<Month>, on connection: Connection
    ) throws -> [MonthStanding] {
        let positions = try LedgerPosition.load(months, subscriptions: subscriptions, on: connection)
        var standings: [MonthStanding] = []
        var assessed: Set<MonthKey> = []
        try connection.copyOut(StoredDecision.statement(months, subscriptions)) { row in
            let stored = try StoredDecision(row)
            assessed.insert(stored.key)
            if let standing = standing(stored, positions[stored.key]) { standings.append(standing) }
        }
        for key in history.subscriptions {
            for month in months.all where unassessed.contains(month) {
                let key = MonthKey(key, month)
                guard !assessed.contains(key) else { continue }
                if let standing = standing(key, positions[key], isListed: true) { standings.append(standing) }
            }
        }
        for (key, position) in positions where !assessed.contains(key) && !unassessed.contains(key.month) {
            if let standing = standing(key, position, isListed: false) { standings.append(standing) }
        }
        return standings.sorted { a, b in
            a.month == b.month ? a.subscription.precedes(b.subscription) : a.month < b.month
        }
    }

    /// nil where it is not shown, or not this customer's.
    private func standing(_ stored: StoredDecision, _ position: LedgerPosition?) -> MonthStanding? {
        let key = stored.key
        guard let (first, isInForce) = history.month(key.month, of: key.subscription, asOf: stored.watermark),
            isMine(first), isInForce || position.hasNotes
        else { return nil }
        var standing = MonthStanding(
            key.month, first.name, customer: first.customer, service: first.service,
            revision: stored.revision,
            isFinal: stored.isFinal,
            measurement: stored.terms.flatMap { terms[$0] }.map { stored.measurement(under: $0) },
            decision: stored.decision, position: position?.credit ?? .nothing)
        complete(&standing, position)
        return standing
    }

    /// Of a month that is not assessed, as its spells are known now.
    ///
    /// - Parameter isListed: whether it counts because it is in force, and not only because of its notes.
    private func standing(_ key: MonthKey, _ position: LedgerPosition?, isListed: Bool) -> MonthStanding? {
        guard let (first, isInForce) = history.month(key.month, of: key.subscription, asOf: nil),
            isMine(first), isListed && isInForce || position.hasNotes
        else { return nil }
        var standing = MonthStanding(
            notAssessed: key.month, first.name, customer: first.customer, service: first.service)
        complete(&standing, position)
        return standing
    }

    private func isMine(_ spell: RecordedSpell) -> Bool { customer.map { $0 == spell.customer } ?? true }

    private func complete(_ standing: inout MonthStanding, _ position: LedgerPosition?) {
        standing.customerName = names[standing.customer]
        guard let position else { return }
        standing.currency = position.currency ?? standing.currency
        standing.notes = position.notes
        standing.commercial = position.commercial
    }
}

extension LedgerPosition? {
    /// Anything numbered, under the terms or outside them.
    fileprivate var hasNotes: Bool { self?.notes.isEmpty == false || self?.commercial != nil }
}
