import SLA

/// The shape of a mapping at work.
struct ConvertingShape {
    /// What all records come to.
    struct Found {
        let columns: [FactColumn]
        let rows: [ConvertedRow]
        var unmapped: [UnmappedObject] = []
        /// How many starts were moved back.
        var moved = 0
    }

    // One of the three is there. They are no cases of one value, so that each is changed in its place.
    private var intervals: IntervalShape?
    private var track: TrackShape?
    private var plain: PlainRows?
    /// Of events.
    private var events: EventRows?
    /// Of the kind `ends`.
    private var ends: EndRows?
    private let mapping: SourceMapping

    init(_ mapping: SourceMapping, kind: FactKind, _ options: ConversionOptions, _ log: MessageLog) {
        self.mapping = mapping
        if kind == .ends, mapping.kind != .ends { ends = EndRows(source: options.source) }
        if let event = mapping.event {
            events = EventRows(
                mapping, event, source: options.source, month: options.month, log: log)
        }
        switch mapping.shape {
        case .intervals(let event, let rule):
            let reader = EventReader(event, mapping, options.objects, zone: options.zone)
            intervals = IntervalShape(event, rule, reader: reader)
        case .track(let event, let rule):
            let reader = EventReader(event, mapping, options.objects, zone: options.zone)
            track = TrackShape(event, rule, reader: reader)
        case .rows: plain = PlainRows(mapping, source: options.source, zone: options.zone)
        }
    }

    mutating func add(headings: Set<SourcePath>?) {
        intervals?.add(headings: headings)
        track?.add(headings: headings)
        plain?.add(headings: headings)
    }

    mutating func take(
        _ record: any SourceRecord, outermost number: Int?, _ log: MessageLog,
        _ outermost: inout OutermostRecords
    ) {
        if let events {
            intervals?.take(record, outermost: number, events)
            track?.take(record, outermost: number, events, &outermost)
        } else {
            plain?.take(record, log)
            outermost.account(for: number)
        }
    }

    mutating func finish(_ outermost: inout OutermostRecords) -> Found {
        guard var rows = events else { return Found(columns: mapping.columns(), rows: plain?.rows ?? []) }
        events = nil
        intervals?.finish(&rows, &outermost)
        track?.finish(&rows, &outermost, &ends)
        if let ends { return Found(columns: FactKind.ends.columns, rows: ends.rows) }
        return Found(columns: rows.columns, rows: rows.rows, unmapped: rows.unmapped, moved: rows.moved)
    }
}
