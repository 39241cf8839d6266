import Intake
import SLA
import StrictYAML

/// Keys of events. What a key that may be left out says wrongly is logged, and the profile refused for it.
extension ProfileReading {
    /// What intervals and tracks have in common; nil after a problem.
    func event(_ section: YAMLSection, _ field: YAMLField) -> EventRule? {
        let subscription = section.optional("subscription").flatMap(value)
        let service = section.optional("service").flatMap(value)
        let object = section.optional("object").flatMap(value)
        if !["subscription", "service", "object"].contains(where: section.has) {
            field.refuse("names nobody: it needs subscription, service or object")
        }
        let isAtStart = section.optional("id_at_start")?.boolean() ?? false
        let isPerObject = section.optional("id_per_object")?.boolean() ?? false
        let ended = section.optional("ended").flatMap(conditions)
        guard let id = section.required("id").flatMap(value) else { return nil }
        return EventRule(
            subscription: subscription, service: service, object: object, id: id, isAtStart: isAtStart,
            isPerObject: isPerObject, ended: ended)
    }

    /// nil after a problem.
    func interval(_ section: YAMLSection, _ field: YAMLField, kind: FactKind) -> IntervalRule? {
        let start = section.required("start").flatMap(time)
        let end = end(section, field, kind: kind)
        let endAtMost = section.optional("end_at_most").flatMap(time)
        let unknown = section.optional("unknown").flatMap(conditions)
        let withdrawn = section.optional("withdrawn").flatMap(conditions)
        let latest = section.optional("latest").flatMap { $0.all { value($0) } }
        let noRow = section.optional("no_row").flatMap { $0.all { self.noRow($0) } }
        guard let start, let end else { return nil }
        return IntervalRule(
            start: start, end: end, endAtMost: endAtMost, unknown: unknown, withdrawn: withdrawn,
            latest: latest ?? [], noRow: noRow ?? [])
    }

    private func end(_ section: YAMLSection, _ field: YAMLField, kind: FactKind) -> IntervalRule.End? {
        let given = ["end", "length", "end_from"].filter(section.has)
        guard given.count <= 1 else {
            field.refuse("has \(given.joined(separator: " and ")); one of them says when an event ends")
            return nil
        }
        switch given.first {
        case "end": return section.optional("end").flatMap(time).map { .at($0) }
        case "length": return section.optional("length").flatMap(length)
        case "end_from": return section.optional("end_from").flatMap(endRecord)
        default:
            if kind != .outages, !section.has("end_at_most") {
                field.refuse("needs end, length or end_from: \(kind.rawValue) have an end")
            }
            return .never
        }
    }

    private func length(_ field: YAMLField) -> IntervalRule.End? {
        guard field.isMapping else {
            field.refuse("must be a mapping such as { of: seconds, unit: s }")
            return nil
        }
        guard let (value, section) = value(field, others: ["unit"]), let section else { return nil }
        let unit = section.required("unit")?.choice(of: LengthUnit.allCases.map(\.rawValue))
        return unit.flatMap(LengthUnit.init(rawValue:)).map { .after(value, $0) }
    }

    private func endRecord(_ field: YAMLField) -> IntervalRule.End? {
        guard let section = field.section(keys: ["where", "record", "is", "at"]) else { return nil }
        let conditions = section.required("where").flatMap(conditions)
        let record = section.required("record").flatMap(value)
        let named = section.required("is").flatMap(value)
        let at = section.required("at").flatMap(time)
        guard let conditions, let record, let named, let at else { return nil }
        return .from(IntervalRule.EndRecord(where: conditions, record: record, named: named, at: at))
    }

    private func noRow(_ field: YAMLField) -> IntervalRule.NoRow? {
        guard let section = field.section(keys: ["when", "say"]) else { return nil }
        let when = section.required("when").flatMap(conditions)
        let say = section.required("say").flatMap(sentence)
        guard let when, let say else { return nil }
        return IntervalRule.NoRow(when: when, say: say)
    }

    /// nil after a problem.
    func track(_ section: YAMLSection, step: TrackRule.Step?) -> TrackRule? {
        let key = section.required("key").flatMap(value)
        let at = section.required("at").flatMap(time)
        let state = section.required("state").flatMap(value)
        let states = section.required("states").flatMap(states)
        let order = section.optional("order")?.choice(of: ["file", "time"])
        let pairs = section.optional("pairs")?.boolean()
        let endsField = section.optional("ends_id")
        let endsID = endsField.flatMap(value)
        if pairs == false || !section.has("pairs") {
            endsField?.refuseKey("needs pairs: true: an end has a beginning of its own then")
        }
        let isSampled = section.optional("sampled")?.boolean() ?? false
        let atEndField = section.optional("at_end")
        let atEnd = atEndField?.choice(of: TrackRule.AtEnd.allCases.map(\.rawValue))
            .flatMap(TrackRule.AtEnd.init(rawValue:))
        if atEnd == .step, step == nil { atEndField?.refuse("needs read.step, the length of a step") }
        guard let key, let at, let state, let states else { return nil }
        return TrackRule(
            key: key, at: at, state: state, states: states, isSortedByTime: order == "time",
            isPairs: pairs ?? false,
            endsID: endsID, isSampled: isSampled, atEnd: atEnd ?? .open, step: step)
    }

    private func states(_ field: YAMLField) -> TrackRule.States? {
        guard let entries = field.entries() else { return nil }
        var states: [String: TrackRule.State] = [:]
        for entry in entries {
            let name = entry.field.choice(of: TrackRule.State.allCases.map(\.rawValue))
            states[entry.key] = name.flatMap(TrackRule.State.init(rawValue:))
        }
        if !entries.isEmpty, states.count == entries.count, !states.values.contains(.down) {
            field.refuse("has no state that is down, so nothing would ever be an outage")
        }
        return TrackRule.States(states)
    }
}
