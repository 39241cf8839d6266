import Glibc
import TestSupport
import Testing

@testable import EmbeddedPostgres

/// A real PostgreSQL that listens on 127.0.0.1, with certificates made for the test by openssl.
///
/// It answers for the name `avoir-db.example`, to which `hostaddr` leads: to libpq, and to avoir, a server elsewhere.
struct TLSServer {
    let folder: String
    let port: Int
    /// Of the role `avoir`; every character that an address gives a meaning to.
    static let password = #"hunter2@:/?#&=%  '\"é"#

    /// What the server shows. `none`: it does without TLS.
    enum Certificate: String, CaseIterable {
        case right, otherName, otherAuthority, expired, none
    }

    private let child: ChildProgram
    private let programs: String

    /// The certificate of the authority that signed the right one.
    var authority: String { "\(folder)/tls/authority.crt" }

    static let host = "avoir-db.example"

    /// A URI with the password in it, and these parameters.
    func url(_ parameters: String = "", password: String = password) -> String {
        let password = password.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return "postgresql://avoir:\(password)@\(Self.host):\(port)/avoir?hostaddr=127.0.0.1" + parameters
    }

    /// The same without a password.
    var keywords: String { "host=\(Self.host) hostaddr=127.0.0.1 port=\(port) user=avoir dbname=avoir" }

    /// Runs a test on a server that is not started yet.
    static func with(_ body: (TLSServer) async throws -> Void) async throws {
        try await EmbeddedTestHome.using("home") { home in
            _ = try await home.postgres.start()
            let quoted = password.replacing("'", with: "''")
            _ = try await home.query("alter role avoir password '\(quoted)'")
            _ = try await home.postgres.stop()
            let cluster = try #require(try Cluster(in: home.home))
            let null = open("/dev/null", O_RDONLY)
            defer { close(null) }
            let child = ChildProgram(account: cluster.account, lock: null, environment: [:])
            let installed = try await PostgresInstallation.all(environment: [:], child: child)
            let programs = try #require(installed.first { $0.major == cluster.major }).programs
            let server = TLSServer(
                folder: cluster.folder, port: try freePort(), child: child, programs: programs)
            try home.makeFolder("\(server.folder)/tls")
            try await server.makeCertificates()
            do {
                try await body(server)
            } catch {
                await server.stop()
                throw error
            }
            await server.stop()
        }
    }

    func start(_ certificate: Certificate) async throws {
        let tls =
            certificate == .none
            ? ""
            : " -c ssl=on -c ssl_cert_file=../tls/\(certificate.rawValue).crt -c ssl_key_file=../tls/server.key"
        try await child.runSuccessfully(
            "\(programs)/pg_ctl",
            [
                "start", "-D", "data", "-l", "log/tls.log", "-s", "-w", "-o",
                "-c listen_addresses=127.0.0.1 -c port=\(port) -c unix_socket_directories= "
                    + "-c hba_file=tls/pg_hba.conf -c fsync=off" + tls,
            ], in: folder)
    }

    func stop() async {
        _ = try? await child.run(
            "\(programs)/pg_ctl", ["stop", "-D", "data", "-s", "-w", "-m", "immediate"], in: folder)
    }

    private func makeCertificates() async throws {
        try await child.runSuccessfully("/bin/sh", ["-euc", Self.script], in: "\(folder)/tls")
        let names = try TemporaryFolder.names(in: "\(folder)/tls")
        // For the tests' own account.
        for name in names where name.hasSuffix(".crt") { #expect(chmod("\(folder)/tls/\(name)", 0o644) == 0) }
        #expect(chmod("\(folder)/tls", 0o711) == 0)
    }

    private static let script = """
        key() { openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" 2>/dev/null ||
            openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key"; }
        sign() { # FILE NAME AUTHORITY DAYS
            openssl req -new -key server.key -subj "/CN=$2" -out request
            printf 'subjectAltName=DNS:%s\\n' "$2" > extension
            openssl x509 -req -in request -CA "$3.crt" -CAkey "$3.key" -CAcreateserial -days "$4" \\
                -extfile extension -out "$1.crt"
        }
        key server
        for authority in authority stranger; do
            key $authority
            openssl req -x509 -new -key $authority.key -subj "/CN=$authority" -days 3 -out $authority.crt
        done
        sign right \(host) authority 3
        sign otherName other.example authority 3
        sign otherAuthority \(host) stranger 3
        sign expired \(host) authority -1
        chmod 600 server.key
        echo 'host all all 127.0.0.1/32 scram-sha-256' > pg_hba.conf
        """

    private static func freePort() throws -> Int {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(handle, address, length) == 0 && getsockname(handle, address, &length) == 0
            }
        }
        try #require(status)
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
