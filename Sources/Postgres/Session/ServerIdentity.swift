internal import CLibPQ
internal import Glibc

/// Whether a session must be sure of who answers: `sslmode=verify-full` for a server elsewhere, unless somebody says otherwise.
///
/// libpq's own default, `prefer`, goes on without encryption when the server, or whoever sits between, declines it. Whatever
/// mode the connection string, `PGSSLMODE` or a service file names wins; `prefer` in a service file cannot be told
/// from that default and counts as not said.
enum ServerIdentity {
    static let verified = "verify-full"

    /// The mode to ask libpq for, or nil to leave it as libpq resolves it.
    static func mode(for target: ConnectionTarget) -> String? {
        guard !target.namesEncryption, getenv("PGSSLMODE") == nil else { return nil }
        let resolved = resolved(target)
        guard resolved["sslmode"] == "prefer" else { return nil }
        return isLocal(host: resolved["host"] ?? "", address: resolved["hostaddr"] ?? "") ? nil : verified
    }

    /// What libpq makes of the target, its environment and its service file, without going to any server.
    private static func resolved(_ target: ConnectionTarget) -> [String: String] {
        // A port that none can be ends the attempt before a name is looked up, a password before its file is.
        let handle = SessionOpening.begin(
            target.given + [("port", "0"), ("password", "-")],
            expandsDatabaseName: target.expandsDatabaseName)
        guard let handle else { return [:] }
        defer { PQfinish(handle) }
        guard let options = PQconninfo(handle) else { return [:] }
        defer { PQconninfoFree(options) }
        let pairs = ConnectionOptions(options).map { ($0.keyword, $0.value) }
        return Dictionary(pairs, uniquingKeysWith: { $1 })
    }

    /// Whether every server of the lists is on this machine: a Unix socket or a loopback address.
    ///
    /// With a name and an address both count: the address is where the session goes, the name is who should answer.
    static func isLocal(host: String, address: String) -> Bool {
        let named = (host + "," + address).split(separator: ",")
        return named.allSatisfy { name in
            name.hasPrefix("/") || name.hasPrefix("@") || name.lowercased() == "localhost"
                || isLoopback(String(name))
        }
    }

    private static func isLoopback(_ text: String) -> Bool {
        var address = in_addr()
        if inet_pton(AF_INET, text, &address) == 1 { return UInt32(bigEndian: address.s_addr) >> 24 == 127 }
        var long = in6_addr()
        guard inet_pton(AF_INET6, text, &long) == 1 else { return false }
        return withUnsafeBytes(of: long) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
    }
}

extension ServerIdentity {
    /// The advice for a session that failed because the server did not prove its identity; nil for other failures.
    static func advice(on message: String) -> String? {
        let authority = "sslrootcert=FILE names the certificate of the authority that signed the server's"
        let instead = "sslmode=require encrypts without checking who answers"
        if message.contains("does not support SSL, but SSL was required") {
            return
                "a server on another machine must use TLS: set ssl = on there, or, where the network itself is safe, "
                + "add sslmode=disable"
        }
        if message.contains("root certificate file \"system\" does not exist") {
            return
                "this libpq (\(PQlibVersion() / 10_000)) has no sslrootcert=system, which came with 16; name the file, "
                + "on Debian sslrootcert=/etc/ssl/certs/ca-certificates.crt"
        }
        if message.contains("root certificate file") {
            return
                "\(authority); on Debian the certificates of public authorities are in /etc/ssl/certs/ca-certificates.crt; \(instead)"
        }
        if message.contains("certificate verify failed") {
            return "\(authority); it may also have expired; \(instead)"
        }
        if message.contains("does not match host name") {
            return
                "connect to the name that the certificate holds, with hostaddr=ADDRESS where that name leads elsewhere; "
                + "sslmode=verify-ca checks the authority only"
        }
        return nil
    }
}
