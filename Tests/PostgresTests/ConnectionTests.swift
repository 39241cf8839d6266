internal import Glibc
import TestSupport
internal import Testing

@testable internal import Postgres

@Suite("connection")
struct ConnectionTests {
    @Test("a session speaks UTF-8, UTC and ISO whatever the role's settings are")
    func settings() throws {
        let url = try TestServer.url()
        let options =
            "-c TimeZone=Asia/Tokyo -c DateStyle=German -c transform_null_equals=on -c standard_conforming_strings=off"
        let separator = url.contains("://") ? (url.contains("?") ? "&" : "?") : " "
        let value =
            url.contains("://")
            ? options.map { $0 == " " ? "%20" : $0 == "=" ? "%3D" : String($0) }.joined() : "'\(options)'"
        let connection = try Connection(.string("\(url)\(separator)options=\(value)"))
        let row = try connection.query(
            """
            SELECT current_setting('TimeZone') AS zone, current_setting('DateStyle') AS dates,
                   current_setting('client_encoding') AS encoding, current_setting('transform_null_equals') AS nulls,
                   current_setting('standard_conforming_strings') AS strings,
                   current_setting('application_name') AS application
            """
        ).single()
        #expect(try row.text("zone") == "UTC")
        #expect(try row.text("dates") == "ISO, YMD")
        #expect(try row.text("encoding") == "UTF8")
        #expect(try row.text("nulls") == "off")
        #expect(try row.text("strings") == "on")
        #expect(try row.text("application") == "avoir")
    }

    @Test("a connection knows its server, its process and whether a transaction is open")
    func state() throws {
        let connection = try TestServer.connect()
        #expect(connection.serverVersion >= 14_00_00)
        #expect(try connection.query("SELECT pg_backend_pid()").single().int32(0) == connection.backendPID)
        #expect(!connection.isInTransaction)
        try connection.execute("BEGIN")
        #expect(connection.isInTransaction)
        try connection.execute("ROLLBACK")
        #expect(!connection.isInTransaction)
        #expect(connection.isOpen)
    }

    @Test("keywords and values reach the same database as a string does")
    func pairs() throws {
        let connection = try TestServer.connect()
        let target = ConnectionTarget.parameters([
            ("host", connection.host), ("port", connection.port), ("user", connection.user),
            ("dbname", connection.database),
        ])
        let other = try Connection(target, applicationName: "another")
        let row = try other.query("SELECT current_database(), session_user").single()
        #expect(try row.text(0) == connection.database)
        #expect(try row.text(1) == connection.user)
        #expect(try other.query("SHOW application_name").single().text(0) == "another")
    }

    @Test("a connection closes its session when it goes", .timeLimit(.minutes(1)))
    func closes() throws {
        let watcher = try TestServer.connect()
        var pid: Int32 = 0
        do {
            let connection = try TestServer.connect()
            pid = connection.backendPID
        }
        while try watcher.query("SELECT count(*) FROM pg_stat_activity WHERE pid = $1", [.int32(pid)])
            .single().int64(0) > 0
        {
            usleep(1000)
        }
    }

    @Test(
        "servers before 14 are refused by name",
        arguments: [
            (9_06_24, "the server is PostgreSQL 9.6, but 14 or later is needed"),
            (10_00_23, "the server is PostgreSQL 10.23, but 14 or later is needed"),
            (13_00_22, "the server is PostgreSQL 13.22, but 14 or later is needed"),
            (14_00_00, nil), (15_00_18, nil), (18_00_00, nil),
        ] as [(Int, String?)])
    func versions(version: Int, refusal: String?) throws {
        _ = try TestServer.url()
        #expect(Connection.refusal(ofServerVersion: version) == refusal)
    }

    @Test("an old server is refused on connecting")
    func oldServer() throws {
        _ = try TestServer.url()
        let server = try FakeServer(.opening(version: "13.22"))
        let error = try refusal {
            _ = try Connection(.string("host=\(server.directory) user=u password=p dbname=d"))
        }
        #expect(error.kind == .connectionFailed)
        #expect(error.description == "the server is PostgreSQL 13.22, but 14 or later is needed")
    }

    @Test("a server that is found gone when a statement is sent is a lost connection")
    func goneServer() throws {
        _ = try TestServer.url()
        let server = try FakeServer(.leaving)
        let connection = try Connection(.string("host=\(server.directory) user=u password=p dbname=d"))
        while !server.hasLeft { usleep(1000) }
        let error = try refusal { try connection.executeScript("SELECT 1") }
        #expect(error.kind == .connectionLost && error.isConnectionLoss)
    }

    @Test("what the server notices goes to the handler, and nowhere without one")
    func notices() throws {
        let connection = try TestServer.connect()
        try connection.executeScript("DO $$BEGIN RAISE WARNING 'unheard'; END$$")
        var received: [Notice] = []
        connection.notices = { received.append($0) }
        try connection.executeScript(
            "DO $$BEGIN RAISE WARNING 'heard %', 1 USING HINT = 'listen', DETAIL = 'well'; END$$")
        connection.notices = nil
        try connection.executeScript("DO $$BEGIN RAISE WARNING 'unheard'; END$$")
        #expect(received.map(\.message) == ["heard 1"])
        #expect(received.first?.severity == "WARNING")
        #expect(received.first?.sqlState == "01000")
        #expect(received.first?.hint == "listen")
        #expect(received.first?.detail == "well")
    }

    @Test("nothing is printed to standard error, not even for a notice during the opening")
    func silence() async throws {
        _ = try TestServer.url()
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            let server = try FakeServer(.opening(version: "13.22"))
            _ = try? Connection(.string("host=\(server.directory) user=u password=p dbname=d"))
            let connection = try TestServer.connect()
            try connection.executeScript("DO $$BEGIN RAISE WARNING 'unheard'; END$$")
        }
        let printed = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(!printed.contains("unheard") && !printed.contains("before the session"))
    }

    @Test("a time limit for connecting is kept to")
    func timeout() throws {
        _ = try TestServer.url()
        // A socket that accepts and never answers.
        var template = Array("/tmp/avoir-mute-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        let directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer {
            close(listener)
            unlink("\(directory)/.s.PGSQL.5432")
            rmdir(directory)
        }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) {
            $0.copyBytes(from: "\(directory)/.s.PGSQL.5432".utf8)
        }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0 && listen(listener, 8) == 0)
        let error = try refusal {
            _ = try Connection(.string("host=\(directory) user=u dbname=d connect_timeout=2"))
        }
        #expect(error.kind == .connectionFailed)
        #expect(error.message.contains("timeout expired"))
    }

    @Test(
        "identifiers and literals are quoted so that the server reads them back",
        arguments: ["plain", "with \"quotes\" and 'ticks'", "back\\slash", "é ☃ \u{1F600}", "", " "])
    func quoting(text: String) throws {
        let connection = try TestServer.connect()
        let literal = try connection.quoteLiteral(text)
        #expect(try connection.query("SELECT \(literal)").single().text(0) == text)
        if !text.isEmpty {
            let identifier = try connection.quoteIdentifier(text)
            #expect(try connection.query("SELECT 1 AS \(identifier)").columnNames == [text])
        }
    }

    @Test("a NUL byte is refused, not taken for an end")
    func nul() throws {
        let connection = try TestServer.connect()
        let cases: [() throws -> Void] = [
            { _ = try connection.quoteLiteral("a\0b") },
            { _ = try connection.quoteIdentifier("a\0b") },
            { _ = try connection.query("SELECT 1\0") },
            { try connection.executeScript("SELECT 1\0") },
            { _ = try connection.query("SELECT $1::varchar", [.untyped("a\0b")]) },
            { _ = try connection.copyOut("COPY (SELECT 1) TO STDOUT (FORMAT binary)\0") { _ in } },
        ]
        for refused in cases { #expect(try refusal(refused).kind == .misuse) }
        #expect(try refusal { _ = try connection.query("SELECT $1", ["a\0b"]) }.sqlState == "22021")
        #expect(try refusal { _ = try Connection(.string("host=a\0b")) }.kind == .malformedTarget)
        #expect(
            try refusal { _ = try Connection(.parameters([("host", "a\0")])) }.kind == .malformedTarget)
    }
}

@Suite("Which servers are on this machine")
struct ServerIdentityTests {
    @Test(
        "sockets and loopback addresses are, names and other addresses are not",
        arguments: [
            ("", "", true), ("/run/postgresql", "", true), ("@abstract", "", true), ("localhost", "", true),
            ("LocalHost", "", true), ("127.0.0.1", "", true), ("127.8.9.10", "", true), ("::1", "", true),
            ("", "::1", true), ("/tmp,localhost,::1", "", true), ("localhost", "127.0.0.1", true),
            ("db.example", "", false), ("db.example", "127.0.0.1", false), ("localhost", "10.0.0.1", false),
            ("", "192.0.2.1", false), ("localhost.example", "", false), ("localhost,db.example", "", false),
            ("128.0.0.1", "", false), ("::2", "", false), ("127.1", "", false), ("2001:db8::1", "", false),
            ("::ffff:127.0.0.1", "", false), ("127.0.0.1.example", "", false),
        ])
    func local(host: String, address: String, isLocal: Bool) {
        #expect(ServerIdentity.isLocal(host: host, address: address) == isLocal)
    }
}
