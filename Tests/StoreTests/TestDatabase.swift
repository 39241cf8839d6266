import Glibc
import Postgres
import Store
import TestSupport

/// A database of one test's own, with avoir's schema in it; gone when the test ends.
struct TestDatabase {
    let name: String

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
        try TestServer.connect(to: name)
    }
}

extension TestDatabase {
    /// Migrated once, then copied: a copy is several times faster than the migrations. Or the database that
    /// `scripts/mutations` planted a fault in.
    private static let template = Result {
        if let mutant = getenv("AVOIR_TEST_MUTANT") { return String(cString: mutant) }
        let template = try TestDatabase(from: "template0")
        TestServer.dropAtExit(template.name)
        _ = try Schema.migrate(try template.connectWithoutSchema(), program: "StoreTests")
        return template.name
    }

    private init(from template: String) throws {
        name = try TestServer.create("avoir_store", from: template)
    }

    private func drop() { TestServer.drop(name) }
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
