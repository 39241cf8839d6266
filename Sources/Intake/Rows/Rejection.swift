/// A record that is kept with its reason instead of being imported.
package struct Rejection: Hashable, Sendable {
    /// The first physical line of the record, counted from 1.
    package let line: Int
    /// How many physical lines it covers.
    package let lineCount: Int
    /// Everything that is wrong with it, at least one fault, in the order in which they were found.
    package let faults: [FieldFault]
    /// The record as it stood in the file, without its line end, at most 64 KiB of it.
    package let record: [UInt8]
    /// Whether `record` is only the beginning.
    package let recordIsTruncated: Bool

    /// `record` is cut to 64 KiB.
    init(line: Int, lineCount: Int = 1, faults: [FieldFault], record: some Collection<UInt8>) {
        self.line = line
        self.lineCount = lineCount
        self.faults = faults
        self.record = Array(record.prefix(Limits.rejectedRecord))
        self.recordIsTruncated = record.count > Limits.rejectedRecord
    }
}

/// What is wrong with one field of a record, or with the whole of it.
package struct FieldFault: Hashable, Sendable {
    /// nil when the whole record is at fault.
    package let column: String?
    /// What is wrong and what would be right, to be read after the column's name.
    package let reason: String
    /// The faulty value as printable text of at most 200 characters; nil when nothing can be shown.
    package let value: String?

    package init(column: String?, reason: String, value: String?) {
        self.column = column
        self.reason = reason
        self.value = value
    }
}

extension Rejection: CustomStringConvertible {
    /// `LINE: column: reason (value)` for each fault; the caller puts the file's name before it.
    package var description: String { faults.map { "\(line): \($0)" }.joined(separator: "\n") }
}

extension FieldFault: CustomStringConvertible {
    /// `column: reason (value)`.
    package var description: String {
        "\(column.map { "\($0): " } ?? "")\(reason)\(value.map { " (\($0))" } ?? "")"
    }
}

/// Why one value or one record is refused.
struct Fault: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
