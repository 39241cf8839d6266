package import Postgres
package import SLA

/// What the ledger holds for a subscription's month.
package struct LedgerPosition: Equatable, Sendable {
    package var credit: CreditStanding
    package var currency: String?
    /// The live credits' net over the VAT rates, by falling rate.
    package var parts: [CreditLine.Part]
    /// Every document of the month under the terms, in order of issue, reversed ones and reversals included.
    package var notes: [String]
    /// What commercial notes credit of it besides.
    package var commercial: CommercialStanding?

    /// Of one month, by subscription.
    package static func load(_ month: Month, on connection: Connection) throws -> [Int32: LedgerPosition] {
        let positions = try load(month...month, subscriptions: nil, on: connection)
        return Dictionary(uniqueKeysWithValues: positions.map { ($0.key.subscription, $0.value) })
    }

    /// Of one subscription's month; nil where the ledger holds nothing of it.
    package static func load(
        _ month: Month, subscription key: Int32, on connection: Connection
    ) throws -> LedgerPosition? {
        try load(month...month, subscriptions: [key], on: connection)[MonthKey(key, month)]
    }

    /// Of several months; months of which the ledger holds nothing have none.
    ///
    /// - Parameter subscriptions: their keys; nil: all.
    static func load(
        _ months: ClosedRange<Month>, subscriptions: [Int32]?, on connection: Connection
    ) throws -> [MonthKey: LedgerPosition] {
        let parameters = MonthKey.parameters(months, subscriptions)
        let rows = try connection.query(statement, parameters)
        var positions: [MonthKey: LedgerPosition] = [:]
        for row in rows {
            positions[try MonthKey(row)] = LedgerPosition(
                credit: CreditStanding(
                    credited: try row.cents("credited"), cuts: try cuts(row),
                    hasLiveCredit: try row.bool("is_live"),
                    waiting: try row.optionalText("waiting").map { try word($0, column: "outcome") }),
                currency: try row.optionalText("currency"), parts: try CreditLines.parts(row),
                notes: try row.textArray("numbers"))
        }
        let nothing = LedgerPosition(credit: .nothing, currency: nil, parts: [], notes: [])
        for (key, events) in try Holds.history(parameters, on: connection) {
            positions[key, default: nothing].credit.holds = events
        }
        for (key, standing) in try CommercialLines.standings(parameters, on: connection) {
            positions[key, default: nothing].commercial = standing
        }
        return positions
    }

    /// Its parameters are those of `MonthKey`.
    private static let statement = """
        with last_decision as (
            select distinct on (d.subscription_key, d.month) d.subscription_key, d.month, d.revision, d.outcome
            from issue_decision d join issue_run r using (run)
            where \(MonthKey.condition("d")) order by d.subscription_key, d.month, r.issued_at desc
        ), last_revision as (
            select a.subscription_key, a.month, max(a.revision) as revision from assessment a
            where \(MonthKey.condition("a")) group by 1, 2
        ), noted as (
            select l.subscription_key, l.month, array_agg(n.number order by n.issued_at, n.no) as numbers,
                min(n.currency) as currency
            from credit_line l join credit_note n using (series, no) where \(MonthKey.condition("l")) group by 1, 2
        ), live as (
            select n.subscription_key, n.month, sum(n.net_cents)::bigint as net_cents
            from live_credit n where \(MonthKey.condition("n")) group by 1, 2
        ), part as (
            select p.subscription_key, p.month, array_agg(p.rate order by p.rate desc) as vat_micropercent,
                array_agg(p.net order by p.rate desc) as vat_net_cents
            from (select n.subscription_key, n.month, u.rate, sum(u.part)::bigint as net
                from live_credit n cross join unnest(n.vat_micropercent, n.vat_net_cents) u (rate, part)
                where \(MonthKey.condition("n")) group by 1, 2, 3) p
            group by 1, 2
        ), cut as (
            select d.subscription_key, d.month, array_agg(a.amount_cents order by r.issued_at) as amounts,
                array_agg(d.cut_cents order by r.issued_at) as cuts,
                array_agg(d.before_cents + d.credited_cents order by r.issued_at) as lefts
            from issue_decision d join assessment a using (subscription_key, month, revision)
                join issue_run r on r.run = d.run
            where \(MonthKey.condition("d")) and d.cut_cents > 0 group by 1, 2
        )
        select subscription_key, month, coalesce(live.net_cents, 0) as credited, live.net_cents is not null as is_live,
            coalesce(cut.amounts, '{}') as amounts, coalesce(cut.cuts, '{}') as cuts, coalesce(cut.lefts, '{}') as lefts,
            coalesce(noted.numbers, '{}') as numbers, noted.currency,
            coalesce(part.vat_micropercent, '{}') as vat_micropercent, coalesce(part.vat_net_cents, '{}') as vat_net_cents,
            case when d.outcome in ('held', 'undecided') and d.revision = last_revision.revision then d.outcome end as waiting
        from (select subscription_key, month from noted union select subscription_key, month from last_decision) k
            left join noted using (subscription_key, month) left join live using (subscription_key, month)
            left join part using (subscription_key, month) left join cut using (subscription_key, month)
            left join last_decision d using (subscription_key, month) left join last_revision using (subscription_key, month)
        """

    private static func cuts(_ row: Row) throws -> [CapCut] {
        zip(zip(try row.int64Array("amounts"), try row.int64Array("cuts")), try row.int64Array("lefts")).map {
            CapCut(amount: Cents($0.0), cut: Cents($0.1), left: Cents($1))
        }
    }
}
