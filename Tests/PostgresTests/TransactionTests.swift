internal import Postgres
import TestSupport
internal import Testing

@Suite("transactions")
struct TransactionTests {
    let connection: Connection

    init() throws {
        connection = try TestServer.connect()
        try connection.executeScript("CREATE TEMP TABLE t (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
    }

    private func count() throws -> Int64 {
        try connection.query("SELECT count(*) FROM t").single().int64(0)
    }

    @Test("a body that returns is committed, and its value given")
    func commits() throws {
        let value = try connection.transaction {
            try connection.execute("INSERT INTO t VALUES (1)")
            return "value"
        }
        #expect(value == "value")
        #expect(!connection.isInTransaction)
        #expect(try count() == 1)
    }

    @Test("a body that throws is rolled back, and its error thrown on")
    func rollsBack() throws {
        #expect(throws: Interruption()) {
            try connection.transaction {
                try connection.execute("INSERT INTO t VALUES (1)")
                throw Interruption()
            }
        }
        #expect(!connection.isInTransaction)
        #expect(try count() == 0)
    }

    @Test("a statement that the server refuses rolls back, with the server's error")
    func serverError() throws {
        let error = try refusal {
            try connection.transaction {
                try connection.execute("INSERT INTO t VALUES (1)")
                try connection.execute("SELECT 1 / 0")
            }
        }
        #expect(error.sqlState == "22012")
        #expect(try count() == 0)
    }

    @Test("a COMMIT that fails throws, and nothing is stored")
    func failedCommit() throws {
        let error = try refusal {
            try connection.transaction { _ = try connection.execute("INSERT INTO t VALUES (1), (1)") }
        }
        #expect(error.isUniqueViolation && error.sql == "COMMIT")
        #expect(!connection.isInTransaction)
        #expect(try count() == 0)
    }

    @Test("a failure that the body hides does not pass for a commit")
    func hiddenFailure() throws {
        let error = try refusal {
            try connection.transaction {
                try connection.execute("INSERT INTO t VALUES (1)")
                _ = try? connection.execute("SELECT 1 / 0")
            }
        }
        #expect(error.sqlState == "25P02")
        #expect(!connection.isInTransaction)
        #expect(try count() == 0)
    }

    @Test("a connection that is killed in the middle throws the loss, and keeps the body's own error")
    func killed() throws {
        let killer = try TestServer.connect()
        let kill: () throws -> Void = { [connection] in
            try killer.execute("SELECT pg_terminate_backend($1, 10000)", [.int32(connection.backendPID)])
        }
        let error = try refusal {
            try connection.transaction {
                try connection.execute("INSERT INTO t VALUES (1)")
                try kill()
                try connection.execute("INSERT INTO t VALUES (2)")
            }
        }
        #expect(error.kind == .connectionLost && error.isConnectionLoss)
        #expect(!connection.isOpen)
        #expect(try refusal { _ = try connection.query("SELECT 1") }.kind == .connectionLost)
        #expect(try refusal { try connection.transaction {} }.kind == .connectionLost)

        let other = try TestServer.connect()
        #expect(throws: Interruption()) {
            try other.transaction {
                try killer.execute("SELECT pg_terminate_backend($1, 10000)", [.int32(other.backendPID)])
                throw Interruption()
            }
        }

        let third = try TestServer.connect()
        let commit = try refusal {
            try third.transaction {
                _ = try killer.execute("SELECT pg_terminate_backend($1, 10000)", [.int32(third.backendPID)])
            }
        }
        #expect(commit.kind == .outcomeUnknown && commit.isConnectionLoss && commit.sql == "COMMIT")

        let reader = try TestServer.connect()
        let reading = try refusal {
            try reader.transaction(readOnly: true) {
                _ = try killer.execute("SELECT pg_terminate_backend($1, 10000)", [.int32(reader.backendPID)])
            }
        }
        #expect(reading.kind == .connectionLost && reading.sql == "COMMIT")
    }

    @Test(
        "the isolation and the access are what was asked for", arguments: Isolation.allCases, [true, false])
    func isolation(isolation: Isolation, readOnly: Bool) throws {
        try connection.executeScript(
            "SET default_transaction_isolation = 'serializable'; SET default_transaction_read_only = on")
        try connection.transaction(isolation, readOnly: readOnly) {
            let row = try connection.query(
                "SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')"
            ).single()
            #expect(try row.text(0) == isolation.rawValue.lowercased())
            #expect(try row.text(1) == (readOnly ? "on" : "off"))
        }
    }

    @Test("a nested transaction is a programmer error")
    func nested() async throws {
        _ = try TestServer.url()
        let result = await #expect(processExitsWith: .failure) {
            let connection = try TestServer.connect()
            try connection.transaction { try connection.transaction {} }
        }
        #expect(isTrap(result))
    }

    @Test("what gave way to another transaction is tried again", arguments: ["40001", "40P01"])
    func retries(state: String) throws {
        var attempts = 0
        let value = try connection.retrying(attempts: 3) {
            attempts += 1
            return try connection.transaction {
                try connection.execute("INSERT INTO t VALUES ($1)", [.int32(Int32(attempts))])
                if attempts < 3 { try raise(state) }
                return attempts
            }
        }
        #expect(value == 3 && attempts == 3)
        #expect(try count() == 1)
    }

    @Test(
        "after the last attempt, or for another reason, the error is thrown",
        arguments: [("40001", 4), ("23505", 1)])
    func givesUp(state: String, expected: Int) throws {
        var attempts = 0
        let error = try refusal {
            try connection.retrying(attempts: 4) {
                attempts += 1
                try connection.transaction { try raise(state) }
            }
        }
        #expect(error.sqlState == state)
        #expect(attempts == expected)
    }

    @Test("a real serialization failure is one")
    func serialization() throws {
        let other = try TestServer.connect()
        let table = "retrying_\(connection.backendPID)"
        try connection.executeScript("CREATE TABLE \(table) (n int); INSERT INTO \(table) VALUES (0)")
        defer { try? connection.executeScript("DROP TABLE \(table)") }
        var attempts = 0
        try connection.retrying {
            attempts += 1
            try connection.transaction(.repeatableRead) {
                try connection.execute("SELECT n FROM \(table)")
                if attempts == 1 { try other.execute("UPDATE \(table) SET n = n + 1") }
                try connection.execute("UPDATE \(table) SET n = n + 1")
            }
        }
        #expect(attempts == 2)
        #expect(try connection.query("SELECT n FROM \(table)").single().int32(0) == 2)
    }

    private func raise(_ state: String) throws {
        try connection.executeScript("DO $$BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '\(state)'; END$$")
    }
}
