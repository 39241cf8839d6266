internal import CLibPQ

extension Connection {
    /// Runs `COPY … TO STDOUT (FORMAT binary)`, gives each row to `body`, and returns their number.
    ///
    /// When the body throws, the COPY is cancelled, the error is thrown on, and the connection stays usable (a
    /// transaction around it has failed).
    @discardableResult
    package func copyOut(_ sql: String, _ body: (borrowing CopyRow) throws -> Void) throws -> Int {
        let columns = try beginCopy(sql, PGRES_COPY_OUT)
        isCopying = true
        var delivered = 0
        do {
            delivered = try readRows(columns, sql, body)
        } catch {
            isCopying = false
            abandonCopy(PGRES_COPY_OUT)
            throw error
        }
        isCopying = false
        let rows = try endCopy(sql)
        guard rows == delivered else {
            throw PostgresError(.decode, "the server sent \(delivered) of \(rows) rows", sql: sql)
        }
        return rows
    }

    private func readRows(
        _ columns: Int, _ sql: String, _ body: (borrowing CopyRow) throws -> Void
    ) throws -> Int {
        var reader = CopyReader()
        let row = CopyRow(columns: columns, placeholder: UnsafeRawPointer(handle), sql: sql)
        var rows = 0
        while true {
            var data: UnsafeMutablePointer<CChar>?
            let length = Int(PQgetCopyData(handle, &data, 0))
            // −1 is the end, −2 an error that the result tells.
            guard length >= 0, let data else { return rows }
            defer { PQfreemem(data) }
            reader.take(UnsafeRawBufferPointer(start: data, count: length))
            while try reader.next(row, sql) {
                try body(row)
                rows += 1
            }
        }
    }
}

/// Finds the rows in the messages of a binary COPY; the server ends a message only between rows.
private struct CopyReader {
    private var message = UnsafeRawBufferPointer(start: nil, count: 0)
    private var position = 0
    private var hasHeader = false

    mutating func take(_ message: UnsafeRawBufferPointer) {
        self.message = message
        position = 0
    }

    /// Whether there was another row in the message.
    mutating func next(_ row: borrowing CopyRow, _ sql: String) throws(PostgresError) -> Bool {
        if !hasHeader { try skipHeader(sql) }
        if position == message.count { return false }
        let columns = Int(try integer(Int16.self, sql))
        if columns == -1 { return false }
        guard columns == row.count else { throw malformed(sql) }
        for column in 0..<columns {
            let length = Int(try integer(Int32.self, sql))
            guard length >= -1, max(length, 0) <= message.count - position, let start = message.baseAddress
            else {
                throw malformed(sql)
            }
            row.fields[column] = CopyRow.Field(start: start + position, length: length)
            position += max(length, 0)
        }
        return true
    }

    /// Signature (11 bytes), flags, and an extension of the length given.
    private mutating func skipHeader(_ sql: String) throws(PostgresError) {
        guard message.starts(with: Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0]) else {
            throw malformed(sql)
        }
        position = 11
        let flags = try integer(Int32.self, sql)
        let length = Int(try integer(Int32.self, sql))
        guard flags == 0, length >= 0, length <= message.count - position else { throw malformed(sql) }
        position += length
        hasHeader = true
    }

    private mutating func integer<Value: FixedWidthInteger & BitwiseCopyable>(
        _ type: Value.Type, _ sql: String
    ) throws(PostgresError) -> Value {
        guard message.count - position >= MemoryLayout<Value>.size else { throw malformed(sql) }
        defer { position += MemoryLayout<Value>.size }
        return message.bigEndian(position, as: type)
    }

    private func malformed(_ sql: String) -> PostgresError {
        PostgresError(.decode, "the server's binary COPY is malformed", sql: sql)
    }
}
