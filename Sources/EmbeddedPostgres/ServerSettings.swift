/// What the server is told, beyond PostgreSQL's defaults.
enum ServerSettings {
    /// Appended to `postgresql.conf` when the cluster is made; `ALTER SYSTEM` may change them afterwards.
    ///
    /// The log must not hold what clients sent: no statements, parameters, details or context.
    static let configuration = """

        # avoir
        shared_buffers = 256MB
        maintenance_work_mem = 128MB
        max_wal_size = 4GB
        checkpoint_timeout = 15min
        max_connections = 100
        fsync = on
        autovacuum = on
        # Statements are few and large; compiling them costs more than it gains.
        jit = off
        timezone = 'UTC'
        log_timezone = 'UTC'
        logging_collector = on
        log_directory = '../log'
        # One file for each day of the week, each replacing its predecessor: the log cannot grow for ever.
        log_filename = 'server-%a.log'
        log_file_mode = 0600
        log_rotation_age = 1d
        log_rotation_size = 0
        log_truncate_on_rotation = on
        log_min_messages = warning
        log_min_error_statement = panic
        log_error_verbosity = terse
        log_statement = 'none'
        log_min_duration_statement = -1
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0
        log_checkpoints = off
        log_autovacuum_min_duration = -1
        """

    /// Given at every start, and stronger than any file: what makes the cluster private.
    ///
    /// Nothing here needs quoting, although it passes through a shell. Relative paths of files count from the
    /// cluster's folder, the socket's from the data folder.
    static func arguments(for cluster: Cluster, socket: SocketFolder) -> String {
        [
            "listen_addresses=", "port=\(Cluster.port)", "unix_socket_directories=\(socket.argument)",
            "unix_socket_permissions=0700", "hba_file=pg_hba.conf", "ident_file=pg_ident.conf",
            "cluster_name=\(cluster.serverName)",
        ]
        .map { "-c \($0)" }.joined(separator: " ")
    }

    /// Who may log in: whom the kernel, not a password, says the client is.
    static let hostAccess = "local all all peer map=avoir\n"

    /// root and the server's own account, both as the one role.
    static func identityMap(for account: Account) -> String {
        let names = [Account(uid: 0)?.name ?? "root", account.name]
        return names.map { "avoir \"\($0)\" \(Cluster.role)\n" }.joined()
    }
}
