import ArgumentParser
import Documents
import Intake
import Postgres
import SLA
import Store

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Imports facts from CSV or JSON Lines files.",
        discussion: """
            The header row names the columns, in any order; comma, semicolon and tab are recognised, and so \
            is JSON Lines. Importing the same file again changes nothing; a row with a known identity and \
            other content replaces it, and the earlier version is kept. A bad row never stops the good \
            ones: it is named on standard error as FILE:LINE: column: reason (value), kept in the database, \
            and the exit code is 65. docs/file-formats.md describes every column.

            Import in this order: holidays, customers, subscriptions, invoices, outages, then notifications, \
            excusable-events, maintenance and requests.
            """)

    @Argument(
        help: ArgumentHelp(
            "What the files hold: \(Kind.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "kind"))
    var kind: Kind
    @Argument(help: "CSV or JSON Lines files; - is standard input.") var files: [String]
    @Flag(help: "Store a file only when every row of it is good.") var strict = false
    @Flag(help: "Say what would happen; store nothing.") var dryRun = false
    @Option(
        help: ArgumentHelp(
            "The time zone of instants without an offset, e.g. Europe/Paris; without it they are rejected.",
            valueName: "zone"))
    var timeZone: String?
    @OptionGroup var options: GlobalOptions

    mutating func run() async throws {
        let session = try Session(options)
        let zone = try timeZone.map(session.zone)
        guard let staged = StagedKind.named(kind.rawValue) else {
            throw Failure(.usage, "nothing imports \(kind.rawValue)")
        }
        let connection = try await session.open()
        var results: [FileImport] = []
        for file in files {
            let work = Import(
                kind: staged, file: file == "-" ? "standard input" : file, strict: strict,
                dryRun: dryRun)
            let result = try FileImport.run(
                work, source: Source(argument: file), kind: kind, zone: zone, on: connection,
                keepsRejections: options.json)
            results.append(result)
            if !options.json { try Terminal.result(result.text(kind, strict: strict, dryRun: dryRun)) }
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

extension Kind: ExpressibleByArgument {}

/// One file's import, and what became of it.
struct FileImport {
    let file: String
    private(set) var outcome = Import.Outcome()
    private(set) var rejections: [Import.Rejection] = []
    /// Why the whole file was refused.
    private(set) var refusal: FileError?

    /// Rejected rows and refused files are named on standard error as they are found.
    static func run(
        _ work: Import, source: Source, kind: Kind, zone: Zone?, on connection: Connection,
        keepsRejections: Bool
    ) throws -> FileImport {
        var result = FileImport(file: work.file)
        do {
            var reader = try Reader(kind: kind, source: source, timeZone: zone)
            result.outcome = try work.run(
                connection,
                stage: { copy in try stage(&reader, as: work.kind, into: &copy) },
                rejected: { rejection in
                    Terminal.line(onStandardError: "\(work.file):\(rejection.text)")
                    if keepsRejections { result.rejections.append(rejection) }
                })
        } catch let error as FileError {
            result.refusal = error
            let place = error.line == nil ? "\(work.file): " : "\(work.file):"
            Terminal.line(onStandardError: "\(place)\(error)")
        }
        for terms in result.outcome.unknownTerms {
            Terminal.warning(
                "\(work.file): terms \(TerminalText.safe(terms)) are not stored; "
                    + "until they are, nothing can be assessed under them")
        }
        return result
    }

    private static func stage(
        _ reader: inout Reader, as kind: StagedKind, into copy: inout CopyWriter
    ) throws {
        var row = Intake.Row()
        while true {
            switch try reader.next(&row) {
            case .end: return
            case .row:
                try copy.beginStaged(kind, line: row.line)
                for (field, column) in zip(row.fields, kind.columns) {
                    try Self.write(field, of: row, as: column.type, into: &copy)
                }
            case .rejection(let rejection):
                try copy.reject(
                    kind, line: rejection.line, column: rejection.column, reason: rejection.reason,
                    value: rejection.value, record: rejection.record,
                    recordIsCut: rejection.recordIsTruncated)
            }
        }
    }

    private static func write(
        _ field: Field, of row: borrowing Intake.Row, as type: StagedKind.ColumnType,
        into copy: inout CopyWriter
    ) throws(PostgresError) {
        switch (field, type) {
        case (.absent, _): try copy.null()
        case (.text(let range), _): try copy.text(row.buffer, range)
        case (.integer(let value), .timestamp): try copy.timestamp(value)
        case (.integer(let value), .date): try copy.date(Int(value))
        case (.integer(let value), .boolean): try copy.bool(value != 0)
        case (.integer(let value), .integer), (.integer(let value), .text): try copy.int64(value)
        }
    }

    var exitStatus: ExitStatus? {
        switch refusal?.cause {
        case .unreadable: .inputUnreadable
        case .refused: .inputRejected
        case nil: outcome.rejected > 0 ? .inputRejected : nil
        }
    }

    func text(_ kind: Kind, strict: Bool, dryRun: Bool) -> String {
        let name = TerminalText.safe(file)
        if refusal != nil { return "\(name): nothing stored\n" }
        let counts =
            "\(outcome.inserted) inserted, \(outcome.updated) updated, "
            + "\(outcome.unchanged) unchanged, \(outcome.rejected) rejected"
        let remark =
            strict && outcome.rejected > 0
            ? "; nothing stored (--strict)" : dryRun ? "; nothing stored (--dry-run)" : ""
        return "\(name): \(kind.rawValue): \(counts)\(remark)\n"
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.string("file", file)
            json.string("refused", refusal?.description)
            json.integer("batch", outcome.batch)
            json.integer("inserted", outcome.inserted)
            json.integer("updated", outcome.updated)
            json.integer("unchanged", outcome.unchanged)
            json.integer("rejected", outcome.rejected)
            json.array("rejections") { json in
                for rejection in rejections {
                    json.object { json in
                        json.integer("line", rejection.line)
                        json.string("column", rejection.column)
                        json.string("reason", rejection.reason)
                        json.string("value", rejection.value)
                    }
                }
            }
        }
    }
}

extension Import.Rejection {
    /// `LINE: column: reason (value)`.
    var text: String {
        let place = [String(line), column].compactMap(\.self).joined(separator: ": ")
        return "\(place): \(reason)" + (value.map { " (\(TerminalText.safe($0)))" } ?? "")
    }
}
