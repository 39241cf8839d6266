import SLA

/// For how long a sample speaks, in microseconds.
struct TrackSteps {
    private let fixed: Int64?
    /// By key, where each has its own; nil for a key with a single sample.
    private let smallest: [Int64?]

    /// The same for every key; nil: until the next sample.
    init(_ fixed: Int64?) {
        self.fixed = fixed
        smallest = []
    }

    /// The smallest distance between two neighbouring samples of each key.
    init(of changes: [TrackChange], keys: Int) {
        fixed = nil
        var last: [Int64?] = Array(repeating: nil, count: keys)
        var smallest: [Int64?] = Array(repeating: nil, count: keys)
        for change in changes where change.key >= 0 {
            let key = Int(change.key)
            if let before = last[key], change.at > before {
                smallest[key] = min(smallest[key] ?? .max, change.at - before)
            }
            last[key] = change.at
        }
        self.smallest = smallest
    }

    subscript(key: Int) -> Int64? { fixed ?? (smallest.indices.contains(key) ? smallest[key] : nil) }
}
