internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: closed books")
struct LedgerClosingTests {
    private func with(_ body: (Ledger) throws -> Void) throws {
        try Ledger.with { ledger in
            for subscription in ["S-1", "S-2"] { try ledger.breach("2025-11", subscription, rate: 5) }
            try ledger.harm("2025-11", "S-2", rate: 0)
            #expect(try ledger.credit("2025-11", on: "2026-01-05") == ["AV-2026-00001 S-1 50.00"])
            try ledger.harm("2025-11", "S-2", rate: 5)
            try ledger.assess("2025-11")
            try body(ledger)
        }
    }

    private func close(_ day: String, _ ledger: Ledger) throws {
        try Closing.close(StoreTests.date(day), on: ledger.connection)
    }

    @Test("nothing is dated on or before a closed day; on the day after it, it is")
    func closed() throws {
        try with { ledger in
            try close("2026-01-31", ledger)
            for day in ["2026-01-30", "2026-01-31"] {
                let expected = IssueRefusal.date(
                    "the issue date \(day) is not after 2026-01-31, up to which the books are closed")
                #expect(try ledger.refusal { _ = try ledger.plan("2025-11", on: day) } == expected)
                #expect(try ledger.refusal { try ledger.reverse("AV-2026-00001", on: day) } == expected)
            }
            try ledger.reverse("AV-2026-00001", on: "2026-02-01")
            #expect(
                try ledger.credit("2025-11", on: "2026-02-01")
                    == ["AV-2026-00003 S-1 50.00", "AV-2026-00004 S-2 50.00"])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("the day never goes back and never lies in the future; again it changes nothing")
    func monotonic() throws {
        try with { ledger in
            #expect(try Closing.last(ledger.connection) == nil)
            try close("2026-01-31", ledger)
            try close("2026-01-31", ledger)
            #expect(
                try ledger.refusal { try close("2026-01-30", ledger) }
                    == .date("the books are closed up to 2026-01-31 already, and that never goes back"))
            #expect(
                try ledger.refusal { try close("9999-12-31", ledger) }
                    == .date("the books cannot be closed up to 9999-12-31, which is in the future"))
            try close("2026-02-28", ledger)
            #expect(try Closing.last(ledger.connection) == StoreTests.date("2026-02-28"))
            #expect(
                try ledger.connection.texts(
                    "select concat_ws(' ', by = session_user, details) from audit_entry where action = 'close' order by no"
                )
                    == [#"t {"until": "2026-01-31"}"#, #"t {"until": "2026-02-28"}"#])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("the database refuses it, whatever inserts the note")
    func guarded() throws {
        try with { ledger in
            try close("2026-01-31", ledger)
            for (day, isRight) in [("2026-01-31", false), ("2026-02-01", true)] {
                let note = PlantedNote(
                    "l.subscription_key := pg_temp.key_of('S-2'); l.revision := 2; n.issue_date := '\(day)'; "
                        + PlantedNote.net("5000"))
                guard !isRight else { return try note.insert(on: ledger.connection) }
                let error = try refusal { try note.insert(on: ledger.connection) }
                #expect(error.constraint == "no_note_in_closed_books")
            }
        }
    }

    @Test("closing waits for notes that are being issued, and they for it")
    func concurrent() throws {
        try with { ledger in
            let other = try ledger.another()
            try ledger.connection.execute("begin")
            _ = try ledger.connection.query(
                "select issue_month(gen_random_uuid(), '2025-11-01', '2026-01-31', 1, 5000, true, null, 'x')")
            try other.connection.executeScript("begin; set local lock_timeout = '200ms'")
            let waiting = try refusal { _ = try other.connection.query("select close_books('2026-01-31')") }
            #expect(waiting.isLockTimeout)
            try other.connection.execute("rollback")
            try ledger.connection.execute("commit")
            try other.connection.execute("begin")
            _ = try other.connection.query("select close_books('2026-01-31')")
            try ledger.connection.executeScript("begin; set local lock_timeout = '200ms'")
            let late = try refusal {
                _ = try ledger.connection.query(
                    "select issue_month(gen_random_uuid(), '2025-11-01', '2026-01-31', 0, 0, true, null, 'x')"
                )
            }
            #expect(late.isLockTimeout)
            try ledger.connection.execute("rollback")
            try other.connection.execute("commit")
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("verify finds a note that was issued into closed books, and a closing that nobody made")
    func proof() throws {
        try with { ledger in
            try close("2026-01-04", ledger)
            try ledger.connection.executeScript(
                """
                alter table closing disable trigger all;
                update closing set closed_until = '2026-01-31', closed_at = '2026-01-01'
                """)
            let faults = try ledger.faults()
            #expect(
                faults.contains(
                    "AV-2026-00001: was issued on 2026-01-05 although the books were closed up to 2026-01-31")
            )
            #expect(faults.filter { $0.contains("the books closed up to 2026-01-") }.count == 2)
        }
    }
}
