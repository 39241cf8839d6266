internal import Postgres
internal import SLA
internal import Store
internal import Testing

@Suite("A planted error is found")
struct PlantedErrorTests {
    /// The worked month, assessed: each of its subscriptions depends on another rule.
    private func withWorkedMonth(_ body: (Connection) throws -> Void) throws {
        try TestDatabase.with { _, connection in
            try add(axantis(id: "axantis-contact-experience"), on: connection)
            for (kind, text) in WorkedExampleTests.files { try importing(kind, text, on: connection) }
            _ = try assess("2026-05", connection)
            try body(connection)
        }
    }

    /// `SUBSCRIPTION side column, column`
    private func found(
        _ connection: Connection, month text: String = "2026-05", sql: String = Proof.sql,
        zone: (String) throws -> Zone = zone
    ) throws -> [String] {
        try Proof.verify(month(text), on: connection, sql: sql, zone: zone).disagreements.map {
            "\($0.subscription) \($0.side) " + $0.differences.map(\.column).joined(separator: ", ")
        }
    }

    /// What only a superuser can do, and only on purpose.
    private func tamper(_ sql: String, _ connection: Connection) throws {
        try connection.executeScript("set session_replication_role = replica")
        #expect(try connection.execute(sql) > 0, "\(sql)")
        try connection.executeScript("set session_replication_role = origin")
    }

    @Test("without one, nothing is found")
    func none() throws {
        try withWorkedMonth { connection in
            let result = try found(connection)
            #expect(result.isEmpty)
        }
    }

    @Test("a stored microsecond moved from one class to another")
    func microsecond() throws {
        try withWorkedMonth { connection in
            // All that the constraints demand still holds.
            try tamper(
                """
                update assessment set available_us = available_us - 1, unnotified_downtime_us = unnotified_downtime_us + 1
                where subscription_key = (select subscription_key from subscription where subscription = 'B-short')
                """, connection)
            let result = try Proof.verify(month("2026-05"), on: connection, zone: zone)
            #expect(result.compared == 10)
            #expect(result.disagreements.map(\.subscription) == ["B-short", "B-short"])
            #expect(result.disagreements.map(\.revision) == [1, 1])
            #expect(result.disagreements.map(\.side) == ["judgement", "proof"])
            for disagreement in result.disagreements {
                // B-short has 607,080 s available and 3,600 s unnotified.
                #expect(
                    disagreement.differences.map { "\($0.column) \($0.value ?? "") \($0.other ?? "")" } == [
                        "unnotified_downtime_us 3600000001 3600000000",
                        "available_us 607079999999 607080000000",
                    ])
            }
        }
    }

    @Test("any stored column, altered by the least that it can be")
    func everyColumn() throws {
        let words = [
            ("terms_key", "terms_key + 1"), ("status", "'none'"), ("is_final", "not is_final"),
            ("is_met", "not is_met"), ("currency", "'USD'"),
        ]
        let numbers = AssessmentValues.numbers.map(\.name).map { column in
            // What these terms say nothing of is null.
            let isUnsaid = [
                "target_above_micropercent", "target_downtime_us", "rate_numerator", "rate_denominator",
                "sum_cents", "steps", "limit_cents",
            ].contains(column)
            let altered =
                column.hasPrefix("period_") ? "\(column) + interval '1 microsecond'" : "\(column) + 1"
            return (column, isUnsaid ? "1" : altered)
        }
        let changes = words + numbers
        let names = changes.indices.map { "S-\($0 + 10)" }
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            var terms = try axantis()
            terms.credit?.requestWithin = .days(30)
            terms.credit?.minimum = Cents(100)
            try add(terms, on: connection)
            func rows(_ header: String, _ row: (String) -> String) -> String {
                ([header] + names.map(row)).joined(separator: "\n")
            }
            try importing(
                "subscriptions",
                rows("subscription,customer,service,terms,starts_on") { "\($0),C-1,ivr,axantis,2025-06-01" },
                on: connection)
            try importing(
                "outages",
                rows("source,id,subscription,started_at,ended_at,notified_at") {
                    "noc,\($0),\($0),2026-05-05T10:00:00Z,2026-05-05T11:00:00Z,2026-05-05T10:00:00Z"
                }, on: connection)
            try importing(
                "invoices",
                rows("invoice,subscription,month,issued_on,amount_excl_tax,vat_rate") {
                    "F,\($0),2026-05,2026-05-31,123453,20000000"
                }, on: connection)
            _ = try assess("2026-05", connection)
            let checks = try connection.texts(
                "select quote_ident(conname) from pg_constraint where conrelid = 'assessment'::regclass and contype = 'c'"
            )
            for check in checks {
                try connection.executeScript("alter table assessment drop constraint \(check)")
            }
            for (name, change) in zip(names, changes) {
                try tamper(
                    """
                    update assessment set \(change.0) = \(change.1) where subscription_key =
                        (select subscription_key from subscription where subscription = '\(name)')
                    """, connection)
            }
            let expected = zip(names, changes).flatMap {
                ["\($0) judgement \($1.0)", "\($0) proof \($1.0)"]
            }
            let result = try found(connection)
            #expect(result == expected)
        }
    }

    @Test("a stored outcome whose facts were altered behind the program's back")
    func facts() throws {
        try withWorkedMonth { connection in
            try tamper(
                "update outage set ended_at = ended_at + interval '1 microsecond' where id = 'D1'", connection
            )
            let columns = "counted_downtime_us, available_us"
            #expect(
                try found(connection) == [
                    "D-two-at-once judgement \(columns), input_digest", "D-two-at-once proof \(columns)",
                ])
        }
    }

    @Test("words of the facts, altered without any change of the outcome")
    func words() throws {
        try withWorkedMonth { connection in
            let changes = [
                "update outage set summary = 'other' where id = 'D1'",
                "update excusable_event set evidence = 'invented' where evidence is not null",
                "update invoice set invoice = invoice || 'x'",
            ]
            for change in changes {
                try connection.execute("begin")
                try tamper(change, connection)
                let result = try found(connection)
                #expect(
                    !result.isEmpty && result.allSatisfy { $0.hasSuffix(" judgement input_digest") },
                    "\(result)")
                try connection.execute("rollback")
            }
        }
    }

    @Test("an earlier revision, altered after a later one has taken its place")
    func superseded() throws {
        try withWorkedMonth { connection in
            try importing(
                "outages",
                """
                source,id,subscription,started_at,ended_at,notified_at
                late,A,A-clean,2026-05-06T10:00:00Z,2026-05-06T11:00:00Z,2026-05-06T10:00:00Z

                """, on: connection)
            _ = try assess("2026-05", connection)
            let before = try Proof.verify(month("2026-05"), superseded: true, on: connection, zone: zone)
            #expect(before.compared == 11 && before.disagreements.isEmpty)
            try tamper(
                """
                update assessment set available_us = available_us - 1, unnotified_downtime_us = unnotified_downtime_us + 1
                where revision = 1 and subscription_key in (
                    select subscription_key from subscription where subscription = 'A-clean')
                """, connection)
            #expect(try found(connection).isEmpty)
            let after = try Proof.verify(month("2026-05"), superseded: true, on: connection, zone: zone)
            #expect(
                after.disagreements.map { "\($0.subscription) \($0.revision) \($0.side)" } == [
                    "A-clean 1 judgement", "A-clean 1 proof",
                ])
        }
    }

    @Test("a fault of the judgement alone: the zone data that it used were exchanged")
    func judgement() throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            try add(axantis(), on: connection)
            _ = try assess("2026-03", connection)
            // The clocks of Sunday 29 March go forward three days late: the last days keep their hours, the
            // month ends an hour later.
            try tamper(
                """
                update assessment_zone set offsets = replace(offsets, '2026-03-29', '2026-04-01')
                where offsets = '3600 2026-03-29T01:00:00Z 7200'
                """, connection)
            #expect(
                try found(connection, month: "2026-03")
                    == ["S-1", "S-2", "S-3"].map {
                        "\($0) judgement period_to, in_force_us, outside_hours_us, input_digest"
                    })
            let faults = try LedgerProof(connection, anchors: []).faults
            #expect(faults.filter { $0.contains("2026-04-01T01:00:00Z") }.count == 1)
        }
    }

    /// The words of the proof, what is put in their place, and what must be found.
    private static let proofFaults = [
        (
            "least(o.notified_at, n.notified_at)", "o.notified_at",
            [
                "F-own-notification proof status, is_met, counted_downtime_us, unnotified_downtime_us, "
                    + "rate_micropercent, amount_cents"
            ]
        ),
        (
            "covered * (l.counted - l.unlinked)", "covered * l.counted",
            [
                "C-excused-part proof counted_downtime_us, excused_force_majeure_us, "
                    + "excused_other_operator_us, other_rate_micropercent"
            ]
        ),
        (
            "div(base_cents * numerator * 2 + denominator, 2 * denominator)",
            "div(base_cents * numerator * 2, 2 * denominator)",
            ["B-short proof amount_cents", "J-open-since-april proof amount_cents"]
        ),
        // A subscription that the proof says nothing of is found too, without columns.
        (
            "select subscription_key, terms_key,",
            "select subscription_key + 1000 as subscription_key, terms_key,",
            WorkedExampleTests.expected.map { "\($0.subscription) proof " }
        ),
    ]

    @Test("a fault of the proof alone")
    func proof() throws {
        try withWorkedMonth { connection in
            for (words, fault, expected) in Self.proofFaults {
                let parts = Proof.sql.split(separator: words, omittingEmptySubsequences: false)
                #expect(parts.count == 2, "the proof says it once: \(words)")
                let result = try found(connection, sql: parts.joined(separator: fault))
                #expect(result == expected, "\(fault)")
            }
        }
    }

    @Test("a subscription of which the judgement finds no facts any more")
    func lost() throws {
        try withWorkedMonth { connection in
            try tamper(
                """
                delete from subscription_details where subscription_key =
                    (select subscription_key from subscription where subscription = 'A-clean')
                """, connection)
            let result = try Proof.verify(month("2026-05"), on: connection, zone: zone)
            #expect(result.disagreements.map(\.subscription) == ["A-clean", "A-clean"])
            #expect(result.disagreements.first?.side == "judgement")
            #expect(result.disagreements.first?.differences.isEmpty == true)
            #expect(result.disagreements.last?.differences.map(\.column).contains("status") == true)
        }
    }
}
