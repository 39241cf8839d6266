internal import Postgres
import TestSupport
internal import Testing

private let into = "COPY t FROM STDIN (FORMAT binary)"

@Suite("COPY, when it fails")
struct CopyFailureTests {
    let connection: Connection

    init() throws {
        connection = try TestServer.connect()
        try connection.executeScript("CREATE TEMP TABLE t (id bigint PRIMARY KEY, i int CHECK (i <> 13))")
    }

    private func works() throws -> Bool {
        try connection.query("SELECT 1").single().int32(0) == 1
    }

    @Test("a body that throws on writing leaves no row and a usable connection", arguments: [0, 1, 50_000])
    func writerThrows(after count: Int) throws {
        #expect(throws: Interruption()) {
            try connection.copyIn("COPY t (id) FROM STDIN (FORMAT binary)") { writer in
                for id in 0..<count {
                    try writer.beginRow(columns: 1)
                    try writer.int64(Int64(id))
                }
                try writer.beginRow(columns: 1)
                throw Interruption()
            }
        }
        #expect(try connection.query("SELECT count(*) FROM t").single().int64(0) == 0)
    }

    @Test("a body that throws on reading leaves a usable connection", arguments: [1, 2, 1_000_000])
    func readerThrows(rows: Int) throws {
        var seen = 0
        #expect(throws: Interruption()) {
            try connection.copyOut("COPY (SELECT generate_series(1, \(rows))) TO STDOUT (FORMAT binary)") {
                _ in
                seen += 1
                throw Interruption()
            }
        }
        #expect(seen == 1)
        #expect(try works())
    }

    @Test("a row that the server refuses fails the whole COPY with its constraint")
    func rejected() throws {
        let error = try refusal {
            try connection.copyIn("COPY t (id, i) FROM STDIN (FORMAT binary)") { writer in
                for id in 0..<50_000 {
                    try writer.beginRow(columns: 2)
                    try writer.int64(Int64(id))
                    try writer.int32(id == 100 ? 13 : 0)
                }
            }
        }
        #expect(error.sqlState == "23514" && error.constraint == "t_i_check")
        #expect(try connection.query("SELECT count(*) FROM t").single().int64(0) == 0)
        let duplicate = try refusal {
            try connection.copyIn("COPY t (id) FROM STDIN (FORMAT binary)") { writer in
                for _ in 0..<2 {
                    try writer.beginRow(columns: 1)
                    try writer.int64(1)
                }
            }
        }
        #expect(duplicate.isUniqueViolation)
        #expect(try works())
    }

    @Test("a failure of the server in the middle of reading is thrown")
    func brokenOff() throws {
        var seen = 0
        let error = try refusal {
            try connection.copyOut(
                "COPY (SELECT 1 / (5000 - n) FROM generate_series(1, 10000) AS n) TO STDOUT (FORMAT binary)"
            ) { _ in seen += 1 }
        }
        #expect(error.sqlState == "22012" && seen == 4999)
        #expect(try works())
    }

    @Test("a connection that is killed in the middle of a COPY throws the loss")
    func killed() throws {
        let killer = try TestServer.connect()
        let error = try refusal {
            try connection.copyIn("COPY t (id) FROM STDIN (FORMAT binary)") { writer in
                for id in 0..<200_000 {
                    if id == 1000 {
                        try killer.execute(
                            "SELECT pg_terminate_backend($1, 10000)", [.int32(connection.backendPID)])
                    }
                    try writer.beginRow(columns: 1)
                    try writer.int64(Int64(id))
                }
            }
        }
        #expect(error.isConnectionLoss)
        let reader = try TestServer.connect()
        var seen = 0
        let loss = try refusal {
            try reader.copyOut("COPY (SELECT generate_series(1, 3000000)) TO STDOUT (FORMAT binary)") { _ in
                if seen == 0 {
                    try killer.execute("SELECT pg_terminate_backend($1, 10000)", [.int32(reader.backendPID)])
                }
                seen += 1
            }
        }
        #expect(loss.isConnectionLoss)
    }

    @Test("what is not a binary COPY in the right direction is refused, and the connection goes on")
    func wrongStatements() throws {
        let statements = [
            "COPY t FROM STDIN", "SELECT 1", "", "COPY (SELECT 1) TO STDOUT",
            "COPY (SELECT generate_series(1, 100000)) TO STDOUT (FORMAT binary)",
        ]
        for sql in statements {
            #expect(try refusal { try connection.copyIn(sql) { _ in } }.kind == .misuse)
            #expect(try works())
        }
        for sql in [into, "COPY (SELECT 1) TO STDOUT", "SELECT 1"] {
            #expect(try refusal { try connection.copyOut(sql) { _ in } }.kind == .misuse)
            #expect(try works())
        }
        #expect(
            try refusal { try connection.copyIn("COPY missing FROM STDIN (FORMAT binary)") { _ in } }
                .sqlState == "42P01")
    }

    @Test("an instant or date that PostgreSQL has not is refused on writing")
    func range() throws {
        for body in [{ try $0.timestamp(.min) }, { try $0.date(.max) }] as [(inout CopyWriter) throws -> Void]
        {
            let error = try refusal {
                try connection.copyIn("COPY t (id) FROM STDIN (FORMAT binary)") { writer in
                    try writer.beginRow(columns: 1)
                    try body(&writer)
                }
            }
            #expect(error.kind == .misuse)
        }
        #expect(try works())
    }

    @Test("a wrong number of fields, and the connection's use during a COPY, are programmer errors")
    func preconditions() async throws {
        _ = try TestServer.url()
        let results = [
            await #expect(processExitsWith: .failure) {
                try TestServer.copy { writer, _ in try writer.beginRow(columns: 2) }
            },
            await #expect(processExitsWith: .failure) {
                try TestServer.copy { writer, _ in
                    try writer.beginRow(columns: 1)
                    try writer.int32(1)
                    try writer.int32(1)
                }
            },
            await #expect(processExitsWith: .failure) {
                try TestServer.copy { writer, _ in try writer.beginRow(columns: 1) }
            },
            await #expect(processExitsWith: .failure) {
                try TestServer.copy { _, connection in try connection.execute("SELECT 1") }
            },
        ]
        for result in results { #expect(isTrap(result)) }
        await #expect(processExitsWith: .success) {
            try TestServer.copy { writer, _ in
                try writer.beginRow(columns: 1)
                try writer.int32(1)
            }
        }
    }
}

extension TestServer {
    /// A COPY into a table of one integer column.
    fileprivate static func copy(_ body: (inout CopyWriter, Connection) throws -> Void) throws {
        let connection = try connect()
        try connection.executeScript("CREATE TEMP TABLE t (n int)")
        try connection.copyIn(into) { try body(&$0, connection) }
    }
}
