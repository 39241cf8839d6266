import SLA

/// An event as records tell it, before it becomes rows.
struct SourceEvent {
    let content: EventContent
    /// With `@START` where the id has it, before `/OBJECT`; nil where the record has none.
    let id: String?
    /// The tool's own time.
    let start: Instant
    let end: Instant?
    let place: RecordPlace
    var isWithdrawn = false
    /// The end of a time of which nothing is known; the start is not moved back into it.
    var notBefore: Instant?
    /// Whether it was down at its first record, and when the files end.
    var wasDownBefore = false
    var isDownAtEnd = false

    static func id(_ id: String?, at start: Instant, _ rule: EventRule) -> String? {
        id.map { rule.isAtStart ? "\($0)@\(start.utcText)" : $0 }
    }
}
