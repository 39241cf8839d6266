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

    /// Runs both at once and waits for both; they must share nothing that either of them changes.
    static func both(_ one: () throws -> Void, _ other: () throws -> Void) throws {
        try withoutActuallyEscaping(one) { one in
            try withoutActuallyEscaping(other) { other in
                // They share nothing, and are done when this returns.
                nonisolated(unsafe) let work = [one, other]
                try run(2) { index in try work[index]() }
            }
        }
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
