import Glibc
import TestSupport
import Testing

@testable import EmbeddedPostgres

@Suite("Where the embedded PostgreSQL lives", .serialized)
struct EmbeddedPlacementTests {
    @Test("below a folder that the server's account cannot enter, whose permissions stay")
    func closedParent() async throws {
        try await EmbeddedTestHome.using("mine/avoir") { test in
            #expect(try await test.query("select 1") == "1")
            let parent = try #require(try FolderEntry(at: test.root))
            #expect(parent.permissions == 0o700)
            let entry = try #require(try FolderEntry(at: "\(test.home)/\(Cluster.name)"))
            let cluster = try #require(try Cluster(in: test.home))
            if geteuid() == 0 {
                #expect(entry.kind == .link)
                #expect(cluster.folder.hasPrefix(ClusterCreation.sharedBase + "/"))
            } else {
                #expect(entry.kind == .folder)
            }
            #expect(try FolderEntry(at: cluster.data)?.permissions == 0o700)
        }
    }

    @Test("in a folder of another user, where root makes what that user would have made")
    func folderOfAUser() async throws {
        try await EmbeddedTestHome.using { test in
            let account = try geteuid() == 0 ? #require(Account(name: "daemon")) : Account.current()
            #expect(chown(test.home, account.uid, account.gid) == 0)
            #expect(try await test.query("select 1") == "1")
            #expect(try test.postgres.status().user == account.name)
            for name in [ClusterLock.fileName, Cluster.name] {
                #expect(try FolderEntry(at: "\(test.home)/\(name)")?.owner == account.uid)
            }
        }
    }

    @Test(
        "under a path too long or too odd for a socket, which then lies in a private folder under /tmp",
        arguments: [String(repeating: "long", count: 25), "it's one,two $(exit 9) \"q\" `x` é"])
    func shortSocket(name: String) async throws {
        try await EmbeddedTestHome.using(name) { test in
            // As root the way must be open, or the cluster would go to a short path.
            #expect(chmod(test.root, 0o711) == 0)
            #expect(try await test.query("select 1") == "1")
            let cluster = try #require(try Cluster(in: test.home))
            let first = try #require(SocketFolder(of: cluster))
            #expect(first.path.hasPrefix(SocketFolder.sharedPrefix))
            #expect(first.socket.utf8.count <= SocketFolder.longestPath)
            #expect(try FolderEntry(at: first.path)?.permissions == 0o700)

            // A cleaner of /tmp takes the socket away from the running server.
            for path in [first.socket, "\(first.socket).lock"] { #expect(unlink(path) == 0) }
            #expect(rmdir(first.path) == 0)
            #expect(try await test.query("select 2") == "2")
            #expect(SocketFolder(of: cluster) == first)

            // Somebody else may look into it: another one is made.
            #expect(try await test.postgres.stop())
            #expect(chmod(first.path, 0o777) == 0)
            #expect(try await test.query("select 3") == "3")
            #expect(SocketFolder(of: cluster) != first)
            #expect(rmdir(first.path) == 0)
        }
    }

    @Test("for an ordinary user: in its home folder, under its own account, whatever PG* says")
    func ordinaryUser() async throws {
        // A process of its own, since users and the environment are the whole process's.
        await #expect(processExitsWith: .success) {
            try await EmbeddedTestHome.using(".local/share/avoir") { test in
                if geteuid() == 0 {
                    let account = try #require(Account(name: "daemon"))
                    #expect(chown(test.root, account.uid, account.gid) == 0)
                    #expect(setgroups(0, nil) == 0 && setgid(account.gid) == 0 && setuid(account.uid) == 0)
                }
                for (name, value) in [
                    ("PGPORT", "1"), ("PGHOST", "/nowhere"), ("PGDATA", "/nowhere"), ("PGOPTIONS", "-c x=y"),
                    ("PGDATABASE", "none"), ("PGUSER", "nobody"), ("HOME", test.root), ("LC_ALL", "C.UTF-8"),
                ] {
                    setenv(name, value, 1)
                }
                _ = try await test.postgres.start()
                LibpqEnvironment.clear()
                #expect(getenv("PGPORT") == nil && getenv("PGHOST") == nil && getenv("PGOPTIONS") == nil)
                #expect(getenv("HOME") != nil)
                let home = try EmbeddedServer.home(in: ["HOME": test.root])
                #expect(home == test.home)
                #expect(try await test.query("show port") == "5432")
                #expect(try test.postgres.status().user == (try Account.current().name))
            }
        }
    }
}
