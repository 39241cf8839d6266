/// Why a text is no pattern.
package struct PatternError: Error, Hashable, Sendable {
    /// Of the first character at fault, counted from 1; nil when the whole is at fault.
    package let position: Int?
    /// To be read after the pattern.
    package let reason: String

    init(_ position: Int?, _ reason: String) {
        self.position = position
        self.reason = reason
    }
}

extension PatternError: CustomStringConvertible {
    /// The reason with its place, as far as known: `opens a group that is not closed, at character 7`.
    package var description: String { position.map { "\(reason), at character \($0)" } ?? reason }
}
