internal import Postgres
internal import SLA
internal import Store
import TestSupport
internal import Testing

@Suite("Rows that concern others")
struct UnrelatedRowsTests {
    /// Every kind of row, for a customer, services and calendars of their own, and for other months.
    private func addOthers(_ month: Month, _ connection: Connection) throws {
        let (first, last) = (month.firstDay, month.lastDay)
        try importing("customers", "customer,name\nU-C,Other SA", on: connection)
        try importing("calendars", "calendar,based_on\nU-H,FR-RE", on: connection)
        try importing(
            "special-hours", "calendar,date,name\nU-H,\(first.adding(days: 4)),Autre", on: connection)
        try importing("holidays", "calendar,date,name\nU-H,\(first.adding(days: 3)),Autre", on: connection)
        try importing(
            "subscriptions",
            rows: (0..<5).map { number in
                [
                    .text("U-\(number)"), .text("U-C"), .text("U-V\(number % 2)"), .text("T-\(number)"),
                    .day(first.adding(days: -400)), .absent, .text("U-H"), .absent,
                    .absent, .bool(false),
                ]
            }, on: connection)
        try importing(
            "invoices",
            rows: (0..<5).map { number in
                [
                    .text("F-0"), .absent, .text("U-\(number)"), .day(first), .day(last), .integer(100_000),
                    .integer(20_000_000), .text("EUR"), .text("recurring"), .absent, .absent,
                    .absent, .absent, .bool(false),
                ]
            }, on: connection)
        try importing(
            "requests", "subscription,month,requested_on,reference\nU-1,\(month),\(last),x", on: connection)
        let (day, before) = (first.adding(days: 6), first.adding(days: -70))
        try importing(
            "outages",
            """
            source,id,service,subscription,started_at,ended_at,notified_at
            u,1,U-V0,,\(day)T08:00:00Z,\(day)T12:00:00Z,\(day)T08:01:00Z
            u,2,,U-1,\(day)T08:00:00Z,,\(day)T08:01:00Z
            u,3,,S-0,\(before)T08:00:00Z,\(before)T12:00:00Z,\(before)T08:01:00Z
            """, on: connection)
        try importing(
            "notifications", "subscription,outage_source,outage_id,notified_at\nU-0,u,1,\(day)T09:00:00Z",
            on: connection)
        try importing(
            "excusable-events",
            """
            source,id,service,subscription,cause,started_at,ended_at,evidence
            u,1,U-V1,,force_majeure,\(day)T08:00:00Z,\(day)T12:00:00Z,x
            """, on: connection)
        try importing(
            "maintenance",
            """
            source,id,service,subscription,started_at,ended_at
            u,1,,U-2,\(day)T08:00:00Z,\(day)T12:00:00Z
            """, on: connection)
    }

    @Test("change nothing that a month's report is made of", arguments: ["2026-03", "2026-05", "2026-10"])
    func unrelated(text: String) throws {
        let month = try month(text)
        var facts = RandomMonth(month, subscriptions: 60, random: Seed.generator(month.number + 700))
        try TestDatabase.with { _, connection in
            try facts.store(connection)
            let keys = try connection.query("select subscription_key from subscription").map {
                try $0.int32(0)
            }
            #expect(try assess(text, connection, subscriptions: keys).new == keys.count)
            let before = try Assessments.current(month, on: connection, subscriptions: keys).map(\.outcome)
            try addOthers(month, connection)
            let again = try assess(text, connection, subscriptions: keys)
            #expect(again.new == 0)
            #expect(again.revised.isEmpty, "AVOIR_TEST_SEED=\(Seed.value)")
            let after = try Assessments.current(month, on: connection, subscriptions: keys).map(\.outcome)
            #expect(after == before, "AVOIR_TEST_SEED=\(Seed.value)")
        }
    }

    @Test("a holiday that coverage keeps gives no revision, unless working days are counted")
    func keptHoliday() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            var plain = try axantis(id: "plain")
            plain.coverage.excludesPublicHolidays = false
            var counting = plain
            counting.id = "counting"
            counting.credit?.requestWithin = .workingDays(5)
            for terms in [plain, counting] { try add(terms, on: connection) }
            try importing("calendars", "calendar,based_on,known_until\nown,none,2026-12-31", on: connection)
            try importing(
                "subscriptions",
                """
                subscription,customer,service,terms,starts_on,holidays
                P,C-1,ivr,plain,2025-06-01,own
                W,C-1,ivr,counting,2025-06-01,own
                """, on: connection)
            _ = try assess("2026-05", connection)
            try importing("holidays", "calendar,date,name\nown,2026-05-12,Fête", on: connection)
            #expect(try assess("2026-05", connection).revised == ["W"])
        }
    }
}
