import SLA

/// What one record of a track says, without its texts: 40 bytes, for as many are held as there are records.
struct TrackChange {
    /// In microseconds since 1970-01-01T00:00:00Z.
    let at: Int64
    /// The number of its key; -1 for what concerns every key.
    let key: Int32
    let state: TrackRule.State
    /// The number of what it says of an event, of those that are held; -1 where it says nothing.
    let content: Int32
    let file: Int32
    let line: Int32
    /// -1 for none.
    let outermost: Int32
    /// Among the changes that are held, as they stand in the files.
    var order: Int32 = 0

    var place: RecordPlace { RecordPlace(file: Int(file), line: Int(line)) }
    var instant: Instant { Instant(microseconds: at) }

    init(
        at: Instant, key: Int32, state: TrackRule.State, content: Int32 = -1, place: RecordPlace,
        outermost: Int?
    ) {
        self.at = at.microseconds
        self.key = key
        self.state = state
        self.content = content
        file = Int32(clamping: place.file)
        line = Int32(clamping: place.line)
        self.outermost = outermost.map { Int32(clamping: $0) } ?? -1
    }
}

/// An end that stands in the files without its beginning.
struct TrackEnd: Hashable {
    /// The id of the event that it belongs to; nil where the mapping does not say.
    let id: String?
    /// Whether the record contradicts the conditions of the mapping.
    let isPassedOver: Bool
    /// Whether it is of something that has a scope, as far as the record says.
    let isInScope: Bool
}

/// An outage of a track.
struct TrackOutage {
    let key: Int32
    /// nil for one that is passed over.
    let content: EventContent?
    let start: Instant
    var end: Instant?
    let place: RecordPlace
    let outermost: Int32
    /// The end of a time of which nothing was known.
    let notBefore: Instant?
    let wasDownBefore: Bool
    var isDownAtEnd = false
}
