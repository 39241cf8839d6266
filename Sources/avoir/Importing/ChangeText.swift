import Documents
import Messages
import SLA
import Store

/// What an update changed, in words and as JSON.
struct ChangeText {
    /// In which instants are written.
    let zone: Zone

    /// `noc INC-7: ended_at 2026-10-05T10:24:00+02:00 → 2026-10-05T10:54:00+02:00; notified_at … → absent`.
    func line(_ change: Change) -> String {
        let name = change.identity.filter { !$0.text.isEmpty }.map { shown($0.text, $0.column) ?? "" }
        let columns = change.columns.map { column in
            let before = shown(column.before, column.column) ?? "absent"
            return "\(column.column.name) \(before) → \(shown(column.after, column.column) ?? "absent")"
        }
        return "\(name.joined(separator: " ")): \(columns.joined(separator: "; "))"
    }

    func write(_ change: Change, to json: inout JSONWriter) {
        json.object { json in
            json.integer("line", change.line)
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
    }

    private func shown(_ value: String?, _ column: FactColumn) -> String? {
        guard let value = value.flatMap({ written($0, column) }) else { return nil }
        return column.type == .text ? TerminalText.quoted(value.utf8, limit: 60) : TerminalText.safe(value)
    }

    /// As a file would state it; nil: the part of an identity that is absent.
    private func written(_ value: String, _ column: FactColumn) -> String? {
        guard !value.isEmpty else { return nil }
        switch column.type {
        case .instant:
            return Int64(value).map { LocalTime(zone).rfc3339(Instant(microseconds: $0)) } ?? value
        case .money: return Int64(value).map { Cents($0).description } ?? value
        case .share, .vatRate:
            return Int64(value).flatMap { Percentage(millionths: $0) }.map(\.description) ?? value
        case .exchangeRate: return Int64(value).map(Self.decimal) ?? value
        case .timeOfDay: return Int64(value).map { DurationText.timeOfDay($0) } ?? value
        default: return value
        }
    }

    /// Millionths as a decimal.
    private static func decimal(_ millionths: Int64) -> String {
        var text = "\(millionths / 1_000_000).\(padded(Int(millionths % 1_000_000), to: 6))"
        while text.hasSuffix("0") { text.removeLast() }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
