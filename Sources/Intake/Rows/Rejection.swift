package import SLA

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

extension Rejection: CustomStringConvertible {
    /// `LINE: column: reason (value)` for each fault; the caller puts the file's name before it.
    package var description: String { faults.map { "\(line): \($0)" }.joined(separator: "\n") }
}

/// Why one value or one record is refused.
struct Fault: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
