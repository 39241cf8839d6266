/// How one kind of import file goes from its staging table into its history.
///
/// `columns` are those of the file, in its order; the other texts are SQL over the staged row `s`.
package struct StagedKind: Sendable {
    package let name: String
    package let columns: [Column]
    /// The history table, and the columns that name a fact in it.
    let history: String
    let identity: [String]
    /// What the fact says: history column and SQL.
    let content: [(column: String, sql: String)]
    /// Identity columns that are not staged under their own name: history column and SQL.
    let keys: [(column: String, sql: String)]
    /// Joins from `s` that resolve names to keys.
    let joins: String
    /// Statements that make new names known, before the joins.
    let naming: [String]
    /// Rows that refer to something unknown or contradict what is stored.
    let refusals: [Refusal]
    /// Where a kind has `service` and `subscription` whose rows may go into the history without being staged, by
    /// `DirectImport`: the history's columns are the file's, in its order, source and id first, with keys in
    /// place of the two names; only these can be unknown.
    private(set) var scopeColumns: ScopeColumns?
    /// Other kinds whose later imports may refuse or change rows that were good before; nil: not told from batches.
    private(set) var dependsOn: [String]? = []

    package struct Column: Sendable, Equatable {
        package let name: String
        package let type: ColumnType
    }

    package enum ColumnType: String, Sendable {
        case text
        case timestamp = "timestamptz"
        case date
        case integer = "bigint"
        case boolean
    }

    struct ScopeColumns: Sendable {
        let service: Int
        let subscription: Int
    }

    struct Refusal: Sendable {
        let column: String
        let reason: String
        let condition: String
    }

    /// The kind of that name, as the command line says it.
    package static func named(_ name: String) -> StagedKind? { all.first { $0.name == name } }

    /// Its number among the kinds, for its lock.
    var number: Int { Self.all.firstIndex { $0.name == name } ?? Self.all.count }

    package static let all: [StagedKind] = [
        customers, subscriptions, invoices, outages, notifications, excusableEvents, maintenance,
        requests, holidays,
    ]
}

extension StagedKind {
    private static let customers = StagedKind(
        name: "customers",
        columns: text(
            "customer", "name", "siren", "vat_number", "street", "postcode", "city", "country", "email"),
        history: "customer_details", identity: ["customer_key"],
        content: same("name", "siren", "vat_number", "street", "postcode", "city", "country", "email"),
        keys: [("customer_key", "c.customer_key")],
        joins: "join customer c on c.customer = s.customer",
        naming: [newNames(in: "customer", from: "customer")], refusals: [])

    private static let subscriptions = StagedKind(
        name: "subscriptions",
        columns: text("subscription", "customer", "service", "terms")
            + [Column(name: "starts_on", type: .date), Column(name: "ends_on", type: .date)]
            + text("holidays"),
        history: "subscription_details", identity: ["subscription_key"],
        content: [("customer_key", "c.customer_key"), ("service_key", "v.service_key")]
            + same("terms", "starts_on", "ends_on", "holidays"),
        keys: [("subscription_key", "u.subscription_key")],
        joins: """
            join subscription u on u.subscription = s.subscription
            join customer c on c.customer = s.customer join service v on v.service = s.service
            """,
        naming: [
            newNames(in: "subscription", from: "subscription"), newNames(in: "service", from: "service"),
        ],
        refusals: [
            Refusal(
                column: "customer", reason: "unknown customer; import it first",
                condition: "not exists (select from customer c where c.customer = s.customer)"),
            Refusal(
                column: "holidays",
                reason: "unknown holiday calendar; FR, FR-AM and none are built in, import others first",
                condition: """
                    s.holidays not in ('FR', 'FR-AM', 'none')
                    and not exists (select from holiday h where h.calendar = s.holidays)
                    """),
        ],
        // Which terms the file names, and are unknown, is told at each import.
        dependsOn: nil)

    private static let invoices = StagedKind(
        name: "invoices",
        columns: text("invoice", "subscription")
            + [
                Column(name: "month", type: .date), Column(name: "issued_on", type: .date),
                Column(name: "amount_excl_tax", type: .integer), Column(name: "vat_rate", type: .integer),
            ] + text("currency"),
        history: "invoice", identity: ["subscription_key", "month", "invoice", "vat_micropercent"],
        content: same("issued_on") + [("amount_cents", "s.amount_excl_tax")] + same("currency"),
        keys: [
            ("subscription_key", "u.subscription_key"), ("month", "s.month"), ("invoice", "s.invoice"),
            ("vat_micropercent", "s.vat_rate"),
        ],
        joins: "join subscription u on u.subscription = s.subscription",
        naming: [],
        refusals: [
            unknownSubscription,
            Refusal(
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
                    """),
        ])

    private static let outages = StagedKind(
        name: "outages",
        columns: text("source", "id", "service", "subscription")
            + timestamps("started_at", "ended_at", "notified_at") + text("summary") + withdrawn,
        history: "outage", identity: ["source", "id"],
        content: scope + same("started_at", "ended_at", "notified_at", "summary", "withdrawn"),
        keys: sourceAndID, joins: scopeJoins, naming: [], refusals: scopeRefusals,
        scopeColumns: ScopeColumns(service: 2, subscription: 3))

    private static let notifications = StagedKind(
        name: "notifications",
        columns: text("subscription", "outage_source", "outage_id") + timestamps("notified_at")
            + text("reference"),
        history: "notification", identity: ["outage_source", "outage_id", "subscription_key"],
        content: same("notified_at", "reference"),
        keys: [
            ("outage_source", "s.outage_source"), ("outage_id", "s.outage_id"),
            ("subscription_key", "u.subscription_key"),
        ],
        joins: "join subscription u on u.subscription = s.subscription",
        naming: [],
        refusals: [
            unknownSubscription, unknownOutage,
            Refusal(
                column: "outage_id", reason: "the outage belongs to another subscription",
                condition: """
                    exists (select from outage o join subscription u using (subscription_key)
                        where o.source = s.outage_source and o.id = s.outage_id and o.until_batch is null
                        and u.subscription <> s.subscription)
                    """),
        ], dependsOn: ["outages"])

    private static let excusableEvents = StagedKind(
        name: "excusable-events",
        columns: text("source", "id", "service", "subscription", "cause")
            + timestamps("started_at", "ended_at") + text("outage_source", "outage_id", "evidence")
            + withdrawn,
        history: "excusable_event", identity: ["source", "id"],
        content: scope
            + same("cause", "started_at", "ended_at", "outage_source", "outage_id", "evidence", "withdrawn"),
        keys: sourceAndID, joins: scopeJoins, naming: [], refusals: scopeRefusals + [unknownOutage])

    private static let maintenance = StagedKind(
        name: "maintenance",
        columns: text("source", "id", "service", "subscription")
            + timestamps("started_at", "ended_at", "announced_at") + text("summary") + withdrawn,
        history: "maintenance", identity: ["source", "id"],
        content: scope + same("started_at", "ended_at", "announced_at", "summary", "withdrawn"),
        keys: sourceAndID, joins: scopeJoins, naming: [], refusals: scopeRefusals,
        scopeColumns: ScopeColumns(service: 2, subscription: 3))

    private static let requests = StagedKind(
        name: "requests",
        columns: text("subscription")
            + [Column(name: "month", type: .date), Column(name: "requested_on", type: .date)]
            + text("reference"),
        history: "credit_request", identity: ["subscription_key", "month"],
        content: same("requested_on", "reference"),
        keys: [("subscription_key", "u.subscription_key"), ("month", "s.month")],
        joins: "join subscription u on u.subscription = s.subscription",
        naming: [], refusals: [unknownSubscription])

    private static let holidays = StagedKind(
        name: "holidays",
        columns: text("calendar") + [Column(name: "date", type: .date)] + text("name"),
        history: "holiday", identity: ["calendar", "date"], content: same("name"),
        keys: [("calendar", "s.calendar"), ("date", "s.date")], joins: "", naming: [], refusals: [])
}

extension StagedKind {
    private static func text(_ names: String...) -> [Column] {
        names.map { Column(name: $0, type: .text) }
    }

    private static func timestamps(_ names: String...) -> [Column] {
        names.map { Column(name: $0, type: .timestamp) }
    }

    private static let withdrawn = [Column(name: "withdrawn", type: .boolean)]

    private static func same(_ names: String...) -> [(column: String, sql: String)] {
        names.map { ($0, "s.\($0)") }
    }

    private static func newNames(in table: String, from column: String) -> String {
        """
        insert into \(table) (\(table))
        select distinct s.\(column) from staged s
        where s.reason is null and not exists (select from \(table) t where t.\(table) = s.\(column))
        order by 1 on conflict do nothing
        """
    }

    private static let sourceAndID = [(column: "source", sql: "s.source"), (column: "id", sql: "s.id")]

    private static let scope = [
        (column: "service_key", sql: "v.service_key"),
        (column: "subscription_key", sql: "u.subscription_key"),
    ]

    private static let scopeJoins = """
        left join service v on v.service = s.service
        left join subscription u on u.subscription = s.subscription
        """

    static let unknownSubscription = Refusal(
        column: "subscription", reason: "unknown subscription; import it first",
        condition: """
            s.subscription is not null
            and not exists (select from subscription u where u.subscription = s.subscription)
            """)

    static let unknownService = Refusal(
        column: "service", reason: "unknown service; no subscription names it",
        condition: """
            s.service is not null
            and not exists (select from service v where v.service = s.service)
            """)

    private static let scopeRefusals = [unknownSubscription, unknownService]

    private static let unknownOutage = Refusal(
        column: "outage_id", reason: "unknown outage; import it first",
        condition: """
            s.outage_id is not null and not exists (select from outage o where o.source = s.outage_source
                and o.id = s.outage_id and o.until_batch is null)
            """)
}
