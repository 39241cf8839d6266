import SLA

extension LineReader {
    /// Refuses the line at the window's start, shown from `offset` on, and moves on to the next one.
    mutating func refuseLine(
        file: Int, column: String? = nil, _ reason: String, showingFrom offset: Int = 0,
        limit: Int = Limits.record
    ) throws(FileError) -> DecodedItem {
        let place = RecordPlace(file: file, line: line)
        let rejection = try rejectLine(column: column, reason: reason, showingFrom: offset, limit: limit)
        return .refused(place, column: column, reason: reason, value: rejection?.faults.first?.value)
    }
}
