import ArgumentParser
import Documents
import Intake
import SLA
import Store

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Imports facts from CSV or JSON Lines files.",
        discussion: """
            The header row names the columns, in any order; comma, semicolon and tab are recognised, and so \
            is JSON Lines. Importing the same file again changes nothing; a row with a known identity and \
            other content replaces the stored one, whose earlier version is kept. A column that the file does not have \
            stays as it is; an empty field clears the value. Each change is printed. A bad row never stops the \
            good ones: it is printed on standard error as FILE:LINE: column: reason (value), kept in the \
            database, and the exit code is 65. docs/reference/file-formats.md describes every column.

            Import in this order: holidays, customers, subscriptions, invoices, outages, then ends, \
            notifications, excusable-events, maintenance and requests.
            """)

    @Argument(
        help: ArgumentHelp(
            "What the files hold: \(FactKind.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "kind"))
    var kind: FactKind
    @Argument(help: "CSV or JSON Lines files; - is standard input.") var files: [String]
    @Flag(help: "Store a file only if every row of it is good.") var strict = false
    @Flag(help: "Say what would happen, with every change; store nothing.") var dryRun = false
    @Flag(
        help: """
            Of rows that state the same fact with different content take the last, as in a log of versions; \
            without it all of them are refused, whether they stand in one file or in several.
            """)
    var lastWins = false
    @Flag(
        help: """
            Change subscriptions, calendars and special hours of days in months that are over and assessed, too; \
            without it such rows are refused. The audit log keeps who did it.
            """)
    var restate = false
    @Option(
        help: ArgumentHelp(
            "The time zone of instants without an offset, e.g. Europe/Paris; without it they are rejected.",
            valueName: "zone"))
    var timeZone: String?
    @OptionGroup var options: GlobalOptions

    mutating func run() async throws {
        let session = try Session(options)
        let zone = try timeZone.map(session.zone)
        let now = try session.now()
        let connection = try await session.open()
        var results: [FileImport] = []
        let sources = FileContradictions.Sources(files, compared: files.count > 1 && !lastWins)
        let contradictions = FileContradictions(kind, sources, zone: zone, now: now, isQuiet: options.quiet)
        for (place, file) in files.enumerated() {
            let work = Import(
                kind: kind, file: file == "-" ? "standard input" : file, strict: strict,
                dryRun: dryRun, lastWins: lastWins, restate: restate, now: now)
            var result = FileImport(
                kind: kind, source: sources[place], zone: zone, now: now, options: options,
                contradicted: contradictions[place])
            try result.run(work, on: connection, zone: session.zone)
            results.append(result)
            if !options.json { try Terminal.result(result.text(strict: strict, dryRun: dryRun)) }
            Interruption.endIfAsked()
        }
        if options.json { try Terminal.result(json(results)) }
        if let code = results.compactMap(\.exitStatus).max(by: { $0.rawValue < $1.rawValue }) {
            throw ExitCode(code.rawValue)
        }
    }

    private func json(_ results: [FileImport]) -> [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.string("kind", kind.rawValue)
                json.bool("dry_run", dryRun)
                json.bool("strict", strict)
                json.array("files") { json in for result in results { result.write(to: &json) } }
            }
        }
    }
}

extension FactKind: ExpressibleByArgument {}
