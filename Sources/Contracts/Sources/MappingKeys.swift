import SLA
import StrictYAML

/// The keys of a mapping, by what they belong to.
enum MappingKeys {
    static let common = [
        "read", "each", "where", "incomplete", "nothing", "zone", "time", "unset", "date", "month", "number",
        "language", "set",
    ]
    static let event = [
        "start_minus", "subscription", "service", "object", "id", "id_at_start", "id_per_object", "ended",
    ]
    static let interval = [
        "start", "end", "length", "end_from", "end_at_most", "unknown", "withdrawn", "latest", "no_row",
    ]
    static let track = [
        "key", "at", "state", "states", "order", "pairs", "ends_id", "sampled", "at_end",
    ]

    enum Shape {
        case interval, track, rows
    }

    /// The shape that a mapping has by its keys; nil after a problem.
    static func shape(of section: YAMLSection, _ field: YAMLField, kind: FactKind) -> Shape? {
        guard isEvent(kind) else {
            refuse(
                event + interval + track, in: section, "is a key of events, which \(kind.rawValue) are not")
            return .rows
        }
        switch (section.has("start"), section.has("at")) {
        case (true, true):
            field.refuse("has start, as an interval, and at, as a track; it is one of them")
            return nil
        case (false, false):
            field.refuse(
                "needs start where a record holds an event (an interval), or at where records say how a state "
                    + "changed (a track)")
            return nil
        case (true, false):
            refuse(track, in: section, "is a key of tracks (at), and this is an interval (start)")
            return .interval
        case (false, true):
            refuse(interval, in: section, "is a key of intervals (start), and this is a track (at)")
            return .track
        }
    }

    static func isEvent(_ kind: FactKind) -> Bool {
        [.outages, .maintenance, .excusableEvents].contains(kind)
    }

    private static func refuse(_ keys: [String], in section: YAMLSection, _ reason: String) {
        for key in keys where section.has(key) { section.optional(key)?.refuseKey(reason) }
    }
}
