/// What went wrong between this program and PostgreSQL.
///
/// Printed, it names the message, the SQLSTATE and the SQL, never a parameter or a password; `detail` can
/// hold values of rows and is therefore kept but not printed.
package struct PostgresError: Error, Sendable, CustomStringConvertible {
    package enum Kind: Sendable, Hashable {
        /// The connection string cannot be used as it is written.
        case malformedTarget
        /// No session could be opened.
        case connectionFailed
        /// The session is gone, and with it what was not committed.
        case connectionLost
        /// The session went while COMMIT was under way: the work is stored whole or not at all, and which is not known.
        case outcomeUnknown
        /// The server refused a statement.
        case server
        /// A statement was used in a way that this wrapper or the protocol does not allow.
        case misuse
        /// A value is not of the type or the range that was asked for.
        case decode
    }

    package var kind: Kind
    package var message: String
    /// Five characters, where the server gave them.
    package var sqlState: String?
    /// Can contain values of rows: not printed.
    package var detail: String?
    package var hint: String?
    package var constraint: String?
    package var table: String?
    package var column: String?
    package var sql: String?
    /// As whom the session was opened, where the server refused the statement.
    package var login: String?

    package init(_ kind: Kind, _ message: String, sql: String? = nil) {
        self.kind = kind
        self.message = message
        self.sql = sql
    }

    package var description: String {
        var text = message
        var facts: [String] = []
        if let sqlState { facts.append("SQLSTATE \(sqlState)") }
        if let table { facts.append("table \(table)") }
        if let column { facts.append("column \(column)") }
        if let constraint { facts.append("constraint \(constraint)") }
        if !facts.isEmpty { text += " (\(facts.joined(separator: ", ")))" }
        if let hint { text += "; hint: \(hint)" }
        if let sql { text += "; in: \(Self.excerpt(of: sql))" }
        return text
    }

    /// One line of at most 400 characters: a migration script must not fill the screen.
    private static func excerpt(of sql: String) -> String {
        let line = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= 400 ? line : line.prefix(400) + "…"
    }
}

extension PostgresError {
    /// Class 22: a value is not what its use expects.
    package var isOfData: Bool { sqlState?.hasPrefix("22") == true }
    package var isUniqueViolation: Bool { sqlState == "23505" }
    package var isSerializationFailure: Bool { sqlState == "40001" }
    package var isDeadlock: Bool { sqlState == "40P01" }
    package var isLockTimeout: Bool { sqlState == "55P03" }
    /// The server only reads, as a standby does: it refuses to begin a transaction that writes, or a statement of one.
    package var isReadOnlyServer: Bool {
        sqlState == "25006" || sqlState == "0A000" && sql?.hasPrefix("BEGIN ") == true
    }
    /// The session's role lacks a right.
    package var isNotPermitted: Bool { sqlState == "42501" }

    /// The statement was stopped by a cancel request or by `statement_timeout`.
    package var isCancellation: Bool { sqlState == "57014" }

    /// There is no session (any more): another connection may succeed, this one will not.
    package var isConnectionLoss: Bool {
        switch kind {
        case .connectionFailed, .connectionLost, .outcomeUnknown: return true
        case .malformedTarget, .server, .misuse, .decode: break
        }
        guard let sqlState else { return false }
        return sqlState.hasPrefix("08") || sqlState.hasPrefix("57P0")
    }
}
