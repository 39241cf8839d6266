internal import CLibPQ
internal import Glibc

/// How much a transaction sees of others.
package enum Isolation: String, Sendable, CaseIterable {
    case readCommitted = "READ COMMITTED"
    case repeatableRead = "REPEATABLE READ"
    case serializable = "SERIALIZABLE"
}

extension Connection {
    /// Runs `body` in a transaction of its own: committed when it returns, rolled back when it throws.
    ///
    /// The body's error is thrown on as it is, also when the rollback fails because the session is gone. When COMMIT
    /// itself fails nothing is stored, unless the error is `outcomeUnknown`. A body that hides the
    /// failure of a statement in it throws 25P02 here, for the server then rolls back on COMMIT. Not to be nested.
    package func transaction<Value>(
        _ isolation: Isolation = .readCommitted, readOnly: Bool = false, _ body: () throws -> Value
    ) throws -> Value {
        precondition(!isInTransaction, "a transaction is already open on this connection")
        try execute("BEGIN ISOLATION LEVEL \(isolation.rawValue) \(readOnly ? "READ ONLY" : "READ WRITE")")
        do {
            let value = try body()
            precondition(isInTransaction || !isOpen, "the body ended the transaction that it was to run in")
            try commit(readOnly: readOnly)
            return value
        } catch {
            if isInTransaction { _ = try? execute("ROLLBACK") }
            throw error
        }
    }

    private func commit(readOnly: Bool) throws(PostgresError) {
        let hasFailed = PQtransactionStatus(handle) == PQTRANS_INERROR
        if hasFailed {
            // The server would answer COMMIT with a successful ROLLBACK.
            var error = PostgresError(
                .server, "the transaction cannot be committed, because a statement in it failed",
                sql: "COMMIT")
            error.sqlState = "25P02"
            throw error
        }
        do throws(PostgresError) {
            try execute("COMMIT")
        } catch {
            var error = error
            // Also a server that is shut down can have committed before it says so.
            if !readOnly, error.isConnectionLoss { error.kind = .outcomeUnknown }
            throw error
        }
    }

    /// Runs `body`, which holds a whole transaction, again when the server gave it up for the sake of another one
    /// (serialization failure, deadlock), pausing longer each time; at most `attempts` times in all.
    package func retrying<Value>(attempts: Int = 5, _ body: () throws -> Value) throws -> Value {
        precondition(attempts >= 1, "there must be at least one attempt")
        precondition(!isInTransaction, "only a whole transaction can be tried again")
        var attempt = 1
        while true {
            do {
                return try body()
            } catch let error as PostgresError
                where attempt < attempts && (error.isSerializationFailure || error.isDeadlock)
            {
                // Random, so that two that met do not meet again; at most 10, 20, 40… 320 ms.
                let longest = UInt32(10_000) << min(attempt - 1, 5)
                usleep(UInt32.random(in: longest / 2...longest))
                attempt += 1
            }
        }
    }
}
