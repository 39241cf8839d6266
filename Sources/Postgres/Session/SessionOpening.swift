internal import CLibPQ
internal import Glibc

/// Opening a session with libpq, without its habit of printing notices.
///
/// A server can send a notice while the session opens (a changed collation version, say), and libpq prints it unless
/// told otherwise; telling it otherwise needs the handle, so the opening is started first and completed afterwards.
enum SessionOpening {
    static func start(
        _ target: ConnectionTarget, applicationName: String
    ) throws(PostgresError) -> OpaquePointer {
        var parameters = target.connectParameters(applicationName: applicationName)
        if let mode = ServerIdentity.mode(for: target) { parameters.append(("sslmode", mode)) }
        guard let handle = begin(parameters, expandsDatabaseName: target.expandsDatabaseName) else {
            throw PostgresError(.connectionFailed, "libpq has no memory for a connection")
        }
        return handle
    }

    /// What PQconnectStartParams makes of keywords and values, of which the later ones win.
    static func begin(
        _ parameters: [(keyword: String, value: String)], expandsDatabaseName: Bool
    ) -> OpaquePointer? {
        var keywords = parameters.map { UnsafePointer(strdup($0.keyword)) }
        var values = parameters.map { UnsafePointer(strdup($0.value)) }
        defer {
            for string in keywords + values { free(UnsafeMutablePointer(mutating: string)) }
        }
        keywords.append(nil)
        values.append(nil)
        return PQconnectStartParams(keywords, values, expandsDatabaseName ? 1 : 0)
    }

    static func complete(_ handle: OpaquePointer, _ target: ConnectionTarget) throws(PostgresError) {
        if PQstatus(handle) != CONNECTION_BAD {
            if hasTimeout(handle) {
                // connect_timeout counts per address, and only libpq's blocking call knows it; this
                // is that call on a handle that has our notice receiver.
                PQreset(handle)
            } else {
                poll(handle)
            }
        }
        guard PQstatus(handle) == CONNECTION_OK else {
            throw failure(handle, target)
        }
    }

    private static func hasTimeout(_ handle: OpaquePointer) -> Bool {
        guard let options = PQconninfo(handle) else { return false }
        defer { PQconninfoFree(options) }
        return ConnectionOptions(options).contains { $0.keyword == "connect_timeout" }
    }

    private static func poll(_ handle: OpaquePointer) {
        var waitsFor = PGRES_POLLING_WRITING
        while waitsFor == PGRES_POLLING_READING || waitsFor == PGRES_POLLING_WRITING {
            let events = waitsFor == PGRES_POLLING_READING ? POLLIN : POLLOUT
            var socket = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
            if Glibc.poll(&socket, 1, -1) < 0, errno == EINTR { continue }
            waitsFor = PQconnectPoll(handle)
        }
    }

    /// libpq's own message without any password, wherever the password came from.
    private static func failure(_ handle: OpaquePointer, _ target: ConnectionTarget) -> PostgresError {
        var secrets = target.secrets
        if let options = PQconninfo(handle) {
            // Those of the environment and of the service file.
            secrets += ConnectionOptions(options).filter(\.isSecret).map(\.value)
            PQconninfoFree(options)
        }
        if let password = PQpass(handle) {
            // That of the password file.
            secrets.append(String(cString: password))
        }
        if let password = getenv("PGPASSWORD") {
            secrets.append(String(cString: password))
        }
        let message = PQerrorMessage(handle).map { ServerReport.trimmed(String(cString: $0)) } ?? ""
        var error = PostgresError(.connectionFailed, Redaction(secrets: secrets).applied(to: message))
        error.hint = ServerIdentity.advice(on: message)
        return error
    }
}
