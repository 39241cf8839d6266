/// An entry of a mapping whose keys are the writer's own, such as the names of columns.
package struct YAMLEntry {
    package let key: String
    /// Its path ends in the key.
    package let field: YAMLField
}

extension YAMLField {
    /// The entries of a mapping with keys of any text, in the order of the file, each once.
    ///
    /// Logged are keys that appear twice, keys that another reader takes for something else than text, and entries without
    /// a value. nil where it is no
    /// mapping, or an empty one.
    package func entries() -> [YAMLEntry]? {
        guard case .mapping(let entries) = value.content else {
            refuse("must be a mapping (key: value), not \(value.kind)")
            return nil
        }
        if entries.isEmpty {
            refuse("is empty")
            return nil
        }
        var places: [String: FilePlace] = [:]
        var read: [YAMLEntry] = []
        for entry in entries where !log.isFull {
            let path = path.isEmpty ? entry.key : "\(path).\(entry.key)"
            if let first = places.updateValue(entry.keyPlace, forKey: entry.key) {
                log.add(
                    entry.keyPlace, keyPath: path,
                    "appears more than once in the same mapping, first on line \(first.line)")
            } else if !entry.keyIsQuoted, let other = otherReading(ofPlain: entry.key) {
                log.add(
                    entry.keyPlace, keyPath: path,
                    "must be in quotes: without them, YAML readers take it for \(other)")
            } else if case .nothing = entry.value.content {
                log.add(entry.keyPlace, keyPath: path, "has no value")
            } else {
                let field = YAMLField(value: entry.value, keyPlace: entry.keyPlace, path: path, log: log)
                read.append(YAMLEntry(key: entry.key, field: field))
            }
        }
        return read
    }
}
