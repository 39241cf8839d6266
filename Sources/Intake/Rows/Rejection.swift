/// A record that is kept with its reason instead of being imported.
package struct Rejection: Hashable, Sendable {
    /// The first physical line of the record, counted from 1.
    package let line: Int
    /// How many physical lines it covers.
    package let lineCount: Int
    /// The first faulty column; nil when the whole record is at fault.
    package let column: String?
    /// What is wrong and what would be right, to be read after the column's name.
    package let reason: String
    /// The faulty value as printable text of at most 200 characters; nil when nothing can be shown.
    package let value: String?
    /// The record as it stood in the file, without its line end, at most 64 KiB of it.
    package let record: [UInt8]
    /// Whether `record` is only the beginning.
    package let recordIsTruncated: Bool

    /// `record` is cut to 64 KiB.
    package init(
        line: Int, lineCount: Int = 1, column: String?, reason: String, value: String?,
        record: some Collection<UInt8>
    ) {
        self.line = line
        self.lineCount = lineCount
        self.column = column
        self.reason = reason
        self.value = value
        self.record = Array(record.prefix(Limits.rejectedRecord))
        self.recordIsTruncated = record.count > Limits.rejectedRecord
    }
}

extension Rejection: CustomStringConvertible {
    /// `LINE: column: reason (value)`; the caller puts the file's name before it.
    package var description: String {
        "\(line): \(column.map { "\($0): " } ?? "")\(reason)\(value.map { " (\($0))" } ?? "")"
    }
}

/// Why one value or one record is refused.
struct Fault: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
