import Postgres
import TestSupport
import Testing

/// A database of one test's own on the server of `AVOIR_TEST_DATABASE_URL`, and the commands that work on it.
struct CommandDatabase: Sendable {
    let name: String
    /// The test's own folder: where its commands run, and their home.
    let folder: String
    let url: String

    init(name: String, folder: String) throws {
        self.name = name
        self.folder = folder
        url = try TestServer.url(of: name)
    }

    /// Runs a test on a database that holds nothing at all.
    static func withEmpty(_ body: (CommandDatabase) async throws -> Void) async throws {
        try await with(template: "template0", body)
    }

    /// Runs a test on a database with avoir's schema.
    static func withSchema(_ body: (CommandDatabase) async throws -> Void) async throws {
        try await with(template: CommandTemplates.schema.value, body)
    }

    /// Runs a test on the sample month, imported, and assessed for September and October.
    static func withMonth(_ body: (CommandDatabase) async throws -> Void) async throws {
        try await with(template: CommandTemplates.month.value.database, body)
    }

    private static func with(
        template: String, _ body: (CommandDatabase) async throws -> Void
    ) async throws {
        let name = try TestServer.create("avoir_command", from: template)
        defer { TestServer.drop(name) }
        try await TemporaryFolder.with { folder in
            try await body(CommandDatabase(name: name, folder: folder))
        }
    }

    /// With a home of the test's own, where the anchors are.
    var environment: [String: String] {
        Command.environment(home: folder).merging(["AVOIR_DATABASE_URL": url, "AVOIR_HOME": folder]) { $1 }
    }

    /// Runs `avoir` with these arguments on this database.
    func avoir(
        _ arguments: String..., input: String = "", environment: [String: String] = [:],
        folder: String? = nil
    ) async throws -> Command.Outcome {
        try await Command(
            arguments: arguments, input: Array(input.utf8),
            environment: self.environment.merging(environment) { $1 }, folder: folder ?? self.folder
        ).run()
    }

    /// Runs a script of `sh` that finds the built command in `$AVOIR`.
    func shell(_ script: String) async throws -> Command.Outcome {
        try await Command.shell(script, environment: environment, folder: folder).run()
    }

    /// A session that finds avoir's tables.
    func connect() throws -> Connection {
        let connection = try Connection(.string(url))
        try connection.executeScript("set search_path = avoir, pg_temp")
        return connection
    }

    func number(_ sql: String) throws -> Int { Int(try connect().query(sql).single().int64(0)) }

    /// Issues a month's credits as a program would that asks no format's rule of them: the ledger lets in notes that no
    /// e-invoice can state.
    func issueUnchecked(_ month: String, on date: String) throws {
        try connect().execute(
            """
            select issue_month(gen_random_uuid(), '\(month)-01', '\(date)', count(p.note)::int,
                coalesce(sum(p.credit_cents), 0)::bigint, true, null, 'AvoirTests')
            from current_issuer() i cross join lateral credit_plan('\(month)-01', '\(date)', i, true, '{}') p
            """)
    }

    /// Writes a file into the test's folder.
    func write(_ text: String, to name: String) throws {
        try TemporaryFolder.write(text, to: "\(folder)/\(name)")
    }
}
