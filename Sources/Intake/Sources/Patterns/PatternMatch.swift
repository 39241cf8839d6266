/// One place at which a text has a pattern.
package struct PatternMatch: Hashable, Sendable {
    /// All that matched.
    package let text: String
    /// What the first group holds; nil without a group, or where it took no part.
    package let firstGroup: String?
    /// What the named groups hold; those that took no part are left out.
    package let named: [String: String]
}
