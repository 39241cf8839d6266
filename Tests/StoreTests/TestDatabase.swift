internal import Glibc
internal import Postgres
internal import Store
internal import Testing

/// A database of one test's own, with avoir's schema in it; gone when the test ends.
struct TestDatabase {
    let name: String

    struct Missing: Error, CustomStringConvertible {
        let description = "AVOIR_TEST_DATABASE_URL is not set: run scripts/test"
    }

    /// Runs a test on a fresh database and one session in it.
    static func with<Value>(_ body: (TestDatabase, Connection) throws -> Value) throws -> Value {
        let database = try TestDatabase(from: template.get())
        defer { database.drop() }
        return try body(database, try database.connect())
    }

    /// Runs a test that uses several sessions at once.
    static func withSessions(_ body: (TestDatabase) async throws -> Void) async throws {
        let database = try TestDatabase(from: template.get())
        defer { database.drop() }
        try await body(database)
    }

    /// Runs a test on a database that holds nothing at all.
    static func withEmpty(_ body: (TestDatabase, Connection) throws -> Void) throws {
        let database = try TestDatabase(from: "template0")
        defer { database.drop() }
        try body(database, try database.connectWithoutSchema())
    }

    /// A session that finds avoir's tables.
    func connect() throws -> Connection {
        let connection = try connectWithoutSchema()
        try Schema.use(connection)
        return connection
    }

    func connectWithoutSchema() throws -> Connection {
        try Self.connect(to: name)
    }
}

extension TestDatabase {
    /// Migrated once, then copied: a copy is several times faster than the migrations.
    private static let template = Result {
        let template = try TestDatabase(from: "template0")
        removeTemplateAtExit()
        _ = try Schema.migrate(try template.connectWithoutSchema(), program: "StoreTests")
        return template.name
    }

    private init(from template: String) throws {
        name = "avoir_store_\(getpid())_\(UInt32.random(in: 0 ... .max))"
        let server = try Self.connect(to: nil)
        // PostgreSQL before 15 copies files anyway; logging every page takes longer.
        let strategy = server.serverVersion >= 150_000 ? " strategy file_copy" : ""
        try server.executeScript("create database \(name) template \(template)\(strategy)")
    }

    /// What cannot be removed is left to the server's owner: a test that passed must not fail for it.
    private func drop() {
        try? Self.connect(to: nil).executeScript("drop database if exists \(name) with (force)")
    }

    private static func removeTemplateAtExit() {
        atexit { if case .success(let name) = TestDatabase.template { TestDatabase(name: name).drop() } }
    }

    /// - Parameter name: nil for the database that the address itself names.
    private static func connect(to name: String?) throws -> Connection {
        guard let address = getenv("AVOIR_TEST_DATABASE_URL") else { throw Missing() }
        let url = String(cString: address)
        // In both forms of an address the last word on the database wins.
        let suffix = name.map {
            url.contains("://") ? "\(url.contains("?") ? "&" : "?")dbname=\($0)" : " dbname=\($0)"
        }
        return try Connection(.string(url + (suffix ?? "")))
    }
}

/// The error that PostgreSQL answers with; anything else fails the test.
func refusal(_ body: () throws -> Void) throws -> PostgresError {
    struct NotRefused: Error {}
    do {
        try body()
    } catch let error as PostgresError {
        return error
    }
    throw NotRefused()
}

extension Connection {
    /// The one whole number that a query gives.
    func number(_ sql: String, _ parameters: [Parameter] = []) throws -> Int {
        Int(try query(sql, parameters).single().int64(0))
    }

    /// The first column of a query, which is text.
    func texts(_ sql: String) throws -> [String] {
        try query(sql).map { try $0.text(0) }
    }
}
