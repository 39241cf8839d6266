import SLA

/// Turns the outages of a track into events.
struct TrackEvents {
    private let rule: EventRule
    private let reader: EventReader

    init(_ rule: EventRule, reader: EventReader) {
        self.rule = rule
        self.reader = reader
    }

    func add(_ outages: [TrackOutage], _ rows: inout EventRows, _ outermost: inout OutermostRecords) {
        for outage in outages where outage.outermost >= 0 && outage.content != nil {
            outermost.account(for: Int(outage.outermost))
        }
        var given: Set<String> = []
        var last: [Int32: Int] = [:]
        var events: [SourceEvent] = []
        // In the order of their beginnings: of outages that share an id the first one has it as it is.
        let order = outages.indices.sorted { (outages[$0].start, $0) < (outages[$1].start, $1) }
        for outage in order.map({ outages[$0] }) {
            guard let content = outage.content else { continue }
            if let end = outage.end, end < outage.start {
                let id = SourceEvent.id(content.id, at: outage.start, rule)
                rows.refuseEnd(end, before: outage.start, id: id, content.scope, at: outage.place)
                continue
            }
            if let before = last[outage.key], events[before].start == outage.start {
                // The one before had no length: this is the same outage.
                events[before] = event(outage, content, id: events[before].id)
                continue
            }
            var id = SourceEvent.id(content.id, at: outage.start, rule)
            if let known = id, !given.insert(known).inserted, !rule.isAtStart {
                id = "\(known)@\(outage.start.utcText)"
            }
            last[outage.key] = events.count
            events.append(event(outage, content, id: id))
        }
        for event in events { rows.add(event, names: reader) }
    }

    private func event(_ outage: TrackOutage, _ content: EventContent, id: String?) -> SourceEvent {
        SourceEvent(
            content: content, id: id, start: outage.start, end: outage.end, place: outage.place,
            notBefore: outage.notBefore, wasDownBefore: outage.wasDownBefore,
            isDownAtEnd: outage.isDownAtEnd)
    }
}
