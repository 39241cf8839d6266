/// A regular expression that is matched in time linear in the text.
///
/// At most 500 characters. `^` and `$` are the text's beginning and end, `.` is anything but a line feed, `\d` the digits
/// 0 to 9; `\w` and `\s` know the letters and blanks of every script. Capitals count.
package struct Pattern: Sendable {
    /// As it was written.
    package let text: String
    /// The names of its groups, in the order of their opening.
    package var names: [String] { groupNames.map(\.name) }
    /// How many groups it has, named or not.
    package let groups: Int
    let syntax: PatternSyntax
    let program: PatternProgram
    let first: PatternFirst
    let groupNames: [(name: String, group: Int)]

    /// Throws `PatternError` with the place and the reason.
    package init(_ text: String) throws(PatternError) {
        var parser = PatternParser(text)
        syntax = try parser.parse()
        program = try PatternProgram([syntax])
        first = PatternFirst(program)
        self.text = text
        groups = parser.groups
        groupNames = parser.names
    }

    /// Every match, from left to right, none within another.
    package func matches(in text: String) -> [PatternMatch] {
        let bytes = Array(text.utf8)
        return ranges(in: bytes, limit: .max).map { PatternMatch($0, names: groupNames, in: bytes) }
    }

    /// The first match; nil where there is none.
    package func firstMatch(in text: String) -> PatternMatch? {
        let bytes = Array(text.utf8)
        return ranges(in: bytes, limit: 1).first.map { PatternMatch($0, names: groupNames, in: bytes) }
    }

    /// The text without every match.
    package func removing(from text: String) -> String {
        let bytes = Array(text.utf8)
        let ranges = ranges(in: bytes, limit: .max)
        guard !ranges.isEmpty else { return text }
        var left: [UInt8] = []
        var end = 0
        for slots in ranges {
            left += bytes[end..<slots[0]]
            end = slots[1]
        }
        return String(decoding: left + bytes[end...], as: UTF8.self)
    }

    /// The slots of the matches, at most `limit` of them.
    private func ranges(in bytes: [UInt8], limit: Int) -> [[Int]] {
        var search = PatternSearch(self)
        search.begin(length: bytes.count)
        var found: [[Int]] = []
        var position = 0
        let text = bytes.span
        while found.count < limit, position <= bytes.count, search.search(text, from: position) {
            let slots = search.slots
            found.append(slots)
            position = slots[1]
            if slots[0] == slots[1] {
                position += position < bytes.count ? UTF8Text.scalar(at: position, in: text).length : 1
            }
        }
        return found
    }
}
