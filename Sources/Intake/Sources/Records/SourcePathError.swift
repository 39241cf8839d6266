/// Why a text is neither a path nor an `each`.
package struct SourcePathError: Error, Hashable, Sendable {
    /// Of the first character at fault, counted from 1; one more than the text has where it ends too early.
    package let position: Int
    /// To be read after the text.
    package let reason: String

    init(_ position: Int, _ reason: String) {
        self.position = position
        self.reason = reason
    }
}

extension SourcePathError: CustomStringConvertible {
    /// The reason with its place: `has no name at character 7`.
    package var description: String { "\(reason) at character \(position)" }
}
