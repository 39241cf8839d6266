import TestSupport
import Testing

@testable import avoir

@Suite("Time stamps of anchors.log by a third party")
struct CommandAnchorsTests {
    @Test("the log is stamped once, and again when anchors were added; every stamp is proven")
    func stamped() async throws {
        try await Self.withIssued { database in
            try await StampService.with("tsa", on: database) { service in
                let first = try await service.sign().expectSilentSuccess()
                #expect(
                    first.text.wholeMatch(
                        of: /2 anchors stamped on 20\d\d-\d\d-\d\dT[\d:]{8}\+00:00\n  \/\S+\/stamps\/2\.tsr\n/
                    )
                        != nil, "\(first)")
                let again = try await service.sign().expectSilentSuccess()
                #expect(again.text == first.text.replacing("stamped on", with: "were stamped already, on"))
                try await database.avoir("issue", "2026-10", "--date", "2026-11-05").expect(0)
                let between = try await service.verify().expectSilentSuccess()
                #expect(between.text.hasSuffix("2 anchors after the last stamp\n"), "\(between)")
                try await service.sign().expect(0)
                let both = try await service.verify().expectSilentSuccess().text.split(separator: "\n")
                #expect(both.map { $0.prefix(20) } == ["2 anchors: stamped o", "4 anchors: stamped o"])
                let json = try await service.verify("--json").expectSilentSuccess().json()
                #expect(json["stamps"].elements.last?["lines"].text == "4")
                #expect(json["anchors_after"].text == "0")
                // What is proven by hand, as the documents say.
                let digest = try #require(try await service.sign("--json").expect(0).json()["digest"].text)
                let sum = try await database.shell("head -n 4 anchors.log | sha256sum").expect(0)
                #expect(sum.text == "\(digest)  -\n")
            }
        }
    }

    @Test(
        "a log that was changed or cut is found, and nothing is stamped in its place",
        arguments: [
            ("sed -i '1s/T/t/' anchors.log", "2 anchors: not confirmed: message imprint mismatch\n"),
            ("sed -i 1d anchors.log", "2 anchors: not confirmed: anchors.log has only 1 line\n"),
            ("rm anchors.log", "2 anchors: not confirmed: anchors.log has only 0 lines\n"),
            ("echo x > stamps/2.tsr", "2 anchors: not confirmed: it is not a time stamp\n"),
        ])
    func altered(change: String, said: String) async throws {
        try await Self.withIssued { database in
            try await StampService.with("tsa", on: database) { service in
                try await service.sign().expect(0)
                try await database.shell(change).expect(0)
                let found = try await service.verify().expect(1)
                #expect(found.text.hasPrefix(said), "\(found)")
                #expect(
                    found.errors
                        == "avoir: 1 time stamp of 1 not confirmed: anchors.log is not what was stamped, or "
                        + "the authority is another\n")
            }
        }
    }

    @Test("a stamp of another authority is neither kept nor believed")
    func foreign() async throws {
        try await Self.withIssued { database in
            try await StampService.with("tsa", on: database) { service in
                try await StampService.with("other", on: database) { other in
                    var mixed = service
                    mixed.url = other.url
                    try await mixed.sign().expectFailure(
                        65,
                        saying: "the service's reply is not a time stamp of anchors.log by this authority: ")
                    try await service.verify().expectFailure(1, saying: "there is no time stamp in ")
                    try await other.sign().expect(0)
                    let found = try await service.verify().expect(1)
                    #expect(found.text.hasPrefix("2 anchors: not confirmed: "))
                    try await service.sign().expectFailure(65, saying: "stamps/2.tsr is not a time stamp")
                }
            }
        }
    }

    @Test("what stands in the way is said with its exit code")
    func refused() async throws {
        try await Self.withIssued { database in
            try await StampService.with("tsa", on: database) { service in
                try await service.stop()
                try await service.sign().expectFailure(69, saying: "the service gave no stamp: curl: (7)")
            }
            let authority = ["--authority", "tsa.pem"]
            for (words, code, said) in [
                (["sign", "--service", "ftp://a.example"] + authority, 64, "http://… or https://…"),
                (["sign", "--service", "https://"] + authority, 64, "http://… or https://…"),
                (["sign", "--service", "https://a.example:pw@a.example/"] + authority, 64, "~/.netrc"),
                (["sign", "--service", "http://a.example", "--authority", "none.pem"], 66, "none.pem"),
                (["verify", "--authority", "none.pem"], 66, "none.pem"),
                (["verify"] + authority, 1, "there is no time stamp in "),
            ] as [([String], Int32, String)] {
                try await Command(
                    arguments: ["anchors"] + words, environment: database.environment, folder: database.folder
                ).run().expectFailure(code, saying: said)
            }
            try await database.shell("rm anchors.log").expect(0)
            try await Command(
                arguments: ["anchors", "sign", "--service", "http://a.example"] + authority,
                environment: database.environment, folder: database.folder
            ).run().expectFailure(1, saying: "anchors.log has no anchors: nothing is issued yet")
        }
    }

    @Test(
        "the time of a stamp is read to the second",
        arguments: [
            ("Version: 1\nTime stamp: Nov 28 17:02:11 2026 GMT\nAccuracy: 1\n", 1_795_885_331),
            ("Time stamp: Nov  8 17:02:11.259 2026 GMT\n", 1_794_157_331),
            ("Time stamp: Feb 29 00:00:00 2028 GMT\n", 1_835_395_200),
            ("Time stamp: Nov 28 17:02:11 2026 CET\n", nil), ("Time stamp: unspecified\n", nil),
            ("Time stamp: Nov 28 27:02:11 2026 GMT\n", nil), ("", nil),
        ] as [(String, Int64?)])
    func seconds(text: String, expected: Int64?) {
        #expect(StampAuthority.seconds(in: text) == expected)
    }

    /// September's notes are issued: one anchor of the series, one of the audit log.
    private static func withIssued(_ body: (CommandDatabase) async throws -> Void) async throws {
        try await CommandDatabase.withMonth { database in
            try await database.avoir("issuer", "set", "\(Checkout.root)/examples/issuer.yaml").expect(0)
            try await database.avoir("issue", "2026-09", "--date", "2026-10-05").expect(0)
            try await body(database)
        }
    }
}
