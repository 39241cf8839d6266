/// Why the embedded PostgreSQL cannot be used, and what to do about it.
package enum EmbeddedPostgresError: Error, Equatable, CustomStringConvertible {
    /// No `AVOIR_HOME`, no `HOME`, and no account that has a home folder.
    case noHome
    case unusablePath(String)
    /// A system call on a file or folder failed.
    case folder(path: String, action: String, reason: String)
    /// This process runs under a user number that no account has.
    case noAccount(uid: UInt32)
    /// Started by root, and no account is there that could run the server.
    case noServerAccount
    /// `AVOIR_EMBEDDED_USER` names no account, or one that PostgreSQL refuses.
    case unusableAccount(String, reason: String)
    /// The folder belongs to somebody else.
    case foreign(path: String, owner: String, user: String)
    case notInstalled(searched: [String])
    /// `AVOIR_POSTGRES_BIN` does not hold PostgreSQL's programs.
    case unusablePrograms(folder: String, reason: String)
    /// The cluster was made by a major version that is not installed.
    case otherMajor(data: String, needed: Int, installed: [Int])
    /// Something that is not a cluster is in the cluster's place; it is never deleted.
    case notACluster(path: String, reason: String)
    case notCreated(home: String)
    /// The server's account cannot get into the folder.
    case notTraversable(path: String, user: String)
    /// Another command works on the cluster and does not end.
    case busy(lock: String, seconds: Int)
    case programFailed(program: String, status: String, output: String)
    case notStarted(data: String, log: String)
    /// A killed server's sessions are still at work on its memory.
    case orphans(data: String, pids: [Int32])
    /// The server lives but does not accept connections yet, as after a crash while it replays its log.
    case notReady(pid: Int32, seconds: Int)
    case notStopped(pid: Int32, seconds: Int)

    package var description: String {
        switch self {
        case .noHome:
            "there is no home folder for the embedded database; set AVOIR_HOME"
        case .unusablePath(let path):
            "the folder \"\(path.filter { !$0.isNewline })\" cannot hold the embedded database: "
                + "its name has a control character; set AVOIR_HOME"
        case .folder(let path, let action, let reason):
            "cannot \(action) \(path): \(reason)"
        case .noAccount(let uid):
            "user number \(uid) has no entry in the password database, which PostgreSQL needs; "
                + "run avoir as another user, or give --database"
        case .noServerAccount:
            "PostgreSQL does not run as root, and there is no account postgres; "
                + "install PostgreSQL (apt-get install postgresql), or set AVOIR_EMBEDDED_USER to another account"
        case .unusableAccount(let name, let reason):
            "the account \(name) cannot run the embedded database: \(reason)"
        case .foreign(let path, let owner, let user):
            "\(path) belongs to \(owner), not to \(user); run avoir as \(owner), or set AVOIR_HOME"
        case .notInstalled(let searched):
            "PostgreSQL 14 or later is not installed (searched \(searched.joined(separator: ", "))); "
                + "apt-get install postgresql, or set AVOIR_POSTGRES_BIN, or give --database"
        case .unusablePrograms(let folder, let reason):
            "AVOIR_POSTGRES_BIN=\(folder) cannot be used: \(reason)"
        case .otherMajor(let data, let needed, let installed):
            "\(data) was made by PostgreSQL \(needed), but the installed version is \(Self.list(installed)); "
                + "install PostgreSQL \(needed) (apt-get install postgresql-\(needed)), or dump it there and "
                + "restore it into a new AVOIR_HOME"
        case .notACluster(let path, let reason):
            "\(path) is not avoir's database: \(reason); nothing was changed; "
                + "move it away, or set AVOIR_HOME to another folder"
        case .notCreated(let home):
            "there is no embedded database in \(home) yet"
        case .notTraversable(let path, let user):
            "the server runs as \(user), which cannot enter \(path); set AVOIR_HOME to a folder that it can enter"
        case .busy(let lock, let seconds):
            "another avoir command has been starting or stopping the embedded database for \(seconds) seconds "
                + "(it holds \(lock)); try again"
        case .programFailed(let program, let status, let output):
            "\(program) failed (\(status))\(Self.indented(output))"
        case .notStarted(let data, let log):
            "the embedded database in \(data) did not start\(Self.indented(log))"
        case .orphans(let data, let pids):
            "the embedded database in \(data) was killed, but its sessions are still running "
                + "(processes \(pids.map(String.init).joined(separator: ", "))); "
                + "wait for them or end them (kill -TERM), then try again"
        case .notReady(let pid, let seconds):
            "the embedded database (process \(pid)) has not accepted connections for \(seconds) seconds; "
                + "it may be recovering from a crash: try again later"
        case .notStopped(let pid, let seconds):
            "the embedded database (process \(pid)) did not stop within \(seconds) seconds"
        }
    }

    private static func list(_ majors: [Int]) -> String {
        majors.isEmpty ? "none from 14 on" : majors.map(String.init).joined(separator: ", ")
    }

    private static func indented(_ output: String) -> String {
        let lines = output.split(whereSeparator: \.isNewline)
        return lines.isEmpty ? "" : ":\n" + lines.map { "  \($0)" }.joined(separator: "\n")
    }
}
