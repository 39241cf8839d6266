import Glibc

/// Makes the cluster of a home folder, in a place beside its own that is renamed when everything is complete.
struct ClusterCreation {
    let home: String
    /// Made by this very command, and so ours to open to the server's account.
    let isHomeNew: Bool
    let environment: [String: String]
    /// See `ChildProgram.lock`.
    let lock: CInt

    /// Holds the clusters of root's whose home folder the server's account cannot enter.
    static let sharedBase = "/var/lib/avoir"

    /// The caller holds the lock, and there is no cluster yet.
    func create() async throws {
        let account = try account()
        let child = ChildProgram(account: account, lock: lock, environment: environment)
        guard
            let installation = try await PostgresInstallation.all(environment: environment, child: child)
                .first
        else { throw EmbeddedPostgresError.notInstalled(searched: PostgresInstallation.searched) }
        let unfinished = "\(home)/\(Cluster.unfinishedName)"
        do {
            let folder = try await makeFolder(at: unfinished, for: account, child: child)
            try await fill(folder, account: account, installation: installation, child: child)
            guard rename(unfinished, "\(home)/\(Cluster.name)") == 0 else {
                throw EmbeddedPostgresError.system("rename", unfinished)
            }
            try Folder.synchronise(home)
        } catch {
            // The reason matters more than a failure to clean up, which the next command tries again.
            try? await removeLeftovers()
            throw error
        }
    }

    /// Removes what a killed command left of a cluster that was never complete.
    func removeLeftovers() async throws {
        let unfinished = "\(home)/\(Cluster.unfinishedName)"
        guard let entry = try FolderEntry(at: unfinished) else { return }
        let system = ChildProgram(account: try Account.current(), lock: lock, environment: environment)
        if entry.kind == .link {
            if let target = try Self.sharedTarget(of: unfinished) {
                try await system.runSuccessfully(
                    "/bin/rm", ["-rf", "--one-file-system", "--", target], in: "/")
            }
            guard unlink(unfinished) == 0 else { throw EmbeddedPostgresError.system("remove", unfinished) }
        } else {
            try await system.runSuccessfully(
                "/bin/rm", ["-rf", "--one-file-system", "--", unfinished], in: "/")
        }
    }

    /// What the link leads to, when that is a folder such as `makeFolder` makes; nothing else is removed.
    private static func sharedTarget(of link: String) throws(EmbeddedPostgresError) -> String? {
        var buffer = [CChar](repeating: 0, count: 256)
        let length = readlink(link, &buffer, buffer.count)
        guard length >= 0 else { throw .system("read the link", link) }
        let target = String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let name = target.dropFirst(sharedBase.count + 1)
        let isOurs =
            target.hasPrefix(sharedBase + "/") && name.utf8.count == 16 && name.allSatisfy(\.isHexDigit)
        return isOurs ? target : nil
    }

    /// An ordinary user runs the server itself; root has another account do it.
    private func account() throws(EmbeddedPostgresError) -> Account {
        let current = try Account.current()
        guard let owner = try FolderEntry(at: Folder.resolved(home))?.owner else {
            throw .folder(path: home, action: "use", reason: "it has vanished")
        }
        guard current.uid == 0 else {
            guard owner == current.uid else {
                throw .foreign(path: home, owner: Account.name(of: owner), user: current.name)
            }
            return current
        }
        if owner != 0 {
            // Root at work in a user's folder: the cluster is to be the user's, as if the user had made it.
            guard let account = Account(uid: owner) else { throw .noAccount(uid: owner) }
            return account
        }
        guard let name = environment["AVOIR_EMBEDDED_USER"], !name.isEmpty else {
            guard let account = Account(name: "postgres") else { throw .noServerAccount }
            return account
        }
        guard let account = Account(name: name) else {
            throw .unusableAccount(name, reason: "it does not exist")
        }
        guard account.uid != 0 else {
            throw .unusableAccount(name, reason: "PostgreSQL refuses to run as root")
        }
        return account
    }

    /// An empty folder that the account can enter, at the path or behind a link there.
    private func makeFolder(at path: String, for account: Account, child: ChildProgram) async throws -> String
    {
        let current = try Account.current()
        guard let homeEntry = try FolderEntry(at: Folder.resolved(home)) else {
            throw EmbeddedPostgresError.folder(path: home, action: "use", reason: "it has vanished")
        }
        guard current.uid == 0, homeEntry.owner == 0 else {
            try Folder.make(path, permissions: 0o700, owner: account)
            return path
        }
        if try await child.canEnter(home) {
            try Folder.make(path, permissions: 0o711)
            return path
        }
        if try isHomeOurs(), try await child.canEnter(Folder.parent(of: Folder.resolved(home))) {
            guard chmod(home, homeEntry.permissions | 0o011) == 0 else {
                throw EmbeddedPostgresError.system("set the permissions of", home)
            }
            try Folder.make(path, permissions: 0o711)
            return path
        }
        // Under /root, say. Folders that are not ours keep their permissions; the cluster goes elsewhere.
        _ = try Folder.makeWithParents(Self.sharedBase, permissions: 0o711)
        guard try await child.canEnter(Self.sharedBase) else {
            throw EmbeddedPostgresError.notTraversable(path: Self.sharedBase, user: account.name)
        }
        let target = "\(Self.sharedBase)/\(Folder.randomName())"
        // The link comes first: from now on a leftover can be found.
        guard symlink(target, path) == 0 else { throw EmbeddedPostgresError.system("make the link", path) }
        try Folder.make(target, permissions: 0o711)
        return target
    }

    /// Whether the home folder was made for avoir: now, or empty by the user (`AVOIR_HOME=$(mktemp -d)`).
    private func isHomeOurs() throws(EmbeddedPostgresError) -> Bool {
        if isHomeNew { return true }
        let own = [ClusterLock.fileName, Cluster.name, Cluster.unfinishedName]
        return try Folder.names(in: home).allSatisfy(own.contains)
    }

    private func fill(
        _ folder: String, account: Account, installation: PostgresInstallation, child: ChildProgram
    ) async throws {
        for name in ["data", "run", "log"] {
            try Folder.make("\(folder)/\(name)", permissions: 0o700, owner: account)
        }
        // In the folder and with a relative name: no path reaches the shells that these programs use.
        try await child.runSuccessfully(
            "\(installation.programs)/initdb",
            [
                "-D", "data", "--username=\(Cluster.role)", "--encoding=UTF8", "--locale=C",
                "--data-checksums",
                "--auth-local=peer", "--auth-host=reject", "--no-instructions",
            ], in: folder)
        try await child.runSuccessfully(
            "/bin/sh",
            ["-c", #"printf '%s\n' "$1" >> data/postgresql.conf"#, "sh", ServerSettings.configuration],
            in: folder)
        // The server's single-user mode: the database exists before anybody can connect.
        let createDatabase = """
            printf '%s\\n' 'CREATE DATABASE \(Cluster.role)' | \
            "$1" --single -D data -c exit_on_error=true -c logging_collector=off postgres
            """
        try await child.runSuccessfully(
            "/bin/sh", ["-c", createDatabase, "sh", "\(installation.programs)/postgres"], in: folder)
        try Folder.synchronise("\(folder)/data/postgresql.conf")
        try Folder.synchronise(folder)
    }
}
