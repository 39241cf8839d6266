import Postgres
import Subprocess
import TestSupport
import Testing

@Suite("The database that commands work on")
struct CommandDatabaseTests {
    @Test("a given database is migrated only when told to, and refused until then")
    func givenDatabase() async throws {
        try await CommandDatabase.withEmpty { database in
            for arguments in [
                ["assess", "2026-10"], ["report", "2026-10"], ["verify"], ["terms", "list"],
                ["import", "outages", "missing.csv"], ["explain", "2026-10", "CC-1001"],
            ] {
                try await Command(
                    arguments: arguments, environment: database.environment, folder: database.folder
                ).run().expectFailure(78, saying: "holds no avoir schema; run: avoir database migrate")
            }
            let status = try await database.avoir("database", "status").expectSilentSuccess()
            #expect(status.text.contains("run: avoir database migrate"))
            #expect(
                try database.number("select count(*) from pg_namespace where nspname = 'avoir'") == 0)

            let first = try await database.avoir("database", "migrate").expectSilentSuccess()
            #expect(first.text.hasPrefix("applied 0001_baseline\n"))
            let second = try await database.avoir("database", "migrate", "--json").expectSilentSuccess()
                .json()
            #expect(second["applied"] == .array([]))
            let revision = try database.number("select max(revision) from schema_revision")
            #expect(second["revision"] == .number("\(revision)"))
            try await database.avoir("verify").expectSilentSuccess()
            let current = try await database.avoir("database", "status").expectSilentSuccess().text
            #expect(current.contains("current (revision \(revision))"))
        }
    }

    @Test("two migrations at the same moment both succeed")
    func simultaneousMigrations() async throws {
        try await CommandDatabase.withEmpty { database in
            async let one = database.avoir("database", "migrate", "--json")
            async let other = database.avoir("database", "migrate", "--json")
            var applied: [Int] = []
            for outcome in try await [one, other] {
                applied.append(try outcome.expectSilentSuccess().json()["applied"].elements.count)
            }
            #expect(applied.sorted() == [0, 1])
            #expect(try database.number("select count(*) from schema_revision") == 1)
        }
    }

    @Test(
        "78: a schema that is not this program's is refused, saying what to do",
        arguments: [
            ("delete from schema_revision", "run: avoir database migrate"),
            (
                "insert into schema_revision (revision, sha256, program) values (900, '', 'x')",
                "the database's schema is revision 900, newer than this avoir's"
            ),
            ("update schema_revision set sha256 = ''", "is not the one this avoir carries"),
        ])
    func otherSchema(sql: String, part: String) async throws {
        try await CommandDatabase.withSchema { database in
            try database.connect().executeScript("set session_replication_role = replica; \(sql)")
            for arguments in [["assess", "2026-10"], ["verify"], ["terms", "list"]] {
                try await Command(
                    arguments: arguments, environment: database.environment, folder: database.folder
                ).run().expectFailure(78, saying: part)
            }
        }
    }

    @Test("PGHOST, PGDATABASE and a service of PGSERVICEFILE name a database as for any program of libpq")
    func libpqEnvironment() async throws {
        try await CommandDatabase.withSchema { database in
            let parts = try await connectionParts(of: database.url)
            var environment = Command.environment(home: database.folder)
            for (variable, part) in zip(["PGHOST", "PGPORT", "PGUSER"], parts) {
                environment[variable] = part
            }
            environment["PGDATABASE"] = database.name
            try database.write(
                "[month]\nhost=\(parts[0])\nport=\(parts[1])\nuser=\(parts[2])\ndbname=\(database.name)\n",
                to: "services")
            let service = Command.environment(home: database.folder).merging([
                "PGSERVICE": "month", "PGSERVICEFILE": "\(database.folder)/services",
            ]) { $1 }
            let terms = "\(Checkout.root)/examples/terms/callkom.yaml"
            for (variables, said) in [(environment, "added"), (service, "already known")] {
                let outcome = try await Command(
                    arguments: ["terms", "add", terms], environment: variables, folder: database.folder
                ).run().expectSilentSuccess()
                #expect(outcome.text.contains(said))
            }
            // The option and avoir's own variable come first.
            let elsewhere = "postgresql:///none?host=/nonexistent"
            var overridden = Command(
                arguments: ["terms", "list"], environment: environment, folder: database.folder)
            overridden.environment["AVOIR_DATABASE_URL"] = elsewhere
            try await overridden.run().expectFailure(69, saying: "/nonexistent")
            overridden.arguments += ["--database", database.url]
            try await overridden.run().expectSilentSuccess()
            try await database.avoir("database", "start")
                .expectFailure(
                    64, saying: "avoir database start is for the embedded database, but this command uses")
        }
    }

    /// Host, port and user.
    private func connectionParts(of url: String) async throws -> [String] {
        let result = try await Subprocess.run(
            .name("psql"),
            arguments: ["-X", url, "-c", #"\echo :HOST"#, "-c", #"\echo :PORT"#, "-c", #"\echo :USER"#],
            output: .string(limit: 4096), error: .discarded)
        let parts = result.standardOutput.split(separator: "\n").map(String.init)
        try #require(parts.count == 3, "\(result.standardOutput)")
        return parts
    }

    @Test("a configuration file names the database; what is given on the command line comes first")
    func configurationFile() async throws {
        try await CommandDatabase.withSchema { database in
            try database.write("database: \"\(database.url)\"\n", to: "avoir.yaml")
            var command = Command(
                arguments: ["terms", "list", "--config", "avoir.yaml"],
                environment: Command.environment(home: database.folder), folder: database.folder)
            try await command.run().expectSilentSuccess()
            command.environment["AVOIR_DATABASE_URL"] = "postgresql:///none?host=/nonexistent"
            try await command.run().expectFailure(69, saying: "/nonexistent")
            // Without --config, the user's own file counts.
            try await database.shell("mkdir -p .config/avoir && cp avoir.yaml .config/avoir/config.yaml")
                .expect(0)
            command.arguments = ["terms", "list"]
            command.environment["AVOIR_DATABASE_URL"] = nil
            try await command.run().expectSilentSuccess()
        }
    }
}
