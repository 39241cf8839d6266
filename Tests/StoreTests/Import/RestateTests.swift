internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

/// May 2026 of S-1, S-2 and S-3 is assessed; it is over.
@Suite("R18: the past is not restated in silence")
struct RestateTests {
    private static let reason =
        "changes days of months that are over and assessed (R18); what is new begins on a later day, in a row of its own; "
        + "to correct the past, use --restate"

    private func imported(
        _ kind: String, _ text: String, restate: Bool = false, now: Instant = .afterTheTests,
        on connection: Connection
    ) throws -> Imported {
        try importing(kind, text, restate: restate, now: now, on: connection)
    }

    private static let header = "subscription,customer,service,terms,starts_on,ends_on,holidays,withdrawn\n"

    static let spellRows: [(row: String, months: String?)] = [
        // A later spell ends the one before it, and touches nothing else.
        ("S-1,C-1,sms,axantis,2026-06-01,,FR,", nil),
        ("S-1,C-1,sms,axantis,2026-05-31,,FR,", "2026-05"),
        // The same from a day on is no change.
        ("S-1,C-1,ivr,axantis,2026-05-10,,FR,", nil),
        ("S-1,C-1,ivr,axantis,2025-06-01,2026-05-31,FR,", nil),
        ("S-1,C-1,ivr,axantis,2025-06-01,2026-05-30,FR,", "2026-05"),
        ("S-1,C-1,ivr,axantis,2025-06-01,,FR-AM,", "2026-05"),
        ("S-1,C-1,ivr,other,2025-06-01,,FR,", "2026-05"),
        ("S-1,C-1,ivr,axantis,2025-06-01,,FR,true", "2026-05"),
        // Before it was in force: April is over too, but nobody assessed it.
        ("S-1,C-1,ivr,axantis,2025-05-01,2025-05-31,FR,", nil),
        // A new subscription has no past.
        ("S-9,C-1,ivr,axantis,2025-05-01,,FR,", nil),
    ]

    @Test("of spells", arguments: spellRows)
    func spells(row: String, months: String?) throws {
        try AssessedMonth.with { connection in
            _ = try assess("2026-05", connection)
            let text = Self.header + row
            let refused = try imported("subscriptions", text, on: connection)
            #expect(refused.rejections.map(\.fault.value) == (months == nil ? [] : [months]))
            #expect(refused.rejections.map(\.fault.reason) == (months == nil ? [] : [Self.reason]))
            guard let months else { return }
            #expect(try connection.number("select count(*) from subscription_details where withdrawn") == 0)
            // Before the month is over it is changed without more ado.
            let during = try zone("Europe/Paris").start(of: month("2026-06").firstDay)
            var before = during
            before.microseconds -= 1
            let early = try importing(
                "subscriptions", text, dryRun: true, restate: false, now: before, on: connection)
            #expect(early.rejections.isEmpty)
            #expect(
                try importing(
                    "subscriptions", text, dryRun: true, restate: false, now: during, on: connection
                ).rejections.count == 1)
            let restated = try imported("subscriptions", text, restate: true, on: connection)
            #expect(restated.rejections.isEmpty)
            #expect(restated.outcome.restated.map(\.description) == [months])
            #expect(
                try connection.texts(
                    "select details::jsonb ->> 'restated' from audit_entry where action = 'import' order by no desc limit 1"
                ) == [months])
        }
    }

    @Test(
        "of spells in a file that has no more columns than it must",
        arguments: [
            ("S-1,C-1,sms,axantis,2026-05-10", true), ("S-1,C-1,sms,axantis,2026-06-01", false),
            ("S-1,C-1,ivr,axantis,2026-05-10", false), ("S-1,C-1,ivr,other,2026-05-31", true),
            ("S-1,C-1,ivr,other,2025-06-01", true), ("S-1,C-1,ivr,axantis,2025-06-01", false),
            ("S-9,C-1,ivr,axantis,2026-05-10", false),
        ])
    func fewColumns(row: String, isRefused: Bool) throws {
        try AssessedMonth.with { connection in
            _ = try assess("2026-05", connection)
            let text = "subscription,customer,service,terms,starts_on\n" + row
            let imported = try imported("subscriptions", text, on: connection)
            #expect(imported.rejections.map(\.fault.value) == (isRefused ? ["2026-05"] : []))
            // What is not refused changes no result; a spell that goes on is another spell, and so a revision.
            _ = try assess("2026-05", connection)
            #expect(
                try connection.number(
                    "select count(distinct (status, measured_us, amount_cents)) from assessment where "
                        + "subscription_key = (select subscription_key from subscription where subscription = 'S-1')"
                ) == 1)
        }
    }

    @Test("a row that is refused takes with it those that only make sense beside it; others are stored")
    func together() throws {
        try AssessedMonth.with { connection in
            _ = try assess("2026-05", connection)
            let refused = try imported(
                "subscriptions",
                Self.header + """
                    S-1,C-1,ivr,axantis,2025-06-01,2026-05-10,FR,
                    S-1,C-1,sms,axantis,2026-05-20,,FR,
                    S-2,C-1,sms,axantis,2026-06-15,,FR,
                    """, on: connection)
            #expect(refused.rejections.map(\.line) == [2, 3])
            #expect(refused.outcome.inserted == 1)
            // What a spell loses another one makes up for: nothing of May changes.
            let moved = try imported(
                "subscriptions",
                Self.header + """
                    S-1,C-1,ivr,axantis,2025-06-01,2026-05-10,FR,
                    S-1,C-1,ivr,axantis,2026-05-11,,FR,
                    """, on: connection)
            #expect(moved.rejections.isEmpty)
        }
    }

    @Test("of calendars, holidays and special hours that an assessed subscription has on that day")
    func days() throws {
        try AssessedMonth.with { connection in
            try importing(
                "calendars", "calendar,based_on\nUSED,FR\nUNUSED,FR", on: connection)
            try importing(
                "subscriptions", Self.header + "S-1,C-1,ivr,axantis,2026-05-10,,USED,", on: connection)
            _ = try assess("2026-05", connection)
            func months(_ kind: String, _ text: String) throws -> [String?] {
                try imported(kind, text, on: connection).rejections.map(\.fault.value)
            }
            let holidays = "calendar,date,name,withdrawn\n"
            #expect(try months("holidays", holidays + "USED,2026-05-12,Jour,") == ["2026-05"])
            // A day of FR already, a day before the spell, another month, another calendar.
            #expect(try months("holidays", holidays + "USED,2026-05-14,Jour,") == [])
            #expect(try months("holidays", holidays + "USED,2026-05-07,Jour,") == [])
            #expect(try months("holidays", holidays + "USED,2026-06-12,Jour,") == [])
            #expect(try months("holidays", holidays + "UNUSED,2026-05-12,Jour,") == [])
            #expect(try months("holidays", holidays + "USED,2026-05-25,Jour,true") == ["2026-05"])
            let calendars = "calendar,based_on,known_until\n"
            #expect(try months("calendars", calendars + "USED,FR,2027-12-31") == [])
            #expect(try months("calendars", calendars + "USED,FR-AM,") == [])
            #expect(try months("calendars", calendars + "USED,none,") == ["2026-05"])
            let hours = "calendar,service,subscription,date,from,to,name,withdrawn\n"
            #expect(try months("special-hours", hours + "USED,,,2026-05-12,,,N,") == ["2026-05"])
            #expect(try months("special-hours", hours + ",ivr,,2026-05-12,,,N,") == ["2026-05"])
            #expect(try months("special-hours", hours + ",,S-1,2026-05-12,,,N,") == ["2026-05"])
            #expect(try months("special-hours", hours + ",,S-1,2026-05-12,,,N,true") == [])
            #expect(try months("special-hours", hours + "UNUSED,,,2026-05-12,,,N,") == [])
            #expect(try months("special-hours", hours + ",,S-1,2026-06-12,,,N,") == [])
        }
    }

    @Test("of a terms version that would have decided an assessed month")
    func terms() throws {
        try AssessedMonth.with { connection in
            _ = try assess("2026-05", connection)
            func months(_ terms: Terms) throws -> [Month] {
                do {
                    _ = try add(terms, restate: false, on: connection)
                    return []
                } catch TermsRefusal.changesThePast(_, _, let months) {
                    return months
                }
            }
            #expect(try months(axantis(version: "a", effectiveFrom: "2026-05-02")) == [])
            #expect(try months(axantis(version: "b", effectiveFrom: "2026-05-01")) == [month("2026-05")])
            #expect(try months(axantis(version: "c", effectiveFrom: "2024-01-01")) == [])
            #expect(try months(axantis(id: "new", version: "1", effectiveFrom: "2024-01-01")) == [])
            #expect(try add(axantis(version: "b", effectiveFrom: "2026-05-01"), on: connection))
        }
    }
}
