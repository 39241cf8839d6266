import Glibc
import Synchronization

/// Work on a thread of its own: the tasks of all tests share few threads, and what waits for another needs each one.
package final class Threaded<Value: Sendable>: Sendable {
    private let work: @Sendable () throws -> Value
    private let outcome = Mutex<Result<Value, any Error>?>(nil)
    private let thread = Mutex<pthread_t>(pthread_t())

    package struct NotStarted: Error {}

    package init(_ work: @escaping @Sendable () throws -> Value) throws {
        self.work = work
        let this = Unmanaged<AnyObject>.passRetained(self).toOpaque()
        let failure = thread.withLock { thread in
            pthread_create(
                &thread, nil,
                { argument in
                    guard let argument else { return nil }
                    (Unmanaged<AnyObject>.fromOpaque(argument).takeRetainedValue() as? any Runnable)?.run()
                    return nil
                }, this)
        }
        guard failure == 0 else { throw NotStarted() }
    }

    /// Waits for the end. To be called once.
    package func value() throws -> Value {
        pthread_join(thread.withLock { $0 }, nil)
        guard let result = outcome.withLock({ $0 }) else { throw NotStarted() }
        return try result.get()
    }
}

private protocol Runnable: AnyObject {
    func run()
}

extension Threaded: Runnable {
    fileprivate func run() {
        let result = Result { try work() }
        outcome.withLock { $0 = result }
    }
}

/// Runs the body so many times at once.
package func atOnce<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Value
) throws -> [Value] {
    let all = try (0..<count).map { index in try Threaded { try body(index) } }
    return try all.map { try $0.value() }
}
