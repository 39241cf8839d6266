import Postgres
import TestSupport
import Testing

@Suite("What the sources of a month no longer say")
struct CommandWholeTests {
    private static let header = "source,id,subscription,started_at,ended_at\n"
    private static let whole = ["--whole", "2026-10", "--time-zone", "Europe/Paris"]

    private static func row(_ id: String, _ day: String, source: String = "probe-7") -> String {
        "\(source),\(id),CC-1001,2026-\(day)T10:00:00+02:00,2026-\(day)T11:00:00+02:00\n"
    }

    private func importing(
        _ text: String, _ database: CommandDatabase, to name: String = "o.csv", _ more: [String] = []
    ) async throws -> Command.Outcome {
        try database.write(text, to: name)
        return try await Command(
            arguments: ["import", "outages", name] + more, environment: database.environment,
            folder: database.folder
        ).run()
    }

    private func inForce(_ database: CommandDatabase) throws -> [String] {
        try database.connect().query(
            """
            select id from outage where source like 'probe-%' and until_batch is null and not withdrawn order by id
            """
        ).map { try $0.text("id") }
    }

    @Test("facts of the same sources that begin in the month and are not among the rows are withdrawn")
    func withdrawn() async throws {
        try await CommandDatabase.withMonth { database in
            let all =
                Self.header + Self.row("1", "10-05") + Self.row("2", "10-06") + Self.row("3", "09-30")
                + Self.row("4", "11-01") + Self.row("5", "10-07", source: "probe-8")
            _ = try await importing(all, database).expect(0)
            let rows = Self.header + Self.row("1", "10-05")
            let dry = try await importing(rows, database, Self.whole + ["--dry-run"]).expect(0)
            #expect(
                dry.text == """
                    o.csv: outages: 0 inserted, 0 updated, 1 unchanged, 0 rejected, 1 withdrawn; nothing stored (--dry-run)
                        probe-7 2: withdrawn false → true

                    """)
            #expect(try inForce(database) == ["1", "2", "3", "4", "5"])
            let outcome = try await importing(rows, database, Self.whole).expect(0)
            #expect(
                outcome.text.hasPrefix(
                    "o.csv: outages: 0 inserted, 0 updated, 1 unchanged, 0 rejected, 1 withdrawn\n"))
            #expect(try inForce(database) == ["1", "3", "4", "5"])
            #expect(
                try database.number("select withdrawn::bigint from import_batch order by batch desc limit 1")
                    == 1)
            // Once more it changes nothing, and what comes back is in force again.
            let again = try await importing(rows, database, Self.whole).expectSilentSuccess()
            #expect(again.text == "o.csv: outages: 0 inserted, 0 updated, 1 unchanged, 0 rejected\n")
            _ = try await importing(all, database, Self.whole).expect(0)
            #expect(try inForce(database) == ["1", "3", "4", "5"])
            let back = all.replacing("ended_at\n", with: "ended_at,withdrawn\n").replacing(
                "+02:00\n", with: "+02:00,false\n")
            _ = try await importing(back, database, Self.whole).expect(0)
            #expect(try inForce(database) == ["1", "2", "3", "4", "5"])
            _ = try await database.avoir("verify").expect(0)
        }
    }

    @Test("all files of the command are its rows")
    func files() async throws {
        try await CommandDatabase.withMonth { database in
            _ = try await importing(
                Self.header + Self.row("1", "10-05") + Self.row("2", "10-06") + Self.row("3", "10-07"),
                database
            ).expect(0)
            try database.write(Self.header + Self.row("1", "10-05"), to: "a.csv")
            try database.write(Self.header + Self.row("3", "10-07"), to: "b.csv")
            let outcome = try await Command(
                arguments: ["import", "outages", "a.csv", "b.csv"] + Self.whole,
                environment: database.environment,
                folder: database.folder
            ).run().expect(0)
            #expect(
                outcome.text.contains(
                    "b.csv: outages: 0 inserted, 0 updated, 1 unchanged, 0 rejected, 1 withdrawn"))
            #expect(try inForce(database) == ["1", "3"])
        }
    }

    @Test("nothing is withdrawn when anything is refused, or no row begins in the month")
    func nothing() async throws {
        try await CommandDatabase.withMonth { database in
            _ = try await importing(Self.header + Self.row("1", "10-05") + Self.row("2", "10-06"), database)
                .expect(0)
            for (rows, reason) in [
                (Self.row("1", "10-05") + "probe-7,9,CC-1001,,\n", "rows are refused"),
                (
                    Self.row("1", "10-05") + Self.row("9", "10-08").replacing("CC-1001", with: "CC-9999"),
                    "rows are refused"
                ),
                (Self.row("7", "09-08"), "no row begins in 2026-10"), ("", "no row begins in 2026-10"),
            ] {
                let outcome = try await importing(Self.header + rows, database, Self.whole).expect(65)
                #expect(
                    outcome.errors.contains(
                        "avoir: warning: --whole 2026-10: nothing is withdrawn, because \(reason)\n"))
                #expect(try inForce(database).prefix(2) == ["1", "2"][...])
            }
        }
    }

    @Test("another tool's export of a month withdraws what it no longer has, and keeps to the month")
    func converted() async throws {
        try await CommandDatabase.withMonth { database in
            func issue(_ id: Int, _ day: String) -> String {
                "\(id),2026-\(day) 09:00,2026-\(day) 10:00,CC-1001\n"
            }
            let profile = """
                profile: tickets
                title: Tickets
                source: probe-7
                outages:
                  read: { format: csv }
                  time: "yyyy-MM-dd HH:mm"
                  id: id
                  start: from
                  end: to
                  subscription: sub

                """
            try database.write(profile, to: "t.yaml")
            func run(_ rows: String) async throws -> Command.Outcome {
                try database.write("id,from,to,sub\n" + rows, to: "t.csv")
                return try await Command(
                    arguments: ["import", "outages", "t.csv", "--from", "t.yaml"] + Self.whole,
                    environment: database.environment, folder: database.folder
                ).run()
            }
            _ = try await run(issue(1, "10-05") + issue(2, "10-06")).expect(0)
            let outcome = try await run(issue(2, "10-06") + issue(3, "11-05")).expect(0)
            #expect(outcome.text.contains("0 inserted, 0 updated, 1 unchanged, 0 rejected, 1 withdrawn"))
            #expect(outcome.errors == "tickets: 2 records, 1 row, 1 passed over, 0 not mapped, 0 refused\n")
            #expect(try inForce(database) == ["2"])
            let refused = try await run(issue(2, "10-06") + "4,then,,CC-1001\n").expect(65)
            #expect(
                refused.errors.contains(
                    "nothing is withdrawn, because something was refused, not mapped or incomplete"))
        }
    }

    @Test("the month is one of some wall clock, and of facts with a source and an id")
    func usage() async throws {
        try await CommandDatabase.withMonth { database in
            let zone = try await database.avoir("import", "outages", "x", "--whole", "2026-10").expect(64)
            #expect(zone.errors == "avoir: --whole needs --time-zone: a month is one of some wall clock\n")
            let kind = try await database.avoir(
                "import", "ends", "x", "--whole", "2026-10", "--time-zone", "UTC"
            ).expect(64)
            #expect(
                kind.errors
                    == "avoir: --whole is for outages, maintenance and excusable-events, which have a source and an id\n"
            )
            let two = try await database.avoir(
                "import", "outages", "x", "--from", "zabbix", "--whole", "2026-10", "--month", "2026-09",
                "--time-zone", "UTC"
            ).expect(64)
            #expect(
                two.errors.contains(
                    "--whole 2026-10 keeps the events of that month; leave --month 2026-09 out"))
        }
    }
}
