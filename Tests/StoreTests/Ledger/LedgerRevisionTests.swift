internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

/// Source: contract R14.
@Suite("Ledger: facts that change after issue")
struct LedgerRevisionTests {
    @Test("when more is due, a supplementary note is issued for the difference")
    func supplement() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", rate: 5)
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.harm("2025-12", rate: 10)
            let changed = try ledger.assess("2025-12").changedAfterIssue
            #expect(changed.map(\.subscription) == ["S-1"] && changed.map(\.isOvercredited) == [false])
            #expect(try ledger.status("2025-12") == "issuable 100.00")
            #expect(try ledger.credit("2025-12", on: "2026-02-10") == ["AV-2026-00002 S-1 50.00"])
            #expect(
                try ledger.documents() == [
                    "AV-2026-00001 credit S-1 2025-12 1.1 50.00",
                    "AV-2026-00002 credit S-1 2025-12 2.1 50.00",
                ])
            #expect(try ledger.status("2025-12") == "issued 100.00")
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a supplementary note is under the cap too")
    func cappedSupplement() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-11")
            try ledger.breach("2025-12", rate: 5)
            try ledger.credit("2025-12", on: "2026-01-10")
            try ledger.credit("2025-11", on: "2026-01-11")
            #expect(try ledger.decisions("2025-11") == ["S-1 1 cut 15000 5000"])
            try ledger.harm("2025-12", rate: 20)
            #expect(try ledger.credit("2025-12", on: "2026-01-20").isEmpty)
            #expect(try ledger.decisions("2025-12") == ["S-1 1 credited 5000 0", "S-1 2 capped_out 0 15000"])
            #expect(try ledger.status("2025-12") == "issued 50.00")
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("when less is due, the month is overcredited until a reversal, and is credited again after it")
    func overcredited() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", rate: 10)
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.harm("2025-12", rate: 5)
            let changed = try ledger.assess("2025-12").changedAfterIssue
            #expect(changed.map(\.subscription) == ["S-1"] && changed.map(\.isOvercredited) == [true])
            #expect(try ledger.status("2025-12") == "overcredited 50.00")
            #expect(try ledger.plan("2025-12", on: "2026-02-10").isEmpty)
            let reversal = try ledger.reverse("AV-2026-00001", on: "2026-02-10", reason: "corrected outage")
            #expect(reversal.reverses == "AV-2026-00001" && reversal.reason == "corrected outage")
            #expect(reversal.net == Cents(10_000) && reversal.gross == Cents(12_000))
            #expect(try ledger.status("2025-12") == "issuable")
            #expect(try ledger.credit("2025-12", on: "2026-02-11") == ["AV-2026-00003 S-1 50.00"])
            #expect(
                try ledger.documents() == [
                    "AV-2026-00001 credit S-1 2025-12 1.1 100.00",
                    "AV-2026-00002 reversal S-1 2025-12 1.1 100.00",
                    "AV-2026-00003 credit S-1 2025-12 2.1 50.00",
                ])
            #expect(try ledger.status("2025-12") == "issued 50.00")
            let reversed = try CreditNotes.list(NoteFilter(numbers: ["AV-2026-00001"]), on: ledger.connection)
            #expect(reversed.map(\.reversedBy) == ["AV-2026-00002"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a month that is no breach any more stays overcredited by all of it")
    func noBreach() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", rate: 10)
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.harm("2025-12", rate: 0)
            try ledger.assess("2025-12")
            #expect(try ledger.status("2025-12") == "overcredited 0.00")
            try ledger.reverse("AV-2026-00001", on: "2026-02-10")
            #expect(try ledger.status("2025-12") == "none")
            #expect(try ledger.credit("2025-12", on: "2026-02-11").isEmpty)
        }
    }

    @Test("after a reversal the same revision is credited again, as often as it is reversed")
    func attempts() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", rate: 10)
            try ledger.credit("2025-12", on: "2026-01-31")
            for number in [1, 3] {
                try ledger.reverse("AV-2026-0000\(number)", on: "2026-01-31")
                try ledger.credit("2025-12", on: "2026-01-31")
            }
            #expect(
                try ledger.documents() == [
                    "AV-2026-00001 credit S-1 2025-12 1.1 100.00",
                    "AV-2026-00002 reversal S-1 2025-12 1.1 100.00",
                    "AV-2026-00003 credit S-1 2025-12 1.2 100.00",
                    "AV-2026-00004 reversal S-1 2025-12 1.2 100.00",
                    "AV-2026-00005 credit S-1 2025-12 1.3 100.00",
                ])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a cut stays settled in a later revision: only what is neither credited nor cut is due")
    func cutsStay() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", rate: 10)
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.breach("2026-01")
            try ledger.credit("2026-01", on: "2026-02-15")
            #expect(try ledger.decisions("2026-01") == ["S-1 1 cut 10000 10000"])
            try ledger.invoice("2026-01", lines: [.init(cents: 120_000)])
            try ledger.assess("2026-01")
            let plan = try sample(ledger.plan("2026-01", on: "2026-04-15").first, "no plan")
            #expect(
                plan.amount == Cents(24_000) && plan.credited == Cents(10_000)
                    && plan.forfeited == Cents(10_000))
            #expect(plan.due == Cents(4000))
            #expect(try ledger.credit("2026-01", on: "2026-04-15") == ["AV-2026-00003 S-1 40.00"])
            #expect(try ledger.status("2026-01") == "issued 140.00")
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a month cut whole in one revision can be credited again after the reversal of an earlier one")
    func cutThenReversal() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-11")
            try ledger.breach("2025-12", rate: 5)
            try ledger.credit("2025-12", on: "2026-01-10")
            try ledger.credit("2025-11", on: "2026-01-11")
            try ledger.harm("2025-12", rate: 20)
            try ledger.credit("2025-12", on: "2026-01-20")
            #expect(try ledger.decisions("2025-12") == ["S-1 1 credited 5000 0", "S-1 2 capped_out 0 15000"])
            try ledger.reverse("AV-2026-00001", on: "2026-03-01")
            #expect(try ledger.credit("2025-12", on: "2026-03-02") == ["AV-2026-00004 S-1 50.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a note that a later one supplements is reversed only after it")
    func supplementFirst() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", rate: 5)
            try ledger.credit("2025-12", on: "2026-01-10")
            try ledger.harm("2025-12", rate: 10)
            try ledger.credit("2025-12", on: "2026-01-11")
            #expect(
                try ledger.refusal { try ledger.reverse("AV-2026-00001", on: "2026-01-12") }
                    == .note("AV-2026-00002 supplements AV-2026-00001; reverse it first"))
            try ledger.reverse("AV-2026-00002", on: "2026-01-12")
            try ledger.reverse("AV-2026-00001", on: "2026-01-12")
            #expect(try ledger.credit("2025-12", on: "2026-01-12") == ["AV-2026-00005 S-1 100.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("what cannot be reversed is refused with its reason")
    func refusals() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-12", "S-1")
            try ledger.breach("2025-12", "S-2")
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.reverse("AV-2026-00001", on: "2026-01-31")
            func refusal(_ number: String, on date: String = "2026-02-01", reason: String = "r") throws
                -> IssueRefusal
            {
                try ledger.refusal { try ledger.reverse(number, on: date, reason: reason) }
            }
            #expect(try refusal("AV-2026-00009") == .note("there is no note AV-2026-00009"))
            #expect(try refusal("AV-2026-00001") == .note("AV-2026-00001 is already reversed"))
            #expect(
                try refusal("AV-2026-00003")
                    == .note("AV-2026-00003 is a reversal itself; credit the month again instead"))
            #expect(try refusal("AV-2026-00002", reason: " ") == .note("a reversal needs a reason"))
            #expect(
                try refusal("AV-2026-00002", on: "2025-12-31")
                    == .date("the issue date 2025-12-31 is before the end of the month"))
            #expect(
                try refusal("AV-2026-00002", on: "2026-01-30")
                    == .date(
                        "the issue date 2026-01-30 is before 2026-01-31, the last date of series AV-2026-"))
            #expect(
                try refusal("AV-2026-00002", on: "9999-12-31")
                    == .date("the issue date 9999-12-31 is in the future"))
            #expect(try ledger.documents().count == 3)
        }
    }

    @Test("a note is not reversed on a date before its own, in whatever series")
    func reversalDate() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-11")
            try ledger.credit("2025-11", on: "2026-01-05")
            _ = try ledger.issuer(series: "B-{year}-{number:5}").set(ledger.connection)
            #expect(
                try ledger.refusal { try ledger.reverse("AV-2026-00001", on: "2025-12-31") }
                    == .date("the issue date 2025-12-31 is before that of AV-2026-00001"))
        }
    }
}
