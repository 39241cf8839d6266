package import SLA

/// Turns the cells of converted rows into typed rows, by the checks of an import.
package struct RowCheck {
    private let kind: FactKind
    private let typing: RowTyping
    /// For each column that rows state, its place in the kind's columns.
    private let places: [Int]
    private var row = Row()

    /// What has happened lies before `now`; nil: that is for an import to know.
    package init(_ kind: FactKind, columns: [FactColumn], now: Instant? = nil) {
        self.kind = kind
        typing = RowTyping(kind: kind, zone: nil, now: now)
        places = columns.compactMap { kind.index(of: $0.name) }
    }

    /// What an import would refuse; empty for a good row.
    mutating func faults(of cells: [String?]) -> [FieldFault] {
        Self.fill(&row, kind, places, cells, line: 1)
        let faults = typing.type(&row)
        return faults.isEmpty ? [] : row.rejection(faults).faults
    }

    /// Fills `row` with a row's cells, or says why it is refused; `record` is kept of it then.
    package func type(
        _ cells: [String?], line: Int, record: () -> [UInt8], into row: inout Row
    ) -> Rejection? {
        Self.fill(&row, kind, places, cells, line: line)
        let faults = typing.type(&row)
        guard !faults.isEmpty else { return nil }
        return Rejection(line: line, faults: row.rejection(faults).faults, record: record())
    }

    /// Fills `row` with what is known of a record that was refused: it states nothing.
    package func refuse(
        _ faults: [FieldFault], source: String, id: String?, line: Int, record: [UInt8], into row: inout Row
    ) -> Rejection {
        let known = [
            kind.index(of: "source").map { ($0, source) },
            id.flatMap { id in kind.index(of: "id").map { ($0, id) } },
        ]
        row.begin(line: line, lineCount: 1, record: [], columnCount: kind.columns.count)
        row.stated = 0
        for (place, text) in known.compactMap({ $0 }) {
            let start = row.buffer.count
            row.buffer.append(contentsOf: text.utf8)
            row.fields[place] = .text(start..<row.buffer.count)
        }
        return Rejection(line: line, faults: faults, record: record)
    }

    private static func fill(
        _ row: inout Row, _ kind: FactKind, _ places: [Int], _ cells: [String?], line: Int
    ) {
        row.begin(line: line, lineCount: 1, record: [], columnCount: kind.columns.count)
        for (place, cell) in zip(places, cells) {
            let start = row.buffer.count
            if let cell { row.buffer.append(contentsOf: cell.utf8) }
            row.origins[place] = Row.Origin(range: start..<row.buffer.count, form: .text)
        }
    }
}
