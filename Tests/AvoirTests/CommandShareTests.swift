import Postgres
import Subprocess
import SystemPackage
import Testing

@Suite("avoir assess --share")
struct CommandShareTests {
    @Test(
        "four processes share the sample month, also when one of them is killed in the middle",
        arguments: [false, true])
    func fourProcesses(isOneKilled: Bool) async throws {
        let plain = try await CommandDatabase.withLaterFacts { database in
            try await database.avoir("assess", "2026-10", "--json").expect(0)
            return try Self.revisions(in: database)
        }
        try await CommandDatabase.withLaterFacts { database in
            // Holds up a slice at its end; then another one, so that the month is not done before all have come.
            let audit = try database.connect()
            try audit.executeScript("begin; select from audit_head for update")
            async let first = Self.share(database, "--slices", "9", killing: isOneKilled)
            try await Self.wait("one waits", in: database, "cardinality(pg_blocking_pids(pid)) > 0")
            let slice = try database.connect()
            try slice.executeScript(
                """
                begin; select from shared_slice where run = (select max(run) from shared_assessment) and slice =
                    (select max(slice) from shared_slice where assessed is null) for update
                """)
            if isOneKilled { #expect(try await first.status == .signaled(Signal.kill.rawValue)) }
            async let second = Self.share(database)
            async let third = Self.share(database)
            async let fourth = Self.share(database)
            try audit.executeScript("commit")
            try await Self.wait(
                "they wait for the last slice", in: database, "query like '%pg_sleep(0.2)%'",
                count: isOneKilled ? 3 : 4)
            try slice.executeScript("commit")

            var outcomes = try await [second, third, fourth]
            if !isOneKilled { outcomes.append(try await first) }
            for outcome in outcomes {
                outcome.expect(0)
                let json = try outcome.json()
                #expect(json["assessed"] == .number("27"))
                #expect(json == (try outcomes[0].json()))
            }
            #expect(try database.number("select count(*) from shared_assessment") == 1)
            #expect(try database.number("select count(*) from shared_slice where assessed is not null") == 9)
            #expect(try Self.revisions(in: database) == plain)
            try await database.avoir("verify", "--quiet").expectSilentSuccess()
        }
    }

    @Test(
        "what does not go together with it is refused",
        arguments: [
            (["--share", "--subscription", "CC-1001"], "leave out --subscription"),
            (["--slices", "4"], "--slices goes with --share"),
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
        _ database: CommandDatabase, _ options: String..., killing: Bool = false
    ) async throws -> Command.Outcome {
        let command = Command(
            arguments: ["assess", "2026-10", "--share", "--json"] + options,
            environment: database.environment, folder: database.folder)
        guard killing else { return try await command.run() }
        let result = try await Subprocess.run(
            .path(FilePath(command.program)), arguments: Arguments(command.arguments),
            environment: .custom(command.variables), input: .none, output: .bytes(limit: 1 << 16),
            error: .bytes(limit: 1 << 16)
        ) { execution in
            try await wait("it is in a slice", in: database, "cardinality(pg_blocking_pids(pid)) > 0")
            try execution.send(signal: .kill)
        }
        return Command.Outcome(
            status: result.terminationStatus, output: result.standardOutput,
            errorBytes: result.standardError)
    }

    /// Waits for so many sessions; fails the test after half a minute.
    private static func wait(
        _ what: Comment, in database: CommandDatabase, _ condition: String, count: Int = 1
    ) async throws {
        let connection = try database.connect()
        for _ in 0..<1500 {
            let found = try connection.query(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and \(condition)
                """
            ).single().int64(0)
            if found >= count { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record(what)
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
