import ArgumentParser
import Documents
import Hashing
import Messages
import Postgres
import SLA
import Store

struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Shows what past months would have cost under other terms.",
        discussion: """
            Judges the stored facts of each month twice: under the subscriptions' own terms, and under those of the \
            files. Shows the credits by month, rate and customer under both, and the difference. It stores nothing, \
            needs no assessment, and the files need not be added.

            Which subscriptions the files are for: terms whose id is that of a selected subscription's own terms take \
            the place of those alone, so a draft of the next version concerns only who has them. Terms of any other id \
            take the place of all others; only one such id may be given. Several files of one id are its versions. In \
            each month the version applies that has the latest effective_from on or before the first day; before the \
            first one, subscriptions keep their own terms, and a warning says so.

            Amounts are before tax and before the cap: what the cap would do depends on the days on which notes are \
            issued. The caps of the files are stated below. A credit on request that nobody has \
            asked for yet is counted as if it were asked for, and its part of the sums is stated. A credit whose \
            request came too late is not counted.

            html is a page for a browser, self-contained; csv and json have a row for each subscription and month with \
            a credit under either terms or another verdict. docs/reference/simulation.schema.json describes the JSON.

            Examples:
              avoir simulate --terms new.yaml --from 2026-01 --to 2026-10
              avoir simulate --terms new.yaml --from 2026-10 --to 2026-10 --customer C-001
              avoir simulate --terms new.yaml --from 2026-01 --to 2026-10 --format html > new.html
            """)

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Terms files; - is standard input.", valueName: "file"))
    var terms: [String]
    @Option(help: ArgumentHelp("The first month, e.g. 2026-01.", valueName: "month")) var from: Month
    @Option(help: ArgumentHelp("The last month; it must be over.", valueName: "month")) var to: Month
    @Option(help: ArgumentHelp("Only this customer's subscriptions.", valueName: "customer"))
    var customer: String?
    @Option(help: ArgumentHelp("Only subscriptions to this service.", valueName: "service"))
    var service: String?
    @Option(help: "text, csv, json or html.") var format: ReportFormatName = .text
    @Option(help: "The language of text and html: fr or en.") var lang: Language?
    @OptionGroup var options: GlobalOptions

    private static let mostMonths = 120

    func validate() throws {
        guard from <= to else { throw ValidationError("--from \(from) is later than --to \(to)") }
        guard (from...to).months <= Self.mostMonths else {
            throw ValidationError("at most \(Self.mostMonths) months at once; from \(from) to \(to) are more")
        }
        if terms.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input can be read once only")
        }
    }

    private var months: [Month] { (from...to).all }

    mutating func run() async throws {
        let session = try Session(options)
        let files = try files(session)
        try show(files, session, try await session.open())
    }

    /// Apart from `run`, and never inlined into it: Swift 6.3 cannot compile the two as one for release.
    @inline(never)
    private func files(_ session: Session) throws -> [(terms: Terms, sha256: String)] {
        try terms.map { file in
            let (terms, yaml) = try TermsReader.read(file, session)
            return (terms: terms, sha256: Digest.hexadecimal(Digest.sha256(yaml)))
        }
    }

    /// As `files`.
    @inline(never)
    private func show(
        _ files: [(terms: Terms, sha256: String)], _ session: Session, _ connection: Connection
    ) throws {
        let simulation = try connection.transaction(.repeatableRead, readOnly: true) {
            try simulate(files, session, connection)
        }
        for (month, terms) in simulation.notInEffect {
            Terminal.warning(
                "\(month): no version of \(TerminalText.safe(terms)) in the files is in effect on its first day, so "
                    + "subscriptions keep their own terms")
        }
        switch options.json ? .json : format {
        case .text: try Terminal.result(simulation.text(session.language(lang)))
        case .csv: try Terminal.result(simulation.csv())
        case .json: try Terminal.result(simulation.json)
        case .html: try Terminal.result(simulation.page(session.language(lang)))
        }
    }

    private func simulate(
        _ files: [(terms: Terms, sha256: String)], _ session: Session, _ connection: Connection
    ) throws -> Simulation {
        let selection = Selection(customer: customer, service: service)
        let keys = try Session.keys(of: selection, from...to, on: connection)
        let instead = try other(files, owned: selection.terms(from...to, on: connection))
        let notInEffect = months.flatMap { month in instead.notInEffect(in: month).map { (month, $0) } }
        guard notInEffect.count < months.count * instead.count else {
            throw Failure(
                .usage,
                "no terms of the files are in effect on the first day of a month from \(from) to \(to)"
                    + (instead.firstDay.map { "; they take effect on \($0)" } ?? ""))
        }
        let names = try CustomerNames.load(on: connection)
        let watermark = try Watermark.latest(connection)
        var simulation = Simulation(of: months, under: files.map(\.terms), notInEffect: notInEffect)
        let progress = Progress(
            "\(from) to \(to)", total: months.count, counting: "months", isQuiet: session.isQuiet)
        defer { progress.finish() }
        for (place, month) in months.enumerated() {
            var scope = MonthScope(month: month, watermark: watermark, assessedAt: try session.now())
            scope.subscriptions = keys
            let facts = try MonthFacts.load(scope, on: connection, zone: session.zone)
            let others = try facts.under(instead, scope, on: connection, zone: session.zone)
            for (own, other) in zip(try facts.sweep(), try others.sweep())
            where own.facts.isInForce && selection.contains(own.facts) {
                guard [own, other].allSatisfy({ $0.facts.calendar == nil || $0.facts.isOver }) else {
                    throw Failure(
                        .usage, "\(month) is not over; only months that are over can be simulated")
                }
                simulation.add(
                    Self.row(own, other, name: names[own.facts.customer]),
                    isUnderOthers: other.isUnderOtherTerms)
            }
            progress.advance(to: place + 1, count: place + 1)
        }
        return simulation
    }

    private func other(
        _ files: [(terms: Terms, sha256: String)], owned: Set<String>
    ) throws -> TermsInstead {
        do {
            return try TermsInstead(files, owned: owned)
        } catch .alike(let id) {
            throw Failure(
                .configurationInvalid,
                "two of the files are terms \(TerminalText.safe(id)) of the same version or the same effective_from"
            )
        } catch .several(let ids) {
            throw Failure(
                .usage,
                "no selected subscription has terms \(ids.map(TerminalText.safe).joined(separator: " or ")), so which "
                    + "of the files stands for which terms cannot be known; give one such id")
        }
    }

    private static func row(_ own: SweptMonth, _ other: SweptMonth, name: String?) -> SimulatedMonth {
        SimulatedMonth(
            month: own.facts.month, subscription: own.facts.subscription, customer: own.facts.customer,
            customerName: name, service: own.facts.service,
            own: SimulatedCredit(own.statement, terms: own.facts.calendar?.terms),
            other: SimulatedCredit(other.statement, terms: other.facts.calendar?.terms),
            currency: own.statement.credit.currency)
    }
}
