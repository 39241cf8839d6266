import SLA

/// The keys of a track, by number, and what their records say of them.
struct TrackKeys {
    /// What people call it.
    private(set) var names: [String] = []
    /// Whether it has a service or subscription.
    private(set) var areInScope: [Bool] = []
    private var areNamed: [Bool] = []
    private var numbers: [String: Int32] = [:]

    /// The number of the key of a record; the first record that names something says what the key concerns.
    ///
    /// `scope`: what the record names, where that had to be looked at.
    mutating func number(
        of key: String, _ record: any SourceRecord, _ reader: EventReader, scope found: inout EventScope?
    ) -> Int32 {
        let number = numbers[key] ?? Int32(clamping: names.count)
        if Int(number) == names.count {
            numbers[key] = number
            names.append(key)
            areInScope.append(false)
            areNamed.append(false)
        }
        let place = Int(number)
        guard !areNamed[place] else { return number }
        let scope = reader.scope(of: record)
        found = scope
        guard scope.isNamed else { return number }
        areNamed[place] = true
        areInScope[place] = !scope.rows.isEmpty
        names[place] = reader.name(of: record, else: key) ?? key
        return number
    }
}
