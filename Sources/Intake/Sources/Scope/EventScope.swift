/// Whom an event concerns, as its record and the objects file say. Source: docs/reference/sources.md "Objects".
struct EventScope: Hashable {
    /// A row of the event.
    struct Row: Hashable {
        /// The object, or what the label said.
        let object: String
        let target: ObjectMap.Target
        /// Whether the object stands on several rows of the objects file.
        let isOneOfSeveral: Bool
    }

    private(set) var rows: [Row] = []
    /// Objects that no row of the objects file matches.
    private(set) var unmapped: [String] = []
    /// Objects that are deliberately left out.
    private(set) var leftOut: [String] = []

    /// Whether the record names anything at all.
    var isNamed: Bool { !rows.isEmpty || !unmapped.isEmpty || !leftOut.isEmpty }

    /// Whether all that it names is left out.
    var isLeftOut: Bool { !leftOut.isEmpty && rows.isEmpty && unmapped.isEmpty }
    /// The object, for messages.
    var firstObject: String? { rows.first?.object ?? unmapped.first }

    init(_ rule: EventRule, of record: any SourceRecord, _ objects: ObjectMap) {
        let subscriptions = Self.names(rule.subscription, record)
        guard subscriptions.isEmpty else {
            rows = subscriptions.map { Row(object: $0, target: .subscription($0), isOneOfSeveral: false) }
            return
        }
        let services = Self.names(rule.service, record)
        guard services.isEmpty else {
            rows = services.map { Row(object: $0, target: .service($0), isOneOfSeveral: false) }
            return
        }
        for object in Self.names(rule.object, record) {
            switch objects[object] {
            case nil: unmapped.append(object)
            case []?: leftOut.append(object)
            case let targets?:
                rows += targets.map { Row(object: object, target: $0, isOneOfSeveral: targets.count > 1) }
            }
        }
    }

    /// Each once, without blanks around them.
    private static func names(_ value: ProfileValue?, _ record: any SourceRecord) -> [String] {
        guard let value else { return [] }
        let found = value.values(in: record)
        if found.isEmpty { return [] }
        if found.count == 1 {
            let name = ObjectMap.trimmed(found[0].text)
            return name.isEmpty ? [] : [name]
        }
        var seen: Set<String> = []
        return found.map { ObjectMap.trimmed($0.text) }.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}
