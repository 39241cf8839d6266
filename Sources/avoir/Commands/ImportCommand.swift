import ArgumentParser
import Documents
import Intake
import SLA
import Store

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Imports facts from CSV or JSON Lines files, or from another tool's files.",
        discussion: """
            The header row names the columns, in any order; comma, semicolon and tab are recognised, and so \
            is JSON Lines. Importing the same file again changes nothing; a row with a known identity and \
            other content replaces the stored one, whose earlier version is kept. A column that the file does not have \
            stays as it is; an empty field clears the value. Each change is printed. A bad row never stops the \
            good ones: it is printed on standard error as FILE:LINE: column: reason (value), kept in the \
            database, and the exit code is 65. docs/reference/file-formats.md describes every column.

            --from reads another tool's files by a source profile (avoir sources list): the rows are those that avoir convert \
            writes, in one batch. --whole says that the files hold all that their sources know of a month: what they no \
            longer say of it is withdrawn.

            Import in this order: holidays, customers, subscriptions, invoices, outages, then ends, \
            notifications, excusable-events, maintenance and requests.
            """)

    @Argument(
        help: ArgumentHelp(
            "What the files hold: \(FactKind.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "kind"))
    var kind: FactKind
    @Argument(help: "CSV or JSON Lines files, with --from those of the tool; - is standard input.")
    var files: [String]
    @OptionGroup var sources: SourceOptions
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
    @Option(
        help: ArgumentHelp(
            """
            The files hold all that their sources know of this month on the wall clock of --time-zone: facts of these \
            sources that begin in it and are not among the rows are withdrawn. Nothing is, where anything is refused.
            """, valueName: "month"))
    var whole: Month?
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if sources.from == nil, let option = sources.needingProfile.first {
            throw ValidationError(
                "\(option) says how another tool's files are read; name their profile with --from")
        }
        if let whole, let month = sources.month, whole != month {
            throw ValidationError(
                "--whole \(whole) keeps the events of that month; leave --month \(month) out")
        }
    }

    mutating func run() async throws {
        let session = try Session(options)
        let zone = try timeZone.map(session.zone)
        let now = try session.now()
        let whole = try whole.map { try WholeOption($0, kind, zone: zone) }
        if let profile = sources.from {
            try await importConverted(profile, whole, zone: zone, now: now, session)
        } else {
            try await importOwn(whole, zone: zone, now: now, session)
        }
    }

    private func importConverted(
        _ profile: String, _ whole: WholeOption?, zone: Zone?, now: Instant, _ session: Session
    ) async throws {
        let conversion = try FileConversion(
            kind, files, sources, profile: profile, zone: zone, whole: whole?.month, session)
        let converted = try conversion.run()
        converted.report(isQuiet: options.quiet)
        var whole = whole
        whole?.take(converted)
        let connection = try await session.open()
        let staging = ConvertedStaging(converted, kind: kind, source: conversion.source, now: now)
        var work = Import(
            kind: kind, file: conversion.name, strict: strict, dryRun: dryRun, lastWins: lastWins,
            restate: restate, now: now)
        work.origin = conversion.origin(of: converted, staging)
        work.whole = whole?.work
        var result = FileImport(
            staging, names: converted.names, kind: kind, zone: zone, now: now, options: options)
        try result.run(work, on: connection, zone: session.zone)
        if !options.json { try Terminal.result(result.text(strict: strict, dryRun: dryRun)) }
        try end([result], whole, converted)
    }

    private func importOwn(
        _ whole: WholeOption?, zone: Zone?, now: Instant, _ session: Session
    ) async throws {
        let connection = try await session.open()
        var results: [FileImport] = []
        let sources = FileContradictions.Sources(
            files, compared: files.count > 1 && !lastWins, isReadTwice: whole != nil)
        var whole = whole
        whole?.take(kind, sources, zone: zone, now: now)
        let contradictions = FileContradictions(kind, sources, zone: zone, now: now, isQuiet: options.quiet)
        for (place, file) in files.enumerated() {
            var work = Import(
                kind: kind, file: file == "-" ? "standard input" : file, strict: strict,
                dryRun: dryRun, lastWins: lastWins, restate: restate, now: now)
            // The last file's batch takes back what none of them says.
            if place == files.count - 1, results.allSatisfy({ $0.exitStatus == nil }) {
                work.whole = whole?.work
            }
            var result = FileImport(
                kind: kind, source: sources[place], zone: zone, now: now, options: options,
                contradicted: contradictions[place])
            try result.run(work, on: connection, zone: session.zone)
            results.append(result)
            if !options.json { try Terminal.result(result.text(strict: strict, dryRun: dryRun)) }
            Interruption.endIfAsked()
        }
        try end(results, whole, nil)
    }

    /// The result for programs, and the exit code.
    private func end(_ results: [FileImport], _ whole: WholeOption?, _ converted: Converted?) throws {
        if options.json { try Terminal.result(json(results, converted)) }
        var codes = results.compactMap(\.exitStatus)
        if converted?.log.hasFailure == true { codes.append(.inputRejected) }
        if whole?.report(results) == true { codes.append(.inputRejected) }
        if let code = codes.max(by: { $0.rawValue < $1.rawValue }) { throw ExitCode(code.rawValue) }
    }

    private func json(_ results: [FileImport], _ converted: Converted?) -> [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.string("kind", kind.rawValue)
                json.bool("dry_run", dryRun)
                json.bool("strict", strict)
                json.array("files") { json in for result in results { result.write(to: &json) } }
                if let converted {
                    json.string("profile", converted.profile)
                    converted.write(to: &json)
                }
            }
        }
    }
}

extension FactKind: ExpressibleByArgument {}
