import SLA

/// How one thing stands whose state a track follows.
struct TrackKey {
    enum Condition {
        /// No record has said it yet.
        case untold
        case up
        case down(outage: Int)
        case unknown(since: Instant, place: RecordPlace)
        /// Down when the monitor went off.
        case suspended(outage: Int)
    }

    var condition = Condition.untold
    /// The latest sample, and where it stands.
    var last: Instant?
    var place: RecordPlace?
    /// An end that came before any beginning.
    var orphan: (end: TrackEnd, at: Instant, place: RecordPlace)?
}
