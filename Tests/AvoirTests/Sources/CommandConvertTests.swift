import TestSupport
import Testing

@Suite("How other tools' files are converted")
struct CommandConvertTests {
    private static let problems = """
        {"clock":1791446400,"ns":0,"value":1,"eventid":1,"name":"Trunk lost","severity":4,"hosts":[{"host":"sbc"}],"tags":[]}
        {"clock":1791451815,"ns":999,"value":0,"eventid":2,"p_eventid":1}
        {"clock":1791453000,"ns":0,"value":1,"eventid":3,"name":"Tray","severity":3,"hosts":[{"host":"printer"}],"tags":[]}

        """
    private static let table = """
        source,id,service,subscription,started_at,ended_at,summary\r
        zabbix,1,,CC-1001,2026-10-08T08:00:00Z,2026-10-08T09:30:15Z,Trunk lost\r

        """

    /// No database: where there is none, none is started.
    private func run(
        _ arguments: String..., files: [String: String] = [:], input: String = ""
    ) async throws -> Command.Outcome {
        var outcome: Command.Outcome?
        try await TemporaryFolder.with { folder in
            for (name, text) in files { try TemporaryFolder.write(text, to: "\(folder)/\(name)") }
            outcome = try await Command(
                arguments: arguments, input: Array(input.utf8),
                environment: Command.environment(home: folder),
                folder: folder
            ).run()
        }
        return try #require(outcome)
    }

    @Test("rows on standard output, what gives none on standard error, and the count last")
    func rows() async throws {
        let outcome = try await run(
            "convert", "outages", "--from", "zabbix", "p.ndjson", "--objects", "o.csv",
            files: ["p.ndjson": Self.problems, "o.csv": "object,subscription\nsbc,CC-1001\n"]
        ).expect(65)
        #expect(outcome.text == Self.table)
        #expect(
            outcome.errorLines == [
                "p.ndjson:3: printer: is not in the objects file (1 event)",
                "zabbix: 3 records, 1 row, 0 passed over, 1 not mapped, 0 refused",
            ])
    }

    @Test(
        "standard input stands alone; --quiet says only what fails; --strict writes no row; --source names the feed"
    )
    func options() async throws {
        let objects = ["o.csv": "object,subscription\nsbc,CC-1001\nprinter,\n"]
        let whole = try await run(
            "convert", "outages", "--from", "zabbix", "-", "--objects", "o.csv", files: objects,
            input: Self.problems
        ).expect(0)
        #expect(whole.text == Self.table)
        #expect(
            whole.errors == "zabbix: 3 records, 1 row, 0 passed over, 1 left out, 0 not mapped, 0 refused\n")
        let quiet = try await run(
            "convert", "outages", "--from", "zabbix", "-", "--objects", "o.csv", "--quiet", "--source",
            "north",
            files: objects, input: Self.problems
        ).expectSilentSuccess()
        #expect(quiet.text == Self.table.replacing("zabbix,", with: "north,"))
        let strict = try await run(
            "convert", "outages", "--from", "zabbix", "-", "--strict", "--quiet", input: Self.problems
        ).expect(65)
        #expect(strict.text == "source,id,service,subscription,started_at,ended_at,summary\r\n")
        #expect(strict.errorLines.count == 2)
        let two = try await run("convert", "outages", "--from", "zabbix", "-", "x", input: Self.problems)
            .expect(64)
        #expect(
            two.errors == "avoir: - is standard input and stands alone; name files, or join them in a pipe\n")
    }

    @Test("a sentence that would come more than five times comes once, with its count and lines")
    func folded() async throws {
        let lines = (1...7).map { "\($0),,svc\n" }.joined()
        let profile = """
            profile: ours
            title: Ours
            outages:
              read: { format: csv }
              id: id
              start: from
              service: svc

            """
        let outcome = try await run(
            "convert", "outages", "--from", "./ours.yaml", "a.csv", "b.csv",
            files: ["ours.yaml": profile, "a.csv": "id,from,svc\n" + lines, "b.csv": "id,from,svc\n9,,svc\n"]
        ).expect(65)
        #expect(
            outcome.errors == """
                a.csv:2: from (started_at): is required but empty
                    8 such sentences: lines a.csv:2–8, b.csv:2
                ours: 8 records, 0 rows, 0 passed over, 0 not mapped, 8 refused

                """)
    }

    @Test("the object for programs has rows, messages, unmapped objects and counts")
    func json() async throws {
        let outcome = try await run(
            "convert", "outages", "--from", "zabbix", "-", "--json", "--quiet", input: Self.problems
        ).expect(65)
        let json = try JSON(outcome.output)
        #expect(json["schema"].text == "avoir.convert/1")
        #expect(json["profile"].text == "zabbix")
        #expect(json["columns"].elements.count == 7)
        #expect(json["rows"].elements.isEmpty)
        #expect(json["unmapped"].elements.map { $0["object"].text } == ["sbc", "printer"])
        #expect(json["messages"].elements.map { $0["code"].text } == ["unmapped", "unmapped"])
        let keys: Set = ["code", "file", "line", "id", "object", "from", "to", "text", "refused"]
        #expect(json["messages"].elements.allSatisfy { Set($0.members.keys) == keys })
        #expect(json["counts"]["records"].text == "3")
        #expect(
            Set(json["counts"].members.keys) == ["records", "rows", "passed_over", "left_out", "refused"])
    }

    @Test(
        "a wrong command says what would be right",
        arguments: [
            (["convert", "outages", "x"], 64, "--from is missing"),
            (["convert", "outages", "--from", "zabix", "x"], 64, "did you mean zabbix?"),
            (["convert", "requests", "--from", "zabbix", "x"], 64, "it serves outages, ends"),
            (["convert", "outages", "--from", "zabbix", "x"], 66, "x: cannot be opened"),
            (
                ["convert", "outages", "--from", "zabbix", "x", "--month", "2026-10"], 64,
                "--month needs --time-zone"
            ),
            (
                ["convert", "outages", "--from", "zabbix", "x", "--encoding", "utf-8"], 64,
                "which are UTF-8 always"
            ),
            (["convert", "outages", "--from", "glpi", "x", "--encoding", "utf8"], 64, "did you mean utf-8?"),
            (["convert", "outages", "--from", "./none.yaml", "x"], 66, "./none.yaml: cannot be opened"),
            (
                ["convert", "outages", "--from", "zabbix", "x", "--objects", "none"], 66,
                "none: cannot be opened"
            ),
            (["convert", "outages", "--from", "zabbix", "x", "--time-zone", "Paris"], 78, "Paris"),
            (["sources", "show", "alertmanger"], 64, "did you mean alertmanager?"),
            (["sources", "chekc", "x"], 64, "did you mean avoir sources check?"),
        ] as [([String], Int32, String)])
    func wrong(arguments: [String], code: Int32, said: String) async throws {
        try await TemporaryFolder.with { folder in
            let outcome = try await Command(
                arguments: arguments, environment: Command.environment(home: folder), folder: folder
            ).run().expect(code)
            #expect(outcome.errors.contains(said), "\(outcome)")
            #expect(outcome.output.isEmpty)
        }
    }

    @Test("an objects file with mistakes is named with all of them, and is a matter of configuration")
    func objects() async throws {
        let outcome = try await run(
            "convert", "outages", "--from", "zabbix", "-", "--objects", "o.csv",
            files: ["o.csv": "object,service,subscription\na,s,S\n,s,\n"], input: Self.problems
        ).expect(78)
        #expect(
            outcome.errors == """
                avoir: o.csv:2: subscription: is given together with a service; give one of them, or neither (S)
                o.csv:3: object: is empty; write * for everything else

                """)
    }
}
