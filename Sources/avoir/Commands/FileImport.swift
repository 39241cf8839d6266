import Documents
import Hashing
import Intake
import Messages
import Postgres
import SLA
import Store

/// One file's import, and what became of it.
struct FileImport {
    private let kind: FactKind
    private let source: Source
    private let zone: Zone?
    private let keepsRejections: Bool
    private let isQuiet: Bool
    private var file = ""
    /// The file's name on one line, for people.
    private var name: String { TerminalText.safe(file) }
    private var outcome = Import.Outcome()
    private var rejections: [Import.Rejection] = []
    /// Why the whole file was refused.
    private var refusal: FileError?

    init(kind: FactKind, source: Source, zone: Zone?, options: GlobalOptions) {
        self.kind = kind
        self.source = source
        self.zone = zone
        keepsRejections = options.json
        isQuiet = options.quiet
    }

    /// Rejected rows and refused files are named on standard error as they are found.
    mutating func run(_ work: Import, on connection: Connection) throws {
        file = work.file
        do {
            var work = work
            work.willCommit = Interruption.willCommit
            outcome = try Interruption.during(
                connection, loss: "nothing from \(name) is stored"
            ) { try imported(work, on: connection) }
        } catch let error as FileError {
            refusal = error
            let place = error.line == nil ? "\(name): " : "\(name):"
            Terminal.line(onStandardError: "\(place)\(error)")
        }
        for terms in outcome.unknownTerms {
            Terminal.warning(
                "\(name): terms \(TerminalText.safe(terms)) are not stored; "
                    + "until they are, nothing can be assessed under them")
        }
    }

    private mutating func imported(
        _ work: Import, on connection: Connection
    ) throws -> Import.Outcome {
        var reader = try Reader(kind: kind, source: source, timeZone: zone)
        // A pipe is read once, and as slowly as it likes: it must not keep others waiting.
        guard case .path = source, let size = reader.totalBytes else {
            return try record(work, &reader, on: connection)
        }
        if try work.mayBeKnown(bytes: size, on: connection),
            let outcome = try work.runKnown(
                content(try SourceContent(source)), on: connection, rejected: { report($0) })
        {
            return outcome
        }
        var direct = work
        if size >= Self.largeFile { direct.chunkBytes = min(max(size / 6, 4 << 20), 128 << 20) }
        do {
            return try record(direct, &reader, on: connection)
        } catch is Import.MustBeStaged {
            var again = try Reader(kind: kind, source: source, timeZone: zone)
            return try record(work, &again, on: connection)
        }
    }

    /// From here on it pays to learn all names beforehand.
    private static let largeFile = 1 << 20

    private func content(_ source: SourceContent) -> FileContent {
        let reading = [Program.name] + (zone.map { [$0.name, $0.digest] } ?? [])
        return FileContent(
            bytes: source.bytes, sha256: source.sha256, reading: reading.joined(separator: "; "))
    }

    private mutating func record(
        _ work: Import, _ reader: inout Reader, on connection: Connection
    ) throws -> Import.Outcome {
        var row = Intake.Row()
        var rows = 0
        let progress = Progress(file, total: reader.totalBytes, counting: "rows", isQuiet: isQuiet)
        defer { progress.finish() }
        let outcome = try work.run(
            connection,
            rows: { copy in
                guard try Self.stage(&reader, &row, as: work.table, into: &copy) else {
                    progress.enter("recording")
                    return false
                }
                rows += 1
                progress.advance(to: reader.bytesRead, count: rows)
                return true
            },
            content: { content(reader.finishContent()) }, rejected: { report($0) })
        if reader.mayBeCutOff {
            Terminal.warning(
                "\(name): the last line has no line end; if the file was cut off, its last row may be incomplete"
            )
        }
        return outcome
    }

    private mutating func report(_ rejection: Import.Rejection) {
        Terminal.line(onStandardError: "\(name):\(rejection.text)")
        if keepsRejections { rejections.append(rejection) }
    }

    /// Writes the next row; whether there was one.
    private static func stage(
        _ reader: inout Reader, _ row: inout Intake.Row, as table: FactTable, into copy: inout CopyWriter
    ) throws -> Bool {
        switch try reader.next(&row) {
        case .end:
            return false
        case .row:
            try copy.beginStaged(table, line: row.line)
            for (field, column) in zip(row.fields, table.kind.columns) {
                try write(field, of: row, as: column.type.staged, into: &copy)
            }
        case .rejection(let rejection):
            try copy.reject(
                table, line: rejection.line, column: rejection.column, reason: rejection.reason,
                value: rejection.value, record: rejection.record,
                recordIsCut: rejection.recordIsTruncated)
        }
        return true
    }

    private static func write(
        _ field: Field, of row: borrowing Intake.Row, as type: StagedType,
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

    func text(strict: Bool, dryRun: Bool) -> String {
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

extension Zone {
    /// Of all its offsets: the next version of the zone's data may say something else.
    fileprivate var digest: String {
        let words =
            transitions.flatMap { [$0.start.microseconds, Int64($0.offset)] } + [Int64(initialOffset)]
        let bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
        return Digest.hexadecimal(Digest.sha256(bytes))
    }
}
