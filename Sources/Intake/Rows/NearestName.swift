/// The name that someone who wrote another one most likely meant.
enum NearestName {
    /// nil when none is near: more than about a third of the letters would have to change.
    static func of(_ name: String, among names: [String]) -> String? {
        let wanted = letters(name)
        let best = names.map { (name: $0, distance: distance(wanted, letters($0))) }
            .min { $0.distance < $1.distance }
        guard let best, best.distance <= (wanted.count + 2) / 3 else { return nil }
        return best.name
    }

    /// `Started At`, `started-at` and `startedAt` differ from `started_at` in nothing that matters.
    private static func letters(_ name: String) -> [Character] {
        name.prefix(64).lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// How many letters must be changed, added or removed (Levenshtein).
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in b.enumerated() {
                let changed = diagonal + (letter == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(changed, row[j] + 1, diagonal + 1)
            }
        }
        return row[b.count]
    }
}
