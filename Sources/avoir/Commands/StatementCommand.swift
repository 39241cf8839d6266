import ArgumentParser
import Documents
import Messages
import Postgres
import SLA
import Store

struct StatementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement",
        abstract: "Prints one customer's months: availability, credits, notes and totals.",
        discussion: """
            A line for each subscription and month: availability, target, credit and status, from the stored assessments. \
            Then the customer's notes for these months, whenever they were issued: credits under the terms, \
            commercial notes and reversals, with their VAT. Months that are not assessed are named. A month is \
            the customer's when its first spell is (R17); notes are those that the customer got.

              avoir statement C-0042 --year 2026
              avoir statement C-0042 --from 2026-07 --to 2026-09 --format html --output C-0042.html

            csv has a row for each subscription and month, then one for each note; the first column tells them apart. \
            docs/reference/statement.schema.json describes the JSON. html is one page for a browser; it needs neither \
            network nor scripts.
            """)

    /// Invoices and notes are kept for ten years.
    private static let mostMonths = 120

    @Argument(help: "The customer's code.") var customer: String
    @Option(help: ArgumentHelp("The months of a year, e.g. 2026.", valueName: "year")) var year: Year?
    @Option(help: ArgumentHelp("The first month, e.g. 2026-07.", valueName: "month")) var from: Month?
    @Option(help: ArgumentHelp("The last month, e.g. 2026-09.", valueName: "month")) var to: Month?
    @Option(help: "text, json, csv or html.") var format: ReportFormatName = .text
    @Option(
        help: ArgumentHelp(
            "Write to this file, whole or not at all, instead of standard output.", valueName: "file"))
    var output: String?
    @OptionGroup var documents: DocumentOptions
    @OptionGroup var options: GlobalOptions

    private var chosen: ReportFormatName { options.json ? .json : format }

    func validate() throws {
        _ = try months()
        try documents.check(hasPages: chosen == .html || chosen == .text, hasTables: chosen == .csv)
    }

    private func months() throws -> ClosedRange<Month> {
        switch (year, from, to) {
        case (let year?, nil, nil): return year.months
        case (nil, let from?, let to?):
            guard from <= to else { throw ValidationError("--from \(from) is later than --to \(to)") }
            guard (from...to).months <= Self.mostMonths else {
                throw ValidationError("a statement is of at most \(Self.mostMonths) months")
            }
            return from...to
        default:
            throw ValidationError("give --year, or --from and --to: the months that the statement is of")
        }
    }

    mutating func run() async throws {
        let session = try Session(options)
        let months = try months()
        let connection = try await session.open()
        let statement: Statement = try connection.transaction(.repeatableRead, readOnly: true) {
            try load(months, connection)
        }
        let target = try ReportOutput(output)
        try documents.format(chosen, in: session.language(documents.lang), target.ink)
            .write(statement, to: target.stream)
        try target.finish(session)
    }

    private func load(_ months: ClosedRange<Month>, _ connection: Connection) throws -> Statement {
        guard try CustomerCodes.isKnown(customer, on: connection) else {
            throw try Failure(
                FactFilter.UnknownName(what: "customer", name: customer), .usage, on: connection)
        }
        let standings = try StandingMonths(customer: customer, on: connection).load(
            months, unassessed: Set(months.all), on: connection)
        return Statement(
            of: customer, named: try CustomerNames.load(on: connection)[customer], for: months, standings,
            try StatementNotes.load(of: customer, for: months, on: connection))
    }
}
