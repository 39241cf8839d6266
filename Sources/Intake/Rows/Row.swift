import Messages
package import SLA

/// The value of one column of a row.
package enum Field: Hashable, Sendable {
    case absent
    /// Valid UTF-8, unescaped, as a range of the row's buffer.
    case text(Range<Int>)
    /// In the unit that the column's type states.
    case integer(Int64)
}

/// One accepted record, typed. Made once and filled anew by each `Reader.next`, so that no row allocates.
package struct Row: Sendable {
    /// The first physical line of the record, counted from 1.
    package private(set) var line = 0
    /// How many physical lines it covers.
    package private(set) var lineCount = 0
    /// The record as it stood in the file, then what had to be unescaped.
    package internal(set) var buffer: [UInt8] = []
    /// One per column of the kind, in the order of `FactKind.columns`.
    package internal(set) var fields: [Field] = []
    /// A bit per column of the kind: whether the file has it, or the object its key. What is not stated stays as it is.
    package internal(set) var stated: Int64 = 0
    /// Where each column's value stands in `buffer` before it is typed.
    var origins: [Origin] = []
    private var recordLength = 0

    package init() {}

    /// What was written for a column.
    struct Origin {
        enum Form {
            /// Nothing.
            case missing
            /// JSON's `null`.
            case null
            /// Text in either format, or a JSON number's digits.
            case text
            /// JSON's `true` or `false`.
            case boolean
        }

        var range: Range<Int>
        var form: Form

        static let missing = Origin(range: 0..<0, form: .missing)
    }

    /// The record as it stood in the file, without its line end.
    package var record: ArraySlice<UInt8> { buffer[..<recordLength] }

    /// A column's text; nil when the column is absent or is kept as an integer.
    package func text(_ column: Int) -> String? {
        guard case .text(let range) = fields[column] else { return nil }
        return String(decoding: buffer[range], as: UTF8.self)
    }

    /// A column's integer; nil when the column is absent or is kept as text.
    package func integer(_ column: Int) -> Int64? {
        guard case .integer(let integer) = fields[column] else { return nil }
        return integer
    }

    /// The rejection of this row for what only the reader's caller can know, such as an unknown code.
    ///
    /// `column` is its place in the kind's columns; its value is shown as it was written.
    package func rejection(_ kind: FactKind, column: Int, reason: String) -> Rejection {
        let fault = RowFault(
            column: kind.columns[column].name, fault: Fault(reason), shown: origins[column].range)
        return rejection([fault])
    }

    /// The rejection of this row for what only the reader's caller can know, whatever it shows.
    package func rejection(_ fault: FieldFault) -> Rejection {
        Rejection(line: line, lineCount: lineCount, faults: [fault], record: record)
    }

    func rejection(_ faults: [RowFault]) -> Rejection {
        let faults = faults.map { fault in
            let shown = fault.shown.map { buffer[$0] } ?? record
            return FieldFault(
                column: fault.column, reason: fault.fault.reason,
                value: shown.isEmpty ? nil : TerminalText.quoted(shown, limit: Limits.shownValue))
        }
        return Rejection(line: line, lineCount: lineCount, faults: faults, record: record)
    }

    /// Nothing is known of the record's fields.
    mutating func forgetFields(columnCount: Int) {
        fields = Array(repeating: .absent, count: columnCount)
        stated = 0
    }

    /// Starts over with a record and no values.
    mutating func begin(line: Int, lineCount: Int, record: ArraySlice<UInt8>, columnCount: Int) {
        self.line = line
        self.lineCount = lineCount
        recordLength = record.count
        buffer.removeAll(keepingCapacity: true)
        buffer.append(contentsOf: record)
        if origins.count == columnCount {
            for column in origins.indices {
                origins[column] = .missing
                fields[column] = .absent
            }
        } else {
            origins = Array(repeating: .missing, count: columnCount)
            fields = Array(repeating: .absent, count: columnCount)
        }
    }
}

/// Why a record that was found is refused.
struct RowFault: Error {
    let column: String?
    let fault: Fault
    /// The part of the row's buffer to be shown as the value; nil: the record.
    let shown: Range<Int>?
}
