import ArgumentParser
import Documents
import Postgres
import SLA
import Store

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "The monthly report, from the stored assessments.",
        discussion: """
            The same assessments give the same bytes, whatever the locale, time zone or machine. \
            docs/report.schema.json describes the JSON. html is one page for a browser, without network or script \
            needed.
            """)

    @Argument(help: "The month, e.g. 2026-10.") var month: Month
    @Option(help: "text, json, csv or html.") var format: ReportFormatName = .text
    @Option(
        help: ArgumentHelp("Write here, whole or not at all, instead of standard output.", valueName: "file"))
    var output: String?
    @OptionGroup var documents: DocumentOptions
    @OptionGroup var options: GlobalOptions

    private var chosen: ReportFormatName { options.json ? .json : format }

    func validate() throws {
        try documents.check(hasPages: chosen == .html, hasTables: chosen == .csv)
    }

    mutating func run() async throws {
        let session = try Session(options)
        let connection = try await session.open()
        let format = documents.format(chosen)
        if let output, output != "-" {
            var file = try OutputFile(output)
            try Self.write(month, as: format, session, connection) { try file.write($0) }
            try file.finish()
            session.remark("\(output) written")
        } else {
            try Self.write(month, as: format, session, connection) { try Terminal.result($0) }
        }
    }

    static func write(
        _ month: Month, as format: ReportFormat, _ session: Session, _ connection: Connection,
        _ write: ([UInt8]) throws -> Void
    ) throws {
        try withoutActuallyEscaping(write) { write in
            let stream = ByteStream { try write($0) }
            var report = format.report(on: month, to: stream)
            try connection.transaction(.repeatableRead, readOnly: true) {
                let work = MonthWork(month: month, session: session, connection: connection)
                try work.entries { try report.add($0) }
                try warnOfLaterFacts(month, connection)
            }
            try report.finish()
        }
    }

    private static func warnOfLaterFacts(_ month: Month, _ connection: Connection) throws {
        let later = try Watermark.batches(afterAssessmentOf: month, on: connection)
        if later > 0 {
            Terminal.warning(
                "\(later) imports are later than the last assessment of this month; "
                    + "avoir assess takes them into account")
        }
    }
}
