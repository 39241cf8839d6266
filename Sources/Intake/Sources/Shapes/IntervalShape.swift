import Messages
import SLA

/// Makes events of records that hold an event each. Source: docs/reference/sources.md "Intervals".
struct IntervalShape {
    let rule: IntervalRule
    private let event: EventRule
    private(set) var reader: EventReader
    /// In the order in which each was first met.
    private(set) var events: [EventVersions] = []
    private var numbers: [String: Int] = [:]
    /// Records that end events, by what they are called.
    private(set) var ends: [String: (at: Instant, place: RecordPlace)] = [:]
    /// What events call the records that end them.
    private(set) var named: Set<String> = []

    init(_ event: EventRule, _ rule: IntervalRule, reader: EventReader) {
        self.event = event
        self.rule = rule
        self.reader = reader
    }

    mutating func add(headings: Set<SourcePath>?) { reader.add(headings: headings) }

    mutating func take(_ record: any SourceRecord, outermost: Int?, _ rows: EventRows) {
        if case .from(let end) = rule.end {
            if end.where.hold(for: record) { return takeEnd(record, end, rows) }
            if let name = end.named.text(in: record) { named.insert(name) }
        }
        if let unknown = rule.unknown, unknown.hold(for: record) { return reportGap(record, rows) }
        guard reader.passes(record) else {
            rows.log.counts.passedOver += 1
            return
        }
        guard let version = version(of: record, rows) else { return }
        let isOrdered = !rule.latest.isEmpty
        let number = version.id.flatMap { numbers[$0] } ?? events.count
        if number == events.count {
            // Without an id it is refused, and is nobody's version.
            if let id = version.id { numbers[id] = number }
            events.append(EventVersions())
        }
        events[number].add(version, outermost: outermost, isOrdered: isOrdered)
    }

    private mutating func takeEnd(
        _ record: any SourceRecord, _ end: IntervalRule.EndRecord, _ rows: EventRows
    ) {
        var faults: [FieldFault] = []
        let at = reader.columns.instant(end.at, "ended_at", in: record, &faults)
        let name = end.record.text(in: record)
        if faults.isEmpty, at == nil { faults.append(missing("ended_at", end.at.value, record)) }
        if name == nil { faults.append(missing("id", end.record, record)) }
        if let at, let name, faults.isEmpty {
            ends[name] = (at, record.place)
        } else {
            rows.refuse(faults, at: record.place, id: name)
        }
    }

    /// nil for a record that is refused, or of something that is left out.
    private func version(of record: any SourceRecord, _ rows: EventRows) -> EventVersion? {
        let content = reader.content(of: record)
        var faults: [FieldFault] = []
        let start = reader.columns.instant(rule.start, "started_at", in: record, &faults)
        if start == nil, faults.isEmpty { faults.append(missing("started_at", rule.start.value, record)) }
        var endedBy: String?
        if case .from(let end) = rule.end { endedBy = end.named.text(in: record) }
        let end = end(of: record, from: start, &faults)
        let atMost = rule.endAtMost.flatMap { reader.columns.instant($0, "ended_at", in: record, &faults) }
        guard let start, faults.isEmpty else {
            if content.scope.isLeftOut {
                rows.log.counts.leftOut += content.scope.leftOut.count
            } else {
                rows.refuse(faults + content.faults, at: record.place, id: content.id)
            }
            return nil
        }
        let noRow = rule.noRow.first { $0.when.hold(for: record) }
        return EventVersion(
            id: SourceEvent.id(content.id, at: start, event), start: start, end: end, endedBy: endedBy,
            endAtMost: atMost, content: content,
            order: VersionOrder(values: rule.latest.map { $0.text(in: record) }), place: record.place,
            noRow: noRow.map { $0.say.values(in: record).first?.text ?? "gives no row" },
            isWithdrawn: rule.withdrawn?.hold(for: record) ?? false)
    }

    /// The end as far as the record itself says it.
    private func end(
        of record: any SourceRecord, from start: Instant?, _ faults: inout [FieldFault]
    ) -> Instant? {
        switch rule.end {
        case .never, .from: return nil
        case .at(let time): return reader.columns.instant(time, "ended_at", in: record, &faults)
        case .after(let value, let unit):
            guard let text = value.text(in: record) else { return nil }
            guard let length = unit.microseconds(text) else {
                faults.append(
                    FieldFault(
                        column: reader.columns.name("ended_at", value, in: record),
                        reason: "is not a length of time in \(unit.rawValue)",
                        value: TerminalText.quoted(text.utf8, limit: Limits.shownValue)))
                return nil
            }
            return start.map { Instant(microseconds: $0.microseconds + length) }
        }
    }

    private func missing(_ column: String, _ value: ProfileValue, _ record: any SourceRecord) -> FieldFault {
        FieldFault(
            column: reader.columns.name(column, value, in: record), reason: "is required but empty",
            value: nil)
    }

    /// Says that nothing is known for a while, of something that has a scope.
    private func reportGap(_ record: any SourceRecord, _ rows: EventRows) {
        guard !reader.scope(of: record).rows.isEmpty else { return }
        var faults: [FieldFault] = []
        let start = reader.columns.instant(rule.start, "started_at", in: record, &faults)
        let end = end(of: record, from: start, &faults)
        guard let start, faults.isEmpty else {
            return rows.refuse(
                faults.isEmpty ? [missing("started_at", rule.start.value, record)] : faults,
                at: record.place, id: nil)
        }
        rows.reportGap(of: reader.name(of: record, else: nil), from: start, to: end, at: record.place)
    }
}
