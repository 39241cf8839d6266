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

    @Test("each year has a series from 1, and a year whose successor has notes has ended")
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
            try ledger.assess("2025-11")
            let ended = IssueRefusal.date(
                "the issue date 2025-12-31 is in a year that has ended: 2026 has notes already")
            #expect(try ledger.refusal { _ = try ledger.plan("2025-11", on: "2025-12-31") } == ended)
            #expect(try ledger.refusal { try ledger.reverse("AV-2025-00002", on: "2025-12-31") } == ended)
            // Of another series, the year goes on.
            _ = try ledger.issuer(series: "B-{year}-{number:5}").set(ledger.connection)
            #expect(try ledger.credit("2025-11", on: "2025-12-31") == ["B-2025-00001 S-2 50.00"])
            #expect(
                try ledger.refusal { _ = try ledger.plan("2025-11", on: "2025-12-30") }
                    == .date(
                        "the issue date 2025-12-30 is before 2025-12-31, the last date of series B-2025-"))
            let first = try sample(
                CreditNotes.list(NoteFilter(numbers: ["AV-2026-00001"]), on: ledger.connection).first, "first"
            )
            let heads = try Anchor.heads(ledger.connection, at: "")
            // Issued after it, but dated before it.
            let selection = try NoteSelection(NoteFilter(), on: ledger.connection)
            #expect(
                selection.numbers == ["AV-2025-00001", "AV-2025-00002", "B-2025-00001", "AV-2026-00001"])
            #expect(selection.parts == [0..<4])
            #expect(try selection.read(3..<4, on: ledger.connection) == [first])
            #expect(
                heads.map(\.chain) == [
                    "AV-2025-{number:5}", "AV-2026-{number:5}", "B-2025-{number:5}", "audit",
                ])
            #expect(heads.map(\.no).prefix(3) == [2, 1, 1] && heads[1].hash == first.hash)
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
            let full = IssueRefusal.seriesFull(
                "the series X{number:1}-2026 has room for 9 more notes, but 10 are due; set an issuer whose series has "
                    + "more digits")
            #expect(try ledger.refusal { _ = try ledger.plan("2025-12", on: "2026-01-31") } == full)
            let error = try refusal {
                _ = try ledger.connection.query(
                    "select issue_month(gen_random_uuid(), '2025-12-01', '2026-01-31', 10, 200000, true, null, 'x')"
                )
            }
            #expect(error.sqlState == "AV007" && error.message.contains("has room for 9 more notes"))
            #expect(try ledger.documents().isEmpty)
            #expect(try ledger.connection.number("select count(*) from issue_run") == 0)
            #expect(try ledger.connection.number("select count(*) from note_series") == 0)
            _ = try ledger.issuer(series: "Y{number:2}-{year}").set(ledger.connection)
            let numbers = try ledger.issue("2025-12", on: "2026-01-31").map(\.number)
            #expect(numbers == (1...10).map { $0 < 10 ? "Y0\($0)-2026" : "Y\($0)-2026" })
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("the first year of a series goes on where another program ended, the next one begins with 1")
    func firstNumber() throws {
        try Ledger.with { ledger in
            func issuer(_ series: String, from first: Int) throws {
                var issuer = ledger.issuer(series: series)
                issuer.firstNumber = first
                issuer.yaml = Array("\(series) \(first)".utf8)
                _ = try issuer.set(ledger.connection)
            }
            try issuer("AV-{year}-{number:5}", from: 118)
            for subscription in ["S-1", "S-2"] { try ledger.breach("2025-10", subscription, rate: 5) }
            #expect(
                try ledger.credit("2025-10", on: "2025-11-30")
                    == ["AV-2025-00118 S-1 50.00", "AV-2025-00119 S-2 50.00"])
            // Of no effect on a series that has begun.
            try issuer("AV-{year}-{number:5}", from: 500)
            try ledger.breach("2025-11", rate: 5)
            #expect(try ledger.credit("2025-11", on: "2025-12-31") == ["AV-2025-00120 S-1 50.00"])
            try ledger.reverse("AV-2025-00119", on: "2026-01-05")
            #expect(try ledger.documents().suffix(1) == ["AV-2026-00001 reversal S-2 2025-10 1.1 50.00"])
            try issuer("W{number:1}-{year}", from: 9)
            for subscription in ["S-2", "S-3"] { try ledger.breach("2025-12", subscription, rate: 5) }
            try ledger.assess("2025-12")
            #expect(
                try ledger.refusal { _ = try ledger.plan("2025-12", on: "2026-01-31") }
                    == .seriesFull(
                        "the series W{number:1}-2026 has room for 1 more notes, but 2 are due; set an issuer whose series "
                            + "has more digits"))
            #expect(try ledger.faults().isEmpty)
            try ledger.connection.executeScript(
                """
                set session_replication_role = replica;
                update note_series set first_number = 119 where series like 'AV-2025%';
                set session_replication_role = origin
                """)
            let faults = try ledger.faults()
            #expect(faults.contains("AV-2025-{number:5}: its first number is 119, which no issuer says"))
            #expect(faults.contains("AV-2025-00118: is not the name of number 119 of AV-2025-{number:5}"))
        }
    }
}
