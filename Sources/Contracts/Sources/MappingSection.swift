import Intake
import SLA
import StrictYAML

/// Reads how the files of a tool become rows of one kind.
enum MappingSection {
    /// nil after a problem.
    static func read(
        _ field: YAMLField, kind: FactKind, zoneNamed: @escaping (String) -> Zone?
    ) -> SourceMapping? {
        let keys = MappingKeys.common + MappingKeys.event + MappingKeys.interval + MappingKeys.track
        guard let section = field.section(keys: keys) else { return nil }
        let shapeName = MappingKeys.shape(of: section, field, kind: kind)
        let read = section.required("read").flatMap(ReadSection.read)
        let language = section.optional("language")?.choice(of: CalendarNames.allCases.map(\.rawValue))
            .flatMap(CalendarNames.init(rawValue:))
        // Where the format is not known, the other keys are looked at as those of a table.
        var reading = ProfileReading(
            hasJSONPaths: read?.kind.hasJSONPaths ?? false, language: language ?? .english, time: [.rfc3339],
            zone: nil, zoneNamed: zoneNamed)
        reading.zone = section.optional("zone").flatMap(reading.namedZone)
        reading.time = section.optional("time").flatMap { reading.forms($0, for: .instants) } ?? reading.time
        if read?.step != nil, shapeName != .track {
            section.optional("read")?.refuseKey("has step, which belongs to tracks (at)")
        }
        let each = section.optional("each").flatMap { field in
            read.flatMap { reading.each(field, of: $0.kind) }
        }
        let form = ShapeReading(
            reading: reading, section: section, field: field, kind: kind, step: read?.step)
        let shape = shapeName.flatMap(form.shape)
        let set = reading.columns(section, field, kind: kind)
        let forms = reading.valueForms(section)
        let conditions = section.optional("where").flatMap(reading.conditions)
        let incomplete = read == nil ? [] : reading.incomplete(section)
        let nothing = read == nil ? nil : reading.nothing(section)
        let unset = section.optional("unset")?.texts()
        let startMinus = section.optional("start_minus").flatMap(startMinus)
        guard let read, let shape else { return nil }
        let mapping = SourceMapping(
            kind, read: .init(read.kind, charsets: read.charsets, each: each), shape: shape, set: set,
            forms: forms, where: conditions, incomplete: incomplete, nothing: nothing,
            unset: Set(unset ?? []), startMinus: startMinus ?? 0)
        PathCheck(mapping, field).check()
        return mapping
    }

    private static func startMinus(_ field: YAMLField) -> Int64? {
        guard let text = field.text(longest: 20) else { return nil }
        guard let duration = ProfileDuration.microseconds(text) else {
            field.refuse("must be a duration such as 90s, 5m or 2h")
            return nil
        }
        return duration
    }
}

/// Reads the keys of a shape.
private struct ShapeReading {
    let reading: ProfileReading
    let section: YAMLSection
    let field: YAMLField
    let kind: FactKind
    let step: TrackRule.Step?

    func shape(_ shape: MappingKeys.Shape) -> SourceMapping.Shape? {
        switch shape {
        case .rows: return .rows
        case .interval:
            let event = reading.event(section, field)
            let rule = reading.interval(section, field, kind: kind)
            guard let event, let rule else { return nil }
            return .intervals(event, rule)
        case .track:
            let event = reading.event(section, field)
            let rule = reading.track(section, step: step)
            guard let event, let rule else { return nil }
            return .track(event, rule)
        }
    }
}

extension ProfileReading {
    fileprivate func each(_ field: YAMLField, of kind: SourceFormat.Kind) -> SourceEach? {
        guard let text = field.text() else { return nil }
        guard kind.hasJSONPaths else {
            field.refuse("is for the formats json and jsonl")
            return nil
        }
        if kind.isTable {
            field.refuse("is not for a table, whose records are its rows")
            return nil
        }
        do throws(SourcePathError) {
            return try SourceEach(text)
        } catch {
            field.refuse("is not a path: it \(error)")
            return nil
        }
    }

    fileprivate func valueForms(_ section: YAMLSection) -> ValueForms {
        let dates = section.optional("date").flatMap { forms($0, for: .dates) }
        let months = section.optional("month").flatMap { forms($0, for: .months) }
        let number = section.optional("number")?.choice(of: ["plain", "fr"])
        return ValueForms(
            dates: dates ?? [], months: months ?? [], isFrenchNumber: number == "fr", language: language)
    }

    fileprivate func incomplete(_ section: YAMLSection) -> [SourceMapping.Incomplete] {
        guard let field = jsonKey("incomplete", section) else { return [] }
        return field.all { entry in
            guard let section = entry.section(keys: ["when", "say"]) else { return nil }
            let when = section.required("when").flatMap(conditions)
            let say = section.required("say").flatMap(sentence)
            guard let when, let say else { return nil }
            return SourceMapping.Incomplete(when: when, say: say)
        } ?? []
    }

    fileprivate func nothing(_ section: YAMLSection) -> Template? {
        jsonKey("nothing", section).flatMap(sentence)
    }

    private func jsonKey(_ key: String, _ section: YAMLSection) -> YAMLField? {
        guard let field = section.optional(key) else { return nil }
        guard hasJSONPaths else {
            field.refuseKey("is for the formats json and jsonl")
            return nil
        }
        return field
    }
}
