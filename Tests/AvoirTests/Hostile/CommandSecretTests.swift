import Glibc
import Subprocess
import SystemPackage
import TestSupport
import Testing

@Suite("No password in any output, process list or environment of another program")
struct CommandSecretTests {
    /// `hunter` is in what its writer meant to be a password; nobody listens on port 1.
    static let addresses = [
        "postgresql://u:hunter2@127.0.0.1:1/d", "postgres://u:hunter%40%3A%2F%3F%23%26%20two@127.0.0.1:1/d",
        "postgres://u:%68unter@127.0.0.1:1/d", "postgresql://127.0.0.1:1/d?user=u&password=hunter",
        "postgresql://127.0.0.1:1/d?password=hunter%26two%3D&sslpassword=hunterkey&sslmode=disable",
        "postgresql://u:hunter@127.0.0.1:1/d?sslkey=/nonexistent&sslcert=/nonexistent&sslmode=require",
        "host=127.0.0.1 port=1 user=u password=hunter",
        "host=127.0.0.1 port=1 password='hunter two \\' \\\\ x'",
        "host=127.0.0.1 port=1 password = hunter\\ two sslpassword=hunter",
        "postgresql://u:hunter@127.0.0.1:1,127.0.0.1:1/d", "postgresql://u:hunter@[::1]:1/d",
        "dbname='postgresql://u:hunter@127.0.0.1:1/d'",
        // Malformed, or not what was meant.
        "postgres://u:hunter@x@127.0.0.1:1/d", "postgres://u:hunter/two@127.0.0.1:1/d",
        "postgres://u:hunter#two@127.0.0.1:1/d", "postgres://u:hunter?two@127.0.0.1:1/d",
        "postgres://u:hunter two@127.0.0.1:1/d", "postgres://u:hunter%zz@127.0.0.1:1/d",
        "postgres://u:x@127.0.0.1:hunter/d", "postgres://u:hunter@127.0.0.1:1/d?sslmode=hunter",
        "host=127.0.0.1 port=1 password='hunter", "host=127.0.0.1 port=1 password=a hunter",
        "mysql://u:hunter@127.0.0.1/d", "u:hunter@127.0.0.1", "service=missing password=hunter",
    ]

    @Test(
        "neither an address that does not work nor one that is malformed shows its password",
        arguments: addresses)
    func given(address: String) async throws {
        try await TemporaryFolder.with { folder in
            let quoted = address.replacing("'", with: "''")
            try TemporaryFolder.write("database: '\(quoted)'\n", to: "\(folder)/avoir.yaml")
            let environment = Command.environment(home: folder)
            for command in [
                ["database", "status", "--json"], ["database", "url"], ["verify"],
                ["import", "outages", "-", "--json"],
            ] {
                for (options, variables) in [
                    (["--database", address], [:]), (["--database=\(address)"], [:]),
                    ([], ["AVOIR_DATABASE_URL": address]), (["--config", "avoir.yaml"], [:]),
                ] {
                    let outcome = try await Command(
                        arguments: command + options, environment: environment.merging(variables) { $1 },
                        folder: folder
                    ).run()
                    #expect(outcome.status != .exited(0) && !outcome.errors.isEmpty)
                    #expect(
                        !"\(outcome)".contains("hunter"),
                        "\(outcome)")
                }
            }
        }
    }

    @Test("an address in the wrong place of the command line or the configuration file is not repeated")
    func misplaced() async throws {
        try await TemporaryFolder.with { folder in
            let environment = Command.environment(home: folder)
            let address = "postgres://u:hunter@h/d"
            for arguments in [
                ["verify", "2026-10", address], ["report", address],
                ["report", "2026-10", "--databse", address],
                ["report", "2026-10", "--format", address], ["--databse=\(address)"], [address],
                ["issue", "2026-10", "--date", "host=h password=hunter"],
            ] {
                let outcome = try await Command(
                    arguments: arguments, environment: environment, folder: folder
                ).run().expect(64)
                #expect(!"\(outcome)".contains("hunter"), "\(outcome)")
            }
            for file in [
                "databse: \(address)\n", "database: [\"\(address)\"]\n", "database: \"\(address)\n",
                "database: \(address) # \(address)\ndatabase: x\n", "database: !x \(address)\n",
                "database: {url: \"\(address)\"}\n", "- \(address)\n", "database: &x \"\(address)\"\n",
                "database: postgres://u:hunter: two@h/d\n", "database:\n  \"\(address)\": x\n",
            ] {
                try TemporaryFolder.write(file, to: "\(folder)/avoir.yaml")
                let outcome = try await Command(
                    arguments: ["verify", "--config", "avoir.yaml"], environment: environment, folder: folder
                ).run()
                #expect(outcome.status != .exited(0))
                #expect(!"\(outcome)".contains("hunter"), "\(file)\n\(outcome)")
            }
        }
    }

    @Test("the list of processes shows stars in place of the address")
    func processList() async throws {
        try await TemporaryFolder.with { folder in
            // The terms come from a pipe that stays open: the command waits for them.
            let script = """
                mkfifo pipe
                for option in '--database postgres://u:hunter@h/d' '--database=postgres://u:hunter@h/d'; do
                    "$AVOIR" terms check pipe $option >/dev/null 2>&1 &
                    exec 3>pipe
                    tr '\\0' ' ' </proc/$!/cmdline; echo
                    ps -o args= -p $!
                    exec 3>&-; wait
                done
                """
            let lines = try await Command.shell(
                script, environment: Command.environment(home: folder), folder: folder
            ).run().expectSilentSuccess().text.split(separator: "\n")
            #expect(lines.count == 4)
            for line in lines {
                #expect(line.contains("terms check pipe --database") && !line.contains("hunter"))
            }
            for line in lines { #expect(line.contains("***********************")) }
        }
    }

    @Test("no program that avoir starts gets an address or a password")
    func children() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try database.write(
                "#!/bin/sh\ntr '\\0' '\\n' </proc/$$/environ >seen; tr '\\0' '\\n' </proc/$$/cmdline >>seen; exit 69\n",
                to: "python")
            #expect(chmod("\(database.folder)/python", 0o755) == 0)
            let url = database.url + (database.url.contains("?") ? "&" : "?") + "password=hunter"
            var environment = database.environment
            environment["AVOIR_DATABASE_URL"] = url
            environment["PGPASSWORD"] = "hunter"
            environment["AVOIR_PYTHON"] = "\(database.folder)/python"
            try await Command(
                arguments: [
                    "note", "export", IssuedMonth.number(4), "--format", "pdf", "--output", "out",
                    "--database", url,
                ],
                environment: environment, folder: database.folder
            ).run().expect(69)
            let seen = String(decoding: try Checkout.bytes(of: "\(database.folder)/seen"), as: UTF8.self)
            #expect(seen.contains("LC_ALL=C.UTF-8") && !seen.contains("hunter") && !seen.contains("AVOIR_"))
        }
    }
}
