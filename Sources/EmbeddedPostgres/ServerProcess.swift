import Glibc

/// The running server of a cluster, as `postmaster.pid` and the kernel tell.
struct ServerProcess: Equatable, Sendable {
    let pid: pid_t
    /// The folder of its socket as it was told; see `SocketFolder.argument`.
    let socketArgument: String
    /// Whether it accepts connections; not while it starts, recovers or stops.
    let isReady: Bool

    static func pidFile(of cluster: Cluster) -> String { "\(cluster.data)/postmaster.pid" }

    /// Nil when no server of this cluster lives, whatever the file says.
    ///
    /// The file outlives a killed server, and after a restart of the machine its number may be another program's.
    init?(of cluster: Cluster) {
        // Lines: process, data folder, start, port, socket folder, address, shared memory, state.
        guard let text = Folder.tail(of: Self.pidFile(of: cluster), limit: 8192) else { return nil }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard let first = lines.first, let pid = pid_t(first), pid > 1, Self.serves(pid, cluster) else {
            return nil
        }
        self.pid = pid
        socketArgument = lines.count > 4 ? String(lines[4]) : ""
        isReady = lines.count > 7 && lines[7].prefix { $0 != " " } == "ready"
    }

    /// Whether clients can connect: the server is ready, and its socket is where they look and is private.
    func isReachable(in cluster: Cluster) throws(EmbeddedPostgresError) -> Bool {
        guard isReady, let folder = SocketFolder(of: cluster), socketArgument == folder.argument,
            try folder.isPrivate(to: cluster.account)
        else { return false }
        return try FolderEntry(at: folder.socket)?.kind == .socket
    }

    /// Whether the process is a living server whose data folder this is.
    static func serves(_ pid: pid_t, _ cluster: Cluster) -> Bool {
        guard isAlive(pid), let program = Folder.tail(of: "/proc/\(pid)/comm", limit: 64),
            ["postgres\n", "postmaster\n"].contains(program)
        else { return false }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let length = readlink("/proc/\(pid)/cwd", &buffer, buffer.count - 1)
        if length >= 0 {
            return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
                == cluster.data
        }
        // Root inside a container may not look there; the command line is open to all.
        let command = Folder.tail(of: "/proc/\(pid)/cmdline") ?? ""
        return command.split(separator: "\0").contains("cluster_name=\(cluster.serverName)")
    }

    /// The processes at work in the data folder, as after the server was killed.
    static func survivors(of cluster: Cluster) throws(EmbeddedPostgresError) -> [pid_t] {
        try Folder.names(in: "/proc").compactMap { pid_t($0) }.filter { serves($0, cluster) }.sorted()
    }

    /// False also for a dead process that its parent has not collected.
    private static func isAlive(_ pid: pid_t) -> Bool {
        guard let text = Folder.tail(of: "/proc/\(pid)/stat", limit: 512), let name = text.lastIndex(of: ")")
        else { return false }
        let state = text[name...].dropFirst(2).first
        return state != nil && state != "Z" && state != "X"
    }
}
