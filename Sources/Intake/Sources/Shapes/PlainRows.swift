import SLA

/// Rows of kinds that are no events: a record is a row.
struct PlainRows {
    private let mapping: SourceMapping
    /// For each column, its place in `set`; nil for the source.
    private let places: [Int?]
    private let source: String
    private var reader: RecordColumns
    private var check: RowCheck
    private(set) var rows: [ConvertedRow] = []

    init(_ mapping: SourceMapping, source: String, zone: Zone?) {
        self.mapping = mapping
        self.source = source
        let columns = mapping.columns()
        places = columns.map { column in mapping.set.firstIndex { $0.column == column } }
        reader = RecordColumns(mapping, zone: zone)
        check = RowCheck(mapping.kind, columns: columns)
    }

    mutating func add(headings: Set<SourcePath>?) { reader.add(headings: headings) }

    mutating func take(_ record: any SourceRecord, _ log: MessageLog) {
        guard mapping.where?.hold(for: record) ?? true else {
            log.counts.passedOver += 1
            return
        }
        let (texts, faults) = reader.read(record)
        let cells = places.map { place in place.map { texts[$0] } ?? source }
        var all = faults
        // What could not be read is not missing.
        let known = Set(faults.compactMap(\.column))
        for fault in check.faults(of: cells) {
            let name = fault.column.map { reader.name(of: $0, in: record) ?? $0 }
            guard name.map({ !known.contains($0) }) ?? true else { continue }
            all.append(FieldFault(column: name, reason: fault.reason, value: fault.value))
        }
        guard all.isEmpty else {
            for fault in all { log.add(SourceMessage(record.place, fault)) }
            log.counts.refused += 1
            return
        }
        rows.append(ConvertedRow(cells: cells, place: record.place, at: nil, id: nil))
    }
}
