internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: series of numbers")
struct LedgerSeriesTests {
    @Test("notes are numbered from 1 without gaps, by subscription in each run")
    func gapless() throws {
        try Ledger.with { ledger in
            for subscription in ["S-3", "S-1", "S-2"] { try ledger.breach("2025-11", subscription) }
            #expect(
                try ledger.credit("2025-11", on: "2026-01-01")
                    == ["AV-2026-00001 S-1 200.00", "AV-2026-00002 S-2 200.00", "AV-2026-00003 S-3 200.00"])
            for subscription in ["S-3", "S-1", "S-2"] {
                try ledger.breach("2025-12", subscription, rate: subscription == "S-2" ? 0 : 5)
            }
            #expect(
                try ledger.credit("2025-12", on: "2026-02-01")
                    == ["AV-2026-00004 S-1 50.00", "AV-2026-00005 S-3 50.00"])
        }
    }

    @Test("what the cap cuts whole between others takes no number")
    func cutBetween() throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-11", "S-2")
            try ledger.credit("2025-11", on: "2026-01-01")
            for subscription in ["S-1", "S-2", "S-3"] { try ledger.breach("2025-12", subscription) }
            #expect(
                try ledger.credit("2025-12", on: "2026-01-02")
                    == ["AV-2026-00002 S-1 200.00", "AV-2026-00003 S-3 200.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("each year has a series from 1, and December may still be dated after January began")
    func yearChange() throws {
        try Ledger.with { ledger in
            for subscription in ["S-1", "S-2", "S-3"] { try ledger.breach("2025-11", subscription) }
            try ledger.assess("2025-11")
            try ledger.harm("2025-11", "S-2", rate: 0)
            #expect(
                try ledger.credit("2025-11", on: "2025-12-31")
                    == ["AV-2025-00001 S-1 200.00", "AV-2025-00002 S-3 200.00"])
            try ledger.subscribe(["S-4"])
            try ledger.breach("2025-12", "S-4", rate: 10)
            #expect(try ledger.credit("2025-12", on: "2026-01-02") == ["AV-2026-00001 S-4 100.00"])
            try ledger.breach("2025-11", "S-2", rate: 5)
            #expect(try ledger.credit("2025-11", on: "2025-12-31") == ["AV-2025-00003 S-2 50.00"])
            #expect(
                try ledger.refusal { _ = try ledger.plan("2025-11", on: "2025-12-30") }
                    == .date(
                        "the issue date 2025-12-30 is before 2025-12-31, the last date of series AV-2025-"))
            let first = try sample(
                CreditNotes.list(NoteFilter(numbers: ["AV-2026-00001"]), on: ledger.connection).first, "first"
            )
            let heads = try Anchor.heads(ledger.connection, at: "")
            // Issued after it, but dated before it.
            let selection = try NoteSelection(NoteFilter(), on: ledger.connection)
            #expect(
                selection.numbers == ["AV-2025-00001", "AV-2025-00002", "AV-2025-00003", "AV-2026-00001"])
            #expect(selection.parts == [0..<4])
            #expect(try selection.read(3..<4, on: ledger.connection) == [first])
            #expect(heads.map(\.chain) == ["AV-2025-{number:5}", "AV-2026-{number:5}", "audit"])
            #expect(heads.map(\.no).prefix(2) == [3, 1] && heads[1].hash == first.hash)
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a series without numbers left issues nothing of the month, and another pattern begins at 1")
    func exhausted() throws {
        try Ledger.with { ledger in
            _ = try ledger.issuer(series: "X{number:1}-{year}").set(ledger.connection)
            let subscriptions = (10..<20).map { "T-\($0)" }
            try ledger.subscribe(subscriptions)
            for subscription in subscriptions { try ledger.breach("2025-12", subscription) }
            try ledger.assess("2025-12")
            let error = try refusal { try ledger.issue("2025-12", on: "2026-01-31") }
            #expect(error.sqlState == "22003" && error.message.contains("is full"))
            #expect(try ledger.documents().isEmpty)
            #expect(try ledger.connection.number("select count(*) from issue_run") == 0)
            #expect(try ledger.connection.number("select count(*) from note_series") == 0)
            _ = try ledger.issuer(series: "Y{number:2}-{year}").set(ledger.connection)
            let numbers = try ledger.issue("2025-12", on: "2026-01-31").map(\.number)
            #expect(numbers == (1...10).map { $0 < 10 ? "Y0\($0)-2026" : "Y\($0)-2026" })
            #expect(try ledger.faults().isEmpty)
        }
    }
}
