import SLA

/// Rows of the kind `ends`: ends that stand in the files without their beginnings.
struct EndRows {
    private let source: String
    private var check: RowCheck
    private(set) var rows: [ConvertedRow] = []

    init(source: String) {
        self.source = source
        check = RowCheck(.ends, columns: FactKind.ends.columns)
    }

    /// Gives a row, or says why it is refused.
    mutating func add(_ id: String?, ended: Instant, at place: RecordPlace, _ events: EventRows) {
        let cells = [source, id, ended.rowText]
        let faults = check.faults(of: cells)
        guard faults.isEmpty else { return events.refuse(faults, at: place, id: id) }
        rows.append(ConvertedRow(cells: cells, place: place, at: ended, id: id))
    }
}
