internal import CLibPQ

extension Connection {
    /// Runs `COPY … FROM STDIN (FORMAT binary)` with the rows that `body` writes, and gives their number.
    ///
    /// When the body throws, the server drops all the rows, the error is thrown on, and the connection stays usable (a
    /// transaction around it has failed). What the server refuses is often known only at the end.
    @discardableResult
    package func copyIn(_ sql: String, _ body: (inout CopyWriter) throws -> Void) throws -> Int {
        let columns = try beginCopy(sql, PGRES_COPY_IN)
        isCopying = true
        var writer = CopyWriter(handle, columns: columns, sql: sql)
        do {
            try body(&writer)
            try writer.finish()
        } catch {
            isCopying = false
            abandonCopy(PGRES_COPY_IN)
            throw error
        }
        isCopying = false
        let sent = PQputCopyEnd(handle, nil)
        return try endCopy(sql, isSent: sent == 1)
    }

    /// Starts a binary COPY in the given direction and gives its number of columns.
    func beginCopy(_ sql: String, _ direction: ExecStatusType) throws(PostgresError) -> Int {
        try willRun(sql)
        let result = PQexec(handle, sql)
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        let isCopy = status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH
        guard status == direction, PQbinaryTuples(result) == 1 else {
            if isCopy { abandonCopy(status) }
            if status == direction {
                throw PostgresError(.misuse, "COPY needs (FORMAT binary)", sql: sql)
            }
            throw failure(of: result, sql)
        }
        return Int(PQnfields(result))
    }

    /// Reads the outcome of a COPY whose data are through.
    func endCopy(_ sql: String, isSent: Bool = true) throws(PostgresError) -> Int {
        var failed = isSent ? nil : sessionFailure(sql)
        var rows: Int?
        while let result = nextResult() {
            defer { PQclear(result) }
            if PQresultStatus(result) != PGRES_FATAL_ERROR {
                rows = rows ?? Self.affectedRows(result)
            } else if failed == nil || !isSent {
                // The server's own reason says more than a broken pipe.
                failed = failure(of: result, sql)
            }
        }
        if let failed { throw failed }
        guard let rows else { throw sessionFailure(sql) }
        return rows
    }

    /// Brings a COPY to its end, whatever the outcome, so that the session can go on.
    func abandonCopy(_ direction: ExecStatusType) {
        if direction == PGRES_COPY_IN || direction == PGRES_COPY_BOTH {
            PQputCopyEnd(handle, "the client gave up")
        }
        if direction == PGRES_COPY_OUT || direction == PGRES_COPY_BOTH {
            // Without a cancel request the server would send all the rest.
            _ = try? cancelToken().cancel()
            var data: UnsafeMutablePointer<CChar>?
            while PQgetCopyData(handle, &data, 0) > 0 { PQfreemem(data) }
        }
        while let result = nextResult() { PQclear(result) }
    }

    /// The next result of the running command; nil at its end, and when it is a COPY again, which libpq repeats for
    /// as long as it cannot end it.
    private func nextResult() -> OpaquePointer? {
        guard let result = PQgetResult(handle) else { return nil }
        switch PQresultStatus(result) {
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            PQclear(result)
            return nil
        default:
            return result
        }
    }
}
