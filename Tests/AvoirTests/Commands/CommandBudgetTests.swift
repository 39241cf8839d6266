import Postgres
import TestSupport
import Testing

@Suite("What may still fail, and what other terms would have cost")
struct CommandBudgetTests {
    @Test("the JSON is what docs/reference/*.schema.json describe")
    func schemas() async throws {
        try await CommandDatabase.withMonth { database in
            for (file, arguments) in [
                ("running.json", ["budget", "2026-10", "--at", "2026-10-15T12:00:00+02:00", "--json"]),
                ("over.json", ["budget", "2026-10", "--json"]),
                ("empty.json", ["budget", "2020-01", "--json"]),
                (
                    "simulated.json",
                    [
                        "simulate", "--terms", SampleMonth.terms[1], "--from", "2026-08", "--to", "2026-10",
                        "--json",
                    ]
                ),
            ] {
                let text = try await SampleMonth.run(arguments, on: database).expect(0).text
                try database.write(text, to: file)
            }
            let check = Command(
                program: "\(Checkout.root)/Tests/Documents/check-report",
                arguments: ["running.json", "over.json", "empty.json", "simulated.json"],
                environment: database.environment, folder: database.folder)
            try await check.run().expectSilentSuccess()
        }
    }

    @Test("a month that is over comes to what the report says")
    func report() async throws {
        try await CommandDatabase.withMonth { database in
            let report = try await SampleMonth.report("2026-10", on: database)
            let budget = try await database.avoir("budget", "2026-10", "--json").expect(0).json()
            #expect(budget["subscriptions"].elements.count == report.count)
            for entry in budget["subscriptions"].elements {
                let reported = try #require(report[entry["subscription"].text ?? ""])
                let availability = reported["availability"]
                #expect(entry["availability"]["percent"].text == availability["percent"].text)
                #expect(entry["availability"]["met"] == availability["met"])
                #expect(entry["cost"]["rate_percent"].text == reported["credit"]["rate_percent"].text)
                #expect(
                    entry["availability"]["downtime_seconds"].text
                        == reported["seconds"]["counted_downtime"].text)
            }
        }
    }

    @Test(
        "neither stores anything, and a role that only reads may do both",
        arguments: ["avoir_reader", "avoir_auditor"])
    func readers(role: String) async throws {
        try await CommandDatabase.withMonth { database in
            let before = try rows(in: database)
            let url = "\(database.url)\(database.url.contains("?") ? "&" : "?")options=-crole%3D\(role)"
            for arguments in [
                ["budget", "2026-10", "--database", url],
                [
                    "simulate", "--terms", SampleMonth.terms[1], "--from", "2026-09", "--to", "2026-10",
                    "--database", url,
                ],
            ] {
                try await SampleMonth.run(arguments, on: database).expect(0)
            }
            #expect(try rows(in: database) == before)
        }
    }

    private func rows(in database: CommandDatabase) throws -> [String] {
        let connection = try database.connect()
        let tables = try connection.query(
            "select relname::text from pg_class where relnamespace = 'avoir'::regnamespace and relkind = 'r' order by 1"
        ).map { try $0.text(0) }
        return try tables.map {
            "\($0) \(try connection.query("select count(*) from \($0)").single().int64(0))"
        }
    }

    @Test(
        "64: an unknown format names the nearest",
        arguments: [["budget", "--format", "promtheus"], ["simulate", "--format", "htm"]])
    func formats(arguments: [String]) async throws {
        let outcome = try await Command(
            arguments: arguments, environment: Command.environment(home: "/"), folder: "/"
        ).run()
        outcome.expectFailure(64, saying: arguments[0] == "budget" ? "prometheus" : "html")
    }
}
