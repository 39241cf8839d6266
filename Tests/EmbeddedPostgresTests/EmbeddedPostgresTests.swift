import Glibc
import TestSupport
import Testing

@testable import EmbeddedPostgres

@Suite("The embedded PostgreSQL", .serialized)
struct EmbeddedPostgresTests {
    @Test("the first start creates a private cluster, the next ones find it, a stop ends it")
    func lifeOfACluster() async throws {
        try await EmbeddedTestHome.using { test in
            #expect(try test.postgres.status().isCreated == false)
            #expect(try await test.postgres.stop() == false)

            let first = try await test.postgres.start()
            let status = try test.postgres.status()
            let second = try await test.postgres.start()
            #expect(first.map(\.value) == second.map(\.value))
            #expect(try test.postgres.status() == status)
            #expect(status.isRunning && status.isReady && status.isCreated)
            #expect(status.user == (try EmbeddedTestHome.serverAccount.name))
            #expect((status.version ?? 0) >= 14)

            #expect(try await test.postgres.stop())
            #expect(try await test.postgres.stop() == false)
            let stopped = try test.postgres.status()
            #expect(stopped.isCreated && !stopped.isRunning && stopped.pid == nil)

            _ = try await test.postgres.start()
            #expect(try test.postgres.status().pid != status.pid)
        }
    }

    @Test(
        "only root and the server's account get in, without a network port, as the role avoir; the log is silent"
    )
    func privacy() async throws {
        try await EmbeddedTestHome.using { test in
            _ = try await test.postgres.start()
            let cluster = try #require(try Cluster(in: test.home))
            let settings = """
                select current_user, current_database(), current_setting('listen_addresses') = '',
                current_setting('server_encoding'), current_setting('data_checksums'), current_setting('fsync'),
                current_setting('TimeZone'), current_setting('log_parameter_max_length_on_error'),
                (select datcollate from pg_database where datname = 'avoir')
                """
            #expect(try await test.query(settings) == "avoir|avoir|t|UTF8|on|on|UTC|0|C")
            let rules = "select string_agg(type || ' ' || auth_method, ',') from pg_hba_file_rules"
            #expect(try await test.query(rules) == "local peer")

            let socket = try #require(SocketFolder(of: cluster))
            for path in [cluster.data, cluster.log, socket.path] {
                let entry = try #require(try FolderEntry(at: path))
                #expect(entry.permissions == 0o700 && entry.owner == cluster.account.uid, "\(path)")
            }
            // What avoir's own sessions send is never in the log.
            let connection = try await test.postgres.start()
                .map { "\($0.keyword)='\($0.value)'" }.joined(separator: " ")
            let failed = try await test.psql(connection, "select 'geheim'::integer")
            #expect(!failed.isSuccess && failed.output.contains("geheim"))
            let logs = try Folder.names(in: cluster.log)
            #expect(logs.contains { $0.hasPrefix("server-") })
            for name in logs {
                #expect(try #require(Folder.tail(of: "\(cluster.log)/\(name)")).contains("geheim") == false)
            }

            let stranger = "host=\(socket.path) dbname=avoir user=postgres"
            #expect(try await test.psql(stranger, "select 1").isSuccess == false)
        }
    }

    @Test("a killed server is started again with everything that was committed")
    func killedServer() async throws {
        try await EmbeddedTestHome.using { test in
            _ = try await test.query("create table kept as select 42 as answer")
            let pid = try #require(try test.postgres.status().pid)
            #expect(kill(pid, SIGKILL) == 0)
            let cluster = try #require(try Cluster(in: test.home))
            while ServerProcess.serves(pid, cluster) { try await Task.sleep(for: .milliseconds(5)) }
            #expect(try test.postgres.status().isRunning == false)
            #expect(try await test.query("select answer from kept") == "42")
            #expect(try test.postgres.status().pid != pid)
        }
    }

    @Test("a pid file that names another program's process is stale, and that process is left alone")
    func foreignPidFile() async throws {
        try await EmbeddedTestHome.using { test in
            _ = try await test.postgres.start()
            let cluster = try #require(try Cluster(in: test.home))
            let file = ServerProcess.pidFile(of: cluster)
            let lines = try #require(Folder.tail(of: file)).split(separator: "\n").dropFirst()
            #expect(try await test.postgres.stop())
            try await withIdleProcess { pid in
                try test.write("\(pid)\n\(lines.joined(separator: "\n"))\n", to: file)
                let socket = try #require(SocketFolder(of: cluster)).socket
                try test.write("\(pid)\n\(lines.joined(separator: "\n"))\n", to: "\(socket).lock")
                #expect(try test.postgres.status().isRunning == false)
                #expect(try await test.postgres.stop() == false)
                #expect(try await test.query("select 1") == "1")
                #expect(kill(pid, 0) == 0)
            }
        }
    }

    @Test("two starts at the same moment work over a half-made cluster, and share one server")
    func simultaneousStarts() async throws {
        try await EmbeddedTestHome.using { test in
            let unfinished = "\(test.home)/\(Cluster.unfinishedName)"
            #expect(mkdir(unfinished, 0o700) == 0)
            try test.makeFolder("\(unfinished)/data")
            try test.write("15\n", to: "\(unfinished)/data/PG_VERSION")
            let postgres = test.postgres
            async let one = postgres.start().map(\.value)
            async let other = postgres.start().map(\.value)
            let (first, second) = try await (one, other)
            #expect(first == second)
            #expect(try await test.query("select 1") == "1")
            #expect(try FolderEntry(at: unfinished) == nil)
        }
    }

    @Test("a link that a half-made cluster left is removed, but not what it leads to elsewhere")
    func halfMadeLink() async throws {
        try await EmbeddedTestHome.using("home") { test in
            #expect(mkdir(test.home, 0o700) == 0)
            let elsewhere = "\(test.root)/elsewhere"
            #expect(mkdir(elsewhere, 0o700) == 0)
            #expect(symlink(elsewhere, "\(test.home)/\(Cluster.unfinishedName)") == 0)
            let creation = ClusterCreation(
                home: test.home, isHomeNew: false, environment: [:], lock: STDIN_FILENO)
            try await creation.removeLeftovers()
            #expect(try FolderEntry(at: "\(test.home)/\(Cluster.unfinishedName)") == nil)
            #expect(try FolderEntry(at: elsewhere)?.kind == .folder)
        }
    }
}
