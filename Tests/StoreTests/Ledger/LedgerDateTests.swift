internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

/// Source: contract R14.
@Suite("Ledger: no note is dated before the last one of its subscription")
struct LedgerDateTests {
    /// November's 50.00 on 5 January, in the series of 2026; then more is due.
    private func with(_ body: (Ledger) throws -> Void) throws {
        try Ledger.with { ledger in
            try ledger.breach("2025-11", rate: 5)
            try ledger.credit("2025-11", on: "2026-01-05")
            try ledger.harm("2025-11", rate: 10)
            try ledger.assess("2025-11")
            try body(ledger)
        }
    }

    @Test("a supplement is not dated before its note, in whatever series")
    func supplement() throws {
        try with { ledger in
            _ = try ledger.issuer(series: "B-{year}-{number:5}").set(ledger.connection)
            let expected = IssueRefusal.date(
                "the issue date 2025-12-31 is before 2026-01-05, the date of the last note of S-1")
            #expect(try ledger.refusal { _ = try ledger.plan("2025-11", on: "2025-12-31") } == expected)
            let plan = try ledger.plan("2025-11", on: "2026-01-05")
            #expect(
                try ledger.refusal { try ledger.issue("2025-11", on: "2025-12-31", plan: plan) } == expected)
            #expect(try ledger.credit("2025-11", on: "2026-01-05") == ["B-2026-00001 S-1 50.00"])
        }
    }

    @Test("nor a credit before a reversal, or a reversal before a credit")
    func reversal() throws {
        try with { ledger in
            try ledger.breach("2025-10", "S-2")
            try ledger.credit("2025-10", on: "2026-01-20")
            try ledger.breach("2025-10", rate: 5)
            try ledger.credit("2025-10", on: "2026-02-08")
            #expect(try ledger.documents().count == 3)
            _ = try ledger.issuer(series: "B-{year}-{number:5}").set(ledger.connection)
            #expect(
                try ledger.refusal { try ledger.reverse("AV-2026-00001", on: "2026-02-07") }
                    == .date(
                        "the issue date 2026-02-07 is before 2026-02-08, the date of the last note of S-1"))
            try ledger.reverse("AV-2026-00001", on: "2026-02-10")
            #expect(
                try ledger.refusal { try ledger.credit("2025-11", on: "2026-02-09") }
                    == .date(
                        "the issue date 2026-02-09 is before 2026-02-10, the last date of series B-2026-"))
            _ = try ledger.issuer(series: "C-{year}-{number:5}").set(ledger.connection)
            #expect(
                try ledger.refusal { try ledger.credit("2025-11", on: "2026-02-09") }
                    == .date(
                        "the issue date 2026-02-09 is before 2026-02-10, the date of the last note of S-1"))
            #expect(try ledger.credit("2025-11", on: "2026-02-10") == ["C-2026-00001 S-1 100.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("a subscription that has nothing due now, or that lacks a detail, binds no date of others")
    func others() throws {
        try with { ledger in
            try ledger.credit("2025-11", on: "2026-01-06")
            try ledger.breach("2025-11", "S-2")
            try ledger.assess("2025-11")
            _ = try ledger.issuer(series: "B-{year}-{number:5}").set(ledger.connection)
            #expect(try ledger.planned("2025-11", on: "2025-12-31") == ["S-2 credited 200.00 of 200.00"])
        }
    }

    @Test(
        "the database refuses it, whatever inserts the note",
        arguments: [("2026-01-04", false), ("2026-01-05", true)])
    func guarded(day: String, isRight: Bool) throws {
        try with { ledger in
            let note = PlantedNote(
                """
                n.series := 'B-2026-{number:5}'; n.no := 1; n.number := 'B-2026-00001'; n.previous_date := null;
                n.previous_hash := digest_of('avoir.notes', n.series);
                insert into note_series (series, last_hash) values (n.series, n.previous_hash);
                n.issue_date := '\(day)'; l.revision := 2; \(PlantedNote.net("5000"))
                """)
            guard !isRight else { return try note.insert(on: ledger.connection) }
            let error = try refusal { try note.insert(on: ledger.connection) }
            #expect(error.constraint == "dates_of_a_subscription_never_go_back")
        }
    }
}
