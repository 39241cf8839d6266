import Glibc
import Subprocess
import Testing

@testable package import EmbeddedPostgres

/// A temporary `AVOIR_HOME` whose server is stopped and whose folders are removed when the test is over.
package struct EmbeddedTestHome {
    /// The folder made for the test; mode 0700, as of `mktemp -d`.
    package let root: String
    package let postgres: EmbeddedServer

    package var home: String { postgres.home }

    /// Runs `body` with a home at `path` below a new folder; the home itself is not made.
    package static func using(
        _ path: String = "", environment: [String: String] = ["PATH": "/usr/bin:/bin"],
        body: (EmbeddedTestHome) async throws -> Void
    ) async throws {
        var template = Array("/tmp/embedded-test-XXXXXX".utf8CString)
        let made = try #require(mkdtemp(&template))
        let root = String(cString: made)
        let home = EmbeddedTestHome(
            root: root,
            postgres: EmbeddedServer(
                home: path.isEmpty ? root : "\(root)/\(path)", environment: environment))
        do {
            try await body(home)
        } catch {
            await home.remove()
            throw error
        }
        await home.remove()
    }

    private func remove() async {
        var folders = [root]
        if let cluster = try? Cluster(in: home) {
            if let socket = SocketFolder(of: cluster) { folders.append(socket.path) }
            folders.append(cluster.folder)
            _ = try? await postgres.stop()
        }
        _ = try? await Subprocess.run(
            .name("rm"), arguments: Arguments(["-rf", "--"] + folders), output: .discarded)
        if folders.contains(where: { $0.hasPrefix(ClusterCreation.sharedBase) }) {
            // Stays when other clusters live there.
            rmdir(ClusterCreation.sharedBase)
        }
    }

    /// The account under which the server of a home of this process's own runs.
    package static var serverAccount: Account {
        get throws {
            let current = try Account.current()
            return current.uid == 0 ? try #require(Account(name: "postgres")) : current
        }
    }

    /// What psql prints for a statement; fails the test when psql fails.
    package func query(_ sql: String) async throws -> String {
        let (output, isSuccess) = try await psql(try await postgres.url(), sql)
        #expect(isSuccess, "\(output)")
        return output
    }

    /// `connection` is a URI or `keyword=value` string.
    package func psql(_ connection: String, _ sql: String) async throws -> (output: String, isSuccess: Bool) {
        let result = try await Subprocess.run(
            .name("psql"), arguments: ["-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql, connection],
            output: .string(limit: 65_536), error: .combinedWithOutput)
        return (
            result.standardOutput.split(whereSeparator: \.isNewline).joined(separator: "\n"),
            result.terminationStatus.isSuccess
        )
    }

    /// Writes a file that belongs to the server's account, as the server itself would have.
    package func write(_ text: String, to path: String) throws {
        let account = try Self.serverAccount
        let file = try #require(fopen(path, "w"))
        fputs(text, file)
        fclose(file)
        #expect(chmod(path, 0o600) == 0)
        #expect(lchown(path, account.uid, account.gid) == 0)
    }

    /// Makes an empty folder of the server's account.
    package func makeFolder(_ path: String) throws {
        let account = try Self.serverAccount
        #expect(mkdir(path, 0o700) == 0)
        #expect(lchown(path, account.uid, account.gid) == 0)
    }
}

/// A process of the server's account that does nothing, for as long as `body` runs.
package func withIdleProcess(body: (Int32) async throws -> Void) async throws {
    let account = try EmbeddedTestHome.serverAccount
    let change =
        geteuid() == 0
        ? ["/usr/bin/setpriv", "--reuid=\(account.uid)", "--regid=\(account.gid)", "--clear-groups", "--"]
        : []
    let arguments = change + ["/bin/sleep", "120"]
    _ = try await Subprocess.run(
        .name("env"), arguments: Arguments(arguments), input: .none, output: .discarded, error: .discarded
    ) { execution in
        let pid = execution.processIdentifier.value
        do {
            try await body(pid)
        } catch {
            kill(pid, SIGKILL)
            throw error
        }
        kill(pid, SIGKILL)
    }
}
