internal import CLibPQ

/// One session with a PostgreSQL server; closed when the last reference goes.
///
/// Not for use by two threads at once. The session is pinned to UTF-8, UTC and ISO formats, so that no server,
/// role or environment setting changes what a statement means; `search_path` is the caller's.
package final class Connection {
    let handle: OpaquePointer
    let noticeBox = NoticeBox()

    /// True while the body of a COPY runs: the session can do nothing else then.
    var isCopying = false

    /// - Throws: `malformedTarget`, or `connectionFailed` with what libpq says, without any password.
    package init(_ target: ConnectionTarget, applicationName: String = "avoir") throws(PostgresError) {
        try target.check()
        handle = try SessionOpening.start(target, applicationName: applicationName)
        // From here on deinit closes the handle, also when this initialiser throws.
        noticeBox.receive(from: handle)
        try SessionOpening.complete(handle, target)
        if let refusal = Self.refusal(ofServerVersion: serverVersion) {
            throw PostgresError(.connectionFailed, refusal)
        }
        do {
            try executeScript(Self.sessionSettings)
        } catch {
            throw PostgresError(.connectionFailed, "the session cannot be set up: \(error.message)")
        }
    }

    deinit {
        PQfinish(handle)
    }

    /// Everything that changes the meaning of a literal or the text of a value.
    private static let sessionSettings = """
        SET TimeZone = 'UTC';
        SET DateStyle = 'ISO, YMD';
        SET IntervalStyle = 'iso_8601';
        SET standard_conforming_strings = on;
        SET transform_null_equals = off;
        SET array_nulls = on;
        SET extra_float_digits = 1
        """

    /// Why a server of this version (as 150018 for 15.18) is not good enough, or nil.
    package static func refusal(ofServerVersion version: Int) -> String? {
        guard version < 14_00_00 else { return nil }
        let major = version / 10_000
        let name = major >= 10 ? "\(major).\(version % 10_000)" : "\(major).\(version / 100 % 100)"
        return "the server is PostgreSQL \(name), but 14 or later is needed"
    }

    /// As 150018 for 15.18.
    package var serverVersion: Int { Int(PQserverVersion(handle)) }

    /// How the server stores text, e.g. `UTF8`.
    package var serverEncoding: String {
        PQparameterStatus(handle, "server_encoding").map { String(cString: $0) } ?? ""
    }

    /// The host or socket directory, port, role and database of the session, as libpq resolved them.
    package var host: String { PQhost(handle).map { String(cString: $0) } ?? "" }
    package var port: String { PQport(handle).map { String(cString: $0) } ?? "" }
    package var user: String { PQuser(handle).map { String(cString: $0) } ?? "" }
    /// As whom the session was opened, `session_user`.
    var login: String {
        PQparameterStatus(handle, "session_authorization").map { String(cString: $0) } ?? user
    }
    package var database: String { PQdb(handle).map { String(cString: $0) } ?? "" }

    /// The process that serves this session, as in `pg_stat_activity.pid`.
    package var backendPID: Int32 { PQbackendPID(handle) }

    /// Whether a transaction block is open, failed or not.
    package var isInTransaction: Bool {
        switch PQtransactionStatus(handle) {
        case PQTRANS_INTRANS, PQTRANS_INERROR, PQTRANS_ACTIVE: true
        default: false
        }
    }

    /// Whether the session is, as far as this side knows, still there.
    package var isOpen: Bool { PQstatus(handle) == CONNECTION_OK }

    /// Called for each notice of the server, on the thread that uses the connection; nil ignores them.
    package var notices: ((Notice) -> Void)? {
        get { noticeBox.handler }
        set { noticeBox.handler = newValue }
    }
}
