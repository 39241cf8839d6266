import Glibc
package import Postgres
import Synchronization

/// The PostgreSQL server that tests run on; without it every test that needs one fails.
package enum TestServer {
    package struct Missing: Error, CustomStringConvertible {
        package let description = "AVOIR_TEST_DATABASE_URL is not set: run scripts/test"
    }

    /// As `AVOIR_TEST_DATABASE_URL` names it.
    package static func url() throws -> String {
        guard let url = getenv("AVOIR_TEST_DATABASE_URL") else { throw Missing() }
        return String(cString: url)
    }

    /// In both forms of an address the last word on the database wins.
    package static func url(of database: String) throws -> String {
        let url = try url()
        return url.contains("://")
            ? "\(url)\(url.contains("?") ? "&" : "?")dbname=\(database)" : "\(url) dbname=\(database)"
    }

    package static func connect() throws -> Connection { try Connection(.string(url())) }

    package static func connect(to database: String) throws -> Connection {
        try Connection(.string(url(of: database)))
    }

    /// A new database as a copy of the template; the name begins with the prefix.
    package static func create(_ prefix: String, from template: String) throws -> String {
        let name = "\(prefix)_\(getpid())_\(UInt32.random(in: 0 ... .max))"
        let server = try connect()
        // PostgreSQL before 15 copies files anyway; logging every page takes longer.
        let strategy = server.serverVersion >= 150_000 ? " strategy file_copy" : ""
        try server.executeScript("create database \(name) template \(template)\(strategy)")
        return name
    }

    /// What cannot be removed is left to the server's owner: a test that passed must not fail for it.
    package static func drop(_ database: String) {
        // The server waits for every session to take note, and one that reads a COPY does not before its client writes. All
        // threads that tests run on may wait here, the one that would end such a COPY among them.
        let server = try? connect()
        try? server?.executeScript("set statement_timeout = '3s'")
        try? server?.executeScript("drop database if exists \(database) with (force)")
    }

    /// Removes a database that several tests copy when the last of them is over.
    package static func dropAtExit(_ database: String) {
        let isFirst = templates.withLock { templates in
            templates.append(database)
            return templates.count == 1
        }
        if isFirst { atexit { TestServer.templates.withLock(\.self).forEach(TestServer.drop) } }
    }

    private static let templates = Mutex<[String]>([])
}

/// The error that PostgreSQL answers with; anything else fails the test.
package func refusal(_ body: () throws -> Void) throws -> PostgresError {
    struct NotRefused: Error {}
    do {
        try body()
    } catch let error as PostgresError {
        return error
    }
    throw NotRefused()
}
