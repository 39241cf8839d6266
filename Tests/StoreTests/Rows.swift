internal import Postgres
internal import SLA
internal import Store

/// Rows for an import, written as in a CSV file without quotes: a header that names some of the kind's
/// columns, then a line each. Money is written in cents and a VAT rate in millionths of a percent, as they are staged.
///
/// A line that begins with `!` is one that reading refused: `!column,reason,value`, its record being the line.
final class Rows {
    let kind: FactKind
    private let columns: [Substring]
    private let lines: [Substring]
    private var position = 0

    init(_ name: String, _ text: String) throws {
        kind = try sample(FactKind(rawValue: name), name)
        let all = text.split(separator: "\n")
        columns = try sample(all.first, text).split(separator: ",")
        lines = Array(all.dropFirst())
        for column in columns where !kind.columns.contains(where: { $0.name == column }) {
            throw BadSample(description: "\(name) have no column \(column)")
        }
    }

    /// What the reader of a file would stage next; the header is line 1.
    func next(_ writer: inout CopyWriter) throws -> Bool {
        guard position < lines.count else { return false }
        let line = lines[position]
        position += 1
        if line.hasPrefix("!") {
            let parts = line.dropFirst().split(separator: ",", omittingEmptySubsequences: false)
            let fault = FieldFault(
                column: String(parts[0]), reason: String(parts[1]), value: String(parts[2]))
            try writer.beginFaulty(
                FactTable(kind), line: position + 1, faults: [fault], record: Array(line.utf8),
                recordIsCut: false, stated: 0)
            for _ in kind.columns { try writer.null() }
        } else {
            try writer.beginStaged(FactTable(kind), line: position + 1, stated: stated)
            try write(line.split(separator: ",", omittingEmptySubsequences: false), &writer)
        }
        return true
    }

    /// A bit for each column that the header names, and for those that are stated with it.
    private var stated: Int64 {
        let named = columns.reduce(0) { $0 | kind.bit(of: String($1)) }
        return kind.statedTogether.reduce(named) { stated, together in
            let bits = together.reduce(0) { $0 | kind.bit(of: $1) }
            return stated & bits == 0 ? stated : stated | bits
        }
    }

    private func write(_ fields: [Substring], _ writer: inout CopyWriter) throws {
        guard fields.count == columns.count else { throw BadSample(description: "\(fields)") }
        for column in kind.columns {
            let field = columns.firstIndex { $0 == column.name }.map { fields[$0] } ?? ""
            switch column.type.staged {
            case .boolean: try writer.bool(field == "true")
            case .integer where field.isEmpty && column.name == "share": try writer.int64(100_000_000)
            case _ where field.isEmpty && column.name == "holidays": try writer.text("FR")
            case _ where field.isEmpty && column.name == "currency": try writer.text("EUR")
            case _ where field.isEmpty && column.name == "kind":
                try writer.text(kind == .customers ? "business" : "recurring")
            case _ where field.isEmpty && column.name == "based_on": try writer.text("none")
            case _ where field.isEmpty: try writer.null()
            case .text: try writer.text(String(field))
            case .timestamp: try writer.timestamp(instant(String(field)).microseconds)
            case .date:
                let day = Month(field)?.firstDay ?? LocalDate(field)
                try writer.date(try sample(day, field).daysSinceEpoch)
            case .integer: try writer.int64(try sample(Int64(field), field))
            }
        }
    }
}

/// What an import gave back.
struct Imported {
    var outcome = Import.Outcome()
    var rejections: [Import.Rejection] = []

    /// inserted, updated, unchanged, rejected
    var counts: [Int] { [outcome.inserted, outcome.updated, outcome.unchanged, outcome.rejected] }

    /// `line|column|reason|value`
    var refused: [String] {
        rejections.map {
            "\($0.line)|\($0.fault.column ?? "")|\($0.fault.reason)|\($0.fault.value ?? "")"
        }
    }
}

extension Instant {
    /// Every month that a test assesses is over.
    static let afterTheTests = Zone.utc.start(
        of: Month(year: 2100, number: 1)?.firstDay ?? LocalDate(daysSinceEpoch: 0))
}

/// Imports rows; see `Rows` for how they are written.
///
/// - Parameters:
///   - chunkBytes: sends them directly, and staged after all where that is asked for.
///   - restate: as most tests of what is judged again need it.
///   - content: what the file is to be known by.
@discardableResult
func importing(
    _ kind: String, _ text: String, strict: Bool = false, dryRun: Bool = false, lastWins: Bool = false,
    restate: Bool = true, now: Instant = .afterTheTests, chunkBytes: Int? = nil, content: FileContent? = nil,
    file: String? = nil, on connection: Connection
) throws -> Imported {
    let rows = try Rows(kind, text)
    let work = Import(
        kind: rows.kind, file: file ?? "\(kind).csv", strict: strict, dryRun: dryRun, lastWins: lastWins,
        restate: restate, now: now, chunkBytes: chunkBytes)
    var imported = Imported()
    do {
        imported.outcome = try work.run(
            connection, rows: { try rows.next(&$0) }, content: { content },
            rejected: { imported.rejections.append($0) })
        return imported
    } catch is Import.MustBeStaged {
        guard imported.rejections.isEmpty else { throw BadSample(description: "reported twice") }
        return try importing(
            kind, text, strict: strict, dryRun: dryRun, lastWins: lastWins, restate: restate, now: now,
            content: content, on: connection)
    }
}
