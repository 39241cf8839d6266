import Intake
import StrictYAML

extension ProfileReading {
    /// The keys that say what a value is, and those that change it.
    private static let origins = ["of", "all", "const"]
    private static let changes = ["when", "not", "match", "remove", "map"]

    /// A value; nil after a problem.
    func value(_ field: YAMLField) -> ProfileValue? { value(field, others: [])?.value }

    /// A value whose mapping may have further keys; with the mapping, where it is one. nil after a problem.
    func value(_ field: YAMLField, others: [String]) -> (value: ProfileValue, section: YAMLSection?)? {
        if field.isList { return field.all { value($0) }.map { (.first($0), nil) } }
        guard field.isMapping else {
            return field.text().flatMap { template($0, field) }.map { (.template($0), nil) }
        }
        guard let section = field.section(keys: Self.origins + Self.changes + others) else { return nil }
        let given = Self.origins.filter(section.has)
        guard given.count == 1 else {
            field.refuse(
                given.isEmpty
                    ? "needs of, all or const: what the value is taken from"
                    : "has \(given.joined(separator: " and ")); one of them says what the value is taken from"
            )
            return nil
        }
        let origin = origin(section)
        let change = change(section)
        guard let origin, let change else { return nil }
        let changed = Self.changes.contains(where: section.has)
        return (changed ? .changed(origin, change) : origin, section)
    }

    private func origin(_ section: YAMLSection) -> ProfileValue? {
        if let field = section.optional("of") { return value(field) }
        if let field = section.optional("all") { return field.all { value($0) }.map { .all($0) } }
        return section.optional("const")?.text().map { .constant($0) }
    }

    /// nil after a problem.
    private func change(_ section: YAMLSection) -> ValueChange? {
        let when = section.optional("when").flatMap(conditions)
        let without = section.optional("not")?.texts()
        let match = section.optional("match").flatMap(pattern)
        let remove = section.optional("remove").flatMap(pattern)
        let map = section.optional("map").flatMap(map)
        let read: [(String, Bool)] = [
            ("when", when != nil), ("not", without != nil), ("match", match != nil),
            ("remove", remove != nil),
            ("map", map != nil),
        ]
        guard read.allSatisfy({ section.has($0.0) == $0.1 }) else { return nil }
        return ValueChange(when: when, without: Set(without ?? []), match: match, remove: remove, map: map)
    }

    private func map(_ field: YAMLField) -> [String: String]? {
        guard let entries = field.entries() else { return nil }
        var map: [String: String] = [:]
        for entry in entries { map[entry.key] = entry.field.text() }
        return map.count == entries.count ? map : nil
    }
}
