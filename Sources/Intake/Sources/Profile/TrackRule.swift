/// A mapping whose records say how the state of something changed. Source: docs/reference/sources.md "Tracks".
package struct TrackRule: Sendable {
    package enum State: String, CaseIterable, Sendable {
        case down, up, unknown
        /// The state stays as it is.
        case same
        /// The record is passed over.
        case ignore
        /// The monitor itself went off, or on.
        case stopped, started
    }

    /// From what a record says to what it means.
    package struct States: Sendable {
        private var exact: [String: State] = [:]
        /// The longest first; the empty one is everything else.
        private var prefixes: [(prefix: String, state: State)] = []

        /// A text that ends in `*` is a prefix.
        package init(_ states: [String: State]) {
            for (text, state) in states {
                if text.hasSuffix("*") {
                    prefixes.append((String(text.dropLast()), state))
                } else {
                    exact[text] = state
                }
            }
            prefixes.sort { $0.prefix.utf8.count > $1.prefix.utf8.count }
        }

        /// Whether records may say that the monitor went on.
        var hasStarts: Bool { exact.values.contains(.started) || prefixes.contains { $0.state == .started } }

        subscript(text: String) -> State? {
            exact[text] ?? prefixes.first { text.hasPrefix($0.prefix) }?.state
        }
    }

    /// What becomes of what is down when the files end.
    package enum AtEnd: String, CaseIterable, Sendable {
        case open
        /// It ends at the latest time of any record.
        case lastRecord = "last_record"
        /// It ends one step after its last sample.
        case step
    }

    /// For how long a sample speaks.
    package enum Step: Hashable, Sendable {
        /// In microseconds.
        case duration(Int64)
        /// The smallest distance between two neighbouring samples of the same key.
        case smallest
    }

    let key: ProfileValue
    package let at: TimeRule
    let state: ProfileValue
    let states: States
    let isSortedByTime: Bool
    /// Whether every beginning has an end of its own.
    let isPairs: Bool
    /// The id of the event that such an end belongs to.
    package let endsID: ProfileValue?
    /// Whether records state what is, not what changed.
    let isSampled: Bool
    let atEnd: AtEnd
    let step: Step?

    package init(
        key: ProfileValue, at: TimeRule, state: ProfileValue, states: States, isSortedByTime: Bool = false,
        isPairs: Bool = false, endsID: ProfileValue? = nil, isSampled: Bool = false, atEnd: AtEnd = .open,
        step: Step? = nil
    ) {
        self.key = key
        self.at = at
        self.state = state
        self.states = states
        self.isSortedByTime = isSortedByTime
        self.isPairs = isPairs
        self.endsID = endsID
        self.isSampled = isSampled
        self.atEnd = atEnd
        self.step = step
    }

    var paths: [SourcePath] { key.paths + at.paths + state.paths + (endsID?.paths ?? []) }

    /// Whether what a record means depends on later ones, so that all are kept.
    var isHeld: Bool { isSortedByTime || step == .smallest }
}
