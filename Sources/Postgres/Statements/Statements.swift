internal import CLibPQ

extension Connection {
    /// Runs one statement and gives its rows.
    package func query(
        _ sql: String, _ parameters: [Parameter] = []
    ) throws(PostgresError) -> Rows {
        Rows(try run(sql, parameters), sql: sql)
    }

    /// Runs one statement and gives the number of rows that it changed or returned.
    @discardableResult
    package func execute(
        _ sql: String, _ parameters: [Parameter] = []
    ) throws(PostgresError) -> Int {
        let result = try run(sql, parameters)
        defer { PQclear(result) }
        return Self.affectedRows(result)
    }

    /// Runs statements separated by semicolons; unless they say otherwise they are one transaction.
    package func executeScript(_ sql: String) throws(PostgresError) {
        try willRun(sql)
        PQclear(try checked(PQexec(handle, sql), sql))
    }

    /// `name` as an identifier, quoted; throws when it contains NUL.
    package func quoteIdentifier(_ name: String) throws(PostgresError) -> String {
        try quote(name, PQescapeIdentifier)
    }

    /// `text` as a string literal, quoted; throws when it contains NUL.
    package func quoteLiteral(_ text: String) throws(PostgresError) -> String {
        try quote(text, PQescapeLiteral)
    }

    private func quote(
        _ text: String, _ escape: (OpaquePointer, UnsafePointer<CChar>, Int) -> UnsafeMutablePointer<CChar>?
    ) throws(PostgresError) -> String {
        guard !text.utf8.contains(0), let quoted = escape(handle, text, text.utf8.count) else {
            throw PostgresError(.misuse, "a text with a NUL byte cannot be quoted")
        }
        defer { PQfreemem(quoted) }
        return String(cString: quoted)
    }

    static func affectedRows(_ result: OpaquePointer) -> Int {
        PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    private func run(_ sql: String, _ parameters: [Parameter]) throws(PostgresError) -> OpaquePointer {
        try willRun(sql)
        let encoded = try EncodedParameters(parameters, sql: sql)
        let result = encoded.withValues { values in
            PQexecParams(
                handle, sql, Int32(clamping: parameters.count), encoded.types, values, encoded.lengths,
                encoded.formats, 1)
        }
        return try checked(result, sql, hiding: parameters)
    }

    func willRun(_ sql: String) throws(PostgresError) {
        precondition(!isCopying, "the connection is busy with a COPY")
        // C would see the statement end there.
        if sql.utf8.contains(0) { throw PostgresError(.misuse, "a statement contains a NUL byte") }
    }

    /// The result of a statement that succeeded and is not a COPY; any other is cleared.
    private func checked(
        _ result: OpaquePointer?, _ sql: String, hiding parameters: [Parameter] = []
    ) throws(PostgresError) -> OpaquePointer {
        let status = PQresultStatus(result)
        if let result, status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK {
            return result
        }
        let error = failure(of: result, sql, hiding: parameters)
        PQclear(result)
        if status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH {
            abandonCopy(status)
        }
        throw error
    }

    /// The error that a result stands for, or the connection's when there is no result.
    func failure(
        of result: OpaquePointer?, _ sql: String, hiding parameters: [Parameter] = []
    ) -> PostgresError {
        guard let result else { return sessionFailure(sql) }
        switch PQresultStatus(result) {
        case PGRES_EMPTY_QUERY:
            return PostgresError(.misuse, "the statement is empty", sql: sql)
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            return PostgresError(.misuse, "COPY of this kind needs copyIn or copyOut", sql: sql)
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
            return PostgresError(.misuse, "the statement is not a COPY of this kind", sql: sql)
        default:
            let report = ServerReport(result: result)
            // Without SQLSTATE it is libpq's own: after a failed write it takes the session for open, though it is gone.
            var error = report.error(
                kind: isOpen && report.sqlState != nil ? .server : .connectionLost, sql: sql,
                hiding: parameters.flatMap(\.texts))
            error.login = login
            return error
        }
    }

    /// What libpq last said about the session.
    func sessionFailure(_ sql: String) -> PostgresError {
        let message = PQerrorMessage(handle).map { ServerReport.trimmed(String(cString: $0)) } ?? ""
        return PostgresError(
            isOpen ? .misuse : .connectionLost, message.isEmpty ? "the session is gone" : message, sql: sql)
    }
}
