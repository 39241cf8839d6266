internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

/// Source: contract R13, "net".
@Suite("Ledger: the cap counts a month's credits less its reversals")
struct LedgerCapNetTests {
    /// December's 200.00 on 31 January, January's on 2 March: the first day with room.
    private func filled(_ body: (Ledger) throws -> Void) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.breach("2026-01")
            try ledger.credit("2026-01", on: "2026-03-02")
            try body(ledger)
        }
    }

    @Test(
        "a month that is credited again finds the room that its reversal gave, in every window",
        arguments: ["2026-03-02", "2026-03-31", "2026-04-01"])
    func again(day: String) throws {
        try filled { ledger in
            try ledger.reverse("AV-2026-00001", on: "2026-03-02")
            #expect(try ledger.planned("2025-12", on: day) == ["S-1 credited 200.00 of 200.00"])
            #expect(try ledger.credit("2025-12", on: day) == ["AV-2026-00004 S-1 200.00"])
            #expect(try ledger.status("2025-12") == "issued 200.00")
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test(
        "a reversal before the other month's credit gives no room after it",
        arguments: [("2026-03-31", false), ("2026-04-01", true)])
    func before(day: String, isFree: Bool) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.reverse("AV-2026-00001", on: "2026-03-01")
            try ledger.breach("2026-01")
            try ledger.credit("2026-01", on: "2026-03-02")
            let plan = try sample(ledger.plan("2025-12", on: day).first, day)
            #expect(plan.credit == Cents(isFree ? 20_000 : 0) && plan.used == Cents(isFree ? 0 : 20_000))
            #expect(plan.firstFreeDate == (isFree ? nil : try date("2026-04-01")))
        }
    }

    @Test("no other month finds the room that a reversal of an earlier window's credit gave")
    func other() throws {
        try filled { ledger in
            try ledger.reverse("AV-2026-00001", on: "2026-03-03")
            try ledger.breach("2025-11")
            try ledger.assess("2025-11")
            let plan = try sample(ledger.plan("2025-11", on: "2026-03-03").first, "no plan")
            #expect(plan.outcome == .cappedOut && plan.used == Cents(20_000))
            #expect(plan.firstFreeDate == (try date("2026-04-01")))
            #expect(try ledger.credit("2025-11", on: "2026-03-03").isEmpty)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a reversal in the window of its credit takes it out of that window, for every month")
    func sameWindow() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.reverse("AV-2026-00001", on: "2026-01-31")
            try ledger.breach("2026-01")
            #expect(try ledger.credit("2026-01", on: "2026-02-01") == ["AV-2026-00003 S-1 200.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("where the other months alone exceed a lower cap, a month's own reversal is no room")
    func othersAlone() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12")
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.breach("2026-01", cents: 150_000)
            try ledger.credit("2026-01", on: "2026-03-02")
            try ledger.reverse("AV-2026-00001", on: "2026-03-03")
            #expect(try ledger.planned("2025-12", on: "2026-03-03") == ["S-1 capped_out 0.00 of 200.00"])
        }
    }

    @Test(
        "the database refuses a credit that fits only where reversals of another month's credits are counted")
    func guarded() throws {
        try filled { ledger in
            try ledger.reverse("AV-2026-00001", on: "2026-03-03")
            try ledger.breach("2025-11")
            try ledger.assess("2025-11")
            let error = try refusal {
                try PlantedNote(
                    """
                    n.kind := 'credit'; n.reason := null; n.reverses_series := null; n.reverses_no := null;
                    l.month := '2025-11-01'; \(PlantedNote.net("1"))
                    """
                ).insert(on: ledger.connection)
            }
            #expect(error.constraint == "within_the_cap")
        }
    }
}
