import SLA

/// The next thing that a reader finds in a file.
enum Found {
    /// The row is filled but not yet typed.
    case record
    case rejection(Rejection)
    case end
}

/// Brings the records of a CSV file into rows, under the columns that the header row names.
struct CSVReader: Sendable {
    private let columns: [FactColumn]
    let header: Header
    private var records: CSVRecords

    /// Reads the header row. Throws `refused` for a header row that does not fit the kind.
    init(_ input: inout LineReader, kind: FactKind) throws(FileError) {
        columns = kind.columns
        header = try Header(&input, kind: kind)
        records = CSVRecords(separator: header.separator)
    }

    /// Fills `row` with the next record's values as they were written.
    ///
    /// A record that breaks the format loses only its first physical line: a quotation mark left open must
    /// not take the good records after it along. A record that keeps to the format is never cut, however
    /// wrong its content: what someone wrote into a quoted field must not be read as rows.
    mutating func next(_ input: inout LineReader, into row: inout Row) throws(FileError) -> Found {
        while true {
            switch try records.locate(&input) {
            case .end:
                return .end
            case .blank(let length):
                input.consume(length, lines: 1)
            case .fault(var reason, let field, let offset, let lines):
                if lines > 1 { reason += "; it is on line \(input.line + lines - 1)" }
                let rejection = try input.rejectLine(
                    column: name(ofField: field), reason: reason, showingFrom: offset)
                return rejection.map(Found.rejection) ?? .end
            case .record(let length, let contentLength, let lines):
                row.begin(
                    line: input.line, lineCount: lines, record: input.window[0..<contentLength],
                    columnCount: columns.count)
                input.consume(length, lines: lines)
                guard records.scanner.pieces.count == header.columns.count else {
                    return .rejection(
                        row.rejection([RowFault(column: nil, fault: Fault(countReason(row)), shown: nil)]))
                }
                fill(&row)
                return .record
            }
        }
    }

    private func name(ofField field: Int) -> String? {
        header.columns.indices.contains(field) ? columns[header.columns[field]].name : nil
    }

    private func countReason(_ row: Row) -> String {
        let count = records.scanner.pieces.count
        let reason =
            "has \(count) \(count == 1 ? "field" : "fields"), but the header has \(header.columns.count)"
        let end = row.line + row.lineCount - 1
        return end == row.line ? reason : "\(reason); it ends on line \(end): is a quotation mark left open?"
    }

    private func fill(_ row: inout Row) {
        let pieces = records.scanner.pieces
        for field in pieces.indices {
            let piece = pieces[field]
            var range = piece.start..<piece.end
            if piece.hasDoubledQuotes { range = row.appendUndoubled(range) }
            row.origins[header.columns[field]] = Row.Origin(range: range, form: .text)
        }
    }
}

extension Row {
    /// Appends a part of the buffer with each `""` made one `"`; gives where it stands now.
    fileprivate mutating func appendUndoubled(_ range: Range<Int>) -> Range<Int> {
        let start = buffer.count
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = buffer[position]
            buffer.append(byte)
            position += byte == ASCII.quote ? 2 : 1
        }
        return start..<buffer.count
    }
}
