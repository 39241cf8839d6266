import Glibc
import Postgres
import Synchronization

/// Ctrl-C, and the other requests to end, during work that is stored whole or not at all: the command says that nothing is
/// stored and ends by the signal. A request that comes when the work is being committed waits until it is.
enum Interruption {
    private enum Phase {
        static let idle = 0
        static let underWay = 1
        static let committing = 2
        static let givenUp = 3
        /// Asked for while committing.
        static let postponed = 4
    }

    private static let phase = Atomic<Int>(Phase.idle)
    /// The last signal.
    private static let signal = Atomic<CInt>(0)
    // Written only while the phase is idle, when the handler does not read them.
    private nonisolated(unsafe) static var message: [UInt8] = []
    private nonisolated(unsafe) static var statement: CancelToken?

    /// Those that the caller has not shut out, as `nohup` does.
    private static let signals = [SIGINT, SIGTERM, SIGHUP].filter { number in
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            != unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// - Parameter loss: what is to be said, e.g. `nothing of outages.csv is stored`.
    static func during<Value>(
        _ connection: Connection, loss: String, _ body: () throws -> Value
    ) throws -> Value {
        statement = try connection.cancelToken()
        message = Array("\(Terminal.barEraser)avoir: interrupted; \(loss)\n".utf8)
        phase.store(Phase.underWay, ordering: .sequentiallyConsistent)
        for number in signals { Glibc.signal(number, Self.handle) }
        defer {
            waitForTheEnd()
            for number in signals { Glibc.signal(number, SIG_DFL) }
            if phase.load(ordering: .sequentiallyConsistent) != Phase.postponed {
                phase.store(Phase.idle, ordering: .sequentiallyConsistent)
            }
        }
        return try body()
    }

    /// From here on the work may be stored.
    static func willCommit() {
        _ = phase.compareExchange(
            expected: Phase.underWay, desired: Phase.committing, ordering: .sequentiallyConsistent)
        waitForTheEnd()
    }

    /// Another thread's handler is about to end the process: its cancelled statement is not to be reported as a failure.
    private static func waitForTheEnd() {
        while phase.load(ordering: .sequentiallyConsistent) == Phase.givenUp { pause() }
    }

    /// Ends the command if that was asked for while it committed; to be called when the result is told.
    static func endIfAsked() {
        if phase.load(ordering: .sequentiallyConsistent) == Phase.postponed {
            raise(signal.load(ordering: .sequentiallyConsistent))
        }
    }

    /// Only calls what a signal handler may: libpq allows its cancel request here.
    private static let handle: @convention(c) (CInt) -> Void = { number in
        signal.store(number, ordering: .sequentiallyConsistent)
        let (isGivenUp, previous) = phase.compareExchange(
            expected: Phase.underWay, desired: Phase.givenUp, ordering: .sequentiallyConsistent)
        if isGivenUp {
            message.withUnsafeBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
            statement?.cancel()
        } else if previous == Phase.committing || previous == Phase.postponed {
            phase.store(Phase.postponed, ordering: .sequentiallyConsistent)
            return
        }
        Glibc.signal(number, SIG_DFL)
        raise(number)
    }
}
