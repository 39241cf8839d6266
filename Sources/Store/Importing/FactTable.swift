package import SLA

/// Where the rows of one kind of import file are kept: how they go from the staging table into their history.
///
/// The staging table has the columns of `FactKind.columns`; the texts are SQL over its row `s`.
package struct FactTable: Sendable {
    package let kind: FactKind
    /// The kind whose facts these are: an end is a column of an outage.
    package let fact: FactKind
    let history: String
    /// Tables that learn the names that a column of the same name brings, before the joins.
    let learns: [String]
    /// Rows that refer to something unknown or contradict what is stored.
    let refusals: [Refusal]
    /// Where the kind names a service or a subscription and its rows may go into the history without being staged,
    /// by `DirectImport`: the history's columns are the file's, in its order, source and id first; only the two
    /// names can be unknown.
    let takesRowsDirectly: Bool
    /// Other kinds whose later imports may refuse or change rows that were good before; nil: not told from batches.
    let dependsOn: [FactKind]?

    /// Of the kind of fact, for its lock.
    var number: Int { FactKind.allCases.firstIndex(of: fact) ?? FactKind.allCases.count }

    struct Refusal: Sendable {
        let column: String
        let reason: String
        /// Over the staged row `s`, of which any column may be absent because it is faulty.
        let condition: String
    }

    private init(
        _ kind: FactKind, of fact: FactKind? = nil, history: String, learns: [String] = [],
        refusals: [Refusal] = [], takesRowsDirectly: Bool = false, dependsOn: [FactKind]? = []
    ) {
        self.kind = kind
        self.fact = fact ?? kind
        self.history = history
        self.learns = learns
        self.refusals = refusals
        self.takesRowsDirectly = takesRowsDirectly
        self.dependsOn = dependsOn
    }
}

extension FactTable {
    package init(_ kind: FactKind) {
        self =
            switch kind {
            case .customers: FactTable(kind, history: "customer_details", learns: ["customer"])
            case .subscriptions: Self.subscriptions
            case .invoices:
                FactTable(kind, history: "invoice", refusals: [.unknownSubscription, .otherCurrency])
            case .outages:
                FactTable(
                    kind, history: "outage",
                    refusals: [.unknownSubscription, .unknownService, .startsAfterStoredEnd],
                    takesRowsDirectly: true, dependsOn: [.ends])
            case .notifications:
                FactTable(
                    kind, history: "notification",
                    refusals: [.unknownSubscription, .unknownOutage, .outageOfAnother], dependsOn: [.outages])
            case .excusableEvents:
                FactTable(
                    kind, history: "excusable_event",
                    refusals: [.unknownSubscription, .unknownService, .unknownOutage])
            case .maintenance:
                FactTable(
                    kind, history: "maintenance", refusals: [.unknownSubscription, .unknownService],
                    takesRowsDirectly: true)
            case .requests:
                FactTable(
                    kind, history: "credit_request", refusals: [.unknownSubscription, .beforeSubscription])
            case .holidays: FactTable(kind, history: "holiday")
            case .ends:
                FactTable(
                    kind, of: .outages, history: "outage", refusals: [.unknownEndedOutage, .endsBeforeStart],
                    dependsOn: [.outages])
            }
    }

    private static let subscriptions = FactTable(
        .subscriptions, history: "subscription_details", learns: ["subscription", "service"],
        refusals: [.unknownCustomer, .unknownCalendar, .startsAfterStoredLastDay],
        // Which terms the file names, and are unknown, is told at each import.
        dependsOn: nil)
}

extension FactTable.Refusal {
    static let unknownCustomer = Self(
        column: "customer", reason: "unknown customer; import it first",
        condition:
            """
            s.customer is not null and not exists (select from customer_details d join customer c using (customer_key)
                where c.customer = s.customer and d.until_batch is null)
            """)

    static let unknownCalendar = Self(
        column: "holidays",
        reason: "unknown holiday calendar; FR, FR-AM and none are built in, import others first",
        condition: """
            s.holidays not in (\(builtInCalendars))
            and not exists (select from holiday h where h.calendar = s.holidays)
            """)

    /// As SQL.
    static let builtInCalendars = "'FR', 'FR-AM', 'none'"

    static let unknownSubscription = Self(
        column: "subscription", reason: "unknown subscription; import it first",
        condition: """
            s.subscription is not null and not exists (
                select from subscription_details d join subscription u using (subscription_key)
                where u.subscription = s.subscription and d.until_batch is null)
            """)

    static let beforeSubscription = Self(
        column: "month", reason: "lies before the subscription began",
        condition: """
            exists (select from subscription_details d join subscription u using (subscription_key)
                where u.subscription = s.subscription and d.until_batch is null
                and d.starts_on >= (s.month + interval '1 month')::date)
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
            s.outage_source is not null and s.outage_id is not null
            and not exists (select from outage o where o.source = s.outage_source
                and o.id = s.outage_id and o.until_batch is null)
            """)

    static let unknownEndedOutage = Self(
        column: "id", reason: "unknown outage; import it first",
        condition: """
            s.source is not null and s.id is not null and not exists (select from outage o
                where o.source = s.source and o.id = s.id and o.until_batch is null)
            """)

    static let endsBeforeStart = Self(
        column: "ended_at", reason: "is before the start of the outage",
        condition: """
            exists (select from outage o where o.source = s.source and o.id = s.id and o.until_batch is null
                and o.started_at > s.ended_at)
            """)

    static let startsAfterStoredEnd = Self(
        column: "started_at", reason: "is after the end that is stored; state ended_at too",
        condition: """
            s.row_stated & \(FactKind.outages.bit(of: "ended_at")) = 0 and exists (select from outage o
                where o.source = s.source and o.id = s.id and o.until_batch is null and o.ended_at < s.started_at)
            """)

    static let startsAfterStoredLastDay = Self(
        column: "starts_on", reason: "is after the last day that is stored; state ends_on too",
        condition: """
            s.row_stated & \(FactKind.subscriptions.bit(of: "ends_on")) = 0 and exists (
                select from subscription_details d join subscription u using (subscription_key)
                where u.subscription = s.subscription and d.until_batch is null and d.ends_on < s.starts_on)
            """)

    static let outageOfAnother = Self(
        column: "outage_id", reason: "the outage belongs to another subscription",
        condition: """
            exists (select from outage o join subscription u using (subscription_key)
                where o.source = s.outage_source and o.id = s.outage_id and o.until_batch is null
                and u.subscription <> s.subscription)
            and exists (select from subscription k where k.subscription = s.subscription)
            """)

    static let otherCurrency = Self(
        column: "currency", reason: "the subscription is invoiced in another currency",
        condition: """
            s.row_line in (
                select f.row_line from (
                    select row_line, subscription, currency, first_value(currency)
                        over (partition by subscription order by row_line) as first_currency
                    from staged where row_faults is null) f
                left join (
                    select distinct u.subscription, i.currency
                    from invoice i join subscription u using (subscription_key)
                    where i.until_batch is null) known using (subscription)
                where f.currency <> coalesce(known.currency, f.first_currency))
            """)
}
