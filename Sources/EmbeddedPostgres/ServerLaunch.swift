import Glibc

/// Starts and stops the server of a complete cluster; the caller holds the lock.
struct ServerLaunch {
    let cluster: Cluster
    let environment: [String: String]
    /// See `ChildProgram.lock`.
    let lock: CInt

    /// In seconds, for a server to become ready or to end.
    static let patience = 60
    /// In seconds: how long the processes of a killed server may keep its shared memory.
    private static let orphanPatience = 10

    /// Returns when the server is ready, at once when it already is.
    func start() async throws {
        if let server = try await settled() {
            if try server.isReachable(in: cluster) { return }
            // Its socket is gone, as when /tmp was cleaned: it would never be reached again.
            try await stop(server)
        }
        let child = ChildProgram(account: cluster.account, lock: lock, environment: environment)
        let installed = try await PostgresInstallation.all(environment: environment, child: child)
        guard !installed.isEmpty else {
            throw EmbeddedPostgresError.notInstalled(searched: PostgresInstallation.searched)
        }
        guard let installation = installed.first(where: { $0.major == cluster.major }) else {
            throw EmbeddedPostgresError.otherMajor(
                data: cluster.data, needed: cluster.major, installed: installed.map(\.major))
        }
        guard try await child.canEnter(cluster.folder) else {
            throw EmbeddedPostgresError.notTraversable(path: cluster.folder, user: cluster.account.name)
        }
        let socket = try prepare()
        try await launch(installation, socket: socket, child: child)
    }

    /// False when no server was running. Sessions are ended, their transactions rolled back.
    func stop() async throws -> Bool {
        guard let server = ServerProcess(of: cluster) else { return false }
        try await stop(server)
        return true
    }

    /// The server once it has stopped starting or stopping, or nil when there is none.
    private func settled() async throws -> ServerProcess? {
        let deadline = ContinuousClock.now + .seconds(Self.patience)
        while let server = ServerProcess(of: cluster) {
            if server.isReady { return server }
            guard ContinuousClock.now < deadline else {
                throw EmbeddedPostgresError.notReady(pid: server.pid, seconds: Self.patience)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        return nil
    }

    private func stop(_ server: ServerProcess) async throws {
        // SIGINT is PostgreSQL's fast shutdown.
        guard kill(server.pid, SIGINT) == 0 || errno == ESRCH else {
            throw EmbeddedPostgresError.system("stop the server of", cluster.data)
        }
        let deadline = ContinuousClock.now + .seconds(Self.patience)
        while ServerProcess.serves(server.pid, cluster) {
            guard ContinuousClock.now < deadline else {
                throw EmbeddedPostgresError.notStopped(pid: server.pid, seconds: Self.patience)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Removes what a dead server left in the way, and renews the files that must be right.
    private func prepare() throws(EmbeddedPostgresError) -> SocketFolder {
        try removeForeignPidFile()
        let socket = try SocketFolder.prepared(for: cluster)
        unlink(socket.socket)
        unlink("\(socket.socket).lock")
        if try FolderEntry(at: cluster.log) == nil {
            try Folder.make(cluster.log, permissions: 0o700, owner: cluster.account)
        }
        unlink(startLog)
        guard let keeper = try FolderEntry(at: cluster.folder) else {
            throw .notACluster(path: cluster.folder, reason: "it has vanished")
        }
        let files = [
            ("pg_hba.conf", ServerSettings.hostAccess),
            ("pg_ident.conf", ServerSettings.identityMap(for: cluster.account)),
        ]
        for (name, text) in files {
            try Folder.write(text, to: "\(cluster.folder)/\(name)", for: cluster.account, owner: keeper)
        }
        return socket
    }

    /// PostgreSQL itself copes with the file of a dead process, but takes any living one of its account for a server.
    private func removeForeignPidFile() throws(EmbeddedPostgresError) {
        let path = ServerProcess.pidFile(of: cluster)
        guard let line = Folder.tail(of: path, limit: 8192)?.split(whereSeparator: \.isNewline).first,
            let pid = pid_t(line), pid > 0, kill(pid, 0) == 0 || errno == EPERM
        else { return }
        guard unlink(path) == 0 else { throw .system("remove", path) }
    }

    private var startLog: String { "\(cluster.log)/start.log" }

    private func launch(
        _ installation: PostgresInstallation, socket: SocketFolder, child: ChildProgram
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(Self.orphanPatience)
        while true {
            // pg_ctl gives the server its own session and the log as its output, so that it outlives this
            // command, the terminal and the reader of a pipe.
            let outcome = try await child.run(
                "\(installation.programs)/pg_ctl",
                [
                    "start", "-D", "data", "-l", "log/start.log", "-s", "-w", "-t", "\(Self.patience)",
                    "-o", ServerSettings.arguments(for: cluster, socket: socket),
                ], in: cluster.folder)
            if outcome.isSuccess { return }
            if let server = ServerProcess(of: cluster) {
                if server.isReady { return }
                throw EmbeddedPostgresError.notReady(pid: server.pid, seconds: Self.patience)
            }
            let log = Folder.tail(of: startLog) ?? ""
            let isMemoryInUse = log.contains("is still in use")
            guard isMemoryInUse, ContinuousClock.now < deadline else {
                let survivors = isMemoryInUse ? try ServerProcess.survivors(of: cluster) : []
                throw survivors.isEmpty
                    ? EmbeddedPostgresError.notStarted(data: cluster.data, log: reason(outcome, log: log))
                    : EmbeddedPostgresError.orphans(data: cluster.data, pids: survivors)
            }
            try await Task.sleep(for: .milliseconds(250))
            unlink(startLog)
        }
    }

    /// The last lines of everything that may say why: pg_ctl, the start, and the server's own log of today.
    private func reason(_ outcome: ChildProgram.Outcome, log: String) -> String {
        let names = ((try? Folder.names(in: cluster.log)) ?? []).filter { $0.hasPrefix("server-") }
        let today = names.max { modified($0) < modified($1) }
        let own = today.flatMap { Folder.tail(of: "\(cluster.log)/\($0)", limit: 4096) } ?? ""
        let lines = [log, own].flatMap { $0.split(whereSeparator: \.isNewline).suffix(12) }
        return lines.isEmpty ? outcome.lastLines : lines.joined(separator: "\n")
    }

    private func modified(_ name: String) -> Int {
        var information = stat()
        return lstat("\(cluster.log)/\(name)", &information) == 0 ? information.st_mtim.tv_sec : 0
    }
}
