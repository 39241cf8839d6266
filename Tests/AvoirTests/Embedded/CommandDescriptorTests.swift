import Glibc
import TestSupport
import Testing

@testable import EmbeddedPostgres

@Suite("Programs that avoir starts")
struct CommandDescriptorTests {
    @Test(
        "get no descriptor of its files, folders and connections: the maker of PDF has three, and no socket",
        arguments: ["pdf", "facturx"])
    func pdf(format: String) async throws {
        try await CommandDatabase.withOctoberIssued { database in
            // The second list shows what the first would, had something been left open.
            try database.write(
                program: """
                    ls -l /proc/self/fd > '\(database.folder)'/fds.$$
                    ls -l /proc/self/fd 7< /dev/null > '\(database.folder)'/control.$$
                    exec '\(Checkout.root)/.build/typst-venv/bin/python3' "$@"
                    """, to: "python")
            // Nor what avoir itself was given.
            try await database.shell(
                """
                AVOIR_PYTHON="$PWD/python" "$AVOIR" note export --month 2026-09 --format \(format) \
                    --output out 9< /dev/zero
                """
            ).expectSilentSuccess()
            let names = try TemporaryFolder.names(in: database.folder)
            let lists = names.filter { $0.hasPrefix("fds.") }
            #expect(!lists.isEmpty)
            for name in lists {
                let open = try Self.descriptors(in: "\(database.folder)/\(name)")
                #expect(open.keys.sorted() == [0, 1, 2, 3], "\(open)")
                #expect(open[0]?.hasPrefix("pipe:") == true, "\(open)")
                #expect(
                    open[2]?.hasSuffix(" (deleted)") == true && open[3]?.hasSuffix("/fd") == true, "\(open)")
            }
            for name in names where name.hasPrefix("control.") {
                let open = try Self.descriptors(in: "\(database.folder)/\(name)")
                #expect(open[7] == "/dev/null" && open.count == 5, "\(open)")
            }
        }
    }

    @Test("nor do PostgreSQL's own programs, whose input is the lock of the cluster")
    func embedded() async throws {
        try await EmbeddedTestHome.using("home") { test in
            // The server's account finds its programs there, and leaves its lists.
            #expect(chmod(test.root, 0o711) == 0)
            let (programs, lists) = ("\(test.root)/bin", "\(test.root)/lists")
            #expect(mkdir(programs, 0o755) == 0 && chmod(programs, 0o755) == 0)
            #expect(mkdir(lists, 0o777) == 0 && chmod(lists, 0o777) == 0)
            let null = open("/dev/null", O_RDWR | O_CLOEXEC)
            defer { close(null) }
            let child = ChildProgram(
                account: try EmbeddedTestHome.serverAccount, lock: null, environment: [:])
            let installed = try await PostgresInstallation.all(
                environment: ["PATH": "/usr/bin:/bin"], child: child)
            let real = try #require(installed.first).programs
            for name in ["initdb", "pg_ctl", "postgres"] {
                let script = """
                    #!/bin/sh
                    ls -l /proc/self/fd > '\(lists)/\(name)'.$$
                    exec '\(real)/\(name)' "$@"

                    """
                try TemporaryFolder.write(script, to: "\(programs)/\(name)")
                #expect(chmod("\(programs)/\(name)", 0o755) == 0)
            }
            var environment = Command.environment(home: test.root)
            environment.merge(["AVOIR_HOME": test.home, "AVOIR_POSTGRES_BIN": programs]) { $1 }
            try await Command.shell(
                #""$AVOIR" database start 9< /dev/zero"#, environment: environment, folder: test.root
            ).run().expect(0)
            let names = try TemporaryFolder.names(in: lists)
            #expect(Set(names.map { $0.prefix { $0 != "." } }) == ["initdb", "pg_ctl", "postgres"])
            for name in names {
                let open = try Self.descriptors(in: "\(lists)/\(name)")
                #expect(open.keys.sorted() == [0, 1, 2, 3], "\(name): \(open)")
                if !name.hasPrefix("postgres") {
                    #expect(open[0] == "\(test.home)/embedded.lock", "\(name): \(open)")
                }
            }
        }
    }

    /// Where each descriptor of `ls -l /proc/self/fd` leads; 3 is the folder that `ls` itself lists.
    private static func descriptors(in file: String) throws -> [Int: String] {
        let list = String(decoding: try Checkout.bytes(of: file), as: UTF8.self)
        var open: [Int: String] = [:]
        for line in list.split(separator: "\n") {
            let halves = line.split(separator: " -> ", maxSplits: 1)
            guard halves.count == 2, let number = halves[0].split(separator: " ").last.flatMap({ Int($0) })
            else { continue }
            open[number] = String(halves[1])
        }
        return open
    }
}
