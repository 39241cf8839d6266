package import SLA

/// What an update changed, in words and as JSON.
package struct ChangeText {
    private let text: FactText

    /// Instants are written in the zone.
    package init(zone: Zone) {
        text = FactText(zone)
    }

    /// `noc INC-7: ended_at 2026-10-05T10:24:00+02:00 → 2026-10-05T10:54:00+02:00; notified_at … → absent`.
    package func line(_ change: Change) -> String {
        let columns = change.columns.map { column in
            let before = shown(column.before, column.column) ?? "absent"
            return "\(column.column.name) \(before) → \(shown(column.after, column.column) ?? "absent")"
        }
        return "\(name(change.identity)): \(columns.joined(separator: "; "))"
    }

    /// `noc INC-7`.
    package func name(_ identity: [Change.Value]) -> String {
        identity.filter { !$0.text.isEmpty }.map { shown($0.text, $0.column) ?? "" }.joined(separator: " ")
    }

    package func write(_ change: Change, to json: inout JSONWriter) {
        json.object { members(of: change, to: &$0) }
    }

    func members(of change: Change, to json: inout JSONWriter) {
        if let line = change.line { json.integer("line", line) }
        json.object("identity") { json in
            for value in change.identity {
                json.string(value.column.name, written(value.text, value.column))
            }
        }
        json.array("columns") { json in
            for column in change.columns {
                json.object { json in
                    json.string("column", column.column.name)
                    json.string("before", column.before.flatMap { written($0, column.column) })
                    json.string("after", column.after.flatMap { written($0, column.column) })
                }
            }
        }
    }

    private func shown(_ value: String?, _ column: FactColumn) -> String? {
        guard let value, !value.isEmpty else { return nil }
        return text.shown(value, column)
    }

    /// As a file would state it; nil: the part of an identity that is absent.
    private func written(_ value: String, _ column: FactColumn) -> String? {
        value.isEmpty ? nil : text.written(value, column)
    }
}
