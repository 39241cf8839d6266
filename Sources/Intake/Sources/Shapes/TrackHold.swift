import SLA

/// The changes of a track that are held until all files are read, with what they say, each text once.
struct TrackHold {
    private(set) var changes: [TrackChange] = []
    private(set) var contents: [EventContent] = []
    private(set) var ends: [TrackEnd] = []
    private var contentNumbers: [EventContent: Int32] = [:]
    private var endNumbers: [TrackEnd: Int32] = [:]

    mutating func add(_ change: TrackChange) {
        var change = change
        change.order = Int32(clamping: changes.count)
        changes.append(change)
    }

    /// The number under which a content is kept; -1 for none.
    mutating func number(of content: EventContent?) -> Int32 {
        guard let content else { return -1 }
        if let known = contentNumbers[content] { return known }
        let number = Int32(clamping: contents.count)
        contentNumbers[content] = number
        contents.append(content)
        return number
    }

    mutating func number(of end: TrackEnd) -> Int32 {
        if let known = endNumbers[end] { return known }
        let number = Int32(clamping: ends.count)
        endNumbers[end] = number
        ends.append(end)
        return number
    }

    /// Puts the changes in the order of their times; those of one time stay in the order of the files.
    mutating func sort() {
        changes.sort { ($0.at, $0.order) < ($1.at, $1.order) }
    }
}
