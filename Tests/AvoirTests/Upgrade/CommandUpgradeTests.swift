import Glibc
import Store
import TestSupport
import Testing

@Suite("Databases that earlier programs made")
struct CommandUpgradeTests {
    @Test(
        "is refused, migrated when told to, proven whole, and reports what it reported", arguments: [7, 11])
    func upgraded(version: Int) async throws {
        try await CommandDatabase.withUpgradable(version) { database in
            if version < Schema.migrations.count {
                try await database.issuing("report", "2026-10").expectFailure(
                    78,
                    saying:
                        "has \(version) of \(Schema.migrations.count) migrations; run: avoir database migrate"
                )
            }
            let migrated = try await database.issuing("database", "migrate", "--json").expectSilentSuccess()
            let applied = try migrated.json()["applied"].elements.count
            #expect(applied == Schema.migrations.count - version)

            let verify = try await database.issuing("verify").expectSilentSuccess()
            #expect(verify.text.contains("ledger: 22 notes and "), "\(verify)")
            for month in SampleMonth.months {
                let report = try await database.issuing("report", month, "--format", "json").expect(0)
                #expect(report.output == (try await database.reportBefore(month)), "\(month)")
            }
        }
    }

    @Test(
        "goes on from there: nothing is revised or issued anew, and what changes is issued",
        arguments: [7, 11])
    func goesOn(version: Int) async throws {
        try await CommandDatabase.withUpgradable(version) { database in
            try await database.issuing("database", "migrate").expectSilentSuccess()
            let again = try await database.issuing("assess", "2026-10", "--json").expect(0).json()
            #expect(again["new"].text == "0" && again["revised"].text == "0")
            let nothing = try await database.issuing(
                "issue", "2026-10", "--date", "2026-11-20", "--json"
            ).expect(0).json()
            #expect(nothing["notes"] == .array([]))
            try await database.issuing(
                "note", "reverse", IssuedMonth.number(4), "--reason", "Essai", "--date", "2026-11-20"
            ).expectSilentSuccess()
            let issued = try await database.issuing(
                "issue", "2026-10", "--date", "2026-11-20", "--json"
            ).expect(0).json()
            #expect(issued["notes"].elements.count == 1)
            try await database.expectVerified()
        }
    }
}

extension CommandDatabase {
    fileprivate static let fixtures = "\(Checkout.root)/Tests/AvoirTests/Fixtures"

    /// Runs a test on the database of a fixture, whose last migration has this number; `fixture.sql` is the dump.
    static func withUpgradable(
        _ version: Int, isRestored: Bool = true, _ body: (CommandDatabase) async throws -> Void
    ) async throws {
        // The roles belong to the server, and come with the schema.
        _ = try await CommandTemplates.schema.value
        let fixture = "\(fixtures)/schema-" + (version < 10 ? "0" : "") + "\(version)"
        try await withEmpty { database in
            try await database.shell(
                """
                set -e
                gzip -dc '\(fixture).sql.gz' >fixture.sql; cp '\(fixture).anchors.log' anchors.log
                \(isRestored ? "" : "exit 0")
                psql -qX -v ON_ERROR_STOP=1 --single-transaction -d "$AVOIR_DATABASE_URL" -f fixture.sql >/dev/null
                """
            ).expectSilentSuccess()
            try await body(database)
        }
    }

    /// The month's report as the fixtures' programs gave it.
    func reportBefore(_ month: String) async throws -> [UInt8] {
        try await shell("gzip -dc '\(Self.fixtures)/report-\(month).json.gz'").expect(0).output
    }
}
