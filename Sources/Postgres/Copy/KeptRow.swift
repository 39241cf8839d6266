/// The places of a row's fields in a `CopyWriter` that has no connection and keeps its rows.
///
/// Made once and moved from row to row, so that no row allocates.
package struct KeptRow {
    /// The fields' starts, then the row's end, as offsets in the writer's bytes.
    private var starts: [Int]

    package init(columns: Int) {
        starts = Array(repeating: 0, count: columns + 1)
    }

    package var columns: Int { starts.count - 1 }

    /// The row's end, where the next one starts.
    package var end: Int { starts[columns] }

    /// Moves to the row that starts at `offset`.
    package mutating func move(to offset: Int, of rows: borrowing CopyWriter) {
        var position = offset + 2
        for column in starts.indices.dropLast() {
            starts[column] = position
            position += 4 + Int(max(Self.length(at: position, of: rows), 0))
        }
        starts[columns] = position
    }

    /// So many fields from an offset on where one starts.
    package static func encoded(
        from start: Int, count: Int, of rows: borrowing CopyWriter
    ) -> UnsafeRawBufferPointer {
        var end = start
        for _ in 0..<count { end += 4 + Int(max(length(at: end, of: rows), 0)) }
        return UnsafeRawBufferPointer(start: rows.buffer + start, count: end - start)
    }

    private static func length(at offset: Int, of rows: borrowing CopyWriter) -> Int32 {
        Int32(bigEndian: UnsafeRawPointer(rows.buffer).loadUnaligned(fromByteOffset: offset, as: Int32.self))
    }

    package func isNull(_ column: Int, of rows: borrowing CopyWriter) -> Bool {
        Self.length(at: starts[column], of: rows) == -1
    }

    /// The value's bytes, in place; none for null. Valid until the writer is written to.
    package func value(_ column: Int, of rows: borrowing CopyWriter) -> UnsafeRawBufferPointer {
        let start = starts[column] + 4
        return UnsafeRawBufferPointer(start: rows.buffer + start, count: starts[column + 1] - start)
    }

    /// Some fields with their lengths, to be given to `encodedFields`.
    package func encoded(_ range: Range<Int>, of rows: borrowing CopyWriter) -> UnsafeRawBufferPointer {
        let start = starts[range.lowerBound]
        return UnsafeRawBufferPointer(start: rows.buffer + start, count: starts[range.upperBound] - start)
    }
}

extension CopyWriter {
    /// How many bytes the rows take that are kept.
    package var keptBytes: Int { count }

    /// Forgets the kept rows from `offset` on, where a row starts.
    package mutating func forgetRows(from offset: Int) {
        precondition(missing == 0 && offset <= count, "only whole rows can be forgotten")
        count = offset
    }

    /// Adds fields as another writer encoded them.
    package mutating func encodedFields(
        _ fields: UnsafeRawBufferPointer, count: Int
    ) throws(PostgresError) {
        precondition(missing >= count, "the row has more fields than it began with")
        missing -= count
        try append(fields)
    }

    /// Adds all rows that another writer of the same columns keeps.
    package mutating func rows(keptBy other: borrowing CopyWriter) throws(PostgresError) {
        precondition(missing == 0 && other.missing == 0, "the row before lacks fields")
        precondition(columns == other.columns, "the rows do not have as many columns as the COPY")
        try append(UnsafeRawBufferPointer(start: other.buffer, count: other.count))
    }
}
