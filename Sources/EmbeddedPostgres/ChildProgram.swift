import Glibc
import Subprocess
import SystemPackage

/// Runs one of PostgreSQL's or the system's own programs to its end.
struct ChildProgram {
    /// Nil: the account of this process.
    let account: Account?
    /// Becomes the standard input, so that the lock lives as long as the program; see `ClusterLock`.
    let lock: CInt
    let environment: [String: String]

    struct Outcome {
        let isSuccess: Bool
        /// Such as `exited(1)`.
        let status: String
        /// Standard output and standard error, mixed.
        let output: String

        /// The last lines; what came before is seldom the reason.
        var lastLines: String {
            output.split(whereSeparator: \.isNewline).suffix(15).joined(separator: "\n")
        }
    }

    /// `account` is dropped to only when this process is root's.
    init(account: Account, lock: CInt, environment: [String: String]) {
        self.account = geteuid() == 0 && account.uid != 0 ? account : nil
        self.lock = lock
        // Nothing inherited decides anything: no PG*, no locale, no time zone.
        var pinned = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C", "LC_ALL": "C", "TZ": "UTC",
            "HOME": account.homeFolder,
        ]
        // PostgreSQL built into an unusual folder may need it to find libpq.
        pinned["LD_LIBRARY_PATH"] = environment["LD_LIBRARY_PATH"]
        self.environment = pinned
    }

    /// Of util-linux, which every Debian and Red Hat system has.
    private static let setpriv = "/usr/bin/setpriv"

    /// Throws `EmbeddedPostgresError.programFailed` when the program cannot be started at all.
    func run(_ program: String, _ arguments: [String], in folder: String) async throws -> Outcome {
        // Not Subprocess's own `userID`: after its bare clone, glibc's setgroups and setuid wait for locks that
        // threads of the parent held, now and then for ever (nptl_setxid). setpriv changes over in a process
        // of its own and then becomes the program.
        let prefix = account.map { account in
            [Self.setpriv, "--reuid=\(account.uid)", "--regid=\(account.gid)", "--clear-groups", "--"]
        }
        let command = (prefix ?? []) + [program] + arguments
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
        do {
            let result = try await Subprocess.run(
                .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())),
                environment: .custom(variables), workingDirectory: FilePath(folder),
                input: .fileDescriptor(FileDescriptor(rawValue: lock), closeAfterSpawningProcess: false),
                output: .string(limit: 1 << 20), error: .combinedWithOutput)
            if account != nil, result.standardOutput.hasPrefix("setpriv: ") {
                // The program never ran, as in a container that may not change users.
                throw EmbeddedPostgresError.programFailed(
                    program: Self.setpriv, status: "\(result.terminationStatus)",
                    output: result.standardOutput)
            }
            return Outcome(
                isSuccess: result.terminationStatus.isSuccess, status: "\(result.terminationStatus)",
                output: result.standardOutput)
        } catch let error as SubprocessError {
            throw EmbeddedPostgresError.programFailed(
                program: program, status: "could not be run", output: "\(error)")
        }
    }

    /// Throws when the program fails, with the last lines of its output.
    func runSuccessfully(_ program: String, _ arguments: [String], in folder: String) async throws {
        let outcome = try await run(program, arguments, in: folder)
        guard outcome.isSuccess else {
            throw EmbeddedPostgresError.programFailed(
                program: program, status: outcome.status, output: outcome.lastLines)
        }
    }

    /// Whether the account can enter the folder: asked of the system, which also knows access lists.
    func canEnter(_ folder: String) async throws -> Bool {
        try await run("/bin/sh", ["-c", #"cd -P -- "$1""#, "sh", folder], in: "/").isSuccess
    }
}
