package import Postgres
package import SLA

/// What the ledger holds for a subscription's month.
package struct LedgerPosition: Equatable, Sendable {
    package var credit: CreditStanding
    package var currency: String?
    /// Every document of the month in order of issue, reversed ones and reversals included.
    package var notes: [String]

    package static func load(_ month: Month, on connection: Connection) throws -> [Int32: LedgerPosition] {
        let rows = try connection.query(
            """
            with held as (
                select distinct on (d.subscription_key) d.subscription_key, d.revision, d.outcome
                from issue_decision d join issue_run r using (run)
                where d.month = $1 order by d.subscription_key, r.issued_at desc
            ), last_revision as (
                select subscription_key, max(revision) as revision from assessment where month = $1 group by 1
            ), noted as (
                select l.subscription_key, array_agg(n.number order by n.issued_at, n.no) as numbers,
                    min(n.currency) as currency
                from credit_line l join credit_note n using (series, no) where l.month = $1 group by 1
            ), live as (
                select n.subscription_key, sum(n.net_cents)::bigint as net_cents
                from live_credit n where n.month = $1 group by 1
            ), cut as (
                select d.subscription_key, sum(d.cut_cents)::bigint as cut_cents
                from issue_decision d where d.month = $1 group by 1
            )
            select k.subscription_key, coalesce(live.net_cents, 0) as credited, live.net_cents is not null as is_live,
                coalesce(cut.cut_cents, 0) as forfeited, coalesce(noted.numbers, '{}') as numbers, noted.currency,
                coalesce(held.outcome = 'held' and held.revision = last_revision.revision, false) as is_held
            from (select subscription_key from noted union select subscription_key from cut) k
                left join noted using (subscription_key) left join live using (subscription_key)
                left join cut using (subscription_key) left join held using (subscription_key)
                left join last_revision using (subscription_key)
            """, [.date(month.firstDay.daysSinceEpoch)])
        var standings: [Int32: LedgerPosition] = [:]
        for row in rows {
            standings[try row.int32("subscription_key")] = LedgerPosition(
                credit: CreditStanding(
                    credited: try row.cents("credited"), forfeited: try row.cents("forfeited"),
                    hasLiveCredit: try row.bool("is_live"), isHeld: try row.bool("is_held")),
                currency: try row.optionalText("currency"), notes: try row.textArray("numbers"))
        }
        return standings
    }
}
