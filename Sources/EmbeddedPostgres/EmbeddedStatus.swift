/// What is known of the embedded database without starting it.
package struct EmbeddedStatus: Equatable, Sendable {
    package let home: String
    package let isCreated: Bool
    /// The rest is nil before the cluster is created.
    package let dataFolder: String?
    package let socketFolder: String?
    /// Under whom the server runs.
    package let user: String?
    /// The major version of PostgreSQL that made the data.
    package let version: Int?
    /// Of the running server; nil when none runs.
    package let pid: Int32?
    /// Whether it accepts connections now.
    package let isReady: Bool
    /// Names the socket; no network port is open.
    package let port: Int

    package var isRunning: Bool { pid != nil }
}

extension EmbeddedServer {
    /// Throws `EmbeddedPostgresError` when what stands in the cluster's place is none.
    package func status() throws(EmbeddedPostgresError) -> EmbeddedStatus {
        let cluster = try Cluster(in: home)
        let server = cluster.flatMap { ServerProcess(of: $0) }
        return EmbeddedStatus(
            home: home, isCreated: cluster != nil, dataFolder: cluster?.data,
            socketFolder: cluster.flatMap { SocketFolder(of: $0)?.path }, user: cluster?.account.name,
            version: cluster?.major, pid: server?.pid, isReady: server?.isReady ?? false, port: Cluster.port)
    }
}
