internal import Glibc
internal import Postgres

/// The database of a ledger test: a fresh one, or a copy of the one that `scripts/mutations` planted a fault in.
enum LedgerDatabase {
    static func with(_ body: (TestDatabase, Connection) throws -> Void) throws {
        guard let mutant = getenv("AVOIR_TEST_MUTANT") else {
            return try TestDatabase.with(body)
        }
        let server = try TestDatabase(name: "postgres").connectWithoutSchema()
        let database = TestDatabase(name: "avoir_mutant_\(getpid())_\(UInt32.random(in: 0 ... .max))")
        try server.executeScript("create database \(database.name) template \(String(cString: mutant))")
        defer { _ = try? server.executeScript("drop database \(database.name) with (force)") }
        try body(database, try database.connect())
    }
}
