import Postgres
import TestSupport
import Testing

@Suite("The same again")
struct CommandRepetitionTests {
    @Test("a second import and a second assess change nothing, and the report's bytes stay")
    func secondTime() async throws {
        try await CommandDatabase.withMonth { database in
            let before = try await reports(on: database)
            let stored = try versions(in: database)
            #expect(stored.count > 8 && stored.values.contains { $0 > 30 })
            for arguments in SampleMonth.imports {
                let result = try await SampleMonth.run(["import"] + arguments + ["--json"], on: database)
                for file in try result.expectSilentSuccess().json()["files"].elements {
                    for count in ["inserted", "updated", "rejected"] {
                        #expect(file[count] == .number("0"), "\(arguments) \(count)")
                    }
                    #expect(file["unchanged"] != .number("0"), "\(arguments)")
                }
            }
            for file in SampleMonth.terms {
                let result = try await SampleMonth.run(["terms", "add", file, "--json"], on: database)
                #expect(try result.expectSilentSuccess().json()["added"] == .bool(false))
            }
            for month in SampleMonth.months {
                let result = try await database.avoir("assess", month, "--json").expect(0).json()
                #expect(result["new"] == .number("0") && result["revised"] == .number("0"))
                #expect(result["assessed"] == result["unchanged"])
            }
            #expect(try versions(in: database) == stored)
            #expect(try await reports(on: database) == before)
        }
    }

    @Test("only one subscription is assessed when only one is asked for")
    func oneSubscription() async throws {
        try await CommandDatabase.withMonth { database in
            let result = try await database.avoir(
                "assess", "2026-11", "--subscription", "CC-1001", "--subscription", "IVR-2001", "--json"
            ).expectSilentSuccess().json()
            #expect(result["assessed"] == .number("2") && result["new"] == .number("2"))
            let report = try await database.avoir("report", "2026-11", "--format", "json").expect(0).json()
            let assessed = report["subscriptions"].elements.filter {
                $0["credit"]["status"].text != "not_assessed"
            }
            #expect(assessed.map { $0["subscription"].text } == ["CC-1001", "IVR-2001"])
        }
    }

    @Test(
        "the report's bytes are the same in any locale, time zone, folder and terminal",
        arguments: [
            ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Tokyo"],
            ["LC_ALL": "de_DE.UTF-8", "LC_NUMERIC": "fr_FR.UTF-8", "TZ": "America/St_Johns"],
            ["LC_ALL": "C", "TZ": ":/nonexistent", "TERM": "dumb", "COLUMNS": "20", "NO_COLOR": "1"],
            ["PGTZ": "Asia/Tokyo", "PGDATESTYLE": "German", "PGCLIENTENCODING": "LATIN1"],
        ])
    func anywhere(environment: [String: String]) async throws {
        try await CommandDatabase.withMonth { database in
            let here = try await reports(on: database)
            let there = try await reports(on: database, environment, folder: "/")
            #expect(here == there)
            try await database.avoir("verify", environment: environment, folder: "/").expectSilentSuccess()
            let again = try await database.avoir(
                "assess", "2026-10", "--json", environment: environment, folder: "/"
            ).expect(0).json()
            #expect(again["unchanged"] == .number("27"))
        }
    }

    /// Every form of both months' reports, and one explanation.
    private func reports(
        on database: CommandDatabase, _ environment: [String: String] = [:], folder: String? = nil
    ) async throws -> [String] {
        var texts: [String] = []
        for month in SampleMonth.months {
            for format in ["text", "json", "csv"] {
                let outcome = try await database.avoir(
                    "report", month, "--format", format, environment: environment, folder: folder)
                texts.append(outcome.expect(0).text)
            }
        }
        texts.append(
            try await database.avoir(
                "explain", "2026-10", "CC-1009", environment: environment, folder: folder
            ).expect(0).text)
        return texts
    }

    /// How many rows each history and the assessments have.
    private func versions(in database: CommandDatabase) throws -> [String: Int] {
        let connection = try database.connect()
        let tables = try connection.query(
            """
            select distinct table_name::text as name from information_schema.columns
            where table_schema = 'avoir'
                and (column_name in ('from_batch', 'revision') or table_name = 'terms_version')
            """
        ).map { try $0.text("name") }
        var counts: [String: Int] = [:]
        for table in tables {
            counts[table] = Int(try connection.query("select count(*) from \(table)").single().int64(0))
        }
        return counts
    }
}
