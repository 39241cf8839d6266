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
        var open: [Month: [Row]] = [:]
        for row in try connection.query(statement) {
            open[try row.localDate("month").month, default: []].append(row)
        }
        for (month, rows) in open {
            // The ledger knows nothing of most that wait.
            let known = try rows.filter { try $0.bool("is_known") }.map { try $0.int32("subscription_key") }
            let positions =
                known.isEmpty
                ? [:] : try LedgerPosition.load(month...month, subscriptions: known, on: connection)
            for row in rows {
                let key = MonthKey(try row.int32("subscription_key"), month)
                if let credit = try credit(row, positions[key]?.credit ?? .nothing) { body(month, credit) }
            }
        }
    }

    /// What is settled, nearly all, does not leave the database: met targets, and months whose newest revision a run credited
    /// in full, or cut for good (R13), unless a note of the month was reversed since.
    private static let statement = """
        with decided as materialized (
            select subscription_key, month, max(revision) filter (where outcome in ('credited', 'cut', 'capped_out')) as revision,
                bool_or(credited_cents > 0) as is_credited
            from issue_decision group by 1, 2
        ), reversed as materialized (
            select distinct l.subscription_key, l.month
            from credit_note r join credit_line l on l.series = r.series and l.no = r.no where r.reverses_series is not null
        ), held as materialized (
            select distinct subscription_key, month from hold_event
        ), later as materialized (
            select subscription_key, month, max(revision) as revision from assessment where revision > 1 group by 1, 2
        )
        select a.subscription_key, a.month, a.status, \(StoredVerdict.columns.map { "a.\($0)" }.joined(separator: ", ")),
            a.base_cents, a.currency, a.amount_cents,
            case when a.status = 'awaiting_request' then a.request_until end as deadline,
            d.month is not null or h.month is not null as is_known,
            case when a.status = 'issuable' then coalesce((select i.outcome = 'incomplete' and i.revision = a.revision
                from issue_decision i join issue_run r using (run)
                where i.subscription_key = a.subscription_key and i.month = a.month
                order by r.issued_at desc limit 1), false) else false end as is_incomplete,
            case when a.status = 'issuable' then (select i.first_free_date from issue_decision i join issue_run r using (run)
                where i.subscription_key = a.subscription_key and i.month = a.month and i.revision = a.revision
                order by r.issued_at desc limit 1) end as first_free_date
        from assessment a left join later n using (subscription_key, month)
            left join decided d using (subscription_key, month) left join reversed v using (subscription_key, month)
            left join held h using (subscription_key, month)
        where a.revision = coalesce(n.revision, 1)
            and (a.status in ('awaiting_request', 'awaiting_invoice', 'provisional') or h.month is not null
                or a.status = 'issuable' and (d.revision is distinct from a.revision or v.month is not null)
                or a.revision > 1 and d.is_credited)
        """

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
