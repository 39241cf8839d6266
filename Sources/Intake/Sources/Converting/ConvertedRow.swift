package import SLA

/// A row of avoir's own, made of records of another tool.
package struct ConvertedRow: Sendable {
    /// One for each column that the mapping states; nil where the row has no value.
    package let cells: [String?]
    /// Where the record stands that it was made of.
    package let place: RecordPlace
    /// The instant by which rows of events are sorted: when one begins, of the kind `ends` when it ended. nil for other rows.
    package let at: Instant?
    /// The id of an event.
    let id: String?

    /// The same row with some of its cells.
    func only(_ places: [Int]) -> ConvertedRow {
        ConvertedRow(cells: places.map { cells[$0] }, place: place, at: at, id: id)
    }

    /// By time, then by id in the order of code points.
    static func isBefore(_ a: ConvertedRow, _ b: ConvertedRow) -> Bool {
        if let first = a.at, let second = b.at, first != second { return first < second }
        return (a.id ?? "").utf8.lexicographicallyPrecedes((b.id ?? "").utf8)
    }
}

/// Objects of events that the objects file does not have.
package struct UnmappedObject: Hashable, Sendable {
    package let object: String
    /// How many events concern it.
    package internal(set) var events: Int
    /// Where the first of them stands.
    package let place: RecordPlace
}

/// In the order of files and lines.
extension RecordPlace: Comparable {
    package static func < (a: RecordPlace, b: RecordPlace) -> Bool { (a.file, a.line) < (b.file, b.line) }
}
