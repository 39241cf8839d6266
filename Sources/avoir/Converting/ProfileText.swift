import Documents
import Intake
import Messages
import SLA

/// What a profile means, for people and as JSON.
enum ProfileText {
    static func table(of profiles: [SourceProfile]) -> String {
        var table = Table([.left, .left, .left])
        table.add(["name", "kinds", "title"])
        for profile in profiles {
            table.add([profile.name, kinds(of: profile), profile.title])
        }
        return table.lines().map { $0 + "\n" }.joined()
    }

    static func meaning(of profile: SourceProfile, file: String) -> String {
        var lines = [
            "\(TerminalText.safe(file)): profile \(profile.name), source \(TerminalText.safe(profile.source)): "
                + TerminalText.safe(profile.title)
        ]
        if let documented = profile.documented {
            lines.append("    documented in \(TerminalText.safe(documented))")
        }
        for kind in profile.kinds {
            guard let mapping = profile.mapping(of: kind) else { continue }
            lines.append(
                "  \(kind.rawValue): \(shape(of: mapping, as: kind)), read as \(mapping.read.kind.text)")
            lines.append("    states \(columns(of: mapping, as: kind).joined(separator: ", "))")
            if mapping.startMinus > 0 {
                lines.append("    moves every start back by \(mapping.startMinusText)")
            }
            let needs = needs(of: mapping, as: kind)
            lines.append(
                "    needs \(needs.isEmpty ? "no option" : needs.map(\.text).joined(separator: ", "))")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    static func json(of profiles: [SourceProfile]) -> [UInt8] {
        JSONWriter.whole { json in
            json.object { json in
                json.array("profiles") { json in for profile in profiles { write(profile, to: &json) } }
            }
        }
    }

    private static func write(_ profile: SourceProfile, to json: inout JSONWriter) {
        json.object { json in
            json.string("profile", profile.name)
            json.string("title", profile.title)
            json.string("documented", profile.documented)
            json.string("source", profile.source)
            json.array("kinds") { json in
                for kind in profile.kinds {
                    guard let mapping = profile.mapping(of: kind) else { continue }
                    json.object { json in
                        json.string("kind", kind.rawValue)
                        json.string("format", mapping.read.kind.text)
                        json.strings("columns", columns(of: mapping, as: kind))
                        json.strings("needs", needs(of: mapping, as: kind).map(\.option))
                    }
                }
            }
        }
    }

    private static func kinds(of profile: SourceProfile) -> String {
        profile.kinds.map(\.rawValue).joined(separator: ", ")
    }

    private static func columns(of mapping: SourceMapping, as kind: FactKind) -> [String] {
        (kind == mapping.kind ? mapping.columns() : kind.columns).map(\.name)
    }

    private static func shape(of mapping: SourceMapping, as kind: FactKind) -> String {
        switch mapping.shape {
        case .intervals: "a record holds an event"
        case .track:
            kind == mapping.kind
                ? "records say how a state changed" : "ends whose beginning is not in the files"
        case .rows: "a record is a row"
        }
    }

    /// An option that a mapping needs, and when.
    private static func needs(
        of mapping: SourceMapping, as kind: FactKind
    ) -> [(option: String, text: String)] {
        var needs: [(option: String, text: String)] = []
        if let event = mapping.event, kind == mapping.kind {
            if event.object != nil {
                let when = event.namesScope ? " (where a record names neither subscription nor service)" : ""
                needs.append(("--objects", "--objects\(when)"))
            }
        }
        if let when = mapping.needsZone { needs.append(("--time-zone", "--time-zone\(when.text)")) }
        if case .calendar = mapping.read.kind {
            needs.append(("--month", "--month (where a calendar has a series)"))
        }
        return needs
    }
}

extension SourceMapping.ZoneNeed {
    fileprivate var text: String {
        switch self {
        case .always: ""
        case .withoutOffset: " (for times without an offset)"
        }
    }
}

extension SourceFormat.Kind {
    fileprivate var text: String {
        switch self {
        case .csv: "csv"
        case .workbook: "xlsx"
        case .spreadsheet: "spreadsheet"
        case .json: "json"
        case .jsonLines: "jsonl"
        case .log: "log"
        case .calendar: "icalendar"
        }
    }
}
