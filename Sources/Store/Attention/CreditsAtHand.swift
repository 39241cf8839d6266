internal import Postgres
internal import SLA

/// A subscription's month that is not settled, by its last assessment and the ledger.
struct CreditAtHand {
    var status: CreditStatus
    var amount: Cents?
    var currency: String?
    /// Of one that awaits a request: the last day for it.
    var deadline: LocalDate?
    /// Only a person cuts it.
    var isUndecided: Bool
    /// The last run missed a detail.
    var isIncomplete: Bool
}

/// Those of all months, by the rule of the report (`CreditStanding.status`).
enum CreditsAtHand {
    private static let shown: Set<CreditStatus> = [
        .overcredited, .onHold, .provisional, .awaitingRequest, .awaitingInvoice, .heldByCap, .issuable,
    ]

    static func load(_ connection: Connection, _ body: (Month, CreditAtHand) -> Void) throws {
        // Credits that are issued in full and met targets, nearly all, do not leave the database.
        let rows = try connection.query(
            """
            with newest as materialized (
                select subscription_key, month, max(revision) as revision from assessment group by 1, 2
            ), live as materialized (
                select subscription_key, month, sum(net_cents)::bigint as credited from live_credit group by 1, 2
            ), held as materialized (
                select distinct on (subscription_key, month) subscription_key, month, action, reason, at, by from hold_event
                order by subscription_key, month, no desc
            )
            select a.month, a.status, a.rate_micropercent, a.base_cents, a.currency, a.amount_cents,
                coalesce(l.credited, 0) as credited, l.credited is not null as is_live, h.reason, h.at, h.by,
                case when a.status = 'awaiting_request' then (a.month + interval '1 month')::date - 1 + t.request_within_days end
                    as deadline,
                d.outcome, coalesce(c.amounts, '{}') as amounts, coalesce(c.cuts, '{}') as cuts, coalesce(c.lefts, '{}') as lefts
            from newest n join assessment a using (subscription_key, month, revision)
                left join live l using (subscription_key, month)
                left join held h on h.subscription_key = a.subscription_key and h.month = a.month and h.action = 'hold'
                left join terms_version t on t.terms_key = a.terms_key
                left join lateral (select i.outcome, i.revision from issue_decision i join issue_run r using (run)
                    where i.subscription_key = a.subscription_key and i.month = a.month
                    order by r.issued_at desc limit 1) d on d.revision = a.revision
                left join lateral (select array_agg(x.amount_cents order by r.issued_at) as amounts,
                        array_agg(i.cut_cents order by r.issued_at) as cuts,
                        array_agg(i.before_cents + i.credited_cents order by r.issued_at) as lefts
                    from issue_decision i join assessment x using (subscription_key, month, revision)
                        join issue_run r on r.run = i.run
                    where i.subscription_key = a.subscription_key and i.month = a.month and i.cut_cents > 0) c on true
            where (a.status in ('issuable', 'awaiting_request', 'awaiting_invoice', 'provisional') or l.credited is not null
                    or h.action is not null)
                and (a.status <> 'issuable' or l.credited is distinct from a.amount_cents)
            """)
        for row in rows {
            let decision = CreditDecision(
                status: try row.word("status"), rate: try row.optionalPercentage("rate_micropercent"),
                base: try row.optionalInt64("base_cents").map(Cents.init),
                currency: try row.optionalText("currency"),
                amount: try row.optionalInt64("amount_cents").map(Cents.init))
            let outcome = try row.optionalText("outcome")
            let standing = CreditStanding(
                credited: try row.cents("credited"), cuts: try LedgerPosition.cuts(row),
                hasLiveCredit: try row.bool("is_live"),
                waiting: outcome.flatMap(CreditStanding.Waiting.init(rawValue:)), holds: try hold(row))
            let (status, amount) = standing.status(of: decision) ?? (decision.status, decision.amount)
            guard shown.contains(status) else { continue }
            body(
                try row.localDate("month").month,
                CreditAtHand(
                    status: status,
                    amount: status == .issuable ? (amount ?? .zero) - standing.credited : amount,
                    currency: decision.currency, deadline: try row.optionalLocalDate("deadline"),
                    isUndecided: standing.waiting == .undecided, isIncomplete: outcome == "incomplete"))
        }
    }

    private static func hold(_ row: Row) throws -> [HoldEvent] {
        guard let reason = try row.optionalText("reason") else { return [] }
        return [HoldEvent(action: .hold, reason: reason, at: try row.instant("at"), by: try row.text("by"))]
    }
}
