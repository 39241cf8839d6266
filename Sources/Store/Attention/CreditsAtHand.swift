internal import Postgres
internal import SLA

/// A subscription's month that is not settled, by its last assessment and the ledger.
struct CreditAtHand {
    var status: CreditStatus
    var amount: Cents?
    var currency: String?
    /// Of one that awaits a request: the last day for it.
    var deadline: LocalDate?
    /// Of one that the cap held: the first day with room for it, as the last run knew it.
    var firstFreeDate: LocalDate?
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
            )
            select a.subscription_key, a.month, a.status, \(StoredVerdict.columns.map { "a.\($0)" }.joined(separator: ", ")),
                a.base_cents, a.currency, a.amount_cents,
                case when a.status = 'awaiting_request' then a.request_until end as deadline,
                coalesce((select i.outcome = 'incomplete' and i.revision = a.revision
                    from issue_decision i join issue_run r using (run)
                    where i.subscription_key = a.subscription_key and i.month = a.month
                    order by r.issued_at desc limit 1), false) as is_incomplete,
                (select i.first_free_date from issue_decision i join issue_run r using (run)
                    where i.subscription_key = a.subscription_key and i.month = a.month and i.revision = a.revision
                    order by r.issued_at desc limit 1) as first_free_date
            from newest n join assessment a using (subscription_key, month, revision)
                left join live l using (subscription_key, month)
            where (a.status in ('issuable', 'awaiting_request', 'awaiting_invoice', 'provisional') or l.credited is not null
                    or (a.subscription_key, a.month) in (select h.subscription_key, h.month from hold_event h))
                and (a.status <> 'issuable' or l.credited is distinct from a.amount_cents)
            """)
        var open: [Month: [Row]] = [:]
        for row in rows { open[try row.localDate("month").month, default: []].append(row) }
        for (month, rows) in open {
            let keys = try rows.map { try $0.int32("subscription_key") }
            let positions = try LedgerPosition.load(month...month, subscriptions: keys, on: connection)
            for (key, row) in zip(keys, rows) {
                let standing = positions[MonthKey(key, month)]?.credit ?? .nothing
                if let credit = try credit(row, standing) { body(month, credit) }
            }
        }
    }

    /// nil: nobody has to look after it.
    private static func credit(_ row: Row, _ standing: CreditStanding) throws -> CreditAtHand? {
        let decision = CreditDecision(
            status: try row.word("status"),
            earned: try StoredVerdict.earned { try row.optionalInt64(.name($0)) },
            base: try row.optionalInt64("base_cents").map(Cents.init),
            currency: try row.optionalText("currency"),
            amount: try row.optionalInt64("amount_cents").map(Cents.init))
        let (status, amount) = standing.status(of: decision) ?? (decision.status, decision.amount)
        guard shown.contains(status) else { return nil }
        return CreditAtHand(
            status: status, amount: status == .issuable ? (amount ?? .zero) - standing.credited : amount,
            currency: decision.currency, deadline: try row.optionalLocalDate("deadline"),
            firstFreeDate: try row.optionalLocalDate("first_free_date"),
            isUndecided: standing.waiting == .undecided, isIncomplete: try row.bool("is_incomplete"))
    }
}
