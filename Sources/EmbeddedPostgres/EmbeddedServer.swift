import Glibc

/// The private PostgreSQL cluster under avoir's home folder: created and started on first use.
///
/// It listens on a unix socket only; the kernel vouches for who connects. An ordinary user runs it itself, root
/// has the account `postgres` run it. Source: docs/guide/operations.md "Choosing the database".
package struct EmbeddedServer: Sendable {
    package let home: String
    /// `AVOIR_POSTGRES_BIN`, `AVOIR_EMBEDDED_USER` and `PATH` matter here.
    package let environment: [String: String]

    package init(home: String, environment: [String: String]) {
        self.home = home
        self.environment = environment
    }

    /// libpq's connection keywords, in order.
    package typealias Connection = [(keyword: String, value: String)]

    /// Creates the cluster if there is none, starts the server if none runs, and says how to connect.
    ///
    /// Takes a millisecond when the server runs. Two commands may call it at the same moment. Throws
    /// `EmbeddedPostgresError`.
    package func start() async throws -> Connection {
        if let cluster = try Cluster(in: home), let server = ServerProcess(of: cluster),
            try server.isReachable(in: cluster)
        {
            return try connection(to: cluster)
        }
        guard !home.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) else {
            throw EmbeddedPostgresError.unusablePath(home)
        }
        _ = try Account.current()
        let isNew = try Folder.makeWithParents(home, permissions: geteuid() == 0 ? 0o711 : 0o700)
        return try await ClusterLock.holding(home: home) { lock in
            let creation = ClusterCreation(home: home, isHomeNew: isNew, environment: environment, lock: lock)
            try await creation.removeLeftovers()
            if try Cluster(in: home) == nil { try await creation.create() }
            guard let cluster = try Cluster(in: home) else {
                throw EmbeddedPostgresError.notCreated(home: home)
            }
            try await ServerLaunch(cluster: cluster, environment: environment, lock: lock).start()
            return try connection(to: cluster)
        }
    }

    /// Stops the server; false when none was running. Open sessions are ended.
    package func stop() async throws -> Bool {
        guard try Cluster(in: home) != nil else { return false }
        return try await ClusterLock.holding(home: home) { lock in
            guard let cluster = try Cluster(in: home) else { return false }
            return try await ServerLaunch(cluster: cluster, environment: environment, lock: lock).stop()
        }
    }

    /// A URI for psql and other programs, percent-encoded; creates and starts what it leads to.
    package func url() async throws -> String {
        let values = Dictionary(uniqueKeysWithValues: try await start().map { ($0.keyword, $0.value) })
        let parameters = ["host", "port", "user"].compactMap { keyword in
            values[keyword].map { "\(keyword)=\(Self.percentEncoded($0))" }
        }
        return "postgresql:///\(Cluster.role)?\(parameters.joined(separator: "&"))"
    }

    private func connection(to cluster: Cluster) throws(EmbeddedPostgresError) -> Connection {
        guard let socket = SocketFolder(of: cluster) else { throw .notCreated(home: home) }
        return [
            ("host", socket.path), ("port", "\(Cluster.port)"), ("dbname", Cluster.role),
            ("user", Cluster.role),
            // The kernel says who answers, too.
            ("requirepeer", cluster.account.name),
            // Our own sessions' errors may quote values from files; they are told to us, not to the log.
            ("options", "-c log_min_messages=fatal"),
        ]
    }

    /// Only unreserved characters stay. Source: RFC 3986, 2.3.
    private static func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { encoded, byte in
            let scalar = Unicode.Scalar(byte)
            if scalar.isASCII,
                scalar.properties.isAlphabetic || "0123456789-._~".unicodeScalars.contains(scalar)
            {
                encoded.unicodeScalars.append(scalar)
            } else {
                encoded += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}
