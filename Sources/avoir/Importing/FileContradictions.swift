import Intake
import Messages
import SLA
import Store

/// Rows of several files of one command that state the same fact with different content: none of them is stored.
///
/// Every file is read once more beforehand. Of each row 24 bytes are kept, until all files are compared; only the rows
/// that may contradict others are then looked at whole. Within one file the database finds them.
/// Source: docs/reference/file-formats.md "How rows become facts".
struct FileContradictions {
    /// The files of a command, to be read twice where they are to be compared.
    struct Sources {
        let names: [String]
        fileprivate let isCompared: Bool
        private let sources: [Source]

        /// `isReadTwice`: whether each is to be read once more even where nothing is compared.
        init(_ files: [String], compared: Bool, isReadTwice: Bool = false) {
            names = files.map { $0 == "-" ? "standard input" : TerminalText.safe($0) }
            isCompared = compared
            sources = files.map { file in
                let source = Source(argument: file)
                // What cannot be read is told when it is imported.
                return compared || isReadTwice ? (try? source.repeatable()) ?? source : source
            }
        }

        subscript(place: Int) -> Source { sources[place] }
        var places: Range<Int> { sources.indices }
    }

    /// A row by the hashes of what it names and of what it says.
    private struct Trace {
        let identity: UInt64
        let content: UInt64
        let file: Int32
    }

    private struct Statement {
        let content: [UInt8]
        let file: Int
        let line: Int
        let shown: String
    }

    private let kind: FactKind
    private let identity: [Int]
    private let others: [Int]
    /// By the place of the file, then by line.
    private var faults: [Int: [Int: FieldFault]] = [:]

    /// The rows of a file that are contradicted by another one, by line.
    subscript(file: Int) -> [Int: FieldFault] { faults[file] ?? [:] }

    init(_ kind: FactKind, _ sources: Sources, zone: Zone?, now: Instant, isQuiet: Bool) {
        self.kind = kind
        identity = kind.identity.compactMap(kind.index(of:))
        let named = Set(identity)
        others = kind.columns.indices.filter { !named.contains($0) }
        guard sources.isCompared else { return }
        func each(_ body: (Int, borrowing Row) -> Void) {
            for place in sources.places {
                read(sources, place, zone: zone, now: now, isQuiet: isQuiet) { body(place, $0) }
            }
        }
        let suspects = suspects(each)
        guard !suspects.isEmpty else { return }
        var statements: [[UInt8]: [Statement]] = [:]
        each { place, row in
            guard suspects.contains(hash(row, identity)) else { return }
            let statement = Statement(
                content: Self.bytes(row, others, isContent: true), file: place, line: row.line,
                shown: name(row))
            statements[Self.bytes(row, identity, isContent: false), default: []].append(statement)
        }
        for same in statements.values { refuse(same, sources.names) }
    }

    /// The hashes of what rows of several files name and do not say alike.
    private func suspects(_ each: ((Int, borrowing Row) -> Void) -> Void) -> Set<UInt64> {
        var traces: [Trace] = []
        each { place, row in
            traces.append(
                Trace(
                    identity: hash(row, identity), content: hash(row, others, isContent: true),
                    file: Int32(clamping: place)))
        }
        traces.sort { $0.identity < $1.identity }
        var suspects: Set<UInt64> = []
        var start = traces.startIndex
        while start < traces.endIndex {
            let first = traces[start]
            let same = traces[start...].prefix { $0.identity == first.identity }
            if same.contains(where: { $0.file != first.file }),
                same.contains(where: { $0.content != first.content })
            {
                suspects.insert(first.identity)
            }
            start = same.endIndex
        }
        return suspects
    }

    /// Refuses the rows when they stand in several files and differ.
    private mutating func refuse(_ same: [Statement], _ names: [String]) {
        guard let first = same.first, same.contains(where: { $0.file != first.file }),
            same.contains(where: { $0.content != first.content })
        else { return }
        let places = same.prefix(6).map { "\(names[$0.file]):\($0.line)" }
        let more = same.count > places.count ? " and \(same.count - places.count) more" : ""
        let fault = FieldFault(
            column: kind.contradictedColumn, reason: kind.contradiction,
            value: ([first.shown] + places).joined(separator: ", ") + more)
        for statement in same { faults[statement.file, default: [:]][statement.line] = fault }
    }

    /// Gives the good rows; what is wrong with the others, or with the file, is told when it is imported.
    private func read(
        _ sources: Sources, _ place: Int, zone: Zone?, now: Instant, isQuiet: Bool,
        _ body: (borrowing Row) -> Void
    ) {
        guard var reader = try? Reader(kind: kind, source: sources[place], timeZone: zone, now: now) else {
            return
        }
        let progress = Progress(
            sources.names[place], total: reader.totalBytes, counting: "rows compared", isQuiet: isQuiet)
        defer { progress.finish() }
        var row = Row()
        var rows = 0
        while let outcome = try? reader.next(&row) {
            switch outcome {
            case .end: return
            case .rejection: break
            case .row: body(row)
            }
            rows += 1
            progress.advance(to: reader.bytesRead, count: rows)
        }
    }

    /// What an absent part of an identity is, and an empty one, is the same.
    private func hash(_ row: borrowing Row, _ columns: [Int], isContent: Bool = false) -> UInt64 {
        var hasher = Hasher()
        if isContent { hasher.combine(row.stated) }
        for column in columns {
            switch row.fields[column] {
            case .absent: hasher.combine(0 as UInt8)
            case .integer(let integer): hasher.combine(integer)
            case .text(let range):
                hasher.combine(range.count)
                row.buffer.withUnsafeBytes { bytes in
                    hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[range]))
                }
            }
        }
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }

    private static func bytes(_ row: borrowing Row, _ columns: [Int], isContent: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        func add(_ integer: Int64) { withUnsafeBytes(of: integer) { bytes += $0 } }
        if isContent { add(row.stated) }
        for column in columns {
            switch row.fields[column] {
            case .absent: bytes.append(0)
            case .integer(let integer):
                bytes.append(1)
                add(integer)
            case .text(let range):
                bytes.append(2)
                add(Int64(range.count))
                bytes += row.buffer[range]
            }
        }
        return bytes
    }

    /// What a row names, for people.
    private func name(_ row: borrowing Row) -> String {
        identity.compactMap { place in
            let column = kind.columns[place]
            switch row.fields[place] {
            case .absent: return nil
            case .text: return column.name == "source" ? nil : row.text(place).map(TerminalText.safe)
            case .integer(let days):
                return column.type == .date ? LocalDate(daysSinceEpoch: Int(days)).description : nil
            }
        }.joined(separator: " ")
    }
}
