internal import Glibc
internal import Postgres
internal import Testing

/// The database that the tests run on; without it every test fails.
enum TestDatabase {
    struct Missing: Error, CustomStringConvertible {
        let description = "AVOIR_TEST_DATABASE_URL is not set: run scripts/test"
    }

    static func url() throws -> String {
        guard let url = getenv("AVOIR_TEST_DATABASE_URL") else { throw Missing() }
        return String(cString: url)
    }

    static func connect() throws -> Connection {
        try Connection(.string(url()))
    }
}

/// The error that `body` throws.
func postgresError(_ body: () throws -> Void) throws -> PostgresError {
    struct NotThrown: Error {}
    do {
        try body()
    } catch let error as PostgresError {
        return error
    }
    throw NotThrown()
}

/// Whether a precondition ended the process, and not merely an error.
func isTrap(_ result: ExitTest.Result?) -> Bool {
    if case .signal = result?.exitStatus { true } else { false }
}

struct Interruption: Error, Equatable {
    var name = "the body gives up"
}
