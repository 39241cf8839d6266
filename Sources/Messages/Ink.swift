/// How a word is shown on a terminal: in colour where that shows colours, else as it is.
package struct Ink: Equatable, Sendable {
    /// What a reader sees at a glance.
    package enum Tone: Sendable {
        /// All is well.
        case good
        /// A target is missed, or something is wrong.
        case bad
        /// Somebody has to act, or things may still change.
        case open
    }

    package static let plain = Ink(showsColours: false)

    private let showsColours: Bool

    package init(showsColours: Bool) {
        self.showsColours = showsColours
    }

    /// - Parameter text: fit for a terminal.
    package func shown(_ text: String, _ tone: Tone?) -> String {
        guard showsColours, let tone, !text.isEmpty else { return text }
        let code =
            switch tone {
            case .good: 32
            case .bad: 31
            case .open: 33
            }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
