/// Where a record begins: which of the command's files, and the line in it, counted from 1.
package struct RecordPlace: Hashable, Sendable {
    package let file: Int
    package let line: Int

    package init(file: Int, line: Int) {
        self.file = file
        self.line = line
    }
}

/// One value of a record: its text, and what a workbook's cell says of it.
package struct SourceValue: Hashable, Sendable {
    package let text: String
    /// The wall clock that a date cell shows, in microseconds since 1970-01-01T00:00 on its clocks; nil for any other value.
    package let cellClock: Int64?

    package init(_ text: String, cellClock: Int64? = nil) {
        self.text = text
        self.cellClock = cellClock
    }
}

/// One record of another tool's file, as its decoder found it: values by path, whatever the format.
package protocol SourceRecord: Sendable {
    var place: RecordPlace { get }
    /// What stands at a path, in order; empty where nothing does.
    func values(at path: SourcePath) -> [SourceValue]
    /// The first of them; nil where nothing stands.
    func first(at path: SourcePath) -> SourceValue?
}

extension SourceRecord {
    package func first(at path: SourcePath) -> SourceValue? { values(at: path).first }
}

/// What a decoder finds next.
package enum DecodedItem: Sendable {
    /// JSON formats, before its records: the part at the first `*` of `each`, or the document or line.
    case outermost(any SourceRecord)
    case record(any SourceRecord)
    /// A record that cannot be read; the next one is read after it. `column` as the file names it.
    case refused(RecordPlace, column: String?, reason: String, value: String?)
    /// A line that is not one, of an iCalendar file (`not_a_line`).
    case notALine(RecordPlace, reason: String)
    /// A document at its end: the scalars that stand outside its outermost array.
    case document(any SourceRecord)
    case end
}
