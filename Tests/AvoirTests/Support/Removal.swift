import Synchronization

/// The databases to be removed when the tests are over.
final class Removal: Sendable {
    static let names = Removal()

    private let list = Mutex<[String]>([])

    /// True for the first one.
    func append(_ name: String) -> Bool {
        list.withLock { list in
            list.append(name)
            return list.count == 1
        }
    }

    var all: [String] { list.withLock { $0 } }
}
