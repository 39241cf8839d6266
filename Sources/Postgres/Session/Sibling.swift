internal import CLibPQ

extension Connection {
    /// Another session with the same server, as the same role, in the same database, with the same search path.
    ///
    /// What was looked up in the environment for this one is taken from it, so that both reach one server.
    package func sibling() throws(PostgresError) -> Connection {
        guard let options = PQconninfo(handle) else {
            throw PostgresError(.connectionFailed, "libpq has no memory for a connection")
        }
        defer { PQconninfoFree(options) }
        var pairs = ConnectionOptions(options).map { (keyword: $0.keyword, value: $0.value) }
        for index in pairs.indices {
            switch pairs[index].keyword {
            // Several may have been named; this session is with one of them.
            case "host": pairs[index].value = host
            case "hostaddr": pairs[index].value = PQhostaddr(handle).map { String(cString: $0) } ?? ""
            case "port": pairs[index].value = port
            default: break
            }
        }
        if let password = PQpass(handle).map({ String(cString: $0) }), !password.isEmpty {
            pairs.append((keyword: "password", value: password))
        }
        let settings = try query(
            "select current_setting('search_path') as path, current_setting('role') as role"
        ).single()
        let sibling = try Connection(.parameters(pairs))
        try sibling.execute(
            "select set_config('search_path', $1, false), set_config('role', $2, false)",
            [.text(try settings.text("path")), .text(try settings.text("role"))])
        return sibling
    }
}
