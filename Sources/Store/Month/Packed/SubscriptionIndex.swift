/// The places of keys, found without hashing: keys are small numbers that lie close together.
struct SubscriptionIndex {
    private static let page = 4096

    /// By key / 4096; empty where no key is. −1: no such key.
    private var pages: [[Int32]] = []
    private(set) var count = 0

    @inline(__always)
    func slot(of key: Int32) -> Int? {
        let page = Int(UInt32(key)) / Self.page
        guard page < pages.count, !pages[page].isEmpty else { return nil }
        let slot = pages[page][Int(UInt32(key)) % Self.page]
        return slot < 0 ? nil : Int(slot)
    }

    /// The slot of a key, the next free one when it is new.
    mutating func add(_ key: Int32) -> Int {
        if let known = slot(of: key) { return known }
        let page = Int(key) / Self.page
        while pages.count <= page { pages.append([]) }
        if pages[page].isEmpty { pages[page] = Array(repeating: -1, count: Self.page) }
        pages[page][Int(key) % Self.page] = Int32(count)
        count += 1
        return count - 1
    }
}
