import Glibc

/// The lock that lets one command at a time create, start or stop a cluster.
enum ClusterLock {
    static let fileName = "embedded.lock"
    /// In seconds; then the command gives up.
    static let patience = 60

    /// Runs `body` while holding the lock of a home folder; it gets the lock's descriptor.
    ///
    /// Programs started meanwhile have the descriptor as their standard input: should this process be killed, the
    /// lock stays held until they have ended too, and nobody cleans up beneath a running `initdb`.
    static func holding<Result: Sendable>(
        home: String, patience: Int = patience, body: (CInt) async throws -> Result
    ) async throws -> Result {
        let path = "\(home)/\(fileName)"
        let deadline = ContinuousClock.now + .seconds(patience)
        while true {
            let descriptor = try open(path, home: home)
            defer { close(descriptor) }
            while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                guard errno == EWOULDBLOCK || errno == EINTR else {
                    throw EmbeddedPostgresError.system("lock", path)
                }
                guard ContinuousClock.now < deadline else {
                    throw EmbeddedPostgresError.busy(lock: path, seconds: patience)
                }
                try await Task.sleep(for: .milliseconds(20))
            }
            // Somebody may have removed the file while we waited: then the lock is on nothing.
            var held = stat()
            guard fstat(descriptor, &held) == 0 else { throw EmbeddedPostgresError.system("examine", path) }
            if try FolderEntry(at: path)?.inode == UInt64(held.st_ino) {
                return try await body(descriptor)
            }
        }
    }

    private static func open(_ path: String, home: String) throws(EmbeddedPostgresError) -> CInt {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .system("open", path) }
        // What root makes in a user's folder must stay usable to that user.
        if geteuid() == 0, let owner = try FolderEntry(at: Folder.resolved(home)) {
            fchown(descriptor, owner.owner, owner.group)
        }
        fchmod(descriptor, 0o600)
        return descriptor
    }
}
