package import Postgres
package import SLA

extension FactTable {
    /// Before the file's own columns: line, faults, record, whether the record is cut, which columns are stated.
    static let leadingColumns = 5
    static let faultsColumn = 1
    /// How many bytes of a good row precede the file's own columns: the number of columns, the line, three nulls, and
    /// what is stated.
    static let leadingBytes = 2 + 8 + 4 * 3 + 12
    static let intoStaging = "copy staged from stdin (format binary)"
}

extension FieldFault {
    /// Between the faults of a row, and between the parts of one: characters that no shown value contains, as SQL.
    static let separator = "E'\\x1e'"
    static let part = "E'\\x1f'"

    /// Column, reason, and the value where there is one, as they are staged.
    fileprivate var staged: String {
        ([column ?? "", reason] + (value.map { [$0] } ?? [])).joined(separator: "\u{1F}")
    }

    /// Over the staged row `s`: its faults one by one, numbered, as `(column_name, reason, value, nth)`.
    static let ofStagedRow = """
        (select nullif(split_part(told, \(part), 1), '') as column_name, split_part(told, \(part), 2) as reason,
            nullif(split_part(told, \(part), 3), '') as value, nth
        from unnest(string_to_array(s.row_faults, \(separator))) with ordinality each (told, nth))
        """
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
    ///
    /// - Parameter stated: a bit per column of the kind: what is not stated stays as it is.
    package mutating func beginStaged(_ table: FactTable, line: Int, stated: Int64) throws(PostgresError) {
        try beginRow(columns: table.kind.columns.count + FactTable.leadingColumns)
        try int32(Int32(clamping: line))
        for _ in 1..<FactTable.leadingColumns - 1 { try null() }
        try int64(stated)
    }

    /// Begins a bad row of a staging table; exactly the kind's columns must follow, as far as they are right.
    package mutating func beginFaulty(
        _ table: FactTable, line: Int, faults: [FieldFault], record: [UInt8], recordIsCut: Bool,
        stated: Int64
    ) throws(PostgresError) {
        try beginRow(columns: table.kind.columns.count + FactTable.leadingColumns)
        try int32(Int32(clamping: line))
        try text(faults.map(\.staged).joined(separator: "\u{1E}"))
        try bytes(record)
        try bool(recordIsCut)
        try int64(stated)
    }
}
