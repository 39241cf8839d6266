internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: what is recorded stays, even for a superuser")
struct LedgerImmutabilityTests {
    /// Each kept table and a column of it.
    private static let kept = [
        ("credit_note", "net_cents"), ("credit_line", "net_cents"), ("issue_decision", "credited_cents"),
        ("issue_run", "total_cents"), ("hold_event", "reason"), ("commercial_line", "net_cents"),
        ("closing", "closed_by"), ("issuer_version", "name"), ("audit_entry", "details"),
        ("ledger", "ledger"),
    ]

    private static let heads = ["note_series", "subscription_lock", "audit_head"]

    private func with(_ body: (Ledger) throws -> Void) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.commercial(100, on: "2026-01-31")
            try ledger.credit("2025-12", on: "2026-01-31")
            _ = try Holds.record(
                .hold, "S-2", StoreTests.month("2025-12"), reason: "a dispute", on: ledger.connection)
            try Closing.close(StoreTests.date("2026-01-31"), on: ledger.connection)
            try body(ledger)
        }
    }

    @Test(
        "no row is changed or removed: an error says so, not a count of zero rows",
        arguments: ["origin", "replica"])
    func unchangeable(replication: String) throws {
        try with { ledger in
            try ledger.connection.executeScript("set session_replication_role = \(replication)")
            for (table, column) in Self.kept {
                #expect(try ledger.connection.number("select count(*) from \(table)") > 0, "\(table)")
                try Planted.refused(
                    [
                        Planted("update \(table) set \(column) = \(column)", Planted.unchangeable),
                        Planted(
                            "update \(table) set \(column) = \(column) where false", Planted.unchangeable),
                        Planted("delete from \(table)", Planted.unchangeable),
                        Planted("delete from \(table) where false", Planted.unchangeable),
                        Planted("truncate \(table) cascade", Planted.unchangeable),
                    ], on: ledger.connection)
            }
        }
    }

    @Test("the heads of the chains and the guards move, but are not removed")
    func heads() throws {
        try with { ledger in
            for table in Self.heads {
                try Planted.refused(
                    [
                        Planted("delete from \(table)", Planted.unchangeable),
                        Planted("truncate \(table) cascade", Planted.unchangeable),
                    ], on: ledger.connection)
            }
        }
    }

    @Test("the owner of the tables may as little as anybody")
    func owner() throws {
        try with { ledger in
            try ledger.connection.executeScript(
                "set session authorization avoir_owner; set search_path = avoir, pg_temp")
            for (table, column) in Self.kept {
                try Planted.refused(
                    [
                        Planted("update \(table) set \(column) = \(column)", Planted.unchangeable),
                        Planted("delete from \(table)", Planted.unchangeable),
                        Planted("truncate \(table) cascade", Planted.unchangeable),
                    ], on: ledger.connection)
            }
        }
    }

    @Test("the checks of new notes run for a replica session too")
    func replica() throws {
        try with { ledger in
            try ledger.breach("2026-01")
            try ledger.assess("2026-01")
            try ledger.connection.executeScript("set session_replication_role = replica")
            let note = PlantedNote(
                "l.subscription_key := pg_temp.key_of('S-1'); l.month := '2026-01-01'; n.issue_date := '2026-02-01'"
            )
            let error = try refusal { try note.insert(on: ledger.connection) }
            #expect(error.constraint == "within_the_cap")
        }
    }
}
