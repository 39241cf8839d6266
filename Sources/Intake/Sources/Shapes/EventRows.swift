import SLA

/// Turns events into rows, one for each service or subscription that they concern.
struct EventRows {
    let columns: [FactColumn]
    let log: MessageLog
    private let mapping: SourceMapping
    private let rule: EventRule
    private let source: String
    /// Events outside it are passed over; nil: none are.
    private let month: Range<Instant>?
    private var check: RowCheck
    /// For each column, its place in `set`; nil where it comes from elsewhere.
    private let places: [Int?]
    private(set) var rows: [ConvertedRow] = []
    private var unmappedPlaces: [String: Int] = [:]
    private(set) var unmapped: [UnmappedObject] = []
    /// How many starts were moved back.
    private(set) var moved = 0

    /// A record gives at most so many rows.
    private static let most = 10_000

    init(
        _ mapping: SourceMapping, _ rule: EventRule, source: String, month: Range<Instant>?, log: MessageLog
    ) {
        self.mapping = mapping
        self.rule = rule
        self.source = source
        self.month = month
        self.log = log
        columns = mapping.columns()
        places = columns.map { column in mapping.set.firstIndex { $0.column == column } }
        check = RowCheck(mapping.kind, columns: columns)
    }

    /// Whether something of it can be within the month; what is open may last for ever.
    func isInMonth(from start: Instant, to end: Instant?) -> Bool {
        guard let month else { return true }
        guard start < month.upperBound else { return false }
        return end.map { $0 > month.lowerBound || $0 == start && start == month.lowerBound } ?? true
    }

    /// Gives the rows of an event, or says why there are none.
    mutating func add(_ event: SourceEvent, names: EventReader) {
        let started = startedAt(event)
        guard isInMonth(from: started, to: event.end) else {
            log.counts.passedOver += 1
            return
        }
        let scope = event.content.scope
        log.counts.leftOut += scope.leftOut.count
        for object in scope.unmapped { note(object, at: event.place) }
        guard !scope.isNamed || !scope.rows.isEmpty else { return }
        if let refusal = refusal(of: event, names: names) {
            for message in refusal { log.add(message) }
            log.counts.refused += 1
            return
        }
        if mapping.kind != .outages, event.end == nil {
            return log.add(
                SourceMessage(
                    .notYet, event.place, id: event.id, object: scope.firstObject, from: event.start,
                    "has no end yet; it comes with a later file"))
        }
        guard give(event, started: started, names: names) else { return }
        if started != event.start { moved += 1 }
        report(event)
    }

    /// Why an event that should give rows gives none; nil where it gives them.
    private func refusal(of event: SourceEvent, names: EventReader) -> [SourceMessage]? {
        let content = event.content
        var faults = content.faults
        if event.id == nil {
            faults.insert(
                FieldFault(column: names.name(of: "id"), reason: "is required but empty", value: nil), at: 0)
        }
        guard faults.isEmpty else { return faults.map { SourceMessage(event.place, id: event.id, $0) } }
        guard content.scope.isNamed else {
            return [
                SourceMessage(
                    .noScope, event.place, id: event.id, from: event.start, to: event.end,
                    "names neither a subscription nor a service nor an object")
            ]
        }
        if content.isOver, event.end == nil {
            return [
                SourceMessage(
                    .endUnknown, event.place, id: event.id, object: content.scope.firstObject,
                    from: event.start, "is over, but the files do not say when it ended")
            ]
        }
        guard content.scope.rows.count <= Self.most else {
            let fault = FieldFault(
                column: nil,
                reason: "would give \(content.scope.rows.count) rows; at most \(Self.most) are read",
                value: nil)
            return [SourceMessage(event.place, id: event.id, fault)]
        }
        return nil
    }

    /// Whether all its rows are good; those that are not are refused.
    private mutating func give(_ event: SourceEvent, started: Instant, names: EventReader) -> Bool {
        let rows = event.content.scope.rows
        let isNamed = rows.count > 1 || rule.isPerObject
        var isRefused = false
        for row in rows {
            var id = event.id ?? ""
            if isNamed { id += "/\(row.object)" }
            if row.isOneOfSeveral { id += "/\(row.target.name)" }
            let cells = zip(columns, places).map { column, place in
                place.map { event.content.texts[$0] } ?? cell(column.name, id, row.target, event, started)
            }
            let faults = check.faults(of: cells)
            for fault in faults {
                let fault = FieldFault(
                    column: fault.column.map(names.name), reason: fault.reason, value: fault.value)
                log.add(SourceMessage(event.place, id: id, fault))
            }
            isRefused = isRefused || !faults.isEmpty
            guard faults.isEmpty else { continue }
            self.rows.append(ConvertedRow(cells: cells, place: event.place, at: started, id: id))
        }
        log.counts.refused += isRefused ? 1 : 0
        return !isRefused
    }

    private func cell(
        _ column: String, _ id: String, _ target: ObjectMap.Target, _ event: SourceEvent, _ started: Instant
    ) -> String? {
        switch column {
        case "source": source
        case "id": id
        case "service": if case .service(let name) = target { name } else { nil }
        case "subscription": if case .subscription(let name) = target { name } else { nil }
        case "started_at": started.rowText
        case "ended_at": event.end?.rowText
        // The column withdrawn.
        default: event.isWithdrawn ? "true" : nil
        }
    }

    private func startedAt(_ event: SourceEvent) -> Instant {
        let moved = Instant(microseconds: event.start.microseconds - mapping.startMinus)
        return min(event.start, max(moved, event.notBefore ?? moved))
    }

    private func report(_ event: SourceEvent) {
        let object = event.content.scope.rows.first?.object
        if event.wasDownBefore {
            log.add(
                SourceMessage(
                    .alreadyDown, event.place, id: event.id, object: object, from: event.start,
                    "was already down at its first record, at \(event.start.utcText)"))
        }
        if event.isDownAtEnd {
            let end = event.end.map { "; its row ends at \($0.utcText)" } ?? ""
            log.add(
                SourceMessage(
                    .stillDown, event.place, id: event.id, object: object, from: event.start, to: event.end,
                    "is still down when the files end\(end)"))
        }
    }

    private mutating func note(_ object: String, at place: RecordPlace) {
        if let known = unmappedPlaces[object] {
            unmapped[known].events += 1
        } else {
            unmappedPlaces[object] = unmapped.count
            unmapped.append(UnmappedObject(object: object, events: 1, place: place))
        }
    }
}
