import SLA

/// The checks of an import that need neither database nor clock.
struct RowCheck {
    private let kind: FactKind
    private let typing: RowTyping
    /// For each column that rows state, its place in the kind's columns.
    private let places: [Int]
    private var row = Row()

    init(_ kind: FactKind, columns: [FactColumn]) {
        self.kind = kind
        typing = RowTyping(kind: kind, zone: nil, now: nil)
        places = columns.compactMap { kind.index(of: $0.name) }
    }

    /// What an import would refuse; empty for a good row.
    mutating func faults(of cells: [String?]) -> [FieldFault] {
        row.begin(line: 1, lineCount: 1, record: [], columnCount: kind.columns.count)
        for (place, cell) in zip(places, cells) {
            let start = row.buffer.count
            if let cell { row.buffer.append(contentsOf: cell.utf8) }
            row.origins[place] = Row.Origin(range: start..<row.buffer.count, form: .text)
        }
        let faults = typing.type(&row)
        return faults.isEmpty ? [] : row.rejection(faults).faults
    }
}
