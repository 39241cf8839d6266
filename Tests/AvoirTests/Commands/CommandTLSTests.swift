import Postgres
import TestSupport
import Testing

@Suite("A server that is not on this machine must prove who it is")
struct CommandTLSTests {
    @Test("with a certificate that is right: its authority must be known, unless another sslmode is named")
    func right() async throws {
        try await TLSServer.with { server in
            try await server.start(.right)
            try await TemporaryFolder.with { folder in
                try await unknownAuthority(server, folder)
                try await otherModes(server, folder)
                try await knownAuthority(server, folder)
            }
            let connection = try Connection(.string(server.url("&sslrootcert=\(server.authority)")))
            let sibling = try connection.sibling()
            for session in [connection, sibling] {
                let isEncrypted = try session.query(
                    "select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                #expect(try isEncrypted.single().bool(0))
            }
            #expect(try sibling.cancelToken().cancel())
        }
    }

    @Test("a certificate for another name, of another authority or of yesterday is refused, and so is none")
    func wrong() async throws {
        let cases: [(TLSServer.Certificate, reason: String, advice: String)] = [
            (.otherName, "does not match host name", "the name that the certificate holds"),
            (.otherAuthority, "certificate verify failed", "sslrootcert=FILE"),
            (.expired, "certificate verify failed", "it may also have expired"),
            (.none, "does not support SSL, but SSL was required", "sslmode=disable"),
        ]
        try await TLSServer.with { server in
            for (certificate, reason, advice) in cases {
                try await server.start(certificate)
                try await TemporaryFolder.with { folder in
                    let url = server.url("&sslrootcert=\(server.authority)")
                    try await status(url, in: folder).expectRefused(reason, advice)
                    try await status(url + "&sslmode=prefer", in: folder).expectReachable()
                    // What the first session was let do, the others do as well.
                    #expect(try Connection(.string(url + "&sslmode=prefer")).sibling().isOpen)
                    try await status(
                        server.url("&sslmode=prefer", password: "hunter3 wrong"), in: folder
                    ).expectRefused("password authentication failed")
                }
                await server.stop()
            }
        }
    }

    private func unknownAuthority(_ server: TLSServer, _ folder: String) async throws {
        let hint = "hint: sslrootcert=FILE names the certificate of the authority"
        let password = ["PGPASSWORD": TLSServer.password]
        let environment = [
            "PGHOST": TLSServer.host, "PGHOSTADDR": "127.0.0.1", "PGPORT": "\(server.port)",
            "PGUSER": "avoir", "PGDATABASE": "avoir",
        ]
        try await status(server.url(), in: folder).expectRefused("root certificate file", hint)
        try await status(server.keywords, in: folder, password).expectRefused("root certificate file", hint)
        try await status(nil, in: folder, environment.merging(password) { $1 })
            .expectRefused("root certificate file", hint)
        try await status(server.url("&sslrootcert=system"), in: folder).expectRefused("sslrootcert=")
        // An address elsewhere is a server elsewhere, whatever it is called.
        try await status(
            server.url().replacing(TLSServer.host, with: "10.0.0.1"), in: folder
        ).expectRefused("root certificate file", hint)
    }

    private func otherModes(_ server: TLSServer, _ folder: String) async throws {
        try await status(server.url("&sslmode=require"), in: folder).expectReachable()
        try await status(server.url("&sslmode=prefer"), in: folder).expectReachable()
        try await status(server.url(), in: folder, ["PGSSLMODE": "prefer"]).expectReachable()
        let service = ["PGSERVICEFILE": "\(folder)/services", "PGPASSWORD": TLSServer.password]
        let lines = "[month]\n" + server.keywords.replacing(" ", with: "\n") + "\n"
        try TemporaryFolder.write(lines, to: "\(folder)/services")
        try await status("service=month", in: folder, service).expectRefused("root certificate file")
        try TemporaryFolder.write(lines + "sslmode=require\n", to: "\(folder)/services")
        try await status("service=month", in: folder, service).expectReachable()
        // On this machine nobody sits between.
        for local in ["localhost", "127.0.0.1", ""] {
            try await status(server.url().replacing(TLSServer.host, with: local), in: folder)
                .expectReachable()
        }
    }

    /// However the authority is named.
    private func knownAuthority(_ server: TLSServer, _ folder: String) async throws {
        try await status(server.url("&sslrootcert=\(server.authority)"), in: folder).expectReachable()
        try await status(server.url(), in: folder, ["PGSSLROOTCERT": server.authority]).expectReachable()
        // The first of two servers is on this machine, the second is not: both must prove who they are.
        let both = server.url("&sslrootcert=\(server.authority)")
            .replacing("@\(TLSServer.host)", with: "@127.0.0.1:\(server.port),\(TLSServer.host)")
            .replacing("hostaddr=127.0.0.1", with: "hostaddr=127.0.0.1,127.0.0.1")
        try await status(both, in: folder).expectRefused("does not match host name \"127.0.0.1\"")
        try await Command.shell(
            "mkdir .postgresql && cp '\(server.authority)' .postgresql/root.crt", environment: [:],
            folder: folder
        ).run().expect(0)
        try await status(server.url(), in: folder).expectReachable()
    }

    private func status(
        _ database: String?, in folder: String, _ environment: [String: String] = [:]
    ) async throws -> Command.Outcome {
        try await Command(
            arguments: ["database", "status"] + (database.map { ["--database", $0] } ?? []),
            environment: Command.environment(home: folder).merging(environment) { $1 }, folder: folder
        ).run()
    }
}

extension Command.Outcome {
    fileprivate func expectReachable(sourceLocation: SourceLocation = #_sourceLocation) {
        expectSilentSuccess(sourceLocation: sourceLocation)
        #expect(text.contains("reachable"), sourceLocation: sourceLocation)
        #expect(!description.contains("hunter"), "\(self)", sourceLocation: sourceLocation)
    }

    fileprivate func expectRefused(_ parts: String..., sourceLocation: SourceLocation = #_sourceLocation) {
        for part in parts { expectFailure(69, saying: part, sourceLocation: sourceLocation) }
        #expect(!description.contains("hunter"), "\(self)", sourceLocation: sourceLocation)
    }
}
