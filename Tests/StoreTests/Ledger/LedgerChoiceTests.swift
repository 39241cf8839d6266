internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: credits of some subscriptions")
struct LedgerChoiceTests {
    @Test(
        "a run decides those that were chosen; what is due to the others stays due",
        arguments: [CreditChoice.only(["S-1"]), .only(["S-1", "S-1", "S-9"]), .except(["S-2"])])
    func stays(choice: CreditChoice) throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.assess("2025-12")
            #expect(try ledger.issue(of: choice) == ["AV-2026-00001 S-1 50.00"])
            #expect(try ledger.decisions("2025-12") == ["S-1 1 credited 5000 0"])
            #expect(try ledger.planned("2025-12", on: "2026-01-31") == ["S-2 credited 100.00 of 100.00"])
            #expect(try ledger.faults().isEmpty)
            #expect(try ledger.credit("2025-12", on: "2026-01-31") == ["AV-2026-00002 S-2 100.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a run keeps the choice, and the audit log says it; under its name no other choice is taken")
    func kept() throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.assess("2025-12")
            let run = try Issuing.newRun(ledger.connection)
            try ledger.issue(of: .except(["S-2", "S-1"]), run: run)
            #expect(
                try ledger.connection.texts("select concat_ws(' ', only_these, except_these) from issue_run")
                    == ["{S-1,S-2}"])
            #expect(
                try ledger.connection.texts(
                    "select details::jsonb ->> 'except' from audit_entry where action = 'issue'")
                    == [#"["S-1", "S-2"]"#])
            #expect(try ledger.issue(of: .except(["S-1", "S-2", "S-2"]), run: run).isEmpty)
            for other in [CreditChoice.everyone, .except(["S-1"]), .only(["S-1", "S-2"])] {
                #expect(throws: IssueRefusal.self) { try ledger.issue(of: other, run: run) }
            }
            #expect(try ledger.faults().isEmpty)
            try ledger.connection.executeScript(
                "alter table issue_run disable trigger all; update issue_run set except_these = '{S-1}'")
            #expect(try !ledger.faults().isEmpty)
        }
    }

    @Test("with one note per customer, what was left out gets a note of its own")
    func customers() throws {
        try Ledger.withTwoCredits { ledger in
            _ = try ledger.issuer(notesPer: .customer).set(ledger.connection)
            try ledger.assess("2025-12")
            #expect(try ledger.issue(of: .except(["S-1"])) == ["AV-2026-00001 S-2 100.00"])
            #expect(try ledger.issue(of: .everyone) == ["AV-2026-00002 S-1 50.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }
}

extension Ledger {
    @discardableResult
    fileprivate func issue(of choice: CreditChoice, run: String? = nil) throws -> [String] {
        let run = try run ?? Issuing.newRun(connection)
        let month = try StoreTests.month("2025-12")
        let date = try StoreTests.date("2026-01-31")
        let withheld = Withheld(of: choice)
        try Issuing.issue(
            month, on: date, run: run,
            plan: Issuing.plan(month, on: date, allowsCuts: true, withholding: withheld, connection),
            allowsCuts: true, withholding: withheld, program: "StoreTests", connection)
        return try CreditNotes.list(NoteFilter(run: run), on: connection).flatMap { note in
            note.lines.map { "\(note.number) \($0.subscription) \($0.net)" }
        }
    }
}
