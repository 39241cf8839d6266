internal import Postgres
import TestSupport
internal import Testing

/// The year 0001-01-01 and the last microsecond of 9999, as the contract bounds instants; and PostgreSQL's own bounds.
private let instants: [Int64] = [
    0, 1, -1, 946_684_800_000_000, 946_684_799_999_999, -62_135_596_800_000_000, 253_402_300_799_999_999,
    -210_866_803_200_000_000,
]

@Suite("values")
struct ValueTests {
    let connection: Connection

    init() throws {
        connection = try TestServer.connect()
    }

    @Test("booleans come back", arguments: [true, false])
    func bool(value: Bool) throws {
        #expect(try connection.query("SELECT $1", [.bool(value)]).single().bool(0) == value)
    }

    @Test("32-bit integers come back", arguments: [0, 1, -1, .min, .max] as [Int32])
    func int32(value: Int32) throws {
        let row = try connection.query("SELECT $1 AS a, $1::bigint AS b", [.int32(value)]).single()
        #expect(try row.int32("a") == value)
        #expect(try row.int32("b") == value)
        #expect(try row.int64("a") == Int64(value))
    }

    @Test("64-bit integers come back", arguments: [0, 1, -1, .min, .max, 1 << 32] as [Int64])
    func int64(value: Int64) throws {
        #expect(try connection.query("SELECT $1", [.int64(value)]).single().int64(0) == value)
    }

    @Test("16-bit integers and oids widen")
    func widening() throws {
        let row = try connection.query("SELECT (-32768)::smallint AS s, 4294967295::oid AS o").single()
        #expect(try row.int32("s") == -32768)
        #expect(try row.int64("s") == -32768)
        #expect(try row.int64("o") == 4_294_967_295)
    }

    @Test(
        "text comes back as it is",
        arguments: [
            "", "a", "l'été « à » ☃ \u{1F600}", "e\u{301}", "\\x00 'quote' \"",
            String(repeating: "é", count: 100_000),
        ])
    func text(value: String) throws {
        let row = try connection.query(
            "SELECT $1 AS a, $1::varchar AS b, to_jsonb($1) #>> '{}' AS c", [.text(value)]
        ).single()
        for column in ["a", "b", "c"] as [ColumnReference] {
            #expect(try Array(row.text(column).utf8) == Array(value.utf8))
        }
    }

    @Test("every textual type reads as text")
    func textual() throws {
        try connection.executeScript("CREATE TYPE pg_temp.mood AS ENUM ('fine', 'ça va')")
        let row = try connection.query(
            """
            SELECT 'a'::name AS name, 'ab'::char(3) AS bpchar, '{"a": [1]}'::json AS json, '{"a":[1]}'::jsonb AS jsonb,
                   '0f0e0d0c-0b0a-0908-0706-0504030201ff'::uuid AS uuid, $1::pg_temp.mood AS mood, 'x' AS unknown
            """, [.untyped("ça va")]
        ).single()
        #expect(try row.text("name") == "a")
        #expect(try row.text("bpchar") == "ab ")
        #expect(try row.text("json") == #"{"a": [1]}"#)
        #expect(try row.text("jsonb") == #"{"a": [1]}"#)
        #expect(try row.text("uuid") == "0f0e0d0c-0b0a-0908-0706-0504030201ff")
        #expect(try row.text("mood") == "ça va")
        #expect(try row.text("unknown") == "x")
    }

    @Test(
        "bytes come back",
        arguments: [[], [0], Array(0...255), Array(repeating: 0xFF, count: 300_000)] as [[UInt8]])
    func bytes(value: [UInt8]) throws {
        #expect(try connection.query("SELECT $1", [.bytes(value)]).single().bytes(0) == value)
    }

    @Test("instants come back to the microsecond", arguments: instants)
    func timestamp(value: Int64) throws {
        let row = try connection.query(
            "SELECT $1 AS t, (extract(epoch FROM $1) * 1000000)::bigint AS us", [.timestamp(value)]
        ).single()
        #expect(try row.timestamp("t") == value)
        #expect(try row.int64("us") == value)
    }

    @Test("dates come back", arguments: [0, 1, -1, 10_957, 20_000, -719_162, 2_932_896])
    func date(value: Int) throws {
        let row = try connection.query("SELECT $1 AS d, $1 - '1970-01-01' AS days", [.date(value)]).single()
        #expect(try row.date("d") == value)
        #expect(try row.int64("days") == Int64(value))
    }

    @Test("an instant or date that PostgreSQL has not, or would take for infinity, is refused")
    func range() throws {
        let infinity = Int64.min + 946_684_800_000_000
        for value in [Int64.min, infinity, infinity - 1] {
            #expect(
                try refusal { _ = try connection.query("SELECT $1", [.timestamp(value)]) }.kind
                    == .misuse)
        }
        let early = try refusal { _ = try connection.query("SELECT $1", [.timestamp(infinity + 1)]) }
        #expect(early.sqlState == "22008")
        for value in [Int.min, Int.max, Int(Int32.max) + 10_957, Int(Int32.min) + 10_957] {
            #expect(
                try refusal { _ = try connection.query("SELECT $1", [.date(value)]) }.kind == .misuse)
        }
    }

    @Test("the last instant of a 64-bit integer is one of PostgreSQL's")
    func lastInstant() throws {
        let row = try connection.query(
            "SELECT $1 AS t, $1 = '294247-01-10 04:00:54.775807Z' AS same", [.timestamp(.max)]
        ).single()
        #expect(try row.timestamp("t") == .max)
        #expect(try row.bool("same"))
    }

    @Test("infinite dates and instants are refused on reading", arguments: ["infinity", "-infinity"])
    func infinity(value: String) throws {
        let row = try connection.query("SELECT '\(value)'::timestamptz AS t, '\(value)'::date AS d").single()
        #expect(try refusal { _ = try row.timestamp("t") }.message.contains("found infinity"))
        #expect(try refusal { _ = try row.date("d") }.message.contains("found infinity"))
        let last = try connection.query("SELECT '294276-12-31 23:59:59.999999Z'::timestamptz").single()
        #expect(try refusal { _ = try last.timestamp(0) }.kind == .decode)
    }

    @Test(
        "numbers come back with every digit",
        arguments: [
            "0", "1", "-1", "0.00", "12.50", "-12.50", "10000", "10000.0001", "99999999.99", "0.0001",
            "0.00001",
            "-0.00000000000000000001", "100000000000000000000000000000",
            "1234567890123456789012345678901234567890.12345",
            "9999.9999", "0.10", "1.000000000000", "20.000", "10001", "100000000",
        ])
    func numeric(value: String) throws {
        let row = try connection.query("SELECT $1 AS n, $1::text AS t", [.numeric(value)]).single()
        #expect(try row.numeric("n") == value)
        #expect(try row.text("t") == value)
    }

    @Test("random numbers read as PostgreSQL prints them")
    func randomNumerics() throws {
        let seed = UInt64.random(in: 0..<1_000_000)
        try connection.execute("SELECT setseed($1::text::float8)", [.text("0.\(seed)")])
        let rows = try connection.query(
            """
            SELECT n, n::text AS t FROM generate_series(1, 2000) AS i,
            LATERAL (SELECT round(((random() - 0.5) * power(10, i % 30 - 10))::numeric, (i * 7) % 17) AS n) AS x
            """)
        #expect(rows.count == 2000)
        for row in rows { #expect(try row.numeric("n") == row.text("t"), "seed \(seed)") }
    }

    @Test("a number without a decimal form is refused", arguments: ["NaN", "Infinity", "-Infinity"])
    func notNumeric(value: String) throws {
        let row = try connection.query("SELECT '\(value)'::numeric").single()
        #expect(try refusal { _ = try row.numeric(0) }.message.contains("NaN or infinity"))
    }

    @Test("arrays come back", arguments: [0, 1, 2, 1000])
    func arrays(count: Int) throws {
        let texts = (0..<count).map { "é\($0), \"{}\"" }
        let wide = (0..<count).map { $0 % 2 == 0 ? Int64.max - Int64($0) : Int64.min + Int64($0) }
        let narrow = (0..<count).map { Int32.min + Int32($0) }
        let row = try connection.query(
            "SELECT $1 AS a, $2 AS b, $3 AS c, $1::varchar[] AS d, cardinality($1) AS n",
            [.textArray(texts), .int64Array(wide), .int32Array(narrow)]
        ).single()
        #expect(try row.textArray("a") == texts)
        #expect(try row.int64Array("b") == wide)
        #expect(try row.int64Array("c") == narrow.map(Int64.init))
        #expect(try row.textArray("d") == texts)
        #expect(try row.int32("n") == Int32(count))
    }

    @Test(
        "an array with NULLs, or with more than one dimension, is refused",
        arguments: ["ARRAY['a', NULL]", "ARRAY[['a', 'b'], ['c', 'd']]"])
    func oddArrays(sql: String) throws {
        let row = try connection.query("SELECT \(sql)::text[]").single()
        #expect(try refusal { _ = try row.textArray(0) }.kind == .decode)
    }

    @Test("literals are parameters")
    func literals() throws {
        let row = try connection.query(
            "SELECT $1 AS a, $2 AS b, $3 AS c, $4::int AS d, $5 AS e",
            ["text", -5, true, nil, .optional(Int64(3), Parameter.int64)]
        ).single()
        #expect(try row.text("a") == "text")
        #expect(try row.int64("b") == -5)
        #expect(try row.bool("c"))
        #expect(try row.optionalInt32("d") == nil)
        #expect(try row.int64("e") == 3)
        #expect(Parameter.optional(nil, Parameter.text) == .null)
    }
}
