/// What is known of the embedded database without starting it.
struct EmbeddedStatus: Equatable, Sendable {
    let home: String
    let isCreated: Bool
    /// The rest is nil before the cluster is created.
    let dataFolder: String?
    let socketFolder: String?
    /// Under whom the server runs.
    let user: String?
    /// The major version of PostgreSQL that made the data.
    let version: Int?
    /// Of the running server; nil when none runs.
    let pid: Int32?
    /// Whether it accepts connections now.
    let isReady: Bool
    /// Names the socket; no network port is open.
    let port: Int

    var isRunning: Bool { pid != nil }
}

extension EmbeddedPostgres {
    /// Throws `EmbeddedPostgresError` when what stands in the cluster's place is none.
    func status() throws(EmbeddedPostgresError) -> EmbeddedStatus {
        let cluster = try Cluster(in: home)
        let server = cluster.flatMap { ServerProcess(of: $0) }
        return EmbeddedStatus(
            home: home, isCreated: cluster != nil, dataFolder: cluster?.data,
            socketFolder: cluster.flatMap { SocketFolder(of: $0)?.path }, user: cluster?.account.name,
            version: cluster?.major, pid: server?.pid, isReady: server?.isReady ?? false, port: Cluster.port)
    }
}
