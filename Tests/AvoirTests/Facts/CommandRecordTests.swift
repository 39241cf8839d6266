import TestSupport
import Testing

@Suite("avoir record: one fact by hand")
struct CommandRecordTests {
    private static let outage = ["record", "outages", "source=desk", "id=T-1", "service=svc"]

    private func record(
        _ database: CommandDatabase, _ fields: String..., outage: Bool = true
    ) async throws -> Command.Outcome {
        try await Command(
            arguments: (outage ? Self.outage : []) + fields, environment: database.environment,
            folder: database.folder
        ).run()
    }

    @Test(
        "a fact is new, changed and unchanged like a row of a file; what is not given stays, what is empty clears"
    )
    func changes() async throws {
        try await CommandListTests.with { database in
            let start = "started_at=2026-10-06T09:00:00+02:00"
            let new = try await record(database, start, "summary=Coupure, \"site 2\"\nligne = 2")
                .expectSilentSuccess()
            #expect(new.text == "outages: 1 inserted, 0 updated, 0 unchanged, 0 rejected\n")
            let changed = try await record(database, start, "ended_at=2026-10-06T11:00:00+02:00").expect(0)
            #expect(
                changed.text == """
                    outages: 0 inserted, 1 updated, 0 unchanged, 0 rejected
                        desk T-1: ended_at absent → 2026-10-06T11:00:00+02:00

                    """)
            #expect(try await record(database, start).expect(0).text.contains("1 unchanged"))
            let cleared = try await record(database, start, "ended_at=", "summary=").expect(0)
            #expect(cleared.text.contains("values that became absent: ended_at 1, summary 1"))
            #expect(cleared.text.contains("summary Coupure, \"site 2\"\\nligne = 2 → absent"))
            let imports = try await database.avoir("imports", "--last", "4", "--json").expect(0).json()
            #expect(
                imports["imports"].elements.map { $0["file"].text } == [
                    "record", "record", "record", "record",
                ])
        }
    }

    @Test("65: everything that is wrong, by column; nothing is stored, not even the refusal")
    func refused() async throws {
        try await CommandListTests.with { database in
            let before = try database.number("select count(*) from import_batch")
            let refused = try await record(
                database, "record", "outages", "source=desk", "id=T-2", "service=nobody",
                "started_at=2026-10-06T09:00:00", "share=0", outage: false
            ).expect(65)
            #expect(
                refused.errorLines == [
                    "started_at: has no UTC offset; write 2026-10-05T09:12:00+02:00, or import with --time-zone Europe/Paris (2026-10-06T09:00:00)",
                    "share: is 0 %; the share that was down lies above 0 and up to 100 (0)",
                    "service: unknown service; no subscription names it (nobody)",
                ])
            #expect(refused.text == "outages: nothing stored\n")
            for (fields, part) in [
                (
                    ["startet_at=2026-10-06T09:00:00Z"],
                    "startet_at: is not a key of this kind; did you mean started_at?"
                ),
                (
                    ["colour=red"],
                    "colour: is not a key of this kind; its keys are source, id, service, subscription,"
                ),
                (["summary=x"], "started_at: is required but empty"),
                (
                    ["started_at=2026-12-06T09:00:00Z"],
                    "started_at: lies in the future (2026-12-06T09:00:00Z)"
                ),
                (["started_at=2026-10-06T09:00:00Z", "id=T-3"], "id: is given twice"),
                (["started_at=2026-10-06T09:00:00Z", "subscription=S1"], "is given together with a service"),
            ] {
                let outcome = try await Command(
                    arguments: Self.outage + fields, environment: database.environment,
                    folder: database.folder
                ).run().expect(65)
                #expect(outcome.errors.contains(part), "\(outcome)")
            }
            #expect(try database.number("select count(*) from import_batch") == before)
            #expect(try database.number("select count(*) from outage where source = 'desk'") == 0)
        }
    }

    @Test("--dry-run, --time-zone and --json are those of import; a request, an end")
    func options() async throws {
        try await CommandListTests.with { database in
            let start = "started_at=2026-10-06T09:00:00"
            let tried = try await record(database, start, "--time-zone", "Europe/Paris", "--dry-run").expect(
                0)
            #expect(tried.text.contains("1 inserted") && tried.text.hasSuffix("nothing stored (--dry-run)\n"))
            #expect(try database.number("select count(*) from outage where source = 'desk'") == 0)
            let json = try await record(database, start, "--time-zone", "Europe/Paris", "--json").expect(0)
                .json()
            let file = json["files"].elements.first ?? .null
            #expect(
                json["kind"].text == "outages" && file["inserted"].text == "1"
                    && file["file"].text == "record")
            try await database.avoir(
                "record", "ends", "source=desk", "id=T-1", "ended_at=2026-10-06T10:00:00Z"
            ).expect(0)
            try await database.avoir(
                "record", "requests", "subscription=S1", "month=2026-10", "requested_on=2026-11-01",
                "reference=courriel"
            ).expectSilentSuccess()
            let refused = try await record(database, start, "--json").expect(65).json()
            let faults = refused["files"].elements[0]["rejections"].elements
            #expect(faults.map { $0["column"].text } == ["started_at"])
        }
    }

    @Test("64: words that are not fields, and no fields at all")
    func usage() async throws {
        try await CommandDatabase.withSchema { database in
            try await record(database, "started_at").expectFailure(
                64, saying: "'started_at' is not a field: write name=value")
            try await database.avoir("record", "outages").expectFailure(64, saying: "field=value")
        }
    }
}
