import SLA

/// Brings the objects of a JSON Lines file into rows.
struct JSONLinesReader: Sendable {
    private let columnCount: Int
    private var object: JSONObject

    init(kind: FactKind) {
        columnCount = kind.columns.count
        object = JSONObject(names: kind.columns.map(\.name))
    }

    /// Fills `row` with the next line's values as they were written.
    mutating func next(_ input: inout LineReader, into row: inout Row) throws(FileError) -> Found {
        while let extent = try input.locateLine() {
            if extent.isCut {
                return try input.rejectLine(column: nil, reason: LineReader.tooLong).map(Found.rejection)
                    ?? .end
            }
            let record = input.window[0..<extent.contentLength]
            if record.allSatisfy(ASCII.isBlank) {
                input.consume(extent.length, lines: 1)
                continue
            }
            row.begin(line: input.line, lineCount: 1, record: record, columnCount: columnCount)
            do {
                try input.window.withBytes(upTo: extent.contentLength) { bytes throws(RowFault) in
                    try object.read(bytes, into: &row)
                }
                input.consume(extent.length, lines: 1)
                return .record
            } catch {
                input.consume(extent.length, lines: 1)
                return .rejection(row.rejection([error]))
            }
        }
        return .end
    }
}
