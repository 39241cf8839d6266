import TestSupport
import Testing

@Suite("The order of rows")
struct CommandRowOrderTests {
    @Test("does not matter, but that the last row of a fact decides: the reports are the same bytes")
    func shuffled() async throws {
        var random = Seed.generator(9_303)
        let comment: Comment = "AVOIR_TEST_SEED=\(Seed.value)"
        try await CommandDatabase.withMonth { original in
            try await CommandDatabase.withSchema { database in
                for terms in SampleMonth.terms {
                    try await SampleMonth.run(["terms", "add", terms], on: database).expect(0)
                }
                try await SampleMonth.run(["issuer", "set", "../issuer.yaml"], on: database).expect(0)
                for arguments in SampleMonth.imports {
                    let kind = arguments[0]
                    let files = arguments.dropFirst().shuffled(using: &random)
                    for name in files {
                        var file = try ShuffledFile(
                            Checkout.bytes(of: "\(Checkout.month)/\(name)"),
                            identity: try #require(Self.identities[kind]))
                        if name.hasSuffix(".csv") { file.addSuperseded(using: &random) }
                        file.shuffle(using: &random)
                        try TemporaryFolder.write(file.bytes, to: "\(database.folder)/\(name)")
                    }
                    try await Command(
                        arguments: ["import", kind, "--last-wins"] + files, environment: database.environment,
                        folder: database.folder
                    ).run().expectSilentSuccess()
                }
                for month in SampleMonth.months { try await database.avoir("assess", month).expect(0) }
                for month in SampleMonth.months {
                    for format in ["json", "html"] {
                        let first = try await original.avoir("report", month, "--format", format)
                            .expectSilentSuccess()
                        let second = try await database.avoir("report", month, "--format", format)
                            .expectSilentSuccess()
                        #expect(first.output == second.output, comment)
                        #expect(first.output.count > 10_000)
                    }
                }
                try await database.avoir("verify").expectSilentSuccess()
            }
        }
    }

    /// Source: docs/reference/file-formats.md "How rows become facts".
    private static let identities = [
        "calendars": ["calendar"], "holidays": ["calendar", "date"], "customers": ["customer"],
        "subscriptions": ["subscription", "starts_on"],
        "invoices": ["invoice", "subscription", "month", "vat_rate"], "outages": ["source", "id"],
        "notifications": ["subscription", "outage_source", "outage_id", "reference"],
        "excusable-events": ["source", "id"],
        "maintenance": ["source", "id"], "requests": ["subscription", "month", "reference"],
    ]

    @Test("what shuffles files leaves the rows of one fact in their order, and loses none")
    func shuffling() throws {
        var random = SeededGenerator(seed: 1)
        let text = "id,at\n" + (0..<200).map { "\($0 % 20),\($0)\n" }.joined()
        var file = try ShuffledFile(Array(text.utf8), identity: ["id"])
        file.shuffle(using: &random)
        let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(
            lines.first == "id,at" && lines.sorted() == text.split(separator: "\n").map(String.init).sorted())
        #expect(lines != text.split(separator: "\n").map(String.init))
        for id in 0..<20 {
            let times = lines.filter { $0.hasPrefix("\(id),") }.compactMap {
                Int($0.split(separator: ",")[1])
            }
            #expect(times.count == 10 && times == times.sorted())
        }
    }
}
