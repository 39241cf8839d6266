internal import Glibc
internal import Postgres
internal import Synchronization
internal import Testing

/// Work on a thread of its own: a test's tasks share few threads, and sessions that wait for one another need each one.
final class Threaded<Value: Sendable>: Sendable {
    private let work: @Sendable () throws -> Value
    private let outcome = Mutex<Result<Value, any Error>?>(nil)
    private let thread = Mutex<pthread_t>(pthread_t())

    struct NotStarted: Error {}

    init(_ work: @escaping @Sendable () throws -> Value) throws {
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
    func value() throws -> Value {
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
func atOnce<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Value
) throws -> [Value] {
    let all = try (0..<count).map { index in try Threaded { try body(index) } }
    return try all.map { try $0.value() }
}

/// Until another session waits for a lock; one that never does fails the test.
func waitForRival(_ connection: Connection) throws {
    for _ in 0..<2000 {
        // A transaction sees the activity as it was when it first looked.
        _ = try connection.query("select pg_stat_clear_snapshot()")
        let found = try connection.number(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """)
        if found > 0 { return }
        try connection.execute("select pg_sleep(0.005)")
    }
    Issue.record("the other session does not wait")
}
