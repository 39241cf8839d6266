internal import Glibc
internal import Postgres
import TestSupport
internal import Testing

@Suite("cancel")
struct CancelTests {
    @Test(
        "a token stops the running statement from another thread, and the session goes on",
        .timeLimit(.minutes(1)))
    func cancels() throws {
        let connection = try TestServer.connect()
        // Waits until the statement runs, so that the request cannot come too early.
        let (token, pid) = (try connection.cancelToken(), connection.backendPID)
        let canceller = try Threaded {
            let watcher = try TestServer.connect()
            let sleeping =
                "SELECT count(*) FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'"
            while try watcher.query(sleeping, [.int32(pid)]).single().int64(0) == 0 { usleep(1000) }
            return token.cancel()
        }
        let error = try refusal { _ = try connection.query("SELECT pg_sleep(50)") }
        #expect(try canceller.value())
        #expect(error.isCancellation)
        #expect(error.kind == .server && !error.isConnectionLoss)
        #expect(try connection.query("SELECT 1").single().int32(0) == 1)
    }

    @Test("a token that comes too late does no harm")
    func late() throws {
        let connection = try TestServer.connect()
        let token = try connection.cancelToken()
        #expect(token.cancel())
        #expect(try connection.query("SELECT 1").single().int32(0) == 1)
    }
}
