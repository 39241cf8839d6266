import TestSupport
import Testing

@Suite("How files are imported")
struct CommandImportTests {
    private static let outages = #"""
        source,id,subscription,started_at,ended_at,summary
        noc,N-1,CC-1001,2026-11-05T10:00:00+01:00,2026-11-05T11:00:00+01:00,"Two
        lines, and ""quotes"""
        noc,N-2,CC-9999,2026-11-05T10:00:00+01:00,,
        noc,N-3,CC-1001,2026-11-05T12:00:00+01:00,,

        """#

    private static let count = "select count(*) from outage where source = 'noc' and id like 'N-%'"

    @Test("- is standard input, in CSV and in JSON Lines")
    func standardInput() async throws {
        try await CommandDatabase.withMonth { database in
            let csv = try await database.avoir("import", "outages", "-", input: Self.outages).expect(65)
            #expect(csv.text == "standard input: outages: 2 inserted, 0 updated, 0 unchanged, 1 rejected\n")
            #expect(
                csv.errors
                    == "standard input:4: subscription: unknown subscription; import it first (CC-9999)\n")
            // The same fact in the other form, with another end.
            let lines = #"""
                {"id": "N-3", "source": "noc", "subscription": "CC-1001", "started_at": "2026-11-05T11:00:00Z", "ended_at": "2026-11-05T11:30:00.000001Z"}
                {"source":"noc","id":"N-1","subscription":"CC-1001","started_at":"2026-11-05T09:00:00Z","ended_at":"2026-11-05T10:00:00Z","summary":"Two\nlines, and \"quotes\""}

                """#
            let json = try await database.avoir("import", "outages", "-", input: lines)
                .expectSilentSuccess()
            #expect(
                json.text == """
                    standard input: outages: 0 inserted, 1 updated, 1 unchanged, 0 rejected
                        noc N-3: ended_at absent → 2026-11-05T11:30:00.000001+00:00

                    """)
            #expect(try database.number(Self.count) == 3)
        }
    }

    @Test(
        "the same file again is unchanged, its bad rows refused again; other bytes are read",
        arguments: [false, true])
    func again(hasZone: Bool) async throws {
        try await CommandDatabase.withMonth { database in
            let zone = hasZone ? ["--time-zone", "Europe/Paris"] : []
            func run(_ text: String) async throws -> Command.Outcome {
                try database.write(text, to: "o.csv")
                return try await Command(
                    arguments: ["import", "outages", "o.csv"] + zone, environment: database.environment,
                    folder: database.folder
                ).run().expect(65)
            }
            let text = hasZone ? Self.outages.replacing("T10:00:00+01:00", with: "T10:00:00") : Self.outages
            let first = try await run(text)
            #expect(first.text == "o.csv: outages: 2 inserted, 0 updated, 0 unchanged, 1 rejected\n")
            let second = try await run(text)
            #expect(second.text == "o.csv: outages: 0 inserted, 0 updated, 2 unchanged, 1 rejected\n")
            #expect(second.errors == first.errors)
            #expect(
                try database.number("select count(*) from imported_file where reading like '%Paris%'")
                    == (hasZone ? 2 : 0))
            let other = try await run(text.replacing("T12:00", with: "T13:00"))
            #expect(other.text.hasPrefix("o.csv: outages: 0 inserted, 1 updated, 1 unchanged, 1 rejected\n"))
        }
    }

    @Test("a large file of new rows is recorded as a small one is, and a changed one, too")
    func large() async throws {
        try await CommandDatabase.withMonth { database in
            let header = "source,id,subscription,started_at,ended_at,summary\n"
            let rows = (0..<20_000).map {
                "noc,N-\($0 * 7919 % 20_000),CC-1001,2026-11-05T10:00:00Z,2026-11-05T11:00:00Z,\($0 % 9 == 0 ? "s" : "")\n"
            }
            let bad = "noc,N-bad,CC-9999,2026-11-05T10:00:00Z,,\n"
            let text = header + rows.joined() + bad
            #expect(text.utf8.count > 1 << 20)
            try database.write(text, to: "o.csv")
            let first = try await database.avoir("import", "outages", "o.csv", "--quiet").expect(65)
            #expect(first.text == "o.csv: outages: 20000 inserted, 0 updated, 0 unchanged, 1 rejected\n")
            #expect(
                first.errors == "o.csv:20002: subscription: unknown subscription; import it first (CC-9999)\n"
            )
            try database.write(text.replacing("N-77,", with: "N-new,"), to: "o.csv")
            let second = try await database.avoir("import", "outages", "o.csv", "--quiet").expect(65)
            #expect(second.text == "o.csv: outages: 1 inserted, 0 updated, 19999 unchanged, 1 rejected\n")
            let strict = try await database.avoir("import", "outages", "o.csv", "--strict", "--quiet").expect(
                65)
            #expect(strict.text.hasSuffix("1 rejected; nothing stored (--strict)\n"))
            #expect(try database.number(Self.count) == 20_001)
        }
    }

    @Test("--strict stores a file whole or not at all, and still names every bad row")
    func strict() async throws {
        try await CommandDatabase.withMonth { database in
            let refused = try await database.avoir("import", "outages", "-", "--strict", input: Self.outages)
                .expect(65)
            #expect(refused.text.hasSuffix(" 1 rejected; nothing stored (--strict)\n"))
            #expect(refused.errorLines.count == 1)
            #expect(try database.number(Self.count) == 0)
            let good = Self.outages.replacing("CC-9999", with: "CC-1002")
            let stored = try await database.avoir("import", "outages", "-", "--strict", input: good)
                .expectSilentSuccess()
            #expect(
                stored.text == "standard input: outages: 3 inserted, 0 updated, 0 unchanged, 0 rejected\n")
        }
    }

    @Test("--dry-run says what would happen, and stores nothing")
    func dryRun() async throws {
        try await CommandDatabase.withMonth { database in
            let batches = try database.number("select count(*) from import_batch")
            let outcome = try await database.avoir("import", "outages", "-", "--dry-run", input: Self.outages)
                .expect(65)
            #expect(
                outcome.text == """
                    standard input: outages: 2 inserted, 0 updated, 0 unchanged, 1 rejected; nothing stored (--dry-run)

                    """)
            #expect(try database.number(Self.count) == 0)
            #expect(try database.number("select count(*) from import_batch") == batches)
        }
    }

    @Test("--json lists what was rejected, and several files are each on their own")
    func machineReadable() async throws {
        try await CommandDatabase.withMonth { database in
            try database.write(Self.outages, to: "mixed.csv")
            try database.write("", to: "empty.csv")
            try database.write(
                Self.outages.replacing("N-2,CC-9999", with: "N-4,CC-1002"), to: "good.csv")
            let outcome = try await database.avoir(
                "import", "outages", "mixed.csv", "empty.csv", "missing.csv", "good.csv", "--json"
            ).expect(66)
            let json = try outcome.json()
            #expect(json["kind"] == .string("outages") && json["strict"] == .bool(false))
            let files = json["files"].elements
            #expect(
                files.map { $0["file"].text } == ["mixed.csv", "empty.csv", "missing.csv", "good.csv"])
            #expect(files.map { $0["inserted"].text } == ["2", "0", "0", "1"])
            #expect(files.map { $0["unchanged"].text } == ["0", "0", "0", "2"])
            #expect(files.map { $0["rejected"].text } == ["1", "0", "0", "0"])
            #expect(files.map { $0["refused"] == .null } == [true, false, false, true])
            #expect(
                files.first?["rejections"]
                    == .array([
                        .object([
                            "line": .number("4"), "column": .string("subscription"),
                            "reason": .string("unknown subscription; import it first"),
                            "value": .string("CC-9999"),
                        ])
                    ]))
            #expect(outcome.errorLines.count == 3, "\(outcome)")
        }
    }

    @Test("a withdrawn outage no longer counts, and its history stays")
    func withdrawn() async throws {
        try await CommandDatabase.withMonth { database in
            let row = """
                source,id,subscription,started_at,ended_at,withdrawn
                noc,INC-1005,CC-1005,2026-10-20T07:30:00+02:00,2026-10-20T09:06:00+02:00,true

                """
            try await database.avoir("import", "outages", "-", input: row).expectSilentSuccess()
            try await database.avoir("assess", "2026-10").expect(0)
            let entry = try await SampleMonth.report("2026-10", on: database)["CC-1005"]
            #expect(entry?["credit"]["status"] == .string("none") && entry?["outages"] == .array([]))
            #expect(
                try database.number(
                    "select count(*) from outage where source = 'noc' and id = 'INC-1005'") == 2)
            try await database.avoir("verify").expectSilentSuccess()
        }
    }

    @Test("subscriptions under terms that are not stored are reported")
    func unknownTerms() async throws {
        try await CommandDatabase.withMonth { database in
            let row = """
                subscription,customer,service,terms,starts_on
                CC-1,C-001,contact-centre,gold,2026-01-01

                """
            let outcome = try await database.avoir("import", "subscriptions", "-", input: row).expect(0)
            #expect(
                outcome.errors
                    == "avoir: warning: standard input: terms gold are not stored; until they are, "
                    + "nothing can be assessed under them\n")
        }
    }
}
