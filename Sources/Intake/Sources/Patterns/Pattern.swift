/// A regular expression that is matched in time linear in the text.
///
/// At most 500 characters. `^` and `$` are the text's beginning and end, `.` is anything but a line feed, `\d` the digits
/// 0 to 9; `\w` and `\s` know the letters and blanks of every script. Capitals count.
package struct Pattern: Sendable {
    /// As it was written.
    package let text: String
    /// The names of its groups, in the order of their opening.
    package let names: [String]
    /// How many groups it has, named or not.
    package let groups: Int

    /// Throws `PatternError` with the place and the reason.
    package init(_ text: String) throws(PatternError) {
        fatalError()
    }

    /// Every match, from left to right, none within another.
    package func matches(in text: String) -> [PatternMatch] { fatalError() }

    /// The first match; nil where there is none.
    package func firstMatch(in text: String) -> PatternMatch? { fatalError() }

    /// The text without every match.
    package func removing(from text: String) -> String { fatalError() }
}
