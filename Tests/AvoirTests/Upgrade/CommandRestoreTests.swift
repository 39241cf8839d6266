import EmbeddedPostgres
import Subprocess
import TestSupport
import Testing

@Suite("A dump restored into another cluster")
struct CommandRestoreTests {
    @Test("gives the same reports and the same proof; a dump that was doctored does not")
    func restored() async throws {
        try await CommandDatabase.withOctoberIssued { database in
            try await database.shell(
                """
                pg_dump --format=custom --schema=avoir --file=avoir.dump "$AVOIR_DATABASE_URL"
                pg_dump --schema=avoir --file=avoir.sql "$AVOIR_DATABASE_URL"
                """
            ).expectSilentSuccess()
            try await EmbeddedTestHome.using("home") { home in
                let cluster = try await Target(home: home, folder: database.folder)
                for format in ["custom", "plain"] {
                    let url = try await cluster.restore(format == "custom" ? "avoir.dump" : "avoir.sql")
                    for arguments in [
                        ["report", "2026-09", "--json"], ["report", "2026-10", "--json"],
                        ["report", "2026-10", "--format", "html"], ["note", "list", "--json"], ["verify"],
                    ] {
                        let before = try await database.issuing(arguments).expectSilentSuccess()
                        let after = try await database.issuing(arguments + ["--database", url])
                            .expectSilentSuccess()
                        #expect(before.output == after.output, "\(format): \(arguments)")
                    }
                    for note in ["json", "html", "ubl"] {
                        let export = ["note", "export", IssuedMonth.number(9), "--format", note, "--output"]
                        try await database.issuing(export + ["\(database.folder)/before"])
                            .expectSilentSuccess()
                        try await database.issuing(
                            export + ["\(database.folder)/\(format)", "--database", url]
                        ).expectSilentSuccess()
                    }
                    try await database.shell("diff -r before \(format) && test $(ls before | wc -l) = 3")
                        .expectSilentSuccess()
                }
                for change in Self.changes {
                    var dump = PlainDump(try Checkout.bytes(of: "\(database.folder)/avoir.sql"))
                    change.make(&dump)
                    try TemporaryFolder.write(dump.bytes, to: "\(database.folder)/doctored.sql")
                    let url = try await cluster.restore("doctored.sql", saying: change.said)
                    guard let url else { continue }
                    let verify = try await database.issuing("verify", "--database", url).expect(1)
                    #expect(verify.text.contains(change.said), "\(change.name): \(verify)")
                }
            }
        }
    }

    private struct Change {
        let name: String
        /// By the database when it restores, or else by verify.
        let said: String
        let make: @Sendable (inout PlainDump) -> Void
    }

    private static let changes: [Change] = [
        Change(name: "a cent", said: "the_hash_is_of_the_note") { dump in
            dump.change("credit_note") { row in
                guard row["number"] == "AV-2026-000009" else { return row }
                return row.merging(["net_cents": "\((row["net_cents"].flatMap(Int.init) ?? 0) + 1)"]) { $1 }
            }
        },
        Change(name: "a customer's name, and the check that would refuse it", said: "AV-2026-000008") {
            dump in
            dump.remove { $0.contains("CONSTRAINT the_hash_is_of_the_note CHECK") }
            dump.change("credit_note") { row in
                row.merging(["document": row["document"]?.replacing("Meubles", with: "Marbres") ?? ""]) { $1 }
            }
        },
        Change(name: "a note gone", said: "numbers_are_gapless_and_chained") { dump in
            dump.change("credit_note") { $0["number"] == "AV-2026-000009" ? nil : $0 }
        },
        Change(name: "the last note gone", said: "number 17, anchored on") { dump in
            dump.change("credit_note") { $0["number"] == "AV-2026-000017" ? nil : $0 }
        },
        Change(name: "a cent of an assessment", said: "the_amount_is_what_is_earned_of_the_base") { dump in
            dump.change("assessment") { row in
                guard let cents = row["amount_cents"].flatMap(Int.init), cents > 0 else { return row }
                return row.merging(["amount_cents": "\(cents - 1)"]) { $1 }
            }
        },
        Change(name: "an assessment's status", said: "awaiting_request") { dump in
            dump.change("assessment") { row in
                row["status"] == "awaiting_request" ? row.merging(["status": "expired"]) { $1 } : row
            }
        },
        Change(name: "the audit's tail with its head set back", said: "audit: number 27, anchored on") {
            dump in
            var before = ""
            dump.change("audit_entry") { row in
                if row["no"] == "26" { before = row["hash"] ?? "" }
                return row["no"] == "27" ? nil : row
            }
            dump.change("audit_head") { $0.merging(["no": "26", "hash": before]) { $1 } }
        },
        Change(name: "an outage's end", said: "CC-1009 revision 1") { dump in
            dump.change("outage") { row in
                row.merging(["ended_at": row["ended_at"]?.replacing(":00:00", with: ":01:00") ?? ""]) { $1 }
            }
        },
    ]
}

/// The cluster that dumps are restored into.
private struct Target {
    let home: EmbeddedTestHome
    let folder: String

    /// With avoir's roles, as `roles.sql` would make them.
    init(home: EmbeddedTestHome, folder: String) async throws {
        self.home = home
        self.folder = folder
        try await Command(
            arguments: ["database", "migrate"],
            environment: Command.environment(home: folder).merging(["AVOIR_HOME": home.home]) { $1 },
            folder: "/"
        ).run().expect(0)
    }

    func restore(_ dump: String) async throws -> String {
        try #require(try await restore(dump, saying: nil))
    }

    /// The address of the new database; nil when the database refused the dump with these words.
    func restore(_ dump: String, saying said: String?) async throws -> String? {
        let name = "drill_\(UInt32.random(in: 0 ... .max))"
        _ = try await home.query("create database \(name) template template0 owner avoir_owner")
        let url = try await home.postgres.url().replacing(
            "postgresql:///avoir?", with: "postgresql:///\(name)?")
        let outcome = try await Command.shell(
            dump.hasSuffix(".sql")
                ? "psql -qX -v ON_ERROR_STOP=1 --single-transaction -d '\(url)' -f \(dump) >/dev/null"
                : "pg_restore --exit-on-error --single-transaction --dbname='\(url)' \(dump)",
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"], folder: folder
        ).run()
        if outcome.status.isSuccess { return url }
        #expect(outcome.errors.contains(try #require(said, "\(outcome)")), "\(outcome)")
        return nil
    }
}
