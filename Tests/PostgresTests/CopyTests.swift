internal import Postgres
import TestSupport
internal import Testing

private let into = "COPY t FROM STDIN (FORMAT binary)"
private let outOf = "COPY (SELECT * FROM t ORDER BY id) TO STDOUT (FORMAT binary)"

@Suite("COPY")
struct CopyTests {
    let connection: Connection

    init() throws {
        connection = try TestServer.connect()
        try connection.executeScript(
            """
            CREATE TEMP TABLE t (id bigint PRIMARY KEY, i int CHECK (i <> 13), s smallint, b boolean, u text, y bytea,
                                 w timestamptz, d date)
            """)
    }

    private func works() throws -> Bool {
        try connection.query("SELECT 1").single().int32(0) == 1
    }

    /// A row of a COPY cannot be copied into the macro.
    private func expect(_ condition: Bool, _ location: SourceLocation = #_sourceLocation) {
        #expect(condition, sourceLocation: location)
    }

    @Test("every type goes in and comes out, at its bounds and as NULL")
    func types() throws {
        let rows = try connection.copyIn(into) { writer in
            try writer.beginRow(columns: 8)
            try writer.int64(.max)
            try writer.int32(.min)
            try writer.int16(.min)
            try writer.bool(true)
            try writer.text("l'été ☃")
            try writer.bytes([0, 255])
            try writer.timestamp(253_402_300_799_999_999)
            try writer.date(-719_162)
            try writer.beginRow(columns: 8)
            try writer.int64(.min)
            for _ in 0..<7 { try writer.null() }
        }
        #expect(rows == 2)
        let row = try connection.query("SELECT * FROM t WHERE i IS NOT NULL").single()
        #expect(try row.timestamp("w") == 253_402_300_799_999_999)
        #expect(try row.date("d") == -719_162)
        var seen = 0
        let copied = try connection.copyOut(outOf) { row in
            expect(row.count == 8)
            if seen == 0 {
                expect(try row.int64(0) == .min)
                for column in 1..<8 { expect(row.isNull(column)) }
                expect(try row.optionalInt32(1) == nil && row.optionalInt64(1) == nil)
                expect(try row.optionalBool(3) == nil && row.optionalText(4) == nil)
                expect(try row.optionalBytes(5)?.count == nil)
                expect(try row.optionalTimestamp(6) == nil && row.optionalDate(7) == nil)
            } else {
                expect(try row.int64(0) == .max)
                expect(try row.int32(1) == .min && row.int64(1) == Int64(Int32.min))
                expect(try row.int32(2) == -32768 && row.int64(2) == -32768)
                expect(try row.bool(3) && row.optionalBool(3) == true)
                expect(try row.text(4) == "l'été ☃")
                expect(try Array(row.bytes(5)) == [0, 255])
                expect(try row.timestamp(6) == 253_402_300_799_999_999)
                expect(try row.optionalDate(7) == -719_162)
            }
            seen += 1
        }
        #expect(seen == 2 && copied == 2)
    }

    @Test("an accessor that does not fit the field throws, and the connection goes on")
    func mismatch() throws {
        let sql =
            "COPY (SELECT 1, NULL::int, 'abc', 'infinity'::timestamptz, '-infinity'::date, '\\xff'::bytea) TO STDOUT (FORMAT binary)"
        func check(_ message: String, _ body: (borrowing CopyRow) throws -> Void) throws {
            let error = try refusal { try connection.copyOut(sql, body) }
            #expect(error.kind == .decode && error.message == message && error.sql == sql)
        }
        try check("column 1: expected integer, found NULL") { _ = try $0.int32(1) }
        try check("column 1: expected a value, found NULL") { _ = try $0.bytes(1).count }
        try check("column 2: expected bigint, found a field of 3 bytes") { _ = try $0.int64(2) }
        try check("column 0: expected timestamp with time zone, found a field of 4 bytes") {
            _ = try $0.timestamp(0)
        }
        try check("column 3: expected a finite timestamp with time zone, found a field of 8 bytes") {
            _ = try $0.timestamp(3)
        }
        try check("column 4: expected a finite date, found a field of 4 bytes") { _ = try $0.date(4) }
        try check("column 5: expected UTF-8 text, found a field of 1 bytes") { _ = try $0.text(5) }
        try check("column 0: expected boolean, found a field of 4 bytes") { _ = try $0.bool(0) }
        #expect(try works())
    }

    @Test("no rows are no rows")
    func empty() throws {
        #expect(try connection.copyIn(into) { _ in } == 0)
        var seen = 0
        #expect(try connection.copyOut(outOf) { _ in seen += 1 } == 0)
        #expect(seen == 0)
    }

    @Test("a hundred thousand rows come back in their order")
    func many() throws {
        let count = 100_000
        let text = Array("evenements, ".utf8)
        let rows = try connection.copyIn("COPY t (id, i, u) FROM STDIN (FORMAT binary)") { writer in
            for id in 0..<count {
                try writer.beginRow(columns: 3)
                try writer.int64(Int64(id))
                if id % 3 == 0 { try writer.null() } else { try writer.int32(Int32(-id)) }
                try text.withUnsafeBytes {
                    try writer.text(UnsafeRawBufferPointer(rebasing: $0.prefix(id % 12)))
                }
            }
        }
        #expect(rows == count)
        var next = 0
        var faults = 0
        try connection.copyOut(
            "COPY (SELECT id, i, convert_to(u, 'UTF8') FROM t ORDER BY id) TO STDOUT (FORMAT binary)"
        ) { row in
            let isRight =
                try row.int64(0) == Int64(next) && row.isNull(1) == (next % 3 == 0)
                && (row.isNull(1) || row.int32(1) == Int32(-next))
                && row.bytes(2).elementsEqual(text.prefix(next % 12))
            if !isRight { faults += 1 }
            next += 1
        }
        #expect(next == count && faults == 0)
    }

    @Test(
        "values around and beyond the size of the buffer go through whole",
        arguments: [128 * 1024 - 30, 128 * 1024 - 5, 128 * 1024 - 4, 128 * 1024 - 3, 128 * 1024, 1_000_000])
    func large(size: Int) throws {
        let value = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try connection.copyIn("COPY t (id, y, i) FROM STDIN (FORMAT binary)") { writer in
            for id in 0..<3 {
                try writer.beginRow(columns: 3)
                try writer.int64(Int64(id))
                try writer.bytes(value)
                try writer.int32(1)
            }
        }
        var same = 0
        try connection.copyOut("COPY (SELECT y FROM t) TO STDOUT (FORMAT binary)") { row in
            if try row.bytes(0).elementsEqual(value) { same += 1 }
        }
        #expect(same == 3)
    }

    @Test("rows that are kept are sent later, whole or field by field, in any order and of any size")
    func kept() throws {
        let large = [UInt8](repeating: 120, count: 300_000)
        var kept = CopyWriter(keepingRowsOf: 2, capacity: 0)
        var starts: [Int] = []
        for id in 0..<3 {
            starts.append(kept.keptBytes)
            try kept.beginRow(columns: 2)
            try kept.int64(Int64(id))
            if id == 1 { try kept.null() } else { try kept.bytes(large) }
        }
        kept.forgetRows(from: starts[2])
        #expect(try copy("t (id, y)") { try $0.rows(keptBy: kept) } == 2)
        var row = KeptRow(columns: 2)
        try connection.executeScript("DELETE FROM t")
        let rows = try copy("t (id, i, y)") { writer in
            for start in starts[0..<2].reversed() {
                row.move(to: start, of: kept)
                expect(row.isNull(1, of: kept) == (start == starts[1]))
                expect(row.value(0, of: kept).count == 8)
                try writer.beginRow(columns: 3)
                try writer.encodedFields(row.encoded(0..<1, of: kept), count: 1)
                try writer.int32(7)
                try writer.encodedFields(row.encoded(1..<2, of: kept), count: 1)
            }
        }
        #expect(rows == 2)
        let found = try connection.query("SELECT id, i, length(y) AS y FROM t ORDER BY ctid")
        #expect(try found.map { try $0.int64("id") } == [1, 0])
        #expect(try found.map { try $0.optionalInt32("y") } == [nil, 300_000])
    }

    private func copy(_ target: String, _ body: (inout CopyWriter) throws -> Void) throws -> Int {
        try connection.copyIn("COPY \(target) FROM STDIN (FORMAT binary)", body)
    }

    private struct Interruption: Error, Equatable {}

    @Test("a COPY on a thread of its own gives its rows, or its error, and the session goes on")
    func pending() throws {
        func copy(_ ids: [Int64], _ error: Interruption? = nil) -> PendingCopy {
            PendingCopy(connection, "COPY t (id) FROM STDIN (FORMAT binary)") { writer in
                for id in ids {
                    try writer.beginRow(columns: 1)
                    try writer.int64(id)
                }
                if let error { throw error }
            }
        }
        let whole = copy([1, 2, 3])
        #expect(try whole.wait() == 3)
        #expect(try whole.wait() == 3)
        #expect(throws: Interruption()) { try copy([4], Interruption()).wait() }
        let error = #expect(throws: PostgresError.self) { try copy([1]).wait() }
        #expect(error?.isUniqueViolation == true)
        // The last reference waits.
        _ = copy([5])
        #expect(try connection.query("SELECT count(*) FROM t").single().int64(0) == 4)
    }
}
