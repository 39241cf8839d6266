import ArgumentParser
import Documents
import Glibc
import Messages
import Postgres
import SLA
import Store

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Prints the report of a month or a year, from the stored assessments.",
        discussion: """
            The same assessments give the same bytes, whatever the locale, time zone or machine. \
            docs/reference/report.schema.json describes the JSON. html is one page for a browser; it needs \
            neither network nor scripts.

            A year is reported by month, customer, service, tier and status, with totals for each currency; months \
            that are not assessed are named. Its csv has a row for each subscription and month, and its page shows \
            availability and credits by month, lost time by cause, and a map of the months of every subscription. \
            docs/reference/year.schema.json describes its JSON.

              avoir report 2026-10
              avoir report 2026 --format html --output 2026.html
            """)

    @Argument(help: ArgumentHelp("The month or the year, e.g. 2026-10 or 2026.", valueName: "month"))
    var period: ReportPeriod
    @Option(help: "text, json, csv or html.") var format: ReportFormatName = .text
    @Option(
        help: ArgumentHelp(
            "Write to this file, whole or not at all, instead of standard output.", valueName: "file"))
    var output: String?
    @OptionGroup var documents: DocumentOptions
    @OptionGroup var options: GlobalOptions

    private var chosen: ReportFormatName { options.json ? .json : format }

    func validate() throws {
        try documents.check(hasPages: chosen == .html || chosen == .text, hasTables: chosen == .csv)
    }

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        let target = try ReportOutput(output)
        switch period {
        case .month(let month):
            let format = documents.format(chosen, in: session.language(documents.lang), target.ink)
            var reports = [format.report(on: month, to: target.stream)]
            try MonthSteps(month: month, session: session, connection: connection).fill(&reports)
            for index in reports.indices { try reports[index].finish() }
        case .year(let months):
            try report(months, session, connection, to: target.stream)
        }
        try target.finish(session)
    }

    /// Month by month, so that no more than one month's rows are held at once.
    private func report(
        _ months: ClosedRange<Month>, _ session: Session, _ connection: Connection, to stream: ByteStream
    ) throws {
        try connection.transaction(.repeatableRead, readOnly: true) {
            let assessed = try StandingMonths.assessed(in: months, on: connection)
            guard !assessed.isEmpty else {
                let year = months.lowerBound.description.prefix(4)
                throw Failure(
                    .failure, "no month of \(year) is assessed yet; run: avoir assess \(months.upperBound)")
            }
            let format = documents.format(chosen, in: session.language(documents.lang))
            var report = format.report(on: YearScope(months, assessed: assessed), to: stream)
            let standings = try StandingMonths(on: connection)
            let progress = Progress(
                "report", total: months.months, counting: "months",
                isQuiet: session.isQuiet || isatty(STDOUT_FILENO) == 1)
            defer { progress.finish() }
            for (place, month) in months.all.enumerated() {
                for standing in try standings.load(month...month, unassessed: assessed, on: connection) {
                    try report.add(standing)
                }
                progress.advance(to: place + 1, count: place + 1)
            }
            try report.finish()
        }
    }
}
