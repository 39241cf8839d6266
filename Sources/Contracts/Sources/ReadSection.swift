import Intake
import SLA
import StrictYAML

/// Reads `read`: the format of files, and how to read it.
enum ReadSection {
    private static let formats = ["csv", "xlsx", "spreadsheet", "json", "jsonl", "log", "icalendar"]
    private static let keys = ["format", "charset", "separator", "absent", "sheet", "table", "lines", "step"]
    /// What each format takes besides `step`.
    private static let taken: [String: [String]] = [
        "csv": ["charset", "separator", "absent"], "xlsx": ["sheet"],
        "spreadsheet": ["charset", "separator", "absent", "sheet"], "json": ["table"], "jsonl": [],
        "log": ["lines", "charset"], "icalendar": [],
    ]

    struct Stated {
        var kind: SourceFormat.Kind
        var charsets: [Charset]?
        var step: TrackRule.Step?
    }

    /// nil after a problem.
    static func read(_ field: YAMLField) -> Stated? {
        guard let section = field.section(keys: keys),
            let format = section.required("format")?.choice(of: formats)
        else { return nil }
        let others = keys.filter { $0 != "format" && $0 != "step" && !(taken[format] ?? []).contains($0) }
        for key in others where section.has(key) {
            section.optional(key)?.refuseKey("is not a key of the format \(format)")
        }
        let charsets = section.optional("charset").flatMap(charsets)
        let step = section.optional("step").flatMap(step)
        guard let kind = kind(format, section), !section.has("charset") || charsets != nil,
            !section.has("step") || step != nil
        else { return nil }
        return Stated(kind: kind, charsets: charsets, step: step)
    }

    private static func kind(_ format: String, _ section: YAMLSection) -> SourceFormat.Kind? {
        switch format {
        case "csv": return delimited(section).map { .csv($0) }
        case "xlsx": return sheet(section).map { .workbook(sheet: $0.name) }
        case "spreadsheet":
            guard let delimited = delimited(section), let sheet = sheet(section) else { return nil }
            return .spreadsheet(delimited, sheet: sheet.name)
        case "json":
            guard section.has("table") else { return .json(isTable: false) }
            return section.optional("table")?.boolean().map { .json(isTable: $0) }
        case "jsonl": return .jsonLines
        case "log": return section.required("lines").flatMap(lines).map { .log($0) }
        default: return .calendar
        }
    }

    private static func delimited(_ section: YAMLSection) -> SourceFormat.Delimited? {
        let separators: [String: Unicode.Scalar] = [",": ",", ";": ";", "tab": "\t"]
        let separator = section.optional("separator")?.choice(of: [",", ";", "tab"])
        let absent = section.optional("absent")?.texts()
        guard !section.has("separator") || separator != nil, !section.has("absent") || absent != nil else {
            return nil
        }
        return SourceFormat.Delimited(
            separator: separator.flatMap { separators[$0] }, absent: Set(absent ?? []))
    }

    /// nil after a problem; no name where none is given.
    private static func sheet(_ section: YAMLSection) -> (name: String?, Void)? {
        guard section.has("sheet") else { return (nil, ()) }
        return section.optional("sheet")?.text(longest: 31).map { ($0, ()) }
    }

    private static func charsets(_ field: YAMLField) -> [Charset]? {
        let names = Charset.allCases.map(\.rawValue)
        let chosen = field.isList ? field.choices(of: names) : field.choice(of: names).map { [$0] }
        guard let chosen, !chosen.isEmpty else {
            if chosen != nil { field.refuse("is empty") }
            return nil
        }
        return chosen.compactMap(Charset.init(rawValue:))
    }

    private static func step(_ field: YAMLField) -> TrackRule.Step? {
        guard let text = field.text(longest: 20) else { return nil }
        if text == "smallest" { return .smallest }
        guard let duration = ProfileDuration.microseconds(text) else {
            field.refuse("must be a duration such as 60s, 5m or 2h, or smallest")
            return nil
        }
        return .duration(duration)
    }

    private static func lines(_ field: YAMLField) -> LogLines? {
        field.all { entry -> LogLines.Line? in
            guard let section = entry.section(keys: ["match", "set"]) else { return nil }
            let reading = ProfileReading(
                hasJSONPaths: false, language: .english, time: [.rfc3339], zone: nil, zoneNamed: { _ in nil })
            let pattern = section.required("match").flatMap(reading.pattern)
            var constants: [String: String] = [:]
            let entries = section.optional("set")?.entries()
            for entry in entries ?? [] { constants[entry.key] = entry.field.text() }
            guard let pattern, constants.count == entries?.count ?? 0,
                section.has("set") == (entries != nil)
            else { return nil }
            return LogLines.Line(pattern, constants: constants)
        }.map { LogLines($0) }
    }
}

/// Lengths of time as profiles write them.
enum ProfileDuration {
    /// `90s`, `5m` or `2h`, more than nothing and at most 31 days; nil for any other text.
    static func microseconds(_ text: String) -> Int64? {
        guard let match = text.wholeMatch(of: /([0-9]{1,7})(s|m|h)/), let number = Int64(match.1) else {
            return nil
        }
        let units: [Substring: Int64] = ["s": 1, "m": 60, "h": 3600]
        let length = number * (units[match.2] ?? 1) * Microseconds.perSecond
        return 1...31 * Microseconds.perDay ~= length ? length : nil
    }
}

extension YAMLField {
    /// Logs a problem of the key itself.
    func refuseKey(_ reason: String) { log.add(keyPlace, keyPath: path, reason) }
}
