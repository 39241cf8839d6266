/// One row of a binary COPY, valid only during the call that it is given to.
///
/// COPY does not tell types: an accessor checks the length of the field, and throws `decode` when it does not fit or
/// the field is NULL. Columns count from 0; another index is a programmer error.
package struct CopyRow: ~Copyable {
    @usableFromInline
    struct Field {
        @usableFromInline var start: UnsafeRawPointer
        /// −1 for NULL.
        @usableFromInline var length: Int
    }

    @usableFromInline let fields: UnsafeMutablePointer<Field>
    /// The number of columns.
    package let count: Int
    private let sql: String

    init(columns: Int, placeholder: UnsafeRawPointer, sql: String) {
        count = columns
        fields = .allocate(capacity: max(columns, 1))
        fields.initialize(repeating: Field(start: placeholder, length: -1), count: columns)
        self.sql = sql
    }

    deinit {
        fields.deallocate()
    }

    @inlinable
    func field(_ column: Int) -> Field {
        precondition(column >= 0 && column < count, "there is no such column")
        return fields[column]
    }

    @inlinable
    package func isNull(_ column: Int) -> Bool {
        field(column).length < 0
    }

    @inlinable
    package func bool(_ column: Int) throws(PostgresError) -> Bool {
        let field = field(column)
        guard field.length == 1 else { throw mismatch(column, "boolean") }
        return field.start.load(as: UInt8.self) != 0
    }

    /// From `integer` or `smallint`.
    @inlinable
    package func int32(_ column: Int) throws(PostgresError) -> Int32 {
        let field = field(column)
        switch field.length {
        case 4: return Int32(bigEndian: field.start.loadUnaligned(as: Int32.self))
        case 2: return Int32(Int16(bigEndian: field.start.loadUnaligned(as: Int16.self)))
        default: throw mismatch(column, "integer")
        }
    }

    /// From `bigint`, `integer` or `smallint`.
    @inlinable
    package func int64(_ column: Int) throws(PostgresError) -> Int64 {
        let field = field(column)
        switch field.length {
        case 8: return Int64(bigEndian: field.start.loadUnaligned(as: Int64.self))
        case 4: return Int64(Int32(bigEndian: field.start.loadUnaligned(as: Int32.self)))
        case 2: return Int64(Int16(bigEndian: field.start.loadUnaligned(as: Int16.self)))
        default: throw mismatch(column, "bigint")
        }
    }

    /// Microseconds since 1970-01-01T00:00:00Z, from `timestamptz`; infinity throws.
    @inlinable
    package func timestamp(_ column: Int) throws(PostgresError) -> Int64 {
        let field = field(column)
        guard field.length == 8 else { throw mismatch(column, "timestamp with time zone") }
        let value = Int64(bigEndian: field.start.loadUnaligned(as: Int64.self))
        guard let microseconds = Epoch.microsecondsSince1970(timestamptz: value) else {
            throw mismatch(column, "a finite timestamp with time zone")
        }
        return microseconds
    }

    /// Days since 1970-01-01, from `date`; infinity throws.
    @inlinable
    package func date(_ column: Int) throws(PostgresError) -> Int {
        let field = field(column)
        guard field.length == 4 else { throw mismatch(column, "date") }
        guard
            let days = Epoch.daysSince1970(date: Int32(bigEndian: field.start.loadUnaligned(as: Int32.self)))
        else {
            throw mismatch(column, "a finite date")
        }
        return days
    }

    /// The bytes of the field, in place: of a character type its UTF-8.
    @inlinable
    package func bytes(_ column: Int) throws(PostgresError) -> UnsafeRawBufferPointer {
        let field = field(column)
        guard field.length >= 0 else { throw mismatch(column, "a value") }
        return UnsafeRawBufferPointer(start: field.start, count: field.length)
    }

    package func text(_ column: Int) throws(PostgresError) -> String {
        guard let text = String(validating: try bytes(column), as: UTF8.self) else {
            throw mismatch(column, "UTF-8 text")
        }
        return text
    }

    @inlinable
    package func optionalBool(_ column: Int) throws(PostgresError) -> Bool? {
        isNull(column) ? nil : try bool(column)
    }

    @inlinable
    package func optionalInt32(_ column: Int) throws(PostgresError) -> Int32? {
        isNull(column) ? nil : try int32(column)
    }

    @inlinable
    package func optionalInt64(_ column: Int) throws(PostgresError) -> Int64? {
        isNull(column) ? nil : try int64(column)
    }

    @inlinable
    package func optionalTimestamp(_ column: Int) throws(PostgresError) -> Int64? {
        isNull(column) ? nil : try timestamp(column)
    }

    @inlinable
    package func optionalDate(_ column: Int) throws(PostgresError) -> Int? {
        isNull(column) ? nil : try date(column)
    }

    @inlinable
    package func optionalBytes(_ column: Int) throws(PostgresError) -> UnsafeRawBufferPointer? {
        isNull(column) ? nil : try bytes(column)
    }

    package func optionalText(_ column: Int) throws(PostgresError) -> String? {
        isNull(column) ? nil : try text(column)
    }

    @usableFromInline
    func mismatch(_ column: Int, _ expected: String) -> PostgresError {
        let length = field(column).length
        let found = length < 0 ? "NULL" : "a field of \(length) bytes"
        return PostgresError(.decode, "column \(column): expected \(expected), found \(found)", sql: sql)
    }
}
