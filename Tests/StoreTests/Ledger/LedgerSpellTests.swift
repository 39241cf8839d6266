internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Ledger: spells and calendars")
struct LedgerSpellTests {
    private func subscribe(_ ledger: Ledger, _ row: String) throws {
        try importing(
            "subscriptions", "subscription,customer,service,terms,starts_on,holidays\n" + row,
            on: ledger.connection)
    }

    /// C-2 takes S-1 over; the note of a month is for the customer of its first spell (R17).
    @Test(
        "a note is for the customer of the month's first spell",
        arguments: [("2026-01-01", "C-1"), ("2025-12-02", "C-1"), ("2025-12-01", "C-2")])
    func customer(takenOver: String, customer: String) throws {
        try Ledger.with { ledger in
            try ledger.customer("C-2", siren: "300000007")
            try subscribe(ledger, "S-1,C-2,ivr,axantis,\(takenOver),FR")
            try ledger.breach("2025-12")
            #expect(try ledger.credit("2025-12", on: "2026-01-31") == ["AV-2026-00001 S-1 200.00"])
            let notes = try CreditNotes.list(NoteFilter(), on: ledger.connection)
            #expect(notes.map(\.customer) == [customer])
            #expect(try ledger.faults().isEmpty)
        }
    }

    @Test("nothing is credited under a calendar that is not known to the month's end")
    func runOut() throws {
        try Ledger.with { ledger in
            let calendars = "calendar,based_on,known_until\n"
            try importing("calendars", calendars + "OWN,none,2025-12-30", on: ledger.connection)
            try subscribe(ledger, "S-1,C-1,ivr,axantis,2024-06-01,OWN")
            try ledger.breach("2025-12")
            #expect(try ledger.credit("2025-12", on: "2026-01-31") == [])
            #expect(
                try ledger.connection.texts("select missing::text from issue_decision")
                    == [#"{"calendar OWN until 2025-12-30"}"#])
            try importing("calendars", calendars + "OWN,none,2025-12-31", on: ledger.connection)
            #expect(try ledger.credit("2025-12", on: "2026-01-31") == ["AV-2026-00001 S-1 200.00"])
        }
    }

    static let calendars: [(calendar: String?, day: String?, until: String)] = [
        ("OWN,none,2026-05-31", nil, "2026-05-31"), ("OWN,none,", nil, "-infinity"),
        ("OWN,none,", "OWN,2025-03-04,Jour", "2025-12-31"), (nil, "OWN,2025-03-04,Jour", "2025-12-31"),
        ("OWN,FR,", "OWN,2025-03-04,Jour", "for ever"), ("OWN,FR,2026-05-31", nil, "2026-05-31"),
    ]

    @Test(
        "a calendar is known as far as it says, or to the end of the last year with a day",
        arguments: calendars)
    func known(calendar: String?, day: String?, until: String) throws {
        try Ledger.with { ledger in
            if let calendar {
                try importing(
                    "calendars", "calendar,based_on,known_until\n" + calendar, on: ledger.connection)
            }
            if let day { try importing("holidays", "calendar,date,name\n" + day, on: ledger.connection) }
            #expect(
                try ledger.connection.texts("select coalesce(calendar_known_until('OWN')::text, 'for ever')")
                    == [until])
        }
    }
}
