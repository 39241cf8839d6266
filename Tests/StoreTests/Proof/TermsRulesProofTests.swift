internal import Postgres
internal import SLA
internal import Store
internal import Testing

/// September 2026 under terms that say more than article 7, each subscription at a boundary of one rule of
/// docs/reference/terms.md.
@Suite("Rules of the terms language, in the judgement and in the proof")
struct TermsRulesProofTests {

    /// By subscription: its terms, and what else is known of it.
    private struct Subject: Sendable {
        let name: String
        var holidays = "none"
        var announced: String?
        var requested = "2026-10-01"
        var base = 100_000
        let change: @Sendable (inout Terms) -> Void
    }

    private static let subjects: [Subject] = [
        Subject(name: "N-exactly", announced: "2026-09-07T22:00:00+02:00") {
            $0.coverage.maintenanceNotice = .length(48 * Microseconds.perHour)
        },
        Subject(name: "N-late", announced: "2026-09-07T22:00:00.000001+02:00") {
            $0.coverage.maintenanceNotice = .length(48 * Microseconds.perHour)
        },
        Subject(name: "W-two-days", announced: "2026-09-07T23:59:00+02:00") {
            $0.coverage.maintenanceNotice = .workingDays(2)
        },
        Subject(name: "W-one-day", announced: "2026-09-08T00:00:00+02:00") {
            $0.coverage.maintenanceNotice = .workingDays(2)
        },
        Subject(name: "W-holiday", holidays: "own", announced: "2026-09-07T12:00:00+02:00") {
            $0.coverage.maintenanceNotice = .workingDays(2)
        },
        Subject(name: "W-weekend", announced: "2026-09-05T12:00:00+02:00") {
            $0.coverage.maintenanceNotice = .workingDays(3)
        },
        Subject(name: "R-months", requested: "2026-10-31") { $0.credit?.requestWithin = .months(1) },
        Subject(name: "R-late", requested: "2026-10-02") { $0.credit?.requestWithin = .workingDays(1) },
        Subject(name: "R-holiday", holidays: "own", requested: "2026-10-02") {
            $0.credit?.requestWithin = .workingDays(1)
        },
        Subject(name: "U-last-day") { $0.effectiveUntil = LocalDate("2026-09-01") },
        Subject(name: "U-ended") { $0.effectiveUntil = LocalDate("2026-08-31") },
        Subject(name: "B-excused") { $0.availability.basis = .coverageLessExcused },
        Subject(name: "M-exactly", base: 10_00) { $0.credit?.minimum = Cents(100) },
        Subject(name: "M-below", base: 9_94) { $0.credit?.minimum = Cents(100) },
    ]

    private func withMonth(_ body: (Connection) throws -> Void) throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            func rows(_ header: String, _ row: (Subject) -> String) -> String {
                ([header] + Self.subjects.map(row)).joined(separator: "\n")
            }
            for subject in Self.subjects {
                var terms = try axantis(id: subject.name)
                terms.coverage.weekly = always
                terms.availability.notificationRequired = false
                subject.change(&terms)
                try add(terms, on: connection)
            }
            var short = try axantis(id: "short", effectiveFrom: "2026-09-05")
            short.effectiveUntil = LocalDate("2026-09-10")
            try add(short, on: connection)
            try importing("calendars", "calendar,based_on,known_until\nown,none,2026-12-31", on: connection)
            try importing(
                "holidays", "calendar,date,name\nown,2026-09-08,Fête\nown,2026-10-01,Fête", on: connection)
            try importing(
                "subscriptions",
                rows("subscription,customer,service,terms,starts_on,holidays") {
                    "\($0.name),C-1,ivr,\($0.name),2025-06-01,\($0.holidays)"
                } + "\nL,C-1,ivr,N-late,2025-06-01,none\nL,C-1,ivr,short,2026-09-16,none", on: connection)
            try importing(
                "outages",
                rows("source,id,subscription,started_at,ended_at") {
                    "noc,\($0.name),\($0.name),2026-09-09T10:00:00+02:00,2026-09-09T23:30:00+02:00"
                }, on: connection)
            try importing(
                "excusable-events",
                """
                source,id,subscription,cause,started_at,ended_at,evidence
                desk,1,B-excused,customer_act,2026-09-09T12:00:00+02:00,2026-09-09T13:00:00+02:00,ticket
                """, on: connection)
            let announced = Self.subjects.filter { $0.announced != nil }.map {
                "change,\($0.name),\($0.name),2026-09-09T22:00:00+02:00,2026-09-09T23:00:00+02:00,\($0.announced ?? "")"
            }
            try importing(
                "maintenance",
                (["source,id,subscription,started_at,ended_at,announced_at"] + announced).joined(
                    separator: "\n"),
                on: connection)
            try importing(
                "invoices",
                rows("invoice,subscription,month,issued_on,amount_excl_tax,vat_rate") {
                    "F,\($0.name),2026-09,2026-09-30,\($0.base),20000000"
                }, on: connection)
            try importing(
                "requests",
                rows("subscription,month,requested_on") { "\($0.name),2026-09,\($0.requested)" },
                on: connection)
            _ = try assess("2026-09", connection)
            try body(connection)
        }
    }

    @Test("each subscription's month is decided as the language says, and both agree")
    func decided() throws {
        try withMonth { connection in
            let result = try Proof.verify(month("2026-09"), on: connection, zone: zone)
            #expect(result.disagreements.isEmpty && result.compared == Self.subjects.count + 1 + 3)
            let outcomes = try connection.texts(
                """
                select concat_ws(' ', u.subscription, a.status, a.planned_maintenance_us / 3600000000,
                    a.measured_us / 3600000000, a.request_until, a.amount_cents)
                from current_assessment a join subscription u using (subscription_key)
                where u.subscription not like 'S-%' order by u.subscription collate "C"
                """)
            #expect(
                outcomes == [
                    "B-excused issuable 0 719 10000", "L no_terms 0 0", "M-below nothing_due 0 720 0",
                    "M-exactly issuable 0 720 100", "N-exactly issuable 1 719 10000",
                    "N-late issuable 0 720 10000", "R-holiday issuable 0 696 2026-10-02 10000",
                    "R-late expired 0 720 2026-10-01 10000", "R-months issuable 0 720 2026-10-31 10000",
                    "U-ended no_terms 0 0", "U-last-day issuable 0 720 10000",
                    "W-holiday issuable 0 696 10000", "W-one-day issuable 0 720 10000",
                    "W-two-days issuable 1 719 10000", "W-weekend issuable 0 720 10000",
                ])
        }
    }

    /// Faults of the proof: its text, what takes its place, and the subscriptions that show it.
    private static let faults: [(text: String, fault: String, shows: Set<String>)] = [
        (
            "* interval '1 microsecond' <= m.started_at", "* interval '1 microsecond' < m.started_at",
            ["N-exactly"]
        ),
        (
            "m.announced_at + s.notice_us * interval '1 microsecond' <= m.started_at",
            "m.announced_at <= m.started_at", ["N-late"]
        ),
        ("and s.notice_working_days <= (", "and s.notice_working_days < (", ["W-two-days"]),
        (
            "(m.announced_at at time zone s.time_zone)::date::timestamp,",
            "(m.announced_at at time zone s.time_zone)::date::timestamp + interval '1 day',", ["W-two-days"]
        ),
        (
            "::date::timestamp - interval '1 day', interval '1 day')", "::date::timestamp, interval '1 day')",
            [
                "W-one-day", "W-holiday", "W-weekend",
            ]
        ),
        ("where h.calendar = s.holidays and h.date = day::date", "where false", ["W-holiday"]),
        ("= any (s.working_week)", "is not null", ["W-weekend"]),
        ("(v.request_within_months + 1) * interval", "v.request_within_months * interval", ["R-months"]),
        (
            "offset v.request_within_working_days - 1", "offset v.request_within_working_days",
            [
                "R-late", "R-holiday",
            ]
        ),
        ("h.calendar = m.holidays and h.date = day::date", "false", ["R-holiday"]),
        (
            "coalesce(effective_until >= $1::date, true)", "coalesce(effective_until > $1::date, true)",
            [
                "U-last-day"
            ]
        ),
        ("coalesce(effective_until >= $1::date, true)", "true", ["U-ended"]),
        ("coalesce(v.effective_until >= c.starts_on, true)", "true", ["L"]),
        ("when 'coverage_less_excused' then", "when 'another' then", ["B-excused"]),
        (
            "part.cents < coalesce(minimum_cents, 0)", "part.cents <= coalesce(minimum_cents, 0)",
            ["M-exactly"]
        ),
        ("part.cents < coalesce(minimum_cents, 0)", "part.cents < 0", ["M-below"]),
    ]

    @Test("a fault of the proof in one of these rules is found where it matters, and nowhere else")
    func faults() throws {
        try withMonth { connection in
            for (text, fault, shows) in Self.faults {
                let sql = Proof.sql.replacing(text, with: fault)
                #expect(sql != Proof.sql, "\(text)")
                let result = try Proof.verify(month("2026-09"), on: connection, sql: sql, zone: zone)
                #expect(Set(result.disagreements.map(\.subscription)) == shows, "\(fault)")
                #expect(result.disagreements.allSatisfy { $0.side == "proof" })
            }
        }
    }
}
