import Postgres
import Store
import TestSupport
import Testing

@Suite("Databases left at any migration, with rows in them")
struct CommandUpgradePrefixTests {
    /// The tables that the first three migrations make, which hold what is assessed and not yet issued.
    private static let facts = [
        "import_batch", "import_rejection", "customer", "service", "subscription", "customer_details",
        "subscription_details", "invoice", "outage", "notification", "excusable_event", "maintenance",
        "credit_request", "holiday", "terms_version", "terms_window", "terms_tier", "assessment_run",
        "assessment",
    ]
    /// The first that was released.
    private static let released = 7

    @Test("migrate to today's, and are proven whole", arguments: Array(1..<Schema.migrations.count))
    func migrated(version: Int) async throws {
        try await CommandDatabase.withUpgradable(Self.released, isRestored: version >= Self.released) {
            database in
            let connection = try database.connect()
            if version < Self.released {
                try connection.executeScript(Self.registry)
                try Self.apply(1...version, to: database)
                let dump = PlainDump(try Checkout.bytes(of: "\(database.folder)/fixture.sql"))
                var script = "set session_replication_role = replica;\n"
                for table in Self.facts {
                    let columns = try connection.query(
                        "select column_name::text from information_schema.columns "
                            + "where table_schema = 'avoir' and table_name = '\(table)' and is_generated = 'NEVER'"
                    )
                    script += dump.copy(of: table, columns: Set(try columns.map { try $0.text(0) }))
                }
                for line in dump.lines where line.contains("pg_catalog.setval(") {
                    let sequence = line.split(separator: "'")[1]
                    let exists = try connection.query("select to_regclass('\(sequence)') is not null")
                    if try exists.single().bool(0) { script += line + "\n" }
                }
                try database.write(script, to: "rows.sql")
                try await database.shell(
                    "psql -qX -v ON_ERROR_STOP=1 -d \"$AVOIR_DATABASE_URL\" -f rows.sql >/dev/null && rm anchors.log"
                ).expectSilentSuccess()
            } else if version > Self.released {
                try Self.apply((Self.released + 1)...version, to: database)
            }
            let migrated = try await database.issuing("database", "migrate", "--json").expectSilentSuccess()
                .json()
            #expect(migrated["applied"].elements.count == Schema.migrations.count - version)
            if version == 1 {
                // Terms came with the second.
                for terms in SampleMonth.terms { try await database.issuing("terms", "add", terms).expect(0) }
            }
            for month in SampleMonth.months where version < Self.released {
                try await database.issuing("assess", month).expect(0)
            }
            let verify = try await database.issuing("verify")
            if version < Self.released {
                // Only of rows that were planted here does the audit log not know.
                let faults = verify.text.split(separator: "\n").filter { $0.hasPrefix("  ") }
                #expect(
                    !faults.isEmpty && faults.allSatisfy { $0.hasSuffix(": the audit log does not say so") },
                    "\(verify)")
                verify.expect(1)
            } else {
                verify.expectSilentSuccess()
            }
            #expect(verify.text.contains(version < Self.released ? "ledger: 0 notes" : "ledger: 22 notes"))
            let report = try await database.issuing("report", "2026-10", "--json").expect(0).json()
            let before = try JSON(try await database.reportBefore("2026-10"))
            // What is credited stands in the ledger, which came later.
            let parts =
                version < Self.released ? ["seconds", "availability", "outages"] : ["seconds", "credit"]
            for part in parts {
                #expect(
                    report["subscriptions"].elements.map { $0[part] }
                        == before["subscriptions"].elements.map { $0[part] })
            }
        }
    }

    /// Migrations as a program that carried no more would have applied them.
    private static func apply(_ versions: ClosedRange<Int>, to database: CommandDatabase) throws {
        let connection = try database.connect()
        for migration in Schema.migrations where versions.contains(migration.version) {
            try connection.executeScript(String(decoding: migration.sql, as: UTF8.self))
            try connection.execute(
                "insert into schema_migration (version, name, sha256, program) values ($1, $2, $3, 'avoir')",
                [.int32(Int32(migration.version)), .text(migration.name), .bytes(migration.sha256)])
        }
    }

    private static let registry = """
        create schema avoir;
        create table avoir.schema_migration (
            version int primary key, name text not null unique, sha256 bytea not null, program text not null,
            applied_at timestamptz not null default clock_timestamp()
        );
        """
}
