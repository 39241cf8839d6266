internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

/// Source: contract R13.
@Suite("Ledger: who cuts, and what a cut is")
struct LedgerCutTests {
    /// December's credit of 100.00 on 31 January leaves 100.00 of January's 200.00.
    private func halfFull(_ body: (Ledger) throws -> Void) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", rate: 10)
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.breach("2026-01")
            try ledger.assess("2026-01")
            try body(ledger)
        }
    }

    @Test(
        "a run that may not cut leaves a credit that exceeds the cap undecided, whole, until a day has room")
    func undecided() throws {
        try halfFull { ledger in
            let plan = try sample(
                ledger.plan("2026-01", on: "2026-03-01", allowsCuts: false).first, "no plan")
            #expect(plan.outcome == .undecided && plan.credit == .zero && plan.cut == .zero)
            #expect(plan.used == Cents(10_000))
            #expect(plan.firstFreeDate == (try date("2026-03-02")))
            #expect(try ledger.issue("2026-01", on: "2026-03-01", allowsCuts: false).isEmpty)
            #expect(try ledger.status("2026-01") == "held_by_cap 200.00")
            let notes = try ledger.issue("2026-01", on: "2026-03-02", allowsCuts: false)
            #expect(notes.map(\.net) == [Cents(20_000)])
            #expect(
                try ledger.decisions("2026-01") == ["S-1 1 undecided 0 0", "S-1 1 credited 20000 0"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("what a run left undecided a person cuts")
    func personCuts() throws {
        try halfFull { ledger in
            try ledger.issue("2026-01", on: "2026-02-15", allowsCuts: false)
            #expect(try ledger.planned("2026-01", on: "2026-02-16") == ["S-1 cut 100.00 of 200.00"])
            try ledger.issue("2026-01", on: "2026-02-16")
            #expect(try ledger.status("2026-01") == "issued 100.00")
            #expect(try ledger.planned("2026-01", on: "2026-04-16").isEmpty)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test(
        "when less is due the cut shrinks first, and what a later revision adds is not cut",
        arguments: [
            // Invoiced, and credited in all in the end.
            (20_000, "issued 40.00"), (50_000, "issued 100.00"), (50_005, "issued 100.00"),
            (100_000, "issued 100.00"), (100_005, "issued 100.01"), (150_000, "issued 200.00"),
        ])
    func topPart(cents: Int, status: String) throws {
        try halfFull { ledger in
            #expect(try ledger.credit("2026-01", on: "2026-02-15") == ["AV-2026-00002 S-1 100.00"])
            try ledger.reverse("AV-2026-00002", on: "2026-04-15")
            try ledger.invoice("2026-01", lines: [.init(cents: Int64(cents))])
            try ledger.credit("2026-01", on: "2026-04-15")
            #expect(try ledger.status("2026-01") == status)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("the database refuses to credit what was cut")
    func guarded() throws {
        try halfFull { ledger in
            try ledger.credit("2026-01", on: "2026-02-15")
            try ledger.reverse("AV-2026-00002", on: "2026-04-15")
            func plant(_ cents: String) throws {
                try PlantedNote(
                    """
                    n.kind := 'credit'; n.reason := null; n.reverses_series := null; n.reverses_no := null;
                    l.attempt := 2; \(PlantedNote.net(cents))
                    """
                ).insert(on: ledger.connection)
            }
            #expect(try refusal { try plant("10001") }.constraint == "no_more_than_is_due")
            try plant("10000")
        }
    }

    @Test("a named run that is repeated answers what it decided, cuts and what they left included")
    func repeated() throws {
        try halfFull { ledger in
            let run = try Issuing.newRun(ledger.connection)
            let plan = try ledger.plan("2026-01", on: "2026-02-15")
            try ledger.issue("2026-01", on: "2026-02-15", plan: plan, run: run)
            try ledger.reverse("AV-2026-00002", on: "2026-02-20")
            try ledger.credit("2026-01", on: "2026-02-21")
            #expect(try Issuing.decisions(of: run, ledger.connection) == plan.map(\.decided))
            #expect(
                try ledger.refusal {
                    try ledger.issue("2026-01", on: "2026-02-15", plan: plan, run: run, allowsCuts: false)
                } == .otherParameters("run \(run) was issued with other parameters"))
        }
    }
}
