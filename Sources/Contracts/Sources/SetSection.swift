import Intake
import Messages
import SLA
import StrictYAML

/// `set`: columns and what they are taken from.
extension ProfileReading {
    /// In the order of the kind's columns. What is wrong is logged.
    func columns(_ section: YAMLSection, _ field: YAMLField, kind: FactKind) -> [ColumnRule] {
        let entries = section.optional("set")?.entries() ?? []
        let rules = entries.compactMap { rule($0, kind: kind) }
        let names = Set(entries.map(\.key))
        let missing = kind.columns.filter {
            $0.isRequired && !names.contains($0.name) && !Self.given($0.name, kind)
        }
        if !missing.isEmpty {
            let list = missing.map(\.name).joined(separator: ", ")
            (section.optional("set") ?? field).refuseKey(
                "lacks the required \(missing.count == 1 ? "column" : "columns") \(list)")
        }
        return kind.columns.compactMap { column in rules.first { $0.column == column } }
    }

    private func rule(_ entry: YAMLEntry, kind: FactKind) -> ColumnRule? {
        if Self.given(entry.key, kind) {
            entry.field.refuseKey(
                entry.key == "source"
                    ? "comes from the key source of the profile"
                    : "comes from the other keys of the mapping, not from set")
            return nil
        }
        guard let column = kind.columns.first(where: { $0.name == entry.key }) else {
            let others = kind.columns.map(\.name).filter { !Self.given($0, kind) }
            let nearest = NearestName.of(entry.key, among: others).map { "did you mean \($0)?" }
            entry.field.refuseKey(
                "is not a column of \(kind.rawValue); \(nearest ?? "they are \(others.joined(separator: ", "))")"
            )
            return nil
        }
        if column.type == .instant { return time(entry.field).map { ColumnRule(column, .time($0)) } }
        return value(entry.field).map { ColumnRule(column, .value($0)) }
    }

    /// Whether a column comes from other keys of the profile.
    private static func given(_ column: String, _ kind: FactKind) -> Bool {
        guard MappingKeys.isEvent(kind) else { return column == "source" }
        return ["source", "id", "service", "subscription", "started_at", "ended_at", "withdrawn"].contains(
            column)
    }
}
