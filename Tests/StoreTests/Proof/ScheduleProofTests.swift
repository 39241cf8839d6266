internal import Postgres
internal import SLA
internal import Store
internal import Testing

/// September 2026 under targets and schedules of every form, each subscription at a boundary of one rule of
/// docs/reference/terms.md.
@Suite("Targets and schedules, in the judgement and in the proof")
struct ScheduleProofTests {
    private func withMonth(_ body: (Connection) throws -> Void) throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            for subject in ScheduleSubject.all {
                var terms = try axantis(id: subject.name, onRequest: false)
                terms.timeZone = "UTC"
                terms.coverage = .init(
                    weekly: always, excludesPublicHolidays: false, excludesPlannedMaintenance: false)
                terms.availability.notificationRequired = false
                terms.availability.target = subject.target
                terms.credit?.schedule = subject.schedule
                try add(terms, on: connection)
            }
            func rows(_ header: String, _ row: (ScheduleSubject) -> String) -> String {
                ([header] + ScheduleSubject.all.map(row)).joined(separator: "\n")
            }
            try importing(
                "subscriptions",
                rows("subscription,customer,service,terms,starts_on,holidays") {
                    "\($0.name),C-1,ivr,\($0.name),2025-06-01,none"
                }, on: connection)
            try importing(
                "outages",
                rows("source,id,subscription,started_at,ended_at") { subject in
                    let start = Instant(microseconds: 1_788_739_200 * Microseconds.perSecond)
                    let end = Instant(microseconds: start.microseconds + subject.down)
                    return "noc,\(subject.name),\(subject.name),\(rfc3339(start)),\(rfc3339(end))"
                }, on: connection)
            try importing(
                "invoices",
                rows("invoice,subscription,month,issued_on,amount_excl_tax,vat_rate") {
                    "F,\($0.name),2026-09,2026-09-30,\($0.base),20000000"
                }, on: connection)
            _ = try assess("2026-09", connection)
            try body(connection)
        }
    }

    private func rfc3339(_ instant: Instant) -> String {
        let day = LocalDate(daysSinceEpoch: Int(instant.microseconds / Microseconds.perDay))
        let rest = instant.microseconds % Microseconds.perDay
        let (minutes, micro) = rest.quotientAndRemainder(dividingBy: Microseconds.perMinute)
        let time = "\(padded(Int(minutes / 60), to: 2)):\(padded(Int(minutes % 60), to: 2))"
        let seconds = padded(Int(micro / Microseconds.perSecond), to: 2)
        return "\(day)T\(time):\(seconds).\(padded(Int(micro % Microseconds.perSecond), to: 6))Z"
    }

    @Test("each is decided as the language says, stored as it was earned, and both proofs agree")
    func decided() throws {
        try withMonth { connection in
            let result = try Proof.verify(month("2026-09"), on: connection, zone: zone)
            #expect(result.disagreements.isEmpty && result.compared == ScheduleSubject.all.count + 3)
            let outcomes = try connection.texts(
                """
                select concat_ws(' ', u.subscription, a.status, 'rate ' || a.rate_micropercent,
                    a.rate_numerator || '/' || a.rate_denominator, 'sum ' || a.sum_cents, 'steps ' || a.steps,
                    'limit ' || a.limit_cents, a.amount_cents)
                from current_assessment a join subscription u using (subscription_key)
                where u.subscription not like 'S-_' order by u.subscription collate "C"
                """)
            #expect(
                outcomes == [
                    "A-bound issuable rate 10000000 10000", "A-exceeded none rate 0 0",
                    "C-complete issuable rate 10000000 steps 2 10000", "E-excess issuable 1/30 steps 1 3333",
                    "E-of-length issuable 1/15 steps 2 6667", "F-first issuable 2/7 steps 1 28571",
                    "F-whole nothing_due rate 0 steps 0 0", "L-exactly none rate 0 0",
                    "M-rate issuable sum 5000 steps 5 limit 3000 3000",
                    "M-sum issuable rate 50000000 steps 5 limit 12345 12345",
                    "M-whole issuable rate 40000000 steps 30 40000",
                    "P-points issuable rate 1000000 steps 1 1000",
                    "S-sum issuable sum 1000 900", "T-from issuable rate 10000000 10000",
                    "X-proportion issuable 5694",
                ])
        }
    }

    /// Faults of the proof: its text, what takes its place, and the subscriptions that show it.
    private static let faults: [(text: String, fault: String, shows: Set<String>)] = [
        ("> target_above_micropercent * r.b", ">= target_above_micropercent * r.b", ["A-bound"]),
        (
            "counted_downtime_us <= target_downtime_us", "counted_downtime_us < target_downtime_us",
            ["L-exactly"]
        ),
        ("<= t.bound * r.b", "< t.bound * r.b", ["A-bound"]),
        ("r.d > t.bound", "r.d >= t.bound", ["T-from"]),
        ("r.d >= t.bound end", "r.d > t.bound end", ["T-from"]),
        (
            "then s.every * x.whole - 1 else 0 end", "then s.every * x.whole else 0 end",
            ["E-excess", "E-of-length", "F-first", "M-rate", "M-sum", "M-whole", "P-points"]
        ),
        (
            "then s.every * x.whole - 1 else 0 end",
            "then s.every * x.whole - 1 else s.every * x.whole - 1 end", ["C-complete"]
        ),
        (
            "when x.part < s.first_every * x.whole then (s.counted = 'started')::int",
            "when x.part < s.first_every * x.whole then 1",
            ["F-whole"]
        ),
        ("coalesce(r.d - r.target_downtime_us,", "coalesce(r.d,", ["E-of-length", "X-proportion"]),
        ("coalesce(first_numerator, rate_numerator)::numeric", "rate_numerator::numeric", ["F-first"]),
        ("coalesce(most_numerator, 1) as numerator", "1 as numerator", ["M-whole"]),
        (
            "then u.most_numerator end as most_numerator", "then null::numeric end as most_numerator",
            ["M-rate"]
        ),
        ("then u.most_cents end as most_cents", "then null::bigint end as most_cents", ["M-sum"]),
        (
            "div(base_cents * numerator * 2 + denominator, 2 * denominator)), base_cents, limit_cents)",
            "div(base_cents * numerator * 2 + denominator, 2 * denominator)), limit_cents)", ["S-sum"]
        ),
        ("times * greatest(part, 0)", "(times - 1) * greatest(part, 0)", ["X-proportion"]),
        ("(100000000 - r.bound) * r.b)", "(100000000 - r.bound) * r.b + 1)", ["E-excess"]),
        (
            "r.bound * r.b - 100000000 * (r.b - r.d)", "r.bound * r.b - 100000000 * (r.b - r.d) + 1",
            ["P-points"]
        ),
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
