import Glibc

/// A `copyIn` that runs on a thread of its own.
///
/// Until `wait` has returned, nothing else may use the connection or what the body works on; the last reference
/// that goes waits, too.
package final class PendingCopy {
    /// What the thread runs. Only the thread touches it until it is joined, and only the joiner afterwards.
    private final class Work {
        let run: () throws -> Int
        var result: Result<Int, any Error>?

        init(_ run: @escaping () throws -> Int) {
            self.run = run
        }

        func perform() {
            result = Result { try run() }
        }
    }

    private let work: Work
    private var thread: pthread_t?

    /// Where the system gives no thread, the COPY is done at once.
    package init(
        _ connection: Connection, _ sql: String, _ body: @escaping (inout CopyWriter) throws -> Void
    ) {
        let work = Work { try connection.copyIn(sql, body) }
        self.work = work
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(work)
        let failure = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().perform() }
                return nil
            }, argument.toOpaque())
        if failure == 0 {
            self.thread = thread
        } else {
            argument.release()
            work.perform()
        }
    }

    deinit {
        join()
    }

    /// The number of rows, or what `copyIn` throws.
    package func wait() throws -> Int {
        join()
        return try work.result?.get() ?? 0
    }

    private func join() {
        guard let thread else { return }
        pthread_join(thread, nil)
        self.thread = nil
    }
}
