internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: months on hold")
struct LedgerHoldTests {
    @Test("a month on hold is not credited until it is released; the others are")
    func untilReleased() throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.hold()
            #expect(try ledger.status("2025-12") == "on_hold 50.00")
            #expect(
                try ledger.planned("2025-12", on: "2026-01-31")
                    == ["S-1 on_hold 0.00 of 50.00", "S-2 credited 100.00 of 100.00"])
            #expect(try ledger.credit("2025-12", on: "2026-01-31") == ["AV-2026-00001 S-2 100.00"])
            #expect(try ledger.decisions("2025-12") == ["S-1 1 on_hold 0 0", "S-2 1 credited 10000 0"])
            #expect(try ledger.faults().isEmpty)
            try ledger.hold(.release, reason: "settled")
            #expect(try ledger.credit("2025-12", on: "2026-01-31") == ["AV-2026-00002 S-1 50.00"])
            #expect(try ledger.status("2025-12") == "issued 50.00")
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("events take turns, say who and why, and may be repeated")
    func turns() throws {
        try Ledger.withTwoCredits { ledger in
            let first = try ledger.hold()
            #expect(try ledger.hold() == first)
            #expect(first.by == (try ledger.connection.texts("select session_user::text").first))
            #expect(
                try ledger.refusal { try ledger.hold(reason: "another") }
                    == .hold("S-1 for 2025-12 is on hold already: a dispute"))
            #expect(
                try ledger.refusal { try ledger.hold(.release, "S-2") }
                    == .hold("S-2 for 2025-12 is not on hold"))
            #expect(
                try ledger.refusal { try ledger.hold(.hold, "S-9") }
                    == .hold("no subscription is called S-9"))
            #expect(
                try ledger.refusal { try ledger.hold(.hold, "S-2", reason: "  ") }
                    == .hold("a hold and its release need a reason"))
            let released = try ledger.hold(.release, reason: "settled")
            #expect(try ledger.hold(.release, reason: "settled") == released)
            try ledger.hold(reason: "again")
            #expect(
                try ledger.connection.texts(
                    "select concat_ws(' ', no, action, reason) from hold_event order by no")
                    == ["1 hold a dispute", "2 release settled", "3 hold again"])
            #expect(
                try ledger.connection.texts(
                    "select action || ' ' || (details::jsonb ->> 'reason') from audit_entry where action in ('hold', 'release') order by no"
                ) == ["hold a dispute", "release settled", "hold again"])
            let standing = try Holds.standing(on: ledger.connection)
            #expect(standing.map(\.subscription) == ["S-1"] && standing.map(\.customerName) == ["Client"])
            #expect(standing.map(\.hold.reason) == ["again"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("what is credited already stays, and a supplement for it waits")
    func supplement() throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.credit("2025-12", on: "2026-01-31")
            try ledger.hold()
            #expect(try ledger.status("2025-12") == "issued 50.00")
            try ledger.harm("2025-12", rate: 10)
            #expect(try ledger.credit("2025-12", on: "2026-01-31").isEmpty)
            #expect(try ledger.status("2025-12") == "on_hold 100.00")
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a reversal that holds keeps its month from being credited again")
    func reversedForGood() throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.credit("2025-12", on: "2026-01-31")
            let reversal = try ledger.reverse(
                "AV-2026-00001", on: "2026-02-01", reason: "waived", holds: true)
            #expect(reversal.reason == "waived")
            #expect(try ledger.status("2025-12") == "on_hold 50.00")
            #expect(try ledger.credit("2025-12", on: "2026-02-02").isEmpty)
            // The same command again is that reversal; where its month is not on hold, it says so.
            #expect(
                try ledger.reverse("AV-2026-00001", on: "2026-02-01", reason: "waived", holds: true).number
                    == reversal.number)
            try ledger.reverse("AV-2026-00002", on: "2026-02-01")
            #expect(
                try ledger.refusal { try ledger.reverse("AV-2026-00002", on: "2026-02-01", holds: true) }
                    == .note(
                        "AV-2026-00002 is already reversed; avoir hold keeps its months from being credited again"
                    ))
            try ledger.hold(.release, reason: "claimed again")
            #expect(
                try ledger.credit("2025-12", on: "2026-02-02")
                    == ["AV-2026-00005 S-1 50.00", "AV-2026-00006 S-2 100.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("the database refuses a credit of a month on hold, whatever inserts it")
    func guarded() throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.hold(.hold, "S-2")
            try ledger.credit("2025-12", on: "2026-01-31")
            let note = PlantedNote(
                "l.subscription_key := pg_temp.key_of('S-2'); l.revision := 1; \(PlantedNote.net("10000"))")
            let error = try refusal { try note.insert(on: ledger.connection) }
            #expect(error.constraint == "no_credit_on_hold")
            // What is wrong with it is the hold alone.
            try ledger.hold(.release, "S-2", reason: "settled")
            try note.insert(on: ledger.connection)
            #expect(try ledger.documents().count == 2)
        }
    }

    @Test("events follow one another, whatever inserts them")
    func events() throws {
        try Ledger.withTwoCredits { ledger in
            try ledger.hold()
            func event(_ no: Int, _ reason: String = "x") -> String {
                "insert into hold_event (subscription_key, month, no, reason) values (1, '2025-12-01', \(no), '\(reason)')"
            }
            try Planted.refused(
                [
                    Planted(event(1), Planted.unique), Planted(event(3), Planted.foreignKey),
                    Planted(event(2, " "), Planted.check), Planted(event(0), Planted.check),
                    Planted(
                        "insert into hold_event (subscription_key, month, no, reason) values (99, '2025-12-01', 1, 'x')",
                        Planted.foreignKey),
                ], on: ledger.connection)
        }
    }
}
