/// The known name that a misspelt one most likely means; nil when none is near.
///
/// Near is one slip (a letter missing, added, wrong, or two exchanged), two in words from six letters on.
package func nearestName(to written: String, in names: [String]) -> String? {
    let typed = Array(written.lowercased().unicodeScalars.prefix(60))
    let allowed = typed.count < 6 ? 1 : 2
    let near = names.map { (name: $0, slips: slips(typed, Array($0.unicodeScalars))) }
    return near.filter { $0.slips <= allowed && $0.slips < typed.count }.min { $0.slips < $1.slips }?.name
}

/// The Damerau–Levenshtein distance, in which no part is changed twice.
private func slips(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
            row.append(best)
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}
