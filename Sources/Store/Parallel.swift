internal import Dispatch
internal import Glibc
internal import Synchronization

/// Work on as many threads as the machine has processors.
enum Parallel {
    static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Runs the body for each of `0..<count`, several at once, and waits for all.
    ///
    /// - Throws: the first error; what has not begun by then is left out.
    static func run(_ count: Int, _ body: @Sendable (Int) throws -> Void) throws {
        guard count > 1 else {
            for index in 0..<count { try body(index) }
            return
        }
        let failure = Mutex<(any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: count) { index in
            guard failure.withLock({ $0 == nil }) else { return }
            do {
                try body(index)
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }
}

/// Numbers of jobs, each given out once.
final class JobQueue: Sendable {
    private let count: Int
    private let given = Mutex(0)

    init(count: Int) { self.count = count }

    func next() -> Int? {
        given.withLock { given in
            guard given < count else { return nil }
            defer { given += 1 }
            return given
        }
    }
}
