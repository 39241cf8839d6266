internal import Postgres
import TestSupport
internal import Testing

@Suite("errors")
struct ErrorTests {
    @Test("a violated constraint is named, the row's values are kept out of the description")
    func constraint() throws {
        let connection = try TestServer.connect()
        try connection.executeScript(
            "CREATE TEMP TABLE note (series text CONSTRAINT series_is_short CHECK (length(series) < 12), no int NOT NULL, UNIQUE (series, no))"
        )
        let insert = "INSERT INTO note VALUES ($1, $2)"
        try connection.execute(insert, ["secret", .int32(7)])
        let unique = try refusal { try connection.execute(insert, ["secret", .int32(7)]) }
        #expect(unique.isUniqueViolation && unique.kind == .server && !unique.isConnectionLoss)
        #expect(unique.constraint == "note_series_no_key")
        #expect(unique.table == "note")
        #expect(unique.sql == insert)
        #expect(unique.detail?.contains("secret") == true)
        #expect(!unique.description.contains("secret"))
        #expect(unique.description.contains("23505") && unique.description.contains(insert))

        let check = try refusal { try connection.execute(insert, ["secret and long", .int32(7)]) }
        #expect(check.sqlState == "23514" && check.constraint == "series_is_short")
        #expect(!check.description.contains("secret"))

        let null = try refusal { try connection.execute(insert, ["secret", nil]) }
        #expect(null.sqlState == "23502" && null.column == "no")
        #expect(!null.description.contains("secret"))
    }

    @Test(
        "a parameter that the server quotes in its message is taken out",
        arguments: [
            ("SELECT $1::text::int", .text("secret"), "22P02"),
            ("SELECT $1::int", .untyped("secret"), "22P02"),
            ("SELECT $1::date", .untyped("secret"), "22007"),
            ("SELECT $1::text::timestamptz", .text("2026-13-45 secret"), "22007"),
            ("SELECT $1 + 1", .numeric("secret"), "22P02"),
            ("SELECT ($1::text[])[1]::int", .textArray(["secret"]), "22P02"),
            ("SELECT set_config('TimeZone', $1, false)", .text("secret"), "22023"),
            ("SELECT has_table_privilege($1, 'pg_class', 'SELECT')", .text("secret"), "42704"),
        ] as [(String, Parameter, String)])
    func parameters(sql: String, parameter: Parameter, state: String) throws {
        let connection = try TestServer.connect()
        let error = try refusal { _ = try connection.query(sql, [parameter]) }
        #expect(error.sqlState == state)
        #expect(!error.description.contains("secret"))
    }

    @Test("what a function raises is said as its author wrote it")
    func raised() throws {
        let connection = try TestServer.connect()
        try connection.executeScript(
            """
            CREATE FUNCTION pg_temp.refuse(month text) RETURNS void LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'month "%" is over', month USING HINT = 'take the next'; END $$
            """)
        let error = try refusal { _ = try connection.query("SELECT pg_temp.refuse($1)", ["2026-10"]) }
        #expect(error.sqlState == "P0001" && error.message == "month \"2026-10\" is over")
        #expect(error.hint == "take the next")
        #expect(error.description.contains("hint: take the next"))
    }

    @Test("a long statement is cut in the description and whole in the field")
    func excerpt() throws {
        let connection = try TestServer.connect()
        let sql = "SELECT nothing,\n" + String(repeating: "  1,\n", count: 1000) + " 2"
        let error = try refusal { try connection.executeScript(sql) }
        #expect(error.sql == sql)
        #expect(error.description.count < 600 && error.description.hasSuffix("…"))
        #expect(!error.description.contains("\n"))
    }

    @Test("a lock that is not to be had in time is told apart")
    func lockTimeout() throws {
        let (holder, other) = (try TestServer.connect(), try TestServer.connect())
        let key = try holder.query("SELECT pg_backend_pid()::bigint").single().int64(0)
        try holder.execute("SELECT pg_advisory_lock($1)", [.int64(key)])
        try other.execute("SET lock_timeout = '20ms'")
        let error = try refusal { try other.execute("SELECT pg_advisory_lock($1)", [.int64(key)]) }
        #expect(error.isLockTimeout && !error.isDeadlock && !error.isSerializationFailure)
    }

    @Test(
        "the loss of a connection is told by its SQLSTATE or its kind",
        arguments: [
            ("08006", .server, true), ("08P01", .server, true), ("57P01", .server, true),
            ("57P03", .server, true), ("57014", .server, false), ("23505", .server, false),
            (nil, .connectionLost, true), (nil, .outcomeUnknown, true), (nil, .connectionFailed, true),
            (nil, .malformedTarget, false), (nil, .misuse, false), ("25P03", .connectionLost, true),
        ] as [(String?, PostgresError.Kind, Bool)])
    func loss(state: String?, kind: PostgresError.Kind, isLoss: Bool) throws {
        _ = try TestServer.url()
        var error = PostgresError(kind, "message")
        error.sqlState = state
        #expect(error.isConnectionLoss == isLoss)
    }

    @Test(
        "what is not one ordinary statement is refused, and the session goes on",
        arguments: [
            "", " ; ", "COPY (SELECT 1) TO STDOUT",
            "COPY (SELECT generate_series(1, 100000)) TO STDOUT (FORMAT binary)",
            "COPY target FROM STDIN",
        ])
    func misuse(sql: String) throws {
        let connection = try TestServer.connect()
        try connection.executeScript("CREATE TEMP TABLE target (n int)")
        #expect(try refusal { _ = try connection.query(sql) }.kind == .misuse)
        #expect(try refusal { try connection.executeScript(sql) }.kind == .misuse)
        #expect(try connection.query("SELECT 1").single().int32(0) == 1)
    }

    @Test("a script runs all its statements, or none when one fails")
    func script() throws {
        let connection = try TestServer.connect()
        try connection.executeScript(
            "CREATE TEMP TABLE t (n int); INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)")
        #expect(try connection.query("SELECT count(*) FROM t").single().int64(0) == 2)
        let error = try refusal {
            try connection.executeScript("INSERT INTO t VALUES (3); SELECT 1 / 0")
        }
        #expect(error.sqlState == "22012")
        #expect(try connection.query("SELECT count(*) FROM t").single().int64(0) == 2)
    }
}
