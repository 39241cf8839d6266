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
            // Months may be assessed meanwhile, so such files are read again.
            case .calendars: FactTable(kind, history: "holiday_calendar", dependsOn: nil)
            case .holidays: FactTable(kind, history: "holiday", dependsOn: nil)
            case .specialHours:
                FactTable(
                    kind, history: "special_hours",
                    refusals: [.unknownSubscription, .unknownService, .undeclaredCalendar, .closedAndOpen],
                    dependsOn: nil)
            case .ends:
                FactTable(
                    kind, of: .outages, history: "outage", refusals: [.unknownEndedOutage, .endsBeforeStart],
                    dependsOn: [.outages])
            }
    }

    private static let subscriptions = FactTable(
        .subscriptions, history: "subscription_details", learns: ["subscription", "service"],
        refusals: [.unknownCustomer, .unknownCalendar],
        // Which terms the file names, and are unknown, is told at each import.
        dependsOn: nil)
}
