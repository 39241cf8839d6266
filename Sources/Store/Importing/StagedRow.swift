package import Postgres
internal import SLA

extension FactTable {
    /// Before the file's own columns: line, column name, reason, value, record, whether the record is cut.
    static let leadingColumns = 6
    static let reasonColumn = 2
    /// How many bytes of a good row precede the file's own columns: the number of columns, the line, and nulls.
    static let leadingBytes = 2 + 8 + 4 * (leadingColumns - 1)
    static let intoStaging = "copy staged from stdin (format binary)"
}

extension CopyWriter {
    /// A field's text, where it stands in a row's bytes.
    package mutating func text(_ bytes: [UInt8], _ range: Range<Int>) throws(PostgresError) {
        var failure: PostgresError?
        bytes.withUnsafeBytes { buffer in
            do throws(PostgresError) {
                try text(UnsafeRawBufferPointer(rebasing: buffer[range]))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    /// Begins a good row of a staging table; exactly the kind's columns must follow.
    package mutating func beginStaged(_ table: FactTable, line: Int) throws(PostgresError) {
        try beginRow(columns: table.kind.columns.count + FactTable.leadingColumns)
        try int32(Int32(clamping: line))
        for _ in 1..<FactTable.leadingColumns { try null() }
    }

    /// Writes a bad row of a staging table, whole.
    package mutating func reject(
        _ table: FactTable, line: Int, column: String?, reason: String, value: String?,
        record: [UInt8], recordIsCut: Bool
    ) throws(PostgresError) {
        try beginRow(columns: table.kind.columns.count + FactTable.leadingColumns)
        try int32(Int32(clamping: line))
        if let column { try text(column) } else { try null() }
        try text(reason)
        if let value { try text(value) } else { try null() }
        try bytes(record)
        try bool(recordIsCut)
        for _ in table.kind.columns { try null() }
    }
}
