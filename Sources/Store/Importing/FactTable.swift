package import SLA

/// Where the rows of one kind of import file are kept: how they go from the staging table into their history.
///
/// The staging table has the columns of `FactKind.columns`; the texts are SQL over its row `s`.
package struct FactTable: Sendable {
    package let kind: FactKind
    let history: String
    /// Tables that learn the names that a column of the same name brings, before the joins.
    private(set) var learns: [String] = []
    /// Rows that refer to something unknown or contradict what is stored.
    private(set) var refusals: [Refusal] = []
    /// Where the kind names a service or a subscription and its rows may go into the history without being staged,
    /// by `DirectImport`: the history's columns are the file's, in its order, source and id first; only the two
    /// names can be unknown.
    private(set) var takesRowsDirectly = false
    /// Other kinds whose later imports may refuse or change rows that were good before; nil: not told from batches.
    private(set) var dependsOn: [FactKind]? = []

    /// Of the kind, for its lock.
    var number: Int { FactKind.allCases.firstIndex(of: kind) ?? FactKind.allCases.count }

    struct Refusal: Sendable {
        let column: String
        let reason: String
        let condition: String
    }
}

extension FactTable {
    package init(_ kind: FactKind) {
        self =
            switch kind {
            case .customers: FactTable(kind: kind, history: "customer_details", learns: ["customer"])
            case .subscriptions: Self.subscriptions
            case .invoices:
                FactTable(kind: kind, history: "invoice", refusals: [.unknownSubscription, .otherCurrency])
            case .outages:
                FactTable(
                    kind: kind, history: "outage", refusals: [.unknownSubscription, .unknownService],
                    takesRowsDirectly: true)
            case .notifications:
                FactTable(
                    kind: kind, history: "notification",
                    refusals: [.unknownSubscription, .unknownOutage, .outageOfAnother], dependsOn: [.outages])
            case .excusableEvents:
                FactTable(
                    kind: kind, history: "excusable_event",
                    refusals: [.unknownSubscription, .unknownService, .unknownOutage])
            case .maintenance:
                FactTable(
                    kind: kind, history: "maintenance", refusals: [.unknownSubscription, .unknownService],
                    takesRowsDirectly: true)
            case .requests:
                FactTable(kind: kind, history: "credit_request", refusals: [.unknownSubscription])
            case .holidays: FactTable(kind: kind, history: "holiday")
            }
    }

    private static let subscriptions = FactTable(
        kind: .subscriptions, history: "subscription_details", learns: ["subscription", "service"],
        refusals: [.unknownCustomer, .unknownCalendar],
        // Which terms the file names, and are unknown, is told at each import.
        dependsOn: nil)
}

extension FactTable.Refusal {
    static let unknownCustomer = Self(
        column: "customer", reason: "unknown customer; import it first",
        condition: "not exists (select from customer c where c.customer = s.customer)")

    static let unknownCalendar = Self(
        column: "holidays",
        reason: "unknown holiday calendar; FR, FR-AM and none are built in, import others first",
        condition: """
            s.holidays not in ('FR', 'FR-AM', 'none')
            and not exists (select from holiday h where h.calendar = s.holidays)
            """)

    static let unknownSubscription = Self(
        column: "subscription", reason: "unknown subscription; import it first",
        condition: """
            s.subscription is not null
            and not exists (select from subscription u where u.subscription = s.subscription)
            """)

    static let unknownService = Self(
        column: "service", reason: "unknown service; no subscription names it",
        condition: """
            s.service is not null
            and not exists (select from service v where v.service = s.service)
            """)

    static let unknownOutage = Self(
        column: "outage_id", reason: "unknown outage; import it first",
        condition: """
            s.outage_id is not null and not exists (select from outage o where o.source = s.outage_source
                and o.id = s.outage_id and o.until_batch is null)
            """)

    static let outageOfAnother = Self(
        column: "outage_id", reason: "the outage belongs to another subscription",
        condition: """
            exists (select from outage o join subscription u using (subscription_key)
                where o.source = s.outage_source and o.id = s.outage_id and o.until_batch is null
                and u.subscription <> s.subscription)
            """)

    static let otherCurrency = Self(
        column: "currency", reason: "the subscription is invoiced in another currency",
        condition: """
            s.line in (
                select f.line from (
                    select line, subscription, currency, first_value(currency)
                        over (partition by subscription order by line) as first_currency
                    from staged where reason is null) f
                left join (
                    select distinct u.subscription, i.currency
                    from invoice i join subscription u using (subscription_key)
                    where i.until_batch is null) known using (subscription)
                where f.currency <> coalesce(known.currency, f.first_currency))
            """)
}
