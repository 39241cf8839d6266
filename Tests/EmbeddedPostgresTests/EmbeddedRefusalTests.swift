import Glibc
import TestSupport
import Testing

@testable import EmbeddedPostgres

@Suite("What the embedded PostgreSQL refuses", .serialized)
struct EmbeddedRefusalTests {
    enum Obstacle: String, CaseIterable, CustomTestStringConvertible {
        case file = "a file"
        case emptyFolder = "a folder without data"
        case foreignFiles = "data without PG_VERSION"
        case wordVersion = "data whose PG_VERSION is a word"
        case danglingLink = "a link that leads nowhere"
        case openData = "data that others may enter"

        var testDescription: String { rawValue }

        func build(at path: String, _ test: EmbeddedTestHome) throws {
            switch self {
            case .file: return try test.write("mine", to: path)
            case .danglingLink:
                #expect(symlink("/nowhere/at/all", path) == 0)
                return
            default: break
            }
            try test.makeFolder(path)
            guard self != .emptyFolder else { return }
            let data = "\(path)/data"
            try test.makeFolder(data)
            switch self {
            case .foreignFiles: try test.write("mine", to: "\(data)/letter.txt")
            case .wordVersion: try test.write("fifteen\n", to: "\(data)/PG_VERSION")
            default:
                try test.write("15\n", to: "\(data)/PG_VERSION")
                #expect(chmod(data, 0o755) == 0)
            }
        }
    }

    @Test("something else in the cluster's place is refused and left as it is", arguments: Obstacle.allCases)
    func obstacle(_ obstacle: Obstacle) async throws {
        try await EmbeddedTestHome.using { test in
            let path = "\(test.home)/\(Cluster.name)"
            try obstacle.build(at: path, test)
            let before = try FolderEntry(at: path)
            let error = await #expect(throws: EmbeddedPostgresError.self) { try await test.postgres.start() }
            guard case .notACluster = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(throws: EmbeddedPostgresError.self) { try test.postgres.status() }
            await #expect(throws: EmbeddedPostgresError.self) { try await test.postgres.stop() }
            #expect(try FolderEntry(at: path) == before)
            if obstacle == .foreignFiles { #expect(Folder.tail(of: "\(path)/data/letter.txt") == "mine") }
        }
    }

    @Test("data that root owns is refused to root, data of somebody else to everybody else")
    func foreignData() async throws {
        try await EmbeddedTestHome.using { test in
            let path = "\(test.home)/\(Cluster.name)"
            try test.makeFolder(path)
            // An ordinary user cannot give folders away; the root folder itself is somebody else's.
            guard geteuid() == 0 else {
                #expect(rmdir(path) == 0 && symlink("/", path) == 0)
                await #expect(throws: EmbeddedPostgresError.self) { try await test.postgres.start() }
                return
            }
            #expect(mkdir("\(path)/data", 0o700) == 0)
            let reason = "it belongs to root, and PostgreSQL refuses to run as root"
            await #expect(throws: EmbeddedPostgresError.notACluster(path: "\(path)/data", reason: reason)) {
                try await test.postgres.start()
            }
        }
    }

    @Test("data of a version that is not installed is refused, naming both and the way out")
    func otherMajor() async throws {
        try await EmbeddedTestHome.using { test in
            let path = "\(test.home)/\(Cluster.name)"
            try test.makeFolder(path)
            try test.makeFolder("\(path)/data")
            try test.write("9\n", to: "\(path)/data/PG_VERSION")
            let error = try #require(
                await #expect(throws: EmbeddedPostgresError.self) { try await test.postgres.start() })
            guard case .otherMajor(_, 9, let installed) = error else {
                Issue.record("\(error)")
                return
            }
            let highest = try #require(installed.first)
            #expect(error.description.contains("PostgreSQL 9") && error.description.contains("\(highest)"))
            #expect(error.description.contains("apt-get install postgresql-9"))
        }
    }

    @Test("a failing initdb says its reason and leaves nothing behind")
    func failingInitdb() async throws {
        try await EmbeddedTestHome.using("home") { test in
            #expect(chmod(test.root, 0o755) == 0)
            try makePrograms(in: test.root, version: "16.1")
            let postgres = EmbeddedServer(
                home: test.home, environment: ["AVOIR_POSTGRES_BIN": "\(test.root)/bin"])
            let error = try #require(
                await #expect(throws: EmbeddedPostgresError.self) { try await postgres.start() })
            #expect(error.description.contains("No space left on device"))
            #expect(try Folder.names(in: test.home) == [ClusterLock.fileName])
        }
    }

    @Test(
        "programs older than version 14, or none, in AVOIR_POSTGRES_BIN are refused",
        arguments: ["13.9", nil])
    func unusablePrograms(version: String?) async throws {
        try await EmbeddedTestHome.using("home") { test in
            #expect(chmod(test.root, 0o755) == 0)
            if let version { try makePrograms(in: test.root, version: version) }
            let postgres = EmbeddedServer(
                home: test.home, environment: ["AVOIR_POSTGRES_BIN": "\(test.root)/bin"])
            let error = await #expect(throws: EmbeddedPostgresError.self) { try await postgres.start() }
            guard case .unusablePrograms = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test("a server that does not start says what its log says")
    func brokenConfiguration() async throws {
        try await EmbeddedTestHome.using { test in
            _ = try await test.postgres.start()
            #expect(try await test.postgres.stop())
            let cluster = try #require(try Cluster(in: test.home))
            try test.write("no_such_setting = 1\n", to: "\(cluster.data)/postgresql.conf")
            let error = try #require(
                await #expect(throws: EmbeddedPostgresError.self) { try await test.postgres.start() })
            #expect(error.description.contains("no_such_setting"))
        }
    }

    @Test("a command does not wait for ever while another one works on the cluster")
    func heldLock() async throws {
        try await EmbeddedTestHome.using { test in
            let path = "\(test.home)/\(ClusterLock.fileName)"
            let result: Int = try await ClusterLock.holding(home: test.home) { _ in
                await #expect(throws: EmbeddedPostgresError.busy(lock: path, seconds: 0)) {
                    try await ClusterLock.holding(home: test.home, patience: 0) { _ in }
                }
                return 7
            }
            #expect(result == 7)
            // With patience: a program that another test is just starting may still hold a copy of the descriptor.
            #expect(try await ClusterLock.holding(home: test.home) { _ in 8 } == 8)
        }
    }

    @Test("a home whose name has a line break, or that is a file, is refused")
    func impossibleHome() async throws {
        try await EmbeddedTestHome.using("a\nb") { test in
            await #expect(throws: EmbeddedPostgresError.unusablePath(test.home)) {
                try await test.postgres.start()
            }
        }
        try await EmbeddedTestHome.using("file") { test in
            try test.write("mine", to: test.home)
            await #expect(throws: EmbeddedPostgresError.self) { try await test.postgres.start() }
            #expect(Folder.tail(of: test.home) == "mine")
        }
    }

    /// Stands in for an installation whose disk is full.
    private func makePrograms(in root: String, version: String) throws {
        #expect(mkdir("\(root)/bin", 0o755) == 0 && chmod("\(root)/bin", 0o755) == 0)
        let scripts = [
            "postgres": "echo 'postgres (PostgreSQL) \(version) (stand-in)'",
            "initdb": "echo 'creating directory data ... ok'; echo 'No space left on device' >&2; exit 1",
            "pg_ctl": "exit 1",
        ]
        for (name, script) in scripts {
            let path = "\(root)/bin/\(name)"
            let file = try #require(fopen(path, "w"))
            fputs("#!/bin/sh\n\(script)\n", file)
            fclose(file)
            #expect(chmod(path, 0o755) == 0)
        }
    }
}
