/// Reads the mapping that a whole YAML file is.
package enum YAMLFile {
    /// nil after a problem; also, when an empty file is allowed, for a file without any entry.
    package static func root(
        bytes: [UInt8], keys: [String], log: YAMLProblemLog, allowsEmpty: Bool = false
    ) -> YAMLSection? {
        let start = FilePlace(line: 1, column: 1)
        guard let value = YAMLComposer.compose(bytes: bytes, log: log) else {
            if log.problems.isEmpty, !allowsEmpty { log.add(start, "the file is empty") }
            return nil
        }
        if case .nothing = value.content {
            if !allowsEmpty { log.add(start, "the file is empty") }
            return nil
        }
        return YAMLField(value: value, keyPlace: value.place, path: "", log: log).section(keys: keys)
    }
}
