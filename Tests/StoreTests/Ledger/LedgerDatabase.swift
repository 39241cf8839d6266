import Glibc
import Postgres
import TestSupport

/// The database of a ledger test: a fresh one, or a copy of the one that `scripts/mutations` planted a fault in.
enum LedgerDatabase {
    static func with(_ body: (TestDatabase, Connection) throws -> Void) throws {
        guard let mutant = getenv("AVOIR_TEST_MUTANT") else {
            return try TestDatabase.with(body)
        }
        let database = TestDatabase(
            name: try TestServer.create("avoir_mutant", from: String(cString: mutant)))
        defer { TestServer.drop(database.name) }
        try body(database, try database.connect())
    }
}
