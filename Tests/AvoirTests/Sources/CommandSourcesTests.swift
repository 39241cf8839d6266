import TestSupport
import Testing

@Suite("Source profiles")
struct CommandSourcesTests {
    private func run(_ arguments: String..., files: [String: String] = [:]) async throws -> Command.Outcome {
        var outcome: Command.Outcome?
        try await TemporaryFolder.with { folder in
            for (name, text) in files { try TemporaryFolder.write(text, to: "\(folder)/\(name)") }
            outcome = try await Command(
                arguments: arguments, environment: Command.environment(home: folder), folder: folder
            ).run()
        }
        return try #require(outcome)
    }

    @Test("profiles are listed, shown as they are, and checked")
    func sources() async throws {
        let list = try await run("sources", "list").expectSilentSuccess()
        #expect(list.text.hasPrefix("name              kinds"))
        #expect(list.text.contains("zabbix            outages, ends"))
        let shown = try await run("sources", "show", "zabbix").expectSilentSuccess()
        #expect(
            shown.output
                == (try Checkout.bytes(of: "\(Checkout.root)/Sources/Contracts/Profiles/zabbix.yaml")))
        let bad = shown.text.replacing("pairs: true", with: "pairs: yes").replacing(
            "eventid]", with: "eventid, 7]")
        let checked = try await run(
            "sources", "check", "good.yaml", "bad.yaml", files: ["good.yaml": shown.text, "bad.yaml": bad]
        ).expect(78)
        #expect(
            checked.text == """
                good.yaml: profile zabbix, source zabbix: Zabbix, real-time export of events
                    documented in Zabbix manual, "Newline-delimited JSON export protocol"
                  outages: records say how a state changed, read as jsonl
                    states source, id, service, subscription, started_at, ended_at, summary
                    needs --objects (where a record names neither subscription nor service)
                  ends: ends whose beginning is not in the files, read as jsonl
                    states source, id, ended_at
                    needs no option

                """)
        #expect(
            checked.errors == """
                bad.yaml:6: outages.key[3]: must be in quotes: without them, YAML readers take it for a number, which may lose its zeros (7)
                bad.yaml:11: outages.pairs: must be true or false (yes)

                """)
    }
}
