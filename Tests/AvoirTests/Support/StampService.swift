import TestSupport
import Testing

/// A service on this machine that gives time stamps, with an authority of its own, by openssl.
struct StampService {
    let database: CommandDatabase
    let name: String
    var url: String
    /// The authority's certificate, in the test's folder.
    var authority: String { "\(name).pem" }

    /// Runs a test while the service listens.
    static func with(
        _ name: String, on database: CommandDatabase, _ body: (StampService) async throws -> Void
    ) async throws {
        try database.write(responder, to: "\(name).py")
        try database.write(configuration, to: "\(name).cnf")
        let start = """
            set -e
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=\(name) authority" \\
                -keyout \(name).ca.key -out \(name).pem
            openssl req -newkey rsa:2048 -nodes -subj "/CN=\(name) stamps" -keyout \(name).key -out \(name).csr
            printf 'extendedKeyUsage = critical,timeStamping\\n' > \(name).ext
            openssl x509 -req -in \(name).csr -CA \(name).pem -CAkey \(name).ca.key -CAcreateserial -days 1 \\
                -extfile \(name).ext -out \(name).crt
            python3 \(name).py \(name) </dev/null >\(name).log 2>&1 &
            echo $! > \(name).pid
            for wait in $(seq 200); do [ -s \(name).port ] && break; sleep 0.1; done
            cat \(name).port
            """
        let started = try await database.shell("(\(start)\n) 2>\(name).start.log").expect(0)
        let service = StampService(
            database: database, name: name, url: "http://127.0.0.1:\(started.text)/")
        do {
            try await body(service)
        } catch {
            _ = try await service.stop()
            throw error
        }
        try await service.stop()
    }

    @discardableResult
    func stop() async throws -> Command.Outcome {
        try await database.shell("[ ! -e \(name).pid ] || kill $(cat \(name).pid); rm -f \(name).pid")
    }

    /// Runs `avoir anchors …` with this authority.
    func verify(_ more: String...) async throws -> Command.Outcome {
        try await Command(
            arguments: ["anchors", "verify", "--authority", authority] + more,
            environment: database.environment, folder: database.folder
        ).run()
    }

    func sign(_ more: String...) async throws -> Command.Outcome {
        try await Command(
            arguments: ["anchors", "sign", "--service", url, "--authority", authority] + more,
            environment: database.environment, folder: database.folder
        ).run()
    }

    private static let responder = """
        import http.server, os, subprocess, sys
        name = sys.argv[1]

        class Responder(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                assert self.headers["Content-Type"] == "application/timestamp-query"
                query = self.rfile.read(int(self.headers["Content-Length"]))
                done = subprocess.run(["openssl", "ts", "-reply", "-config", name + ".cnf", "-queryfile", "/dev/stdin",
                                       "-signer", name + ".crt", "-inkey", name + ".key"],
                                      input=query, capture_output=True)
                self.send_response(200 if done.returncode == 0 else 500)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.end_headers()
                self.wfile.write(done.stdout)

        server = http.server.HTTPServer(("127.0.0.1", 0), Responder)
        with open(name + ".port.part", "w") as file:
            file.write(str(server.server_address[1]))
        os.rename(name + ".port.part", name + ".port")
        server.serve_forever()
        """

    private static let configuration = """
        [tsa]
        default_tsa = stamps
        [stamps]
        serial = ./serial
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        accuracy = secs:1
        ess_cert_id_alg = sha256
        """
}
