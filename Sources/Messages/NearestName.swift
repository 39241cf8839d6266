/// The known name that a misspelt one most likely means.
package enum NearestName {
    /// nil when none is near.
    ///
    /// Near is one slip in words of fewer than six characters, and a third of the characters in longer ones. Capitals,
    /// blanks and marks do not count: `Started At`, `started-at` and `startedAt` all mean `started_at`.
    package static func of(_ written: String, among names: [String]) -> String? {
        let written = written.prefix(60)
        let typed = letters(written)
        let allowed = written.count < 6 ? 1 : written.count / 3
        let near = names.map { (name: $0, slips: slips(typed, letters($0[...]))) }
        return near.filter { $0.slips <= allowed && $0.slips < typed.count }.min { $0.slips < $1.slips }?.name
    }

    /// How many letters are missing, added, wrong, or exchanged with their neighbour.
    package static func slips(_ a: String, _ b: String) -> Int { slips(Array(a), Array(b)) }

    private static func letters(_ name: Substring) -> [Character] {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// The Damerau–Levenshtein distance, in which no part is changed twice.
    private static func slips(_ a: [Character], _ b: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    best = min(best, beforeLast[j - 1] + 1)
                }
                row.append(best)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
