internal import Postgres
internal import SLA
internal import Store
internal import Testing

/// Commercial notes of a ledger under test.
extension Ledger {
    @discardableResult
    func commercial(
        _ cents: Int64, _ subscription: String = "S-1", _ month: String = "2025-12",
        on date: String = "2026-01-31", reason: String = "Geste",
        treatment: Terms.VATTreatment = .priceReduction,
        internalReason: String? = nil, run: String? = nil, isDryRun: Bool = false,
        check: (CreditNote) throws -> Void = { _ in }
    ) throws -> CreditNote {
        let order = CommercialIssuing.Order(
            subscription: subscription, month: try StoreTests.month(month), date: try StoreTests.date(date),
            amount: Cents(cents), treatment: treatment, reason: reason, internalReason: internalReason)
        return try CommercialIssuing.issue(
            order, run: run ?? Issuing.newRun(connection), isDryRun: isDryRun, program: "StoreTests",
            connection,
            check: check)
    }

    /// Every commercial note and its reversal: `AV-2026-00001 credit S-1 2025-12 25.00`.
    func commercialDocuments() throws -> [String] {
        try connection.texts(
            """
            select concat_ws(' ', n.number, n.kind, u.subscription, to_char(l.month, 'YYYY-MM'),
                (l.net_cents / 100.0)::numeric(20, 2))
            from credit_note n join commercial_line l using (series, no) join subscription u using (subscription_key)
            order by n.issued_at, n.no
            """)
    }
}
