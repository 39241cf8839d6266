internal import Postgres
internal import SLA
internal import Store
internal import Testing

/// Source: contract R13.
@Suite("Ledger: the cap")
struct LedgerCapTests {
    @Test(
        "a credit after one that fills the cap is cut within 30 consecutive days, and whole on the day after",
        arguments: [(27, "2026-02-27"), (29, "2026-03-01"), (30, "2026-03-02")])
    func januaryAndFebruary(apart: Int, second: String) throws {
        try Ledger.with { ledger in
            #expect(try date("2026-01-31").adding(days: apart) == date(second))
            try ledger.breach("2025-12")
            #expect(try ledger.credit("2025-12", on: "2026-01-31") == ["AV-2026-00001 S-1 200.00"])
            try ledger.breach("2026-01")
            try ledger.assess("2026-01")
            let plan = try sample(ledger.plan("2026-01", on: second).first, second)
            let isFree = apart == 30
            #expect(plan.used == Cents(isFree ? 0 : 20_000) && plan.cap == Cents(20_000))
            #expect(plan.firstFreeDate == (isFree ? nil : try date("2026-03-02")))
            #expect(
                try ledger.credit("2026-01", on: second) == (isFree ? ["AV-2026-00002 S-1 200.00"] : []))
            #expect(
                try ledger.decisions("2026-01")
                    == [isFree ? "S-1 1 credited 20000 0" : "S-1 1 capped_out 0 20000"])
            #expect(try ledger.status("2026-01") == (isFree ? "issued 200.00" : "capped_out 0.00"))
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("what a partial cut takes off is never issued later")
    func partialCut() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", rate: 10)
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.breach("2026-01")
            #expect(try ledger.credit("2026-01", on: "2026-02-15") == ["AV-2026-00002 S-1 100.00"])
            #expect(try ledger.decisions("2026-01") == ["S-1 1 cut 10000 10000"])
            #expect(try ledger.status("2026-01") == "issued 100.00")
            #expect(try ledger.credit("2026-01", on: "2026-04-15").isEmpty)
            #expect(try ledger.decisions("2026-01").count == 1)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("what a full cut takes off is never issued later")
    func fullCut() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.breach("2026-01", rate: 5)
            #expect(try ledger.credit("2026-01", on: "2026-02-15").isEmpty)
            #expect(try ledger.plan("2026-01", on: "2026-04-15").isEmpty)
            #expect(try ledger.credit("2026-01", on: "2026-04-15").isEmpty)
            #expect(try ledger.decisions("2026-01") == ["S-1 1 capped_out 0 5000"])
            #expect(try ledger.status("2026-01") == "capped_out 0.00")
        }
    }

    @Test("a credit that waits for room is held until its first free date, and whole then")
    func held() throws {
        try Ledger.with({ $0.cap?.excess = .held }) { ledger in
            try ledger.breach("2025-12")
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.breach("2026-01", rate: 5)
            try ledger.assess("2026-01")
            for day in ["2026-02-15", "2026-03-01"] {
                let plan = try sample(ledger.plan("2026-01", on: day).first, day)
                #expect(plan.outcome == .held && plan.credit == .zero && plan.cut == .zero)
                #expect(plan.firstFreeDate == (try date("2026-03-02")))
                #expect(try ledger.issue("2026-01", on: day).isEmpty)
                #expect(try ledger.status("2026-01") == "held_by_cap 50.00")
            }
            #expect(try ledger.credit("2026-01", on: "2026-03-02") == ["AV-2026-00002 S-1 50.00"])
            #expect(
                try ledger.decisions("2026-01")
                    == ["S-1 1 held 0 0", "S-1 1 held 0 0", "S-1 1 credited 5000 0"])
            #expect(try ledger.status("2026-01") == "issued 50.00")
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("the cap is that of the credit being issued, on its own base")
    func ownBase() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.breach("2026-01", cents: 150_000)
            #expect(try ledger.credit("2026-01", on: "2026-02-01") == ["AV-2026-00002 S-1 100.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("each subscription has a cap of its own, before tax")
    func ownSubscription() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", "S-1")
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.breach("2026-01", "S-2")
            #expect(try ledger.credit("2026-01", on: "2026-02-01") == ["AV-2026-00002 S-2 200.00"])
        }
    }

    @Test("a reversal gives its room back")
    func reversal() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.reverse("AV-2026-00001", on: "2026-02-01")
            try ledger.breach("2026-01")
            #expect(try ledger.credit("2026-01", on: "2026-02-02") == ["AV-2026-00003 S-1 200.00"])
            #expect(try ledger.credit("2025-12", on: "2026-02-03").isEmpty)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("terms without a cap cut nothing")
    func uncapped() throws {
        try Ledger.with({ $0.cap = nil }) { ledger in
            try ledger.breach("2025-12")
            try ledger.breach("2026-01")
            #expect(try ledger.credit("2025-12", on: "2026-02-01") == ["AV-2026-00001 S-1 200.00"])
            #expect(try ledger.credit("2026-01", on: "2026-02-01") == ["AV-2026-00002 S-1 200.00"])
            #expect(try ledger.decisions("2026-01") == ["S-1 1 credited 20000 0"])
            #expect(
                try ledger.connection.number("select count(*) from credit_line where cap_cents is null") == 2)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a dry run states what the run then does, cut for cut")
    func dryRun() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", "S-1", rate: 10)
            try ledger.breach("2025-12", "S-2")
            try ledger.credit("2025-12", on: "2026-01-31")
            for subscription in ["S-1", "S-2", "S-3"] { try ledger.breach("2026-01", subscription) }
            try ledger.assess("2026-01")
            let plan = try ledger.plan("2026-01", on: "2026-02-15")
            #expect(
                try ledger.planned("2026-01", on: "2026-02-15") == [
                    "S-1 cut 100.00 of 200.00", "S-2 capped_out 0.00 of 200.00",
                    "S-3 credited 200.00 of 200.00",
                ])
            let run = try Issuing.newRun(ledger.connection)
            let notes = try ledger.issue("2026-01", on: "2026-02-15", plan: plan, run: run)
            #expect(notes.map(\.net) == plan.map(\.credit).filter { $0 > .zero })
            #expect(try Issuing.decisions(of: run, ledger.connection) == plan.map(\.decided))
        }
    }
}
