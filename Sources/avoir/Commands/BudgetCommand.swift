import ArgumentParser
import Documents
import Intake
import Messages
import Postgres
import SLA
import Store

struct BudgetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "budget",
        abstract: "Shows how much may still fail in a running month.",
        discussion: """
            For each subscription in force: the counted downtime that may still come before the target is missed and \
            before each credit rate is reached, and the cost so far. Those nearest to their target, or furthest beyond \
            it, come first. It stores nothing, and needs no assessment.

            Everything is as it stood at the instant of --at, now by default: an outage that is open counts up to \
            then, one that began later does not exist yet, and a notification or an announcement of maintenance that \
            came later is not known yet. Planned maintenance that was announced shortens the month's hours, also where \
            it is still to come. A month that is over is judged as at its end.

            The cost is the rate of today on the month's invoices, else on those of the last month that was invoiced, \
            before the cap.

            prometheus is for the textfile collector of the node exporter: see docs/guide/operations.md. \
            docs/reference/budget.schema.json describes the JSON.

            Examples:
              avoir budget
              avoir budget 2026-10 --at 2026-10-15T12:00:00+02:00
              avoir budget --customer C-001 --format csv
            """)

    @Argument(help: "The month, e.g. 2026-10; that of the instant by default.") var month: Month?
    @Option(
        help: ArgumentHelp(
            "As it stood at this instant, e.g. 2026-10-15T12:00:00+02:00; now by default.",
            valueName: "instant"), transform: Self.instant)
    var at: Instant?
    @Option(help: ArgumentHelp("Only this customer's subscriptions.", valueName: "customer"))
    var customer: String?
    @Option(help: "text, csv, json or prometheus.") var format: Format = .text
    @Option(help: "The language of text: fr or en.") var lang: Language?
    @OptionGroup var options: GlobalOptions

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, csv, json, prometheus
    }

    private static func instant(_ text: String) throws -> Instant {
        guard let instant = Timestamp.instant(text) else {
            throw ValidationError("an instant has a date, a time and an offset: 2026-10-15T12:00:00+02:00")
        }
        return instant
    }

    mutating func run() async throws {
        let session = try Session(options)
        let now = try session.now()
        let instant = at ?? now
        guard instant <= now else {
            throw Failure(.usage, "--at lies in the future; what will have failed by then is not known")
        }
        let connection = try await session.open()
        let budget = try connection.transaction(.repeatableRead, readOnly: true) {
            try load(at: instant, session, connection)
        }
        switch options.json ? .json : format {
        case .text: try Terminal.result(budget.text(session.language(lang), Terminal.ink))
        case .csv: try Terminal.result(budget.csv())
        case .json: try Terminal.result(budget.json)
        case .prometheus: try Terminal.result(budget.prometheus)
        }
    }

    private func load(
        at instant: Instant, _ session: Session, _ connection: Connection
    ) throws -> MonthBudget {
        let zone = try session.zone(TermsVersions.sharedTimeZone(connection) ?? "Europe/Paris")
        let month = month ?? zone.day(of: instant).month
        let selection = Selection(customer: customer)
        var scope = MonthScope(
            month: month, watermark: try Watermark.latest(connection), assessedAt: instant)
        scope.subscriptions = try Session.keys(of: selection, month...month, on: connection)
        let swept = try MonthFacts.load(scope, on: connection, zone: session.zone)
            .sweep(knownAt: instant).filter { $0.facts.isInForce && selection.contains($0.facts) }
        let begins = swept.compactMap { $0.facts.calendar?.whole.lowerBound }.min()
        guard instant >= begins ?? zone.start(of: month.firstDay) else {
            throw Failure(
                .usage,
                at == nil
                    ? "\(month) has not begun" : "\(month) had not begun at the instant of --at")
        }
        let names = try CustomerNames.load(on: connection)
        let before = try InvoicedBefore.load(
            before: month, of: swept.filter { $0.statement.credit.base == nil }.map(\.key), on: connection)
        return MonthBudget(
            on: month, at: instant, in: zone,
            swept.map { swept in
                BudgetEntry(
                    facts: swept.facts, statement: swept.statement,
                    customerName: names[swept.facts.customer], open: swept.open,
                    lastInvoiced: before[swept.key].map { ($0.month, $0.amount, $0.currency) })
            })
    }
}

extension Session {
    /// The keys of the selected subscriptions; nil: of all. Throws a `Failure` for a name that nothing has.
    static func keys(
        of selection: Selection, _ months: ClosedRange<Month>, on connection: Connection
    ) throws -> [Int32]? {
        do {
            return try selection.keys(months, on: connection)
        } catch let error as FactFilter.UnknownName {
            throw try Failure(error, .failure, on: connection)
        }
    }
}
