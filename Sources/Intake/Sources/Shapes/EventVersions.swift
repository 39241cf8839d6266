import SLA

/// What one record says of an event: later records of the same id may say something else.
struct EventVersion {
    let id: String?
    let start: Instant
    /// As far as the record itself says it.
    let end: Instant?
    /// The record that ends it.
    let endedBy: String?
    let endAtMost: Instant?
    let content: EventContent
    /// By which versions are ordered.
    let order: VersionOrder
    let place: RecordPlace
    /// Why it gives no row; nil: it gives one.
    let noRow: String?
    let isWithdrawn: Bool
}

/// All versions of one event, and which of them counts.
struct EventVersions {
    /// As they stand in the files.
    private var all: [EventVersion] = []
    /// Of outermost records in which they stand.
    private(set) var outermost: Set<Int> = []

    /// `isOrdered`: whether versions have an order of their own.
    mutating func add(_ version: EventVersion, outermost: Int?, isOrdered: Bool) {
        all.append(version)
        if let outermost { self.outermost.insert(outermost) }
        // Without an order of their own the last one counts, so of the others only those are kept that can still matter.
        if !isOrdered, all.count > 8 {
            let kept = Set([
                all.count - 1, lastRow, lastNamed(upTo: all.count - 1), lastRow.flatMap(lastNamed),
            ])
            all = all.indices.filter { kept.contains($0) }.map { all[$0] }
        }
    }

    private var lastRow: Int? { all.lastIndex { $0.noRow == nil } }
    private func lastNamed(upTo last: Int) -> Int? { all[...last].lastIndex { $0.content.scope.isNamed } }

    /// The version that counts, with the scope of the latest one that has any.
    var counting: (version: EventVersion, scope: EventScope)? {
        let sorted = inOrder
        return sorted.last.map { ($0, scope(of: sorted[...])) }
    }

    /// The latest version that gives a row, where the one that counts does not.
    var withdrawn: (version: EventVersion, scope: EventScope)? {
        let sorted = inOrder
        guard let last = sorted.lastIndex(where: { $0.noRow == nil }), last < sorted.count - 1 else {
            return nil
        }
        return (sorted[last], scope(of: sorted[...last]))
    }

    private var inOrder: [EventVersion] {
        // The order must be stable: of equal versions the last one counts.
        all.enumerated().sorted { a, b in
            let order = a.element.order.compared(to: b.element.order)
            return order != 0 ? order < 0 : a.offset < b.offset
        }.map(\.element)
    }

    private func scope(of versions: ArraySlice<EventVersion>) -> EventScope {
        let last = versions[versions.endIndex - 1].content.scope
        return versions.last { $0.content.scope.isNamed }?.content.scope ?? last
    }
}

/// Values by which versions of one event are ordered: numbers as numbers, all else as text, absent lowest.
struct VersionOrder {
    let values: [String?]

    /// Negative where this one is earlier, positive where it is later.
    func compared(to other: VersionOrder) -> Int {
        for (own, others) in zip(values, other.values) {
            let order = Self.compare(own, others)
            if order != 0 { return order }
        }
        return 0
    }

    private static func compare(_ a: String?, _ b: String?) -> Int {
        guard let a, let b else { return (a == nil ? 0 : 1) - (b == nil ? 0 : 1) }
        switch (ExactNumber(a), ExactNumber(b)) {
        case (let a?, let b?): return a.compared(to: b)
        case (nil, _?): return 1
        case (_?, nil): return -1
        case (nil, nil):
            if a.utf8.elementsEqual(b.utf8) { return 0 }
            return a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
        }
    }
}
