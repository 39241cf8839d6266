import Intake
import Postgres
import SLA
import Store

/// Stages the rows of a file.
struct FileRows {
    private let table: FactTable
    private let types: [StagedType]
    /// Rows that a row of another file of the command contradicts, by line.
    private let contradicted: [Int: FieldFault]

    init(_ table: FactTable, contradicted: [Int: FieldFault]) {
        self.table = table
        types = table.kind.columns.map(\.type.staged)
        self.contradicted = contradicted
    }

    /// Writes the next row; whether it is a good one, nil where there was none.
    func stage(
        _ reader: inout Reader, _ row: inout Intake.Row, into copy: inout CopyWriter
    ) throws -> Bool? {
        let rejection: Rejection?
        switch try reader.next(&row) {
        case .end: return nil
        case .row: rejection = contradiction(of: row)
        case .rejection(let found): rejection = found
        }
        try stage(rejection, row, into: &copy)
        return rejection == nil
    }

    private func contradiction(of row: borrowing Intake.Row) -> Rejection? {
        guard !contradicted.isEmpty, let fault = contradicted[row.line] else { return nil }
        return row.rejection(fault)
    }

    /// Writes a row, a good one where there is no rejection.
    func stage(
        _ rejection: Rejection?, _ row: borrowing Intake.Row, into copy: inout CopyWriter
    ) throws {
        if let rejection {
            try begin(rejection, row, into: &copy)
        } else {
            try copy.beginStaged(table, line: row.line, stated: row.stated)
        }
        for column in types.indices {
            try Self.write(row.fields[column], of: row, as: types[column], into: &copy)
        }
    }

    private func begin(
        _ rejection: Rejection, _ row: borrowing Intake.Row, into copy: inout CopyWriter
    ) throws {
        try copy.beginFaulty(
            table, line: rejection.line, faults: rejection.faults, record: rejection.record,
            recordIsCut: rejection.recordIsTruncated, stated: row.stated)
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
}
