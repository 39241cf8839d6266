import TestSupport
import Testing

@Suite("How other tools' files are imported")
struct CommandImportFromTests {
    private static func problem(_ id: Int, at clock: Int, tag: String = "CC-1001") -> String {
        #"{"clock":\#(clock),"ns":0,"value":1,"eventid":\#(id),"name":"P \#(id)","severity":4,"hosts":[{"host":"h"}],"#
            + #""tags":[{"tag":"subscription","value":"\#(tag)"}]}"# + "\n"
    }

    private static func end(of id: Int, at clock: Int) -> String {
        #"{"clock":\#(clock),"ns":0,"value":0,"eventid":\#(id + 1000),"p_eventid":\#(id)}"# + "\n"
    }

    /// 8 October 2026, 8 o'clock UTC.
    private static let start = 1_791_446_400
    private static let october =
        problem(1, at: start) + end(of: 1, at: start + 600) + problem(2, at: start + 3600)

    @Test("the rows of convert in one batch of all files, with the profile and the digests")
    func batch() async throws {
        try await CommandDatabase.withMonth { database in
            try database.write(Self.october, to: "a.ndjson")
            try database.write(Self.end(of: 2, at: Self.start + 7200), to: "b.ndjson")
            try database.write("object,service\nh,contact-centre\n", to: "o.csv")
            func run() async throws -> Command.Outcome {
                try await database.avoir(
                    "import", "outages", "--from", "zabbix", "b.ndjson", "a.ndjson", "--objects", "o.csv")
            }
            let first = try await run().expect(0)
            #expect(
                first.text == "b.ndjson, a.ndjson: outages: 2 inserted, 0 updated, 0 unchanged, 0 rejected\n")
            #expect(first.errors == "zabbix: 4 records, 2 rows, 0 passed over, 0 not mapped, 0 refused\n")
            let again = try await run().expect(0)
            #expect(
                again.text == "b.ndjson, a.ndjson: outages: 0 inserted, 0 updated, 2 unchanged, 0 rejected\n")
            #expect(
                try database.number(
                    """
                    select count(*) from import_batch where profile = 'zabbix' and length(profile_sha256) = 32
                        and objects_sha256 = sha256(convert_to(E'object,service\\nh,contact-centre\\n', 'UTF8'))
                    """) == 2)
            #expect(
                try database.number(
                    "select count(*) from outage where source = 'zabbix' and id = '2' and ended_at = '2026-10-08T10:00:00Z'"
                ) == 1)
            let shown = try await database.avoir("imports", "list", "--json").expectSilentSuccess()
            #expect(try JSON(shown.output)["imports"].elements.first?["profile"].text == "zabbix")
            _ = try await database.avoir("verify").expect(0)
        }
    }

    @Test("the ends of known outages come from the file that holds them alone")
    func ends() async throws {
        try await CommandDatabase.withMonth { database in
            try database.write(Self.october, to: "a.ndjson")
            try database.write(
                Self.end(of: 2, at: Self.start + 7200) + Self.problem(3, at: Self.start + 9000),
                to: "b.ndjson")
            _ = try await database.avoir("import", "outages", "--from", "zabbix", "a.ndjson", "--quiet")
                .expect(0)
            let ends = try await database.avoir("import", "ends", "--from", "zabbix", "b.ndjson", "--quiet")
                .expect(0)
            #expect(
                ends.text == """
                    b.ndjson: ends: 0 inserted, 1 updated, 0 unchanged, 0 rejected
                        zabbix 2: ended_at absent → 2026-10-08T10:00:00+00:00

                    """)
        }
    }

    @Test("what is refused is kept with its place in the tool's own file, whoever refuses it")
    func refused() async throws {
        try await CommandDatabase.withMonth { database in
            try database.write(
                Self.problem(1, at: Self.start, tag: "CC-9999") + Self.problem(2, at: Self.start),
                to: "a.ndjson")
            try database.write("\n{oops\n" + Self.problem(3, at: Self.start + 400_000_000), to: "b.ndjson")
            let outcome = try await database.avoir(
                "import", "outages", "--from", "zabbix", "a.ndjson", "b.ndjson", "--quiet"
            ).expect(65)
            #expect(
                outcome.text
                    == "a.ndjson, b.ndjson: outages: 1 inserted, 0 updated, 0 unchanged, 3 rejected\n")
            let unknown = "a.ndjson:1: subscription: unknown subscription; import it first (CC-9999)"
            let later = "b.ndjson:3: started_at: lies in the future (2039-06-11T23:06:40Z)"
            #expect(outcome.errorLines.suffix(2) == [unknown, later][...])
            let batch = try database.number("select max(batch)::bigint from import_batch")
            let rejects = try await database.avoir("imports", "rejects", "\(batch)").expectSilentSuccess()
            #expect(rejects.text.contains(unknown))
            #expect(rejects.text.contains(later))
            #expect(rejects.text.contains("b.ndjson:2: "))
            #expect(rejects.text.hasSuffix("batch \(batch): 3 of its rows refused\n"))
            let file = try await database.avoir("imports", "rejects", "\(batch)", "--format", "csv")
                .expectSilentSuccess()
            #expect(
                file.text.replacing("\r\n", with: "\n") == """
                    source,id,service,subscription,started_at,ended_at,summary
                    zabbix,1,,CC-9999,2026-10-08T08:00:00Z,,P 1
                    zabbix,,,,,,
                    zabbix,3,,CC-1001,2039-06-11T23:06:40Z,,P 3

                    """)
            let json = try await database.avoir(
                "import", "outages", "--from", "zabbix", "a.ndjson", "b.ndjson", "--quiet", "--json"
            ).expect(65)
            let result = try JSON(json.output)
            #expect(
                result["files"].elements.first?["rejections"].elements.map { $0["file"].text } == [
                    "a.ndjson", "b.ndjson", "b.ndjson",
                ])
            #expect(result["counts"]["refused"].text == "1")
            #expect(result["messages"].elements.contains { $0["code"].text == "bad_value" })
        }
    }

    @Test("with --strict nothing is stored when anything is refused, not mapped or incomplete")
    func strict() async throws {
        try await CommandDatabase.withMonth { database in
            let unmapped = Self.problem(9, at: Self.start, tag: "x").replacing("subscription", with: "other")
            try database.write(Self.october + unmapped, to: "a.ndjson")
            let outcome = try await database.avoir(
                "import", "outages", "--from", "zabbix", "a.ndjson", "--strict", "--quiet"
            ).expect(65)
            #expect(
                outcome.text.hasPrefix("a.ndjson: outages: 0 inserted, 0 updated, 0 unchanged, 0 rejected"))
            #expect(try database.number("select count(*) from outage where source = 'zabbix'") == 0)
        }
    }

    @Test("options of another tool's files need its profile")
    func options() async throws {
        try await CommandDatabase.withMonth { database in
            for option in ["--objects", "--source", "--encoding"] {
                let outcome = try await database.avoir("import", "outages", "x.csv", option, "y").expect(64)
                #expect(outcome.errors.contains("\(option) says how another tool's files are read"))
            }
        }
    }
}
