/// Why a whole file is refused.
package struct FileError: Error, Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// Missing, a directory, not permitted, or failing while it is read (exit 66).
        case unreadable
        /// Read, but not a file of this kind (exit 65).
        case refused
    }

    package let cause: Cause
    /// Counted from 1; nil when no line is at fault.
    package let line: Int?
    package let column: String?
    /// What is wrong and what would be right, to be read after the file's name.
    package let reason: String

    init(_ cause: Cause, line: Int? = nil, column: String? = nil, _ reason: String) {
        self.cause = cause
        self.line = line
        self.column = column
        self.reason = reason
    }
}

extension FileError: CustomStringConvertible {
    /// `LINE: column: reason`, as far as known; the caller puts the file's name before it.
    package var description: String {
        [line.map(String.init), column, reason].compactMap(\.self).joined(separator: ": ")
    }
}
