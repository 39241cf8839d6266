/// Outermost records by what is said of those that come to nothing; those of which the same would be said are one, for
/// exports overlap.
struct OutermostRecords {
    private struct Entry {
        let place: RecordPlace
        let text: String
        /// Whether a row came of it, or something else was said of it.
        var isAccountedFor = false
        /// Whether it concerns something that is deliberately left out, and something that is not.
        var concernsLeftOut = false
        var concernsOthers = false
    }

    private var entries: [Entry] = []
    private var numbers: [String: Int] = [:]

    /// The number of the record of which `text` would be said.
    mutating func number(of text: String, at place: RecordPlace) -> Int {
        if let known = numbers[text] { return known }
        numbers[text] = entries.count
        entries.append(Entry(place: place, text: text))
        return entries.count - 1
    }

    mutating func account(for number: Int?) {
        if let number { entries[number].isAccountedFor = true }
    }

    mutating func note(_ scope: EventScope, of number: Int?) {
        guard let number else { return }
        if !scope.leftOut.isEmpty { entries[number].concernsLeftOut = true }
        if !scope.rows.isEmpty || !scope.unmapped.isEmpty { entries[number].concernsOthers = true }
    }

    /// Says which of them came to nothing, in the order in which they were read.
    func report(to log: MessageLog) {
        for entry in entries where !entry.isAccountedFor && (entry.concernsOthers || !entry.concernsLeftOut) {
            log.add(SourceMessage(.nothing, entry.place, entry.text))
        }
    }
}
