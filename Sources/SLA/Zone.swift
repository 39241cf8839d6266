/// The offsets of one time zone, as data: wall-clock time is `instant + offset`.
///
/// Built outside the core from the system's TZif data. Source: contract R1, R2.
package struct Zone: Equatable, Sendable {
    /// From `start` (included) on, local time is `offset` seconds ahead of UTC.
    package struct Transition: Equatable, Sendable {
        package var start: Instant
        package var offset: Int

        package init(start: Instant, offset: Int) {
            self.start = start
            self.offset = offset
        }
    }

    /// IANA name.
    package let name: String
    /// The offset in seconds before the first transition.
    package let initialOffset: Int
    /// In order of `start`.
    package let transitions: [Transition]

    package init(name: String, initialOffset: Int, transitions: [Transition]) {
        precondition(zip(transitions, transitions.dropFirst()).allSatisfy { $0.start < $1.start })
        self.name = name
        self.initialOffset = initialOffset
        self.transitions = transitions
    }

    package static let utc = Zone(name: "UTC", initialOffset: 0, transitions: [])
}
