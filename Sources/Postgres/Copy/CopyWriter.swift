internal import CLibPQ

/// Writes the rows of a binary COPY; each field must be of exactly the type of its column.
///
/// Fields go into a buffer that is sent when it is full; nothing is allocated per field. A wrong number of
/// fields is a programmer error. Every method throws `connectionLost` when sending fails.
///
/// One that is made without a connection keeps its rows, to be sent later: see `KeptRow`.
package struct CopyWriter: ~Copyable {
    @usableFromInline static let chunk = 128 * 1024

    @usableFromInline var buffer: UnsafeMutableRawPointer
    @usableFromInline var capacity: Int
    @usableFromInline var count = 0
    /// Fields that the current row still lacks.
    @usableFromInline var missing = 0
    @usableFromInline let columns: Int
    /// nil: the rows are kept.
    private let handle: OpaquePointer?
    private let sql: String

    /// Signature, flags, and the length of an empty header extension.
    private static let header: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + Array(repeating: 0, count: 8)

    init(_ handle: OpaquePointer, columns: Int, sql: String) {
        self.handle = handle
        self.columns = columns
        self.sql = sql
        capacity = Self.chunk
        buffer = .allocate(byteCount: capacity, alignment: 8)
        Self.header.withUnsafeBytes {
            buffer.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(buffer), byteCount: $0.count)
        }
        count = Self.header.count
    }

    /// Keeps rows of so many fields. Room for `capacity` bytes is set aside; it grows when need be.
    package init(keepingRowsOf columns: Int, capacity: Int) {
        handle = nil
        self.capacity = max(capacity, Self.chunk)
        sql = ""
        self.columns = columns
        buffer = .allocate(byteCount: self.capacity, alignment: 8)
    }

    deinit {
        buffer.deallocate()
    }

    /// Starts a row of exactly `columns` fields.
    @inlinable
    package mutating func beginRow(columns: Int) throws(PostgresError) {
        precondition(missing == 0, "the row before lacks fields")
        precondition(columns == self.columns, "the row does not have as many columns as the COPY")
        try reserve(2)
        store(Int16(truncatingIfNeeded: columns))
        missing = columns
    }

    @inlinable
    package mutating func null() throws(PostgresError) {
        try beginField(bytes: 0)
        store(Int32(-1))
    }

    @inlinable
    package mutating func bool(_ value: Bool) throws(PostgresError) {
        try beginField(bytes: 1)
        store(Int32(1))
        store(value ? UInt8(1) : 0)
    }

    @inlinable
    package mutating func int16(_ value: Int16) throws(PostgresError) {
        try beginField(bytes: 2)
        store(Int32(2))
        store(value)
    }

    @inlinable
    package mutating func int32(_ value: Int32) throws(PostgresError) {
        try beginField(bytes: 4)
        store(Int32(4))
        store(value)
    }

    @inlinable
    package mutating func int64(_ value: Int64) throws(PostgresError) {
        try beginField(bytes: 8)
        store(Int32(8))
        store(value)
    }

    /// A `timestamptz`, in microseconds since 1970-01-01T00:00:00Z; throws `misuse` out of PostgreSQL's range.
    @inlinable
    package mutating func timestamp(_ microseconds: Int64) throws(PostgresError) {
        guard let value = Epoch.timestamptz(microsecondsSince1970: microseconds) else {
            throw outOfRange("an instant")
        }
        try int64(value)
    }

    /// A `date`, in days since 1970-01-01; throws `misuse` out of PostgreSQL's range.
    @inlinable
    package mutating func date(_ days: Int) throws(PostgresError) {
        guard let value = Epoch.date(daysSince1970: days) else { throw outOfRange("a date") }
        try int32(value)
    }

    /// UTF-8 for a character type, or the bytes of a `bytea`.
    @inlinable
    package mutating func bytes(_ value: UnsafeRawBufferPointer) throws(PostgresError) {
        guard value.count <= Self.chunk - 4 else { return try largeField(value) }
        try beginField(bytes: value.count)
        store(Int32(truncatingIfNeeded: value.count))
        if let start = value.baseAddress {
            (buffer + count).copyMemory(from: start, byteCount: value.count)
        }
        count += value.count
    }

    package mutating func bytes(_ value: [UInt8]) throws(PostgresError) {
        let failure = value.withUnsafeBytes { attempt($0) }
        if let failure { throw failure }
    }

    /// UTF-8 text; the server refuses anything else.
    @inlinable
    package mutating func text(_ utf8: UnsafeRawBufferPointer) throws(PostgresError) {
        try bytes(utf8)
    }

    package mutating func text(_ value: String) throws(PostgresError) {
        var value = value
        let failure = value.withUTF8 { attempt(UnsafeRawBufferPointer($0)) }
        if let failure { throw failure }
    }

    private mutating func attempt(_ value: UnsafeRawBufferPointer) -> PostgresError? {
        do throws(PostgresError) {
            try bytes(value)
            return nil
        } catch {
            return error
        }
    }

    /// Ends the data.
    mutating func finish() throws(PostgresError) {
        precondition(missing == 0, "the last row lacks fields")
        try reserve(2)
        store(Int16(-1))
        try flush()
    }

    /// Counts a field and makes room for its length and its bytes.
    @inlinable
    mutating func beginField(bytes: Int) throws(PostgresError) {
        precondition(missing > 0, "the row has more fields than it began with")
        try reserve(4 + bytes)
        missing -= 1
    }

    @inlinable
    mutating func reserve(_ bytes: Int) throws(PostgresError) {
        if count + bytes > capacity { try makeRoom(bytes) }
    }

    @inlinable
    mutating func store(_ value: some FixedWidthInteger & BitwiseCopyable) {
        buffer.storeBytes(of: value.bigEndian, toByteOffset: count, as: type(of: value))
        count += MemoryLayout.size(ofValue: value)
    }

    @usableFromInline
    mutating func makeRoom(_ bytes: Int) throws(PostgresError) {
        guard handle == nil else { return try flush() }
        let larger = UnsafeMutableRawPointer.allocate(
            byteCount: max(2 * capacity, count + bytes), alignment: 8)
        larger.copyMemory(from: buffer, byteCount: count)
        buffer.deallocate()
        buffer = larger
        capacity = max(2 * capacity, count + bytes)
    }

    private mutating func flush() throws(PostgresError) {
        let size = count
        count = 0
        try send(UnsafeRawBufferPointer(start: buffer, count: size))
    }

    /// A value that the buffer cannot hold goes to libpq as it is.
    @usableFromInline
    mutating func largeField(_ value: UnsafeRawBufferPointer) throws(PostgresError) {
        guard let length = Int32(exactly: value.count) else { throw outOfRange("a value of more than 2 GiB") }
        try beginField(bytes: 0)
        store(length)
        try append(value)
    }

    /// Bytes of any length.
    mutating func append(_ value: UnsafeRawBufferPointer) throws(PostgresError) {
        guard handle != nil, value.count > capacity else {
            try reserve(value.count)
            if let start = value.baseAddress {
                (buffer + count).copyMemory(from: start, byteCount: value.count)
            }
            count += value.count
            return
        }
        try flush()
        var rest = value[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(Self.chunk)
            try send(UnsafeRawBufferPointer(rebasing: chunk))
            rest = rest.dropFirst(chunk.count)
        }
    }

    private func send(_ data: UnsafeRawBufferPointer) throws(PostgresError) {
        let status = PQputCopyData(
            handle, data.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(data.count))
        guard status == 1 else {
            let message = PQerrorMessage(handle).map { ServerReport.trimmed(String(cString: $0)) } ?? ""
            throw PostgresError(.connectionLost, message, sql: sql)
        }
    }

    @usableFromInline
    func outOfRange(_ what: String) -> PostgresError {
        PostgresError(.misuse, "\(what) is out of PostgreSQL's range", sql: sql)
    }
}
