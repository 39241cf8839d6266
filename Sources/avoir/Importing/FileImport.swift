import Documents
import Intake
import Messages
import Postgres
import SLA
import Store

/// One file's import, and what became of it.
struct FileImport {
    let kind: FactKind
    private let source: Source
    private let zone: Zone?
    private let now: Instant
    private let keepsRejections: Bool
    private let isQuiet: Bool
    /// Rows that a row of another file of the command contradicts, by line.
    private let contradicted: [Int: FieldFault]
    /// Whether the row was typed by a person, who needs no place in a file.
    let isByHand: Bool
    private(set) var file = ""
    /// The file's name on one line, for people.
    var name: String { TerminalText.safe(file) }
    private(set) var outcome = Import.Outcome()
    private(set) var rejections: [Import.Rejection] = []
    private var faults = PlacedFaults()
    /// Rows that are stored although they are odd.
    private var odd = PlacedFaults()
    /// Rows that were made of another tool's files; nil: the source has them.
    private let converted: ConvertedStaging?
    /// Why the whole file was refused.
    private(set) var refusal: FileError?
    /// Of the changes that are told: that of the file's wall-clock times, else the one of all terms, else UTC.
    private(set) var shownZone = Zone.utc

    init(
        kind: FactKind, source: Source, zone: Zone?, now: Instant, options: GlobalOptions,
        contradicted: [Int: FieldFault] = [:], isByHand: Bool = false
    ) {
        self.contradicted = contradicted
        self.isByHand = isByHand
        self.kind = kind
        self.source = source
        converted = nil
        self.zone = zone
        self.now = now
        keepsRejections = options.json
        isQuiet = options.quiet
    }

    /// `names` are those of the files that the rows were made of.
    init(
        _ converted: ConvertedStaging, names: [String], kind: FactKind, zone: Zone?, now: Instant,
        options: GlobalOptions
    ) {
        contradicted = [:]
        isByHand = false
        self.kind = kind
        source = .bytes([])
        self.zone = zone
        self.now = now
        keepsRejections = options.json
        isQuiet = options.quiet
        self.converted = converted
        faults = PlacedFaults(names: names, places: converted.places)
        odd = faults
    }

    /// Rejected rows and refused files are named on standard error.
    mutating func run(_ work: Import, on connection: Connection, zone named: (String) throws -> Zone) throws {
        file = work.file
        do {
            var work = work
            work.willCommit = Interruption.willCommit
            outcome = try Interruption.during(
                connection, loss: "nothing from \(name) is stored"
            ) { try imported(work, on: connection) }
            shownZone = try zone ?? outcome.timeZone.map(named) ?? .utc
        } catch let error as FileError {
            refusal = error
            let place = error.line == nil ? "\(name): " : "\(name):"
            Terminal.line(onStandardError: "\(place)\(error)")
        }
        for line in isByHand ? faults.reasons : faults.lines(name) { Terminal.line(onStandardError: line) }
        for oddity in outcome.oddities { odd.add(oddity) }
        for line in isByHand ? odd.reasons : odd.lines(name) { Terminal.warning(line) }
        for terms in outcome.unknownTerms {
            Terminal.warning(
                "\(name): terms \(TerminalText.safe(terms)) are not stored; "
                    + "until they are, nothing can be assessed under them")
        }
    }

    private mutating func imported(
        _ work: Import, on connection: Connection
    ) throws -> Import.Outcome {
        if let converted {
            return try converted.record(work, on: connection) { rejection, isTold in
                if isTold { keep(rejection) } else { report(rejection) }
            }
        }
        var reader = try Reader(kind: kind, source: source, timeZone: zone, now: now)
        // A pipe is read once, and as slowly as it likes: it must not keep others waiting.
        var work = work
        work.header = reader.header
        guard case .path = source, let size = reader.totalBytes else {
            return try record(work, &reader, on: connection)
        }
        if contradicted.isEmpty, work.whole == nil, try work.mayBeKnown(bytes: size, on: connection),
            let outcome = try work.runKnown(
                content(try SourceContent(source), work), on: connection)
        {
            return outcome
        }
        var direct = work
        if size >= Self.largeFile { direct.chunkBytes = min(max(size / 6, 4 << 20), 128 << 20) }
        do {
            return try record(direct, &reader, on: connection)
        } catch is Import.MustBeStaged {
            var again = try Reader(kind: kind, source: source, timeZone: zone, now: now)
            return try record(work, &again, on: connection)
        }
    }

    /// From here on it pays to learn all names beforehand.
    private static let largeFile = 1 << 20

    private func content(_ source: SourceContent, _ work: Import) -> FileContent {
        let reading =
            [Program.name] + (work.lastWins ? ["last wins"] : []) + (zone.map { [$0.name, $0.digest] } ?? [])
        return FileContent(
            bytes: source.bytes, sha256: source.sha256, reading: reading.joined(separator: "; "))
    }

    private mutating func record(
        _ work: Import, _ reader: inout Reader, on connection: Connection
    ) throws -> Import.Outcome {
        var row = Intake.Row()
        var rows = 0
        let staging = FileRows(work.table, contradicted: contradicted)
        let checksLength = work.chunkBytes != nil && kind == .outages
        var sources = RowSources(of: kind)
        let progress = Progress(file, total: reader.totalBytes, counting: "rows", isQuiet: isQuiet)
        defer { progress.finish() }
        let outcome = try work.run(
            connection,
            rows: { copy in
                guard let isGood = try staging.stage(&reader, &row, into: &copy) else {
                    progress.enter("recording")
                    return false
                }
                rows += 1
                if checksLength { checkLength(row) }
                sources.add(row, isGood: isGood)
                progress.advance(to: reader.bytesRead, count: rows)
                return true
            },
            // What another file made of its rows is not known again with this one alone.
            content: { contradicted.isEmpty ? content(reader.finishContent(), work) : nil },
            sources: { isByHand ? [:] : sources.latest },
            rejected: { report($0) })
        if reader.mayBeCutOff {
            Terminal.warning(
                "\(name): the last line has no line end; if the file was cut off, its last row may be incomplete"
            )
        }
        return outcome
    }

    /// Rows of a large file may go into the history at once: an outage that is odd is found as it is read.
    private mutating func checkLength(_ row: borrowing Intake.Row) {
        guard let started = Self.started, let ended = Self.ended, let from = row.integer(started),
            let to = row.integer(ended),
            to - from > Import.longestUsualOutage
        else { return }
        odd.add(Import.longOutage(line: row.line))
    }

    private static let started = FactKind.outages.index(of: "started_at")
    private static let ended = FactKind.outages.index(of: "ended_at")

    private mutating func report(_ rejection: Import.Rejection) {
        faults.add(rejection)
        keep(rejection)
    }

    private mutating func keep(_ rejection: Import.Rejection) {
        if keepsRejections { rejections.append(rejection) }
    }

    /// Of rows that were made of another tool's files.
    func place(of rejection: Import.Rejection) -> (file: String, line: Int)? {
        faults.namedPlace(of: rejection.line)
    }
}
