/// One place at which a text has a pattern.
package struct PatternMatch: Hashable, Sendable {
    /// All that matched.
    package let text: String
    /// What the first group holds; nil without a group, or where it took no part.
    package let firstGroup: String?
    /// What the named groups hold; those that took no part are left out.
    package let named: [String: String]

    /// `slots` say where the match and its groups begin and end.
    init(_ slots: [Int], names: [(name: String, group: Int)], in bytes: [UInt8]) {
        func part(_ group: Int) -> String? {
            guard 2 * group + 1 < slots.count, slots[2 * group] >= 0, slots[2 * group + 1] >= 0 else {
                return nil
            }
            return String(decoding: bytes[slots[2 * group]..<slots[2 * group + 1]], as: UTF8.self)
        }
        text = part(0) ?? ""
        firstGroup = part(1)
        var named: [String: String] = [:]
        for (name, group) in names { named[name] = part(group) }
        self.named = named
    }
}
