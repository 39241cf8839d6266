import ArgumentParser
import Documents
import Postgres
import SLA
import Store

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Prints the monthly report, from the stored assessments.",
        discussion: """
            The same assessments give the same bytes, whatever the locale, time zone or machine. \
            docs/reference/report.schema.json describes the JSON. html is one page for a browser; it needs \
            neither network nor scripts.
            """)

    @Argument(help: "The month, e.g. 2026-10.") var month: Month
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
        let file = try output.flatMap { $0 == "-" ? nil : try OutputFile($0) }
        let stream = ByteStream { bytes in
            if let file { try file.write(bytes) } else { try Terminal.result(bytes) }
        }
        var reports = [
            documents.format(chosen, in: session.language(documents.lang)).report(on: month, to: stream)
        ]
        try MonthSteps(month: month, session: session, connection: connection).fill(&reports)
        for index in reports.indices { try reports[index].finish() }
        if let file, let output {
            try file.finish()
            session.remark("\(output) written")
        }
    }
}
