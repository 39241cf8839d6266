internal import Postgres
import TestSupport
internal import Testing

@Suite("rows")
struct RowTests {
    let connection: Connection

    init() throws {
        connection = try TestServer.connect()
    }

    @Test("NULL is nil for an optional accessor of its type and an error for the others")
    func null() throws {
        let row = try connection.query(
            """
            SELECT NULL::bool AS bool, NULL::int AS int32, NULL::bigint AS int64, NULL::text AS text, NULL::bytea AS bytes,
                   NULL::timestamptz AS timestamp, NULL::date AS date, NULL::numeric AS numeric,
                   NULL::text[] AS texts, NULL::bigint[] AS integers
            """
        ).single()
        #expect(try row.optionalBool("bool") == nil)
        #expect(try row.optionalInt32("int32") == nil)
        #expect(try row.optionalInt64("int64") == nil)
        #expect(try row.optionalText("text") == nil)
        #expect(try row.optionalBytes("bytes") == nil)
        #expect(try row.optionalTimestamp("timestamp") == nil)
        #expect(try row.optionalDate("date") == nil)
        #expect(try row.optionalNumeric("numeric") == nil)
        #expect(try row.optionalTextArray("texts") == nil)
        #expect(try row.optionalInt64Array("integers") == nil)
        for index in 0..<10 { #expect(try row.isNull(.index(index))) }
        let accessors: [() throws -> Void] = [
            { _ = try row.bool("bool") }, { _ = try row.int32("int32") }, { _ = try row.int64("int64") },
            { _ = try row.text("text") }, { _ = try row.bytes("bytes") },
            { _ = try row.timestamp("timestamp") },
            { _ = try row.date("date") }, { _ = try row.numeric("numeric") },
            { _ = try row.textArray("texts") }, { _ = try row.int64Array("integers") },
        ]
        for accessor in accessors {
            let error = try refusal(accessor)
            #expect(error.kind == .decode && error.message.hasSuffix("found NULL"))
        }
    }

    @Test("a present value is not nil for an optional accessor")
    func present() throws {
        let row = try connection.query(
            """
            SELECT true AS bool, 1 AS int32, 2::bigint AS int64, 't' AS text, '\\x07'::bytea AS bytes,
                   to_timestamp(1) AS timestamp, '1970-01-02'::date AS date, 1.5 AS numeric,
                   ARRAY['a'] AS texts, ARRAY[4] AS integers
            """
        ).single()
        #expect(try row.optionalBool("bool") == true)
        #expect(try row.optionalInt32("int32") == 1)
        #expect(try row.optionalInt64("int64") == 2)
        #expect(try row.optionalText("text") == "t")
        #expect(try row.optionalBytes("bytes") == [7])
        #expect(try row.optionalTimestamp("timestamp") == 1_000_000)
        #expect(try row.optionalDate("date") == 1)
        #expect(try row.optionalNumeric("numeric") == "1.5")
        #expect(try row.optionalTextArray("texts") == ["a"])
        #expect(try row.optionalInt64Array("integers") == [4])
        #expect(try !row.isNull("bool"))
    }

    @Test("an accessor of another type says what it expected and what it found")
    func mismatch() throws {
        try connection.executeScript("CREATE TYPE pg_temp.pair AS (a int, b text)")
        let row = try connection.query(
            """
            SELECT 'x'::text AS t, 1 AS i, 2147483648 AS big, now()::timestamp AS local, 1.5::float8 AS f, NULL::text AS none,
                   (1, 'x')::pg_temp.pair AS pair
            """
        ).single()
        let cases: [(() throws -> Void, String)] = [
            ({ _ = try row.int64("t") }, "column \"t\" of row 0: expected bigint, found text"),
            ({ _ = try row.text("i") }, "column \"i\" of row 0: expected text, found integer"),
            (
                { _ = try row.int32("big") },
                "column \"big\" of row 0: expected integer, found a bigint out of range"
            ),
            (
                { _ = try row.timestamp("local") },
                "column \"local\" of row 0: expected timestamp with time zone, found timestamp without time zone"
            ),
            ({ _ = try row.numeric("f") }, "column \"f\" of row 0: expected numeric, found double precision"),
            ({ _ = try row.optionalInt64("none") }, "column \"none\" of row 0: expected bigint, found text"),
            ({ _ = try row.int64("missing") }, "there is no column \"missing\""),
        ]
        for (accessor, message) in cases {
            let error = try refusal(accessor)
            #expect(error.kind == .decode && error.message == message)
            #expect(error.sql?.hasPrefix("SELECT 'x'") == true)
        }
        let pair = try refusal { _ = try row.text("pair") }
        #expect(pair.message.contains("expected text, found the type with OID"))
    }

    @Test("a name that two columns have is refused, their positions are not")
    func ambiguous() throws {
        let row = try connection.query("SELECT 1 AS n, 2 AS n").single()
        #expect(try refusal { _ = try row.int32("n") }.message == "there are several columns \"n\"")
        #expect(try row.int32(0) == 1 && row.int32(1) == 2)
    }

    @Test("rows are a collection in the server's order, and outlive the connection")
    func collection() throws {
        var connection: Connection? = try TestServer.connect()
        let rows = try #require(connection).query("SELECT generate_series(1, $1) AS n", [.int32(100)])
        connection = nil
        #expect(rows.count == 100)
        #expect(try rows.map { try $0.int32("n") } == Array(1...100))
        #expect(try rows.last?.int32("n") == 100)
        #expect(rows.columnNames == ["n"])
        for (index, row) in rows.enumerated() { #expect(try row.int32(0) == Int32(index + 1)) }
    }

    @Test("one row is exactly one", arguments: [0, 2])
    func single(count: Int32) throws {
        let rows = try connection.query("SELECT generate_series(1, $1)", [.int32(count)])
        #expect(try refusal { _ = try rows.single() }.message == "expected one row, found \(count)")
        #expect(rows.isEmpty == (count == 0))
    }

    @Test("the number of changed rows is given")
    func affected() throws {
        #expect(try connection.execute("CREATE TEMP TABLE t (n int)") == 0)
        #expect(try connection.execute("INSERT INTO t SELECT generate_series(1, 10)") == 10)
        #expect(try connection.execute("UPDATE t SET n = n + 1 WHERE n > $1", [.int32(7)]) == 3)
        #expect(try connection.execute("DELETE FROM t WHERE false") == 0)
        #expect(try connection.query("DELETE FROM t").isEmpty)
    }
}
