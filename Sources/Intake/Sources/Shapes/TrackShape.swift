import Messages
import SLA

/// Makes events of records that say how a state changed. Source: docs/reference/sources.md "Tracks".
struct TrackShape {
    let rule: TrackRule
    private let event: EventRule
    private var events: TrackReader
    private var keys = TrackKeys()
    private var hold = TrackHold()
    private var machine: TrackMachine

    init(_ event: EventRule, _ rule: TrackRule, reader: EventReader) {
        self.event = event
        self.rule = rule
        events = TrackReader(rule: rule, reader: reader)
        var step: Int64?
        if case .duration(let duration)? = rule.step { step = duration }
        machine = TrackMachine(rule, steps: TrackSteps(step))
    }

    private var reader: EventReader { events.reader }

    mutating func add(headings: Set<SourcePath>?) { events.reader.add(headings: headings) }

    mutating func take(
        _ record: any SourceRecord, outermost number: Int?, _ rows: EventRows,
        _ outermost: inout OutermostRecords
    ) {
        var faults: [FieldFault] = []
        let at = reader.columns.instant(rule.at, "at", in: record, &faults)
        if at == nil, faults.isEmpty { faults.append(missing("at", rule.at.value, record)) }
        guard let at, faults.isEmpty else { return refuse(faults, record, rows) }
        // Without a state it counts only as a time.
        guard let text = rule.state.text(in: record) else {
            return follow(.ignore, at, -1, record, number, rows)
        }
        let state = rule.states[text]
        switch state {
        case .ignore, .stopped, .started:
            if state == .ignore { rows.log.counts.passedOver += 1 }
            follow(state ?? .ignore, at, -1, record, number, rows)
        case nil, .down, .up, .unknown, .same:
            guard let name = rule.key.text(in: record) else {
                return refuse([missing("key", rule.key, record)], record, rows)
            }
            var scope: EventScope?
            let key = keys.number(of: name, record, reader, scope: &scope)
            if number != nil { outermost.note(scope ?? reader.scope(of: record), of: number) }
            if state == nil {
                report(text, of: key, record, at, rows)
                outermost.account(for: number)
            }
            // What a record says that nobody understands is neither downtime nor availability.
            follow(state ?? .unknown, at, key, record, number, rows, scope: scope)
        }
    }

    private mutating func follow(
        _ state: TrackRule.State, _ at: Instant, _ key: Int32, _ record: any SourceRecord,
        _ outermost: Int?, _ rows: EventRows, scope: EventScope? = nil
    ) {
        guard rule.isHeld else {
            let change = TrackChange(
                at: at, key: key, state: state, place: record.place, outermost: outermost)
            let events = events
            return machine.take(
                change, keys, rows, content: { events.content(of: record, scope: scope) },
                end: { events.end(of: record, scope: scope) })
        }
        if state == .ignore, !rule.states.hasStarts { return machine.pass(at) }
        var content: Int32 = -1
        if state == .down { content = hold.number(of: events.content(of: record, scope: scope)) }
        if state == .up, rule.isPairs { content = hold.number(of: events.end(of: record, scope: scope)) }
        hold.add(
            TrackChange(
                at: at, key: key, state: state, content: content, place: record.place, outermost: outermost))
    }

    /// Refuses a record, unless it is of something that is left out.
    private func refuse(_ faults: [FieldFault], _ record: any SourceRecord, _ rows: EventRows) {
        let scope = reader.scope(of: record)
        if scope.isLeftOut {
            rows.log.counts.leftOut += scope.leftOut.count
        } else {
            rows.refuse(faults, at: record.place, id: nil)
        }
    }

    private func missing(_ column: String, _ value: ProfileValue, _ record: any SourceRecord) -> FieldFault {
        FieldFault(
            column: reader.columns.name(column, value, in: record), reason: "is required but empty",
            value: nil)
    }

    /// Refuses a state that the profile does not know, of something that has a scope.
    private func report(
        _ state: String, of key: Int32, _ record: any SourceRecord, _ at: Instant, _ rows: EventRows
    ) {
        guard keys.areInScope[Int(key)], rows.isInMonth(from: at, to: at) else { return }
        let shown = TerminalText.quoted(state.utf8, limit: Limits.shownValue)
        rows.log.add(
            SourceMessage(
                .unknownState, record.place, object: keys.names[Int(key)], from: at, kindred: shown,
                "has the state \(shown) at \(at.utcText), which the profile does not know"))
        rows.log.counts.refused += 1
    }

    /// Gives the outages; where `ends` is there, the ends whose beginning is not in the files instead.
    mutating func finish(
        _ rows: inout EventRows, _ outermost: inout OutermostRecords, _ ends: inout EndRows?
    ) {
        follow(rows)
        let orphans = machine.finish(keys, rows)
        if ends == nil { TrackEvents(event, reader: reader).add(machine.outages, &rows, &outermost) }
        for orphan in orphans {
            guard !orphan.end.isPassedOver else {
                rows.log.counts.passedOver += 1
                continue
            }
            if ends != nil {
                guard rows.isInMonth(from: orphan.at, to: orphan.at) else { continue }
                ends?.add(orphan.end.id, ended: orphan.at, at: orphan.place, rows)
                continue
            }
            guard orphan.end.isInScope, rows.isInMonth(from: orphan.at, to: orphan.at) else { continue }
            rows.reportOrphan(
                named: orphan.end.id, object: keys.names[orphan.key], ended: orphan.at, at: orphan.place)
        }
    }

    /// Follows the changes that were held.
    private mutating func follow(_ rows: EventRows) {
        guard rule.isHeld else { return }
        if rule.isSortedByTime { hold.sort() }
        if rule.step == .smallest {
            machine = TrackMachine(
                rule, steps: TrackSteps(of: hold.changes, keys: keys.names.count), after: machine)
        }
        let (contents, ends) = (hold.contents, hold.ends)
        for change in hold.changes {
            machine.take(
                change, keys, rows,
                content: { change.content < 0 ? nil : contents[Int(change.content)] },
                end: { ends[Int(change.content)] })
        }
        hold = TrackHold()
    }
}

/// What records of a track say of the outages that they begin and end.
private struct TrackReader {
    let rule: TrackRule
    var reader: EventReader

    /// nil for an outage that is passed over.
    func content(of record: any SourceRecord, scope: EventScope?) -> EventContent? {
        reader.passes(record) ? reader.content(of: record, scope: scope) : nil
    }

    func end(of record: any SourceRecord, scope: EventScope?) -> TrackEnd {
        let scope = scope ?? reader.scope(of: record)
        return TrackEnd(
            id: rule.endsID?.text(in: record), isPassedOver: !reader.mayPass(record),
            isInScope: !scope.isNamed || !scope.rows.isEmpty)
    }
}
