internal import Postgres
internal import SLA
internal import Store

/// Rows for an import, written as in a CSV file without quotes: a header that names some of the kind's
/// columns, then a line each. Money is written in cents and a VAT rate in millionths of a percent, as they are staged.
///
/// A line that begins with `!` is one that reading refused: `!column,reason,value`, its record being the line.
struct Rows {
    let kind: StagedKind
    private let columns: [Substring]
    private let lines: [Substring]

    init(_ name: String, _ text: String) throws {
        kind = try sample(StagedKind.named(name), name)
        let all = text.split(separator: "\n")
        columns = try sample(all.first, text).split(separator: ",")
        lines = Array(all.dropFirst())
        for column in columns where !kind.columns.contains(where: { $0.name == column }) {
            throw BadSample(description: "\(name) have no column \(column)")
        }
    }

    /// What the reader of a file would stage; the header is line 1.
    func stage(_ writer: inout CopyWriter) throws {
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("!") {
                let parts = line.dropFirst().split(separator: ",", omittingEmptySubsequences: false)
                try writer.reject(
                    kind, line: index + 2, column: String(parts[0]), reason: String(parts[1]),
                    value: String(parts[2]), record: Array(line.utf8), recordIsCut: false)
            } else {
                try writer.beginStaged(kind, line: index + 2)
                try write(line.split(separator: ",", omittingEmptySubsequences: false), &writer)
            }
        }
    }

    private func write(_ fields: [Substring], _ writer: inout CopyWriter) throws {
        guard fields.count == columns.count else { throw BadSample(description: "\(fields)") }
        for column in kind.columns {
            let field = columns.firstIndex { $0 == column.name }.map { fields[$0] } ?? ""
            switch column.type {
            case .boolean: try writer.bool(field == "true")
            case _ where field.isEmpty && column.name == "holidays": try writer.text("FR")
            case _ where field.isEmpty && column.name == "currency": try writer.text("EUR")
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
        rejections.map { "\($0.line)|\($0.column ?? "")|\($0.reason)|\($0.value ?? "")" }
    }
}

/// Imports rows; see `Rows` for how they are written.
@discardableResult
func importing(
    _ kind: String, _ text: String, strict: Bool = false, dryRun: Bool = false,
    on connection: Connection
) throws -> Imported {
    let rows = try Rows(kind, text)
    var imported = Imported()
    imported.outcome = try Import(
        kind: rows.kind, file: "\(kind).csv", strict: strict, dryRun: dryRun
    ).run(
        connection, stage: { try rows.stage(&$0) }, rejected: { imported.rejections.append($0) })
    return imported
}
