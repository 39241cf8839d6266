/// A complete cluster on disk: `<home>/postgres`, a folder or a link to one elsewhere, with `data` in it.
struct Cluster: Equatable, Sendable {
    /// Absolute and without links.
    let folder: String
    /// The owner of the data, under whom the server runs.
    let account: Account
    /// Of the PostgreSQL that made the data.
    let major: Int
    /// Tells this cluster's server from others; part of its command line. See `ServerProcess`.
    let serverName: String

    static let name = "postgres"
    /// A cluster being made; becomes `name` when it is complete.
    static let unfinishedName = "postgres.new"
    /// Sockets are named after it; no network port is opened.
    static let port = 5432
    /// The only role, and the only database besides PostgreSQL's own.
    static let role = "avoir"

    var data: String { "\(folder)/data" }
    var log: String { "\(folder)/log" }

    /// Nil when there is none yet; throws when something is there that is not a cluster, or not ours.
    init?(in home: String) throws(EmbeddedPostgresError) {
        let path = "\(home)/\(Self.name)"
        guard let entry = try FolderEntry(at: path) else { return nil }
        switch entry.kind {
        case .folder: break
        case .link:
            guard (try? FolderEntry(at: Folder.resolved(path)))??.kind == .folder else {
                throw .notACluster(path: path, reason: "it is a link that does not lead to a folder")
            }
        default: throw .notACluster(path: path, reason: "it is not a folder")
        }
        let folder = try Folder.resolved(path)
        let data = "\(folder)/data"
        guard let dataEntry = try FolderEntry(at: data), dataEntry.kind == .folder else {
            throw .notACluster(path: path, reason: "it has no folder named data")
        }
        account = try Self.account(owning: dataEntry, data)
        guard dataEntry.isPrivate else {
            throw .notACluster(path: data, reason: "other accounts may enter it (chmod 700 prevents that)")
        }
        guard let version = Folder.tail(of: "\(data)/PG_VERSION", limit: 16),
            let major = Int(version.prefix { !$0.isNewline })
        else { throw .notACluster(path: data, reason: "it has no readable PG_VERSION") }
        self.folder = folder
        self.major = major
        serverName = "avoir-\(dataEntry.inode)"
    }

    /// An ordinary user may only use a cluster of its own; root uses any but its own, as its owner.
    private static func account(
        owning data: FolderEntry, _ path: String
    ) throws(EmbeddedPostgresError) -> Account {
        let current = try Account.current()
        guard let owner = Account(uid: data.owner) else {
            throw .foreign(path: path, owner: Account.name(of: data.owner), user: current.name)
        }
        if current.uid != 0, owner.uid != current.uid {
            throw .foreign(path: path, owner: owner.name, user: current.name)
        }
        if owner.uid == 0 {
            throw .notACluster(
                path: path, reason: "it belongs to root, and PostgreSQL refuses to run as root")
        }
        return owner
    }
}

/// Where the server listens and clients connect.
struct SocketFolder: Equatable {
    /// Absolute, for clients.
    let path: String
    /// As the server is told and repeats in `postmaster.pid`; relative to the data folder where possible, so that
    /// no shell and no list of folders ever sees an unusual path.
    let argument: String

    /// Longest socket path that the kernel takes, in bytes.
    static let longestPath = 107
    /// Recorded private folders are of this form, and no other is believed.
    static let sharedPrefix = "/tmp/avoir-"

    var socket: String { "\(path)/.s.PGSQL.\(Cluster.port)" }

    /// The folder in use, or nil when a private one under /tmp is needed and none is recorded.
    init?(of cluster: Cluster) {
        let inside = "\(cluster.folder)/run"
        let length = "\(inside)/.s.PGSQL.\(Cluster.port)".utf8.count
        // libpq takes a comma for the next of several hosts.
        if length <= Self.longestPath, !inside.contains(",") {
            self.init(path: inside, argument: "../run")
        } else {
            guard let recorded = Folder.tail(of: Self.record(of: cluster), limit: 100),
                recorded.hasPrefix(Self.sharedPrefix),
                recorded.dropFirst(Self.sharedPrefix.count).allSatisfy({ $0.isASCII && $0.isHexDigit })
            else { return nil }
            self.init(path: recorded, argument: recorded)
        }
    }

    private init(path: String, argument: String) {
        self.path = path
        self.argument = argument
    }

    private static func record(of cluster: Cluster) -> String { "\(cluster.folder)/socket-folder" }

    /// Whether nobody but the account (and root) can enter the folder or put a socket of its own there.
    func isPrivate(to account: Account) throws(EmbeddedPostgresError) -> Bool {
        guard let entry = try FolderEntry(at: path) else { return false }
        return entry.kind == .folder && entry.owner == account.uid && entry.isPrivate
    }

    /// The folder, made where it is missing; a foreign one under /tmp is left alone and another made.
    static func prepared(for cluster: Cluster) throws(EmbeddedPostgresError) -> SocketFolder {
        if let folder = SocketFolder(of: cluster) {
            guard let entry = try FolderEntry(at: folder.path) else {
                try Folder.make(folder.path, permissions: 0o700, owner: cluster.account)
                return folder
            }
            if try folder.isPrivate(to: cluster.account) { return folder }
            guard folder.path == folder.argument else {
                throw .foreign(
                    path: folder.path, owner: Account.name(of: entry.owner), user: cluster.account.name)
            }
        }
        let path = sharedPrefix + Folder.randomName()
        try Folder.make(path, permissions: 0o700, owner: cluster.account)
        guard let keeper = try FolderEntry(at: cluster.folder) else {
            throw .notACluster(path: cluster.folder, reason: "it has vanished")
        }
        try Folder.write(path, to: record(of: cluster), for: cluster.account, owner: keeper)
        return SocketFolder(path: path, argument: path)
    }
}
