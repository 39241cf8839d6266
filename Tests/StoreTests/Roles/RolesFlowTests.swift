internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Roles: the work is done with the least role")
struct RolesFlowTests {
    private static func session(_ role: String, _ database: TestDatabase) throws -> Connection {
        let connection = try database.connectWithoutSchema()
        try connection.executeScript("set session authorization \(role)")
        try Schema.use(connection)
        return connection
    }

    @Test("ingest imports, finance assesses and issues, the auditor verifies, the reader reads")
    func flow() throws {
        try TestDatabase.with { database, _ in
            let ingest = Ledger(database: database, connection: try Self.session("avoir_ingest", database))
            let finance = Ledger(database: database, connection: try Self.session("avoir_finance", database))
            try add(axantis(effectiveFrom: "2024-01-01"), on: finance.connection)
            _ = try finance.issuer().set(finance.connection)
            try ingest.customer("C-1", siren: "200000008")
            try ingest.subscribe(["S-1", "S-2"])
            try ingest.breach("2025-12", rate: 5)
            try Self.importOthers(ingest.connection)
            try finance.credit("2025-12", on: "2026-01-31")
            try ingest.harm("2025-12", rate: 10)
            #expect(try finance.credit("2025-12", on: "2026-02-01") == ["AV-2026-00002 S-1 50.00"])
            try finance.reverse("AV-2026-00002", on: "2026-02-02")
            try finance.commercial(100, on: "2026-02-02")
            for action in [HoldEvent.Action.hold, .release] {
                _ = try Holds.record(
                    action, "S-1", StoreTests.month("2025-12"), reason: "a dispute", on: finance.connection)
            }
            let anchors = try Anchor.heads(finance.connection, at: "now")
            let run = try sample(finance.connection.texts("select run::text from issue_run").first, "run")
            #expect(try Issuing.decisions(of: run, finance.connection) != nil)

            let auditor = try Self.session("avoir_auditor", database)
            let month = try month("2025-12")
            #expect(try Proof.verify(month, on: auditor, zone: zone).disagreements.isEmpty)
            #expect(try LedgerProof(auditor, anchors: anchors).faults.isEmpty)
            #expect(try SchemaGuards.missing(auditor).isEmpty)
            #expect(
                try auditor.texts(
                    """
                    select distinct by || ' ' || action from audit_entry
                    where action not in ('ledger', 'migrate') order by 1
                    """
                )
                    == ["assess", "commercial", "hold", "issue", "issuer", "release", "reverse", "terms"].map
                {
                    "avoir_finance \($0)"
                }
                    + ["avoir_ingest import"])

            let reader = try Self.session("avoir_reader", database)
            #expect(try factsInForce(on: reader) == factsInForce(on: ingest.connection))
            let batches = try ImportBatches.list(on: reader)
            #expect(batches.contains { $0.undoes != nil } && batches.allSatisfy { $0.by.hasPrefix("avoir_") })
            _ = try BatchChanges(kind: .outages, batch: batches[0].number).counts(reader)
            let assessments = try Assessments.current(month, on: reader)
            #expect(assessments.count == 2)
            #expect(try RejudgedRevision.load(assessments, of: month, on: reader, zone: zone).count == 2)
            #expect(try LedgerPosition.load(month, on: reader).count == 1)
            let notes = try CreditNotes.list(NoteFilter(), on: reader)
            #expect(notes.map(\.issuedBy) == Array(repeating: "avoir_finance", count: 4))
            #expect(try TermsVersions.list(reader).count == 1)
            #expect(try Holds.standing(on: reader).isEmpty)
        }
    }

    /// The kinds of file that letting a subscription down does not need.
    private static func importOthers(_ connection: Connection) throws {
        try importing("holidays", "calendar,date,name\nDE-BY,2026-01-06,Epiphanie", on: connection)
        try importing(
            "notifications",
            "subscription,outage_source,outage_id,notified_at\nS-1,noc,S-1 2025-12,2025-12-16T10:05:00Z",
            on: connection)
        try importing(
            "excusable-events",
            """
            source,id,subscription,cause,started_at,ended_at,evidence
            desk,X-1,S-2,customer_act,2025-12-05T10:00:00Z,2025-12-05T11:00:00Z,ticket
            """, on: connection)
        try importing(
            "maintenance",
            "source,id,subscription,started_at,ended_at\nc,M-1,S-2,2025-12-05T10:00:00Z,2025-12-05T11:00:00Z",
            on: connection)
        let refused = try importing("customers", "customer,name\nC-9,X\n!name,missing,", on: connection)
        #expect(refused.counts == [1, 0, 0, 1])
        #expect(try undo(refused.batch, on: connection).counts == [.removed: 1])
        let more = "subscription,customer,service,terms,starts_on\nS-9,C-1,fax,axantis,2024-01-01"
        let subscriptions = try importing("subscriptions", more, on: connection)
        #expect(try undo(subscriptions.batch, on: connection).counts == [.removed: 1])
    }

    @Test(
        "work that is not the role's is refused",
        arguments: ["avoir_ingest", "avoir_auditor", "avoir_reader"])
    func refused(role: String) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.assess("2025-12")
            let plan = try ledger.plan("2025-12", on: "2026-01-31")
            let other = Ledger(database: ledger.database, connection: try Self.session(role, ledger.database))
            let works: [() throws -> Void] = [
                { try other.issue("2025-12", on: "2026-01-31", plan: plan) },
                { try other.reverse("AV-2026-00001", on: "2026-01-31") },
                { try other.assess("2025-12") },
                { _ = try other.issuer(series: "X-{year}-{number:3}").set(other.connection) },
                { try add(axantis(id: "other"), on: other.connection) },
            ]
            for work in works {
                let error = try refusal(work)
                #expect(error.sqlState == "42501", "\(error)")
            }
            #expect(try ledger.documents().isEmpty)
        }
    }

    private static let unpermitted = [
        "insert into credit_note (series) values ('X')", "insert into credit_line (series) values ('X')",
        "insert into issue_run (run) values (null)",
        "insert into issue_decision (run) values (null)", "insert into audit_entry (no) values (1)",
        "insert into note_series (series) values ('X')", "insert into subscription_lock values (1)",
        "update note_series set last_no = 0", "update subscription_lock set version = 0",
        "update audit_head set no = 0", "delete from credit_note", "truncate credit_note",
    ].map { Planted($0, "42501") }

    @Test("finance cannot import facts, nor put in a note, a decision or an audit entry by itself")
    func finance() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.credit("2025-12", on: "2026-01-31")
            let finance = try Self.session("avoir_finance", ledger.database)
            let other = Ledger(database: ledger.database, connection: finance)
            #expect(try refusal { try other.harm("2025-12", rate: 10) }.sqlState == "42501")
            try Planted.refused(Self.unpermitted, on: finance)
        }
    }
}
