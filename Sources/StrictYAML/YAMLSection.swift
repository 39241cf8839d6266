import Messages

/// A mapping in which every key is known, appears once, and is asked for by name.
package struct YAMLSection {
    let place: FilePlace
    let path: String
    private let log: YAMLProblemLog
    private var fields: [String: YAMLField] = [:]

    /// Logs the keys that are unknown, with the nearest known one, and those that appear twice.
    init(_ entries: [YAMLValue.Entry], keys: [String], place: FilePlace, path: String, log: YAMLProblemLog) {
        self.place = place
        self.path = path
        self.log = log
        for entry in entries where !log.isFull {
            let path = self.path(to: entry.key)
            if let first = fields[entry.key] {
                let reason =
                    "appears more than once in the same mapping, first on line \(first.keyPlace.line)"
                log.add(entry.keyPlace, keyPath: path, reason)
            } else if keys.contains(entry.key) {
                fields[entry.key] = YAMLField(
                    value: entry.value, keyPlace: entry.keyPlace, path: path, log: log)
            } else {
                log.add(entry.keyPlace, keyPath: path, Self.unknown(entry.key, keys: keys))
            }
        }
    }

    /// Logs a problem of the mapping as a whole.
    package func refuse(_ reason: String) { log.add(place, keyPath: path, reason) }

    package func has(_ key: String) -> Bool { fields[key] != nil }

    /// The field of a key that must be there; nil after a problem, `missing` being its reason.
    package func required(_ key: String, missing: String = "is missing") -> YAMLField? {
        if fields[key] == nil { log.add(place, keyPath: path(to: key), missing) }
        return optional(key)
    }

    /// The field of a key that may be left out; nil when it is, or after a problem.
    package func optional(_ key: String) -> YAMLField? {
        guard let field = fields[key] else { return nil }
        if case .nothing = field.value.content {
            log.add(field.keyPlace, keyPath: field.path, "has no value")
            return nil
        }
        return field
    }

    private func path(to key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private static func unknown(_ key: String, keys: [String]) -> String {
        if key == "<<" { return "a merge key (<<) is not accepted: write the entries out" }
        if key.first?.isNumber == true, key.hasSuffix("%") {
            return "is not a key; a percentage has a decimal point, not a comma: write 99.85%"
        }
        if let nearest = NearestName.of(key, among: keys) { return "unknown key; did you mean \(nearest)?" }
        return "unknown key; the keys here are \(keys.joined(separator: ", "))"
    }
}
