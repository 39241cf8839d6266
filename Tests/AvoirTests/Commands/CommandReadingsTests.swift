import Glibc
import Postgres
import TestSupport
import Testing

@Suite("How often a command reads the month's outages")
struct CommandReadingsTests {
    @Test("run reads once to assess and once to prove, issue and report, however many reports it writes")
    func run() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let assess = try await database.scans("assess", "2026-10")
            #expect(assess == 1)
            #expect(try await database.scans("report", "2026-10") == assess)
            // One reading of the program, and what the proof in SQL reads by itself.
            let verify = try await database.scans("verify", "2026-10")
            #expect(verify > assess)

            let run = ["run", "2026-10", "--date", "2026-11-05"]
            let first = run + ["--output", "\(database.folder)/first", "--formats", "json,csv,text,html"]
            #expect(try await database.scans(first) == assess + verify)
            #expect(
                try TemporaryFolder.names(in: "\(database.folder)/first")
                    == ["report.csv", "report.html", "report.json", "report.txt"])
            let again = run + ["--output", "\(database.folder)/again", "--formats", "csv"]
            #expect(try await database.scans(again) == assess + verify)
            #expect(try await database.scans(run) == assess + verify)
        }
    }

    @Test("issue takes those that it does not credit from the proof's reading")
    func issue() async throws {
        try await CommandDatabase.withSeptemberIssued { database in
            let assess = try await database.scans("assess", "2026-10")
            let verify = try await database.scans("verify", "2026-10")
            let dry = try await database.scans(IssuedMonth.october + ["--dry-run"])
            #expect(dry == assess + verify)
            #expect(try await database.scans(IssuedMonth.october) == assess + verify)
        }
    }
}

extension CommandDatabase {
    fileprivate func scans(_ arguments: String...) async throws -> Int { try await scans(arguments) }

    /// How many scans of the outages the server has counted when the command has ended.
    fileprivate func scans(_ arguments: [String]) async throws -> Int {
        let before = try countedScans()
        try await issuing(arguments + ["--quiet"]).expect(0)
        return try countedScans() - before
    }

    private func countedScans() throws -> Int {
        let connection = try connect()
        // A session's scans are counted at the latest when it ends, which may be after its client has.
        var others: Int64 = 1
        for _ in 0..<600 where others > 0 {
            others = try connection.query(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
                """
            ).single().int64(0)
            if others > 0 { usleep(50_000) }
        }
        #expect(others == 0, "a session goes on")
        let counted = try connection.query(
            "select seq_scan + coalesce(idx_scan, 0) from pg_stat_user_tables where relid = 'outage'::regclass"
        )
        return Int(try counted.single().int64(0))
    }
}
