import Postgres
import TestSupport
import Testing

@Suite("avoir assess --share")
struct CommandShareTests {
    @Test("four processes at once store what one alone stores")
    func fourProcesses() async throws {
        let plain = try await CommandDatabase.withLaterFacts { database in
            try await database.avoir("assess", "2026-10", "--json").expect(0)
            return try Self.revisions(in: database)
        }
        try await CommandDatabase.withLaterFacts { database in
            async let first = Self.share(database, "--slices", "9")
            async let second = Self.share(database)
            async let third = Self.share(database)
            async let fourth = Self.share(database)
            for outcome in try await [first, second, third, fourth] {
                outcome.expect(0)
                #expect(try outcome.json()["assessed"] == .number("27"))
            }
            #expect(try database.number("select count(*) from shared_slice where assessed is null") == 0)
            #expect(try Self.revisions(in: database) == plain)
            try await database.avoir("verify", "--quiet").expectSilentSuccess()
        }
    }

    @Test(
        "what does not go together with it is refused",
        arguments: [
            (["--share", "--subscription", "CC-1001"], "leave out --subscription"),
            (["--slices", "4"], "--slices needs --share"),
            (["--share", "--slices", "0"], "--slices must be from 1 to 1024"),
            (["--share", "--slices", "1025"], "--slices must be from 1 to 1024"),
        ])
    func refused(options: [String], message: String) async throws {
        _ = try await TemporaryFolder.with { folder in
            try await Command(
                arguments: ["assess", "2026-10"] + options, environment: Command.environment(home: folder),
                folder: folder
            ).run().expectFailure(64, saying: message)
        }
    }

    @Test("one that is overtaken says so, with the code that means: run again")
    func overtaken() async throws {
        try await CommandDatabase.withLaterFacts { database in
            let connection = try database.connect()
            try connection.executeScript(
                """
                with run as (insert into assessment_run (month, watermark, assessed_at, program)
                    values ('2026-10-01', 1, '2026-11-30T12:00:00Z', 'test') returning run)
                insert into shared_assessment (run, month, slices) select run, '2026-10-01', 1 from run;
                insert into shared_slice (run, slice) select run, 0 from shared_assessment
                """)
            try await database.avoir("assess", "2026-10", "--share").expectFailure(
                75, saying: "a later assessment of 2026-10 is stored, so this one was given up; run it again")
            let again = try await database.avoir("assess", "2026-10", "--share").expect(0)
            #expect(again.text.contains("subscriptions assessed  27\n"))
        }
    }

    private static func share(
        _ database: CommandDatabase, _ options: String...
    ) async throws -> Command.Outcome {
        try await Command(
            arguments: ["assess", "2026-10", "--share", "--json"] + options,
            environment: database.environment, folder: database.folder
        ).run()
    }

    /// Every revision with all that is stored of it but its run.
    private static func revisions(in database: CommandDatabase) throws -> [String] {
        try database.connect().query(
            """
            select (to_jsonb(a) - 'run')::text from assessment a
            order by month, subscription_key, revision
            """
        ).map { try $0.text(0) }
    }
}

extension CommandDatabase {
    /// Runs a test on the sample month, assessed, with what became known later imported and not assessed.
    fileprivate static func withLaterFacts<Value: Sendable>(
        _ body: (CommandDatabase) async throws -> Value
    ) async throws -> Value {
        var value: Value?
        try await withMonth { database in
            for files in SampleMonth.laterImports {
                try await SampleMonth.run(["import"] + files, on: database).expect(0)
            }
            value = try await body(database)
        }
        return try #require(value)
    }
}
