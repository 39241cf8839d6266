import SLA

/// What a record says of the event that it begins, but for its times.
struct EventContent: Hashable {
    /// Before `@START` and `/OBJECT`.
    let id: String?
    var scope: EventScope
    /// One for each column of `set`.
    let texts: [String?]
    let faults: [FieldFault]
    /// Whether it is known to be over where the files hold no end.
    let isOver: Bool
}

/// Reads events from records.
struct EventReader {
    let mapping: SourceMapping
    private let rule: EventRule
    private let objects: ObjectMap
    private(set) var columns: RecordColumns

    init(_ rule: EventRule, _ mapping: SourceMapping, _ objects: ObjectMap, zone: Zone?) {
        self.rule = rule
        self.mapping = mapping
        self.objects = objects
        columns = RecordColumns(mapping, zone: zone)
    }

    mutating func add(headings: Set<SourcePath>?) { columns.add(headings: headings) }

    func passes(_ record: any SourceRecord) -> Bool { mapping.where?.hold(for: record) ?? true }

    /// Whether nothing that a record states contradicts the conditions.
    func mayPass(_ record: any SourceRecord) -> Bool {
        mapping.where?.hold(for: record, absent: .fulfils) ?? true
    }

    func scope(of record: any SourceRecord) -> EventScope { EventScope(rule, of: record, objects) }

    /// `scope`: as it was read already; nil: it is read.
    func content(of record: any SourceRecord, scope: EventScope? = nil) -> EventContent {
        let (texts, faults) = columns.read(record)
        return EventContent(
            id: rule.id.text(in: record), scope: scope ?? self.scope(of: record), texts: texts,
            faults: faults,
            isOver: rule.ended?.hold(for: record) ?? false)
    }

    /// What people call the thing that a record is of: its object, else what it is known by.
    func name(of record: any SourceRecord, else key: String?) -> String? {
        let object = rule.object.flatMap { $0.text(in: record) }.map(ObjectMap.trimmed)
        return object.flatMap { $0.isEmpty ? nil : $0 } ?? key
    }

    /// What people know a column of rows by.
    func name(of column: String) -> String {
        switch column {
        case "id": return columns.name(column, rule.id)
        case "service": return rule.service.map { columns.name(column, $0) } ?? column
        case "subscription": return rule.subscription.map { columns.name(column, $0) } ?? column
        default: return columns.name(of: column) ?? column
        }
    }
}
