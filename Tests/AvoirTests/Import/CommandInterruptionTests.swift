import Postgres
import Subprocess
import SystemPackage
import Testing

@Suite("A command that is killed")
struct CommandInterruptionTests {
    @Test(
        "while it reads: nothing of its import is stored, and the next one works",
        arguments: [Signal.kill, .terminate, .interrupt])
    func whileItReads(signal: Signal) async throws {
        try await CommandDatabase.withMonth { database in
            let before = try database.number("select count(*) from import_batch")
            let row = "noc,K-%,CC-1001,2026-11-05T10:00:00Z,\n"
            let rows = (1...2000).map { row.replacing("%", with: "\($0)") }.joined()
            let text = "source,id,subscription,started_at,ended_at\n" + rows
            let command = Command(
                arguments: ["import", "outages", "-"], environment: database.environment,
                folder: database.folder)
            let result = try await Subprocess.run(
                .path(FilePath(command.program)), arguments: Arguments(command.arguments),
                environment: .custom(command.variables), input: .inputWriter, output: .bytes(limit: 4096),
                error: .string(limit: 4096)
            ) { execution in
                _ = try await execution.standardInputWriter.write(Array(text.utf8))
                try await waitUntil(copies: 1, in: database)
                try execution.send(signal: signal)
            }
            #expect(!result.terminationStatus.isSuccess)
            #expect(result.standardOutput.isEmpty)
            let said = signal == .kill ? "" : "avoir: interrupted; nothing from standard input is stored\n"
            // On a slow machine it says how far it is before.
            #expect(result.standardError.hasSuffix(said), "\(result.standardError)")
            #expect(result.terminationStatus == .signaled(signal.rawValue))
            // The server notices on its own.
            try await waitUntil(copies: 0, in: database)
            #expect(try database.number("select count(*) from outage where id like 'K-%'") == 0)
            #expect(try database.number("select count(*) from import_batch") == before)

            let again = try await database.avoir("import", "outages", "-", input: text).expectSilentSuccess()
            #expect(
                again.text == "standard input: outages: 2000 inserted, 0 updated, 0 unchanged, 0 rejected\n")
        }
    }

    @Test("not by a signal that its caller ignores, as nohup does: it goes on to its end")
    func ignored() async throws {
        try await CommandDatabase.withMonth { database in
            let script = """
                trap '' HUP INT TERM
                rows() { seq -f 'noc,K-%.0f,CC-1001,2026-11-05T10:00:00Z,' "$1" "$2"; }
                { echo source,id,subscription,started_at,ended_at; rows 1 2000; read go <go; rows 2001 2002
                } | "$AVOIR" import outages - &
                echo "$!" >number; wait "$!"
                """
            try await Command.shell("mkfifo go", environment: [:], folder: database.folder).run()
                .expectSilentSuccess()
            async let imported = database.shell(script)
            try await waitUntil(copies: 1, in: database)
            try await Command.shell(
                "for signal in HUP INT TERM; do kill -s $signal \"$(cat number)\"; done; echo go >go",
                environment: [:], folder: database.folder
            ).run().expectSilentSuccess()
            try await imported.expect(0)
            #expect(try database.number("select count(*) from outage where id like 'K-%'") == 2002)
        }
    }

    @Test("by its server: the exit code says that the database is gone, and nothing is stored")
    func serverGone() async throws {
        try await CommandDatabase.withMonth { database in
            let text = "source,id,subscription,started_at,ended_at\nnoc,K-1,CC-1001,2026-11-05T10:00:00Z,\n"
            let command = Command(
                arguments: ["import", "outages", "-"], environment: database.environment,
                folder: database.folder)
            let result = try await Subprocess.run(
                .path(FilePath(command.program)), arguments: Arguments(command.arguments),
                environment: .custom(command.variables), input: .inputWriter, output: .bytes(limit: 4096),
                error: .string(limit: 4096)
            ) { execution in
                _ = try await execution.standardInputWriter.write(Array(text.utf8))
                try await waitUntil(copies: 1, in: database)
                _ = try database.connect().query(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid()
                    """)
                try await waitUntil(copies: 0, in: database)
                try await execution.standardInputWriter.finish()
            }
            #expect(result.terminationStatus == .exited(69), "\(result.standardError)")
            #expect(try database.number("select count(*) from outage where id like 'K-%'") == 0)
        }
    }

    /// Fails the test after half a minute.
    private func waitUntil(copies: Int, in database: CommandDatabase) async throws {
        let connection = try database.connect()
        for _ in 0..<1500 {
            let found = try connection.query(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and query like 'copy staged%' and state = 'active'
                """
            ).single().int64(0)
            if found == copies { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("there never were \(copies) imports under way")
    }
}
