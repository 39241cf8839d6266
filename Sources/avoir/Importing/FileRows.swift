import Intake
import Postgres
import SLA
import Store

/// The rows of a file as they are staged.
extension FileImport {
    /// Writes the next row; whether there was one.
    func stage(
        _ reader: inout Reader, _ row: inout Intake.Row, as table: FactTable, into copy: inout CopyWriter
    ) throws -> Bool {
        switch try reader.next(&row) {
        case .end:
            return false
        case .row:
            if let fault = contradicted[row.line] {
                try Self.begin(row.rejection(fault), row, as: table, into: &copy)
            } else {
                try copy.beginStaged(table, line: row.line, stated: row.stated)
            }
        case .rejection(let rejection):
            try Self.begin(rejection, row, as: table, into: &copy)
        }
        for (field, column) in zip(row.fields, table.kind.columns) {
            try Self.write(field, of: row, as: column.type.staged, into: &copy)
        }
        return true
    }

    private static func begin(
        _ rejection: Rejection, _ row: borrowing Intake.Row, as table: FactTable, into copy: inout CopyWriter
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
