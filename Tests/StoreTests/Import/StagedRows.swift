internal import Postgres
internal import SLA
internal import Store

/// A value as a reader would stage it.
enum Staged: Equatable {
    case absent
    case text(String)
    case instant(Int64)
    case day(LocalDate)
    case integer(Int64)
    case bool(Bool)

    /// What a reader stages for a field that is not there.
    init(defaultOf column: FactColumn) {
        switch column.defaultValue {
        case .text(let text): self = .text(text)
        case .integer(let integer): self = column.type == .boolean ? .bool(integer != 0) : .integer(integer)
        case nil: self = .absent
        }
    }

    static func optional(_ text: String?) -> Staged { text.map(Staged.text) ?? .absent }

    func write(to writer: inout CopyWriter) throws {
        switch self {
        case .absent: try writer.null()
        case .text(let text): try writer.text(text)
        case .instant(let microseconds): try writer.timestamp(microseconds)
        case .day(let day): try writer.date(day.daysSinceEpoch)
        case .integer(let integer): try writer.int64(integer)
        case .bool(let bool): try writer.bool(bool)
        }
    }
}

/// Imports typed rows, in the order of the kind's columns; none may be refused.
func importing(_ name: String, rows: [[Staged]], on connection: Connection) throws {
    let outcome = try importing(name, rows: rows, strict: true, restate: true, on: connection) {
        throw BadSample(description: "\(name) line \($0.line): \($0.fault.reason)")
    }
    guard outcome.inserted + outcome.updated + outcome.unchanged == rows.count else {
        throw BadSample(description: "\(name): \(outcome)")
    }
}

/// Imports typed rows, in the order of the kind's columns.
///
/// - Parameter missing: optional columns that the file does not have.
func importing(
    _ name: String, rows: [[Staged]], without missing: Set<String> = [], strict: Bool = false, restate: Bool,
    on connection: Connection, rejected: (Import.Rejection) throws -> Void
) throws -> Import.Outcome {
    let kind = try sample(FactKind(rawValue: name), name)
    guard rows.allSatisfy({ $0.count == kind.columns.count }) else {
        throw BadSample(description: "\(name) have \(kind.columns.count) columns")
    }
    let stated = kind.columns.filter { !missing.contains($0.name) }.reduce(0) { $0 | kind.bit(of: $1.name) }
    var position = 0
    return try Import(
        kind: kind, file: name, strict: strict, dryRun: false, restate: restate, now: .afterTheTests
    ).run(
        connection,
        rows: { writer in
            guard position < rows.count else { return false }
            try writer.beginStaged(
                FactTable(kind), line: position + 1, stated: stated)
            for (value, column) in zip(rows[position], kind.columns) {
                try (missing.contains(column.name) ? Staged(defaultOf: column) : value).write(to: &writer)
            }
            position += 1
            return true
        },
        rejected: rejected)
}
