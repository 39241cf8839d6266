internal import CLibPQ

/// One row of a result.
///
/// Each accessor throws `decode` when the column is missing, is of another type, or holds a value that the Swift type
/// has not; the `optional…` ones give nil for NULL, the others throw.
package struct Row {
    let rows: Rows
    let index: Int

    package func isNull(_ column: ColumnReference) throws(PostgresError) -> Bool {
        PQgetisnull(rows.result, Int32(index), Int32(try rows.index(of: column))) == 1
    }

    package func bool(_ column: ColumnReference) throws(PostgresError) -> Bool {
        try required(column, .bool)
    }

    /// From `smallint`, `integer`, or a `bigint` that fits.
    package func int32(_ column: ColumnReference) throws(PostgresError) -> Int32 {
        try required(column, .int32)
    }

    /// From `smallint`, `integer`, `bigint` or `oid`.
    package func int64(_ column: ColumnReference) throws(PostgresError) -> Int64 {
        try required(column, .int64)
    }

    /// From the character types, `json`, `jsonb`, `uuid` and enums.
    package func text(_ column: ColumnReference) throws(PostgresError) -> String {
        try required(column, .text)
    }

    package func bytes(_ column: ColumnReference) throws(PostgresError) -> [UInt8] {
        try required(column, .bytes)
    }

    /// Microseconds since 1970-01-01T00:00:00Z, from `timestamptz`; infinity throws.
    package func timestamp(_ column: ColumnReference) throws(PostgresError) -> Int64 {
        try required(column, .timestamp)
    }

    /// Days since 1970-01-01, from `date`; infinity throws.
    package func date(_ column: ColumnReference) throws(PostgresError) -> Int {
        try required(column, .date)
    }

    /// The exact decimal number with all the digits of its scale, as `-12.50`; NaN and infinity throw.
    package func numeric(_ column: ColumnReference) throws(PostgresError) -> String {
        try required(column, .numeric)
    }

    /// A NULL among the elements throws.
    package func textArray(_ column: ColumnReference) throws(PostgresError) -> [String] {
        try required(column, .textArray)
    }

    /// From `smallint[]`, `integer[]` or `bigint[]`; a NULL among the elements throws.
    package func int64Array(_ column: ColumnReference) throws(PostgresError) -> [Int64] {
        try required(column, .int64Array)
    }

    package func optionalBool(_ column: ColumnReference) throws(PostgresError) -> Bool? {
        try value(column, .bool)
    }

    package func optionalInt32(_ column: ColumnReference) throws(PostgresError) -> Int32? {
        try value(column, .int32)
    }

    package func optionalInt64(_ column: ColumnReference) throws(PostgresError) -> Int64? {
        try value(column, .int64)
    }

    package func optionalText(_ column: ColumnReference) throws(PostgresError) -> String? {
        try value(column, .text)
    }

    package func optionalBytes(_ column: ColumnReference) throws(PostgresError) -> [UInt8]? {
        try value(column, .bytes)
    }

    package func optionalTimestamp(_ column: ColumnReference) throws(PostgresError) -> Int64? {
        try value(column, .timestamp)
    }

    package func optionalDate(_ column: ColumnReference) throws(PostgresError) -> Int? {
        try value(column, .date)
    }

    package func optionalNumeric(_ column: ColumnReference) throws(PostgresError) -> String? {
        try value(column, .numeric)
    }

    package func optionalTextArray(_ column: ColumnReference) throws(PostgresError) -> [String]? {
        try value(column, .textArray)
    }

    package func optionalInt64Array(_ column: ColumnReference) throws(PostgresError) -> [Int64]? {
        try value(column, .int64Array)
    }

    private func required<Value>(
        _ column: ColumnReference, _ form: FieldForm<Value>
    ) throws(PostgresError) -> Value {
        guard let value = try value(column, form) else {
            throw failure(try rows.index(of: column), form, found: "NULL")
        }
        return value
    }

    private func value<Value>(
        _ column: ColumnReference, _ form: FieldForm<Value>
    ) throws(PostgresError) -> Value? {
        let position = try rows.index(of: column)
        let (row, field) = (Int32(index), Int32(position))
        let type = rows.columns[position].type
        // Also for NULL: another type is a mistake in the statement or in its reader.
        guard form.accepts(type) else {
            throw failure(position, form, found: TypeOID.name(of: type))
        }
        if PQgetisnull(rows.result, row, field) == 1 { return nil }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(rows.result, row, field), count: Int(PQgetlength(rows.result, row, field)))
        do {
            return try form.decode(type, bytes)
        } catch {
            throw failure(position, form, found: error.found)
        }
    }

    private func failure<Value>(_ position: Int, _ form: FieldForm<Value>, found: String) -> PostgresError {
        let name = rows.columns[position].name
        var error = PostgresError(
            .decode, "column \"\(name)\" of row \(index): expected \(form.name), found \(found)",
            sql: rows.sql)
        error.column = name
        return error
    }
}
