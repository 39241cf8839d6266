internal import Postgres
internal import SLA
internal import Store
internal import Testing

@Suite("Assess: revisions")
struct AssessTests {
    /// The current revision of each subscription: `S-1 2 issuable`.
    private func current(_ connection: Connection) throws -> [String] {
        try Assessments.current(month("2026-05"), on: connection).map {
            "\($0.subscription) \($0.revision) \($0.outcome.status)"
        }
    }

    @Test("the first run stores a revision of each subscription, the second one none")
    func twice() throws {
        try AssessedMonth.with { connection in
            let first = try assess("2026-05", connection)
            #expect((first.assessed, first.new, first.unchanged) == (3, 3, 0))
            #expect((first.met, first.breached, first.withoutTerms) == (2, 1, 0))
            #expect(first.isFinal && first.revised.isEmpty)
            #expect(try current(connection) == ["S-1 1 issuable", "S-2 1 none", "S-3 1 none"])
            let second = try assess("2026-05", connection, at: "2030-02-01T00:00:00Z")
            #expect((second.assessed, second.new, second.unchanged) == (3, 0, 3))
            #expect(second.revised.isEmpty)
            #expect(try connection.number("select count(*) from assessment_run") == 1)
            let run = try Assessments.runs(
                of: Assessments.current(month("2026-05"), on: connection), on: connection)
            #expect(run.map(\.watermark) == [first.watermark])
            #expect(run.map(\.assessedAt) == [try instant("2030-01-01T00:00:00Z")])
            #expect(
                try connection.texts("select concat_ws(' ', month, program) from assessment_run")
                    == ["2026-05-01 StoreTests"])
            #expect(try Assessments.months(connection) == [month("2026-05")])
        }
    }

    @Test("a correction revises the subscription that it concerns, and no other")
    func correction() throws {
        try AssessedMonth.with { connection in
            _ = try assess("2026-05", connection)
            try AssessedMonth.move("O-1", to: "2026-05-05T10:00:00Z", "2026-05-05T10:20:00Z", on: connection)
            let run = try assess("2026-05", connection)
            #expect(run.revised == ["S-1"])
            #expect((run.new, run.unchanged) == (0, 2))
            #expect(try current(connection) == ["S-1 2 issuable", "S-2 1 none", "S-3 1 none"])
            let key = try sample(Assessments.key(ofSubscription: "S-1", on: connection), "S-1")
            let revisions = try Assessments.revisions(month("2026-05"), subscription: key, on: connection)
            #expect(revisions.map(\.revision) == [1, 2])
            let amount = try sample(
                AssessmentValues.numbers.firstIndex { $0.name == "amount_cents" }, "amount")
            #expect(revisions.map { $0.outcome.values[amount] } == [12_345, 6173])
        }
    }

    @Test("what a fact says otherwise is a revision, even when the result stays")
    func sameResult() throws {
        try AssessedMonth.with { connection in
            _ = try assess("2026-05", connection)
            try importing(
                "outages",
                """
                source,id,subscription,started_at,ended_at,notified_at,summary
                noc,O-1,S-1,2026-05-05T10:00:00Z,2026-05-05T11:00:00Z,2026-05-05T10:00:00Z,câble
                """, on: connection)
            #expect(try assess("2026-05", connection).revised == ["S-1"])
            let key = try sample(Assessments.key(ofSubscription: "S-1", on: connection), "S-1")
            let revisions = try Assessments.revisions(month("2026-05"), subscription: key, on: connection)
            #expect(revisions.count == 2)
            #expect(revisions.first?.outcome == revisions.last?.outcome)
            #expect(revisions.first?.inputDigest != revisions.last?.inputDigest)
        }
    }

    @Test("facts that decide nothing of the month revise nothing")
    func elsewhere() throws {
        try AssessedMonth.with { connection in
            _ = try assess("2026-05", connection)
            try AssessedMonth.move("O-2", to: "2026-06-05T10:00:00Z", "2026-06-05T11:00:00Z", on: connection)
            // Paris's May ends at 22:00 UTC.
            try AssessedMonth.move("O-3", to: "2026-05-31T22:00:00Z", "2026-05-31T23:00:00Z", on: connection)
            try AssessedMonth.move("O-4", to: "2026-04-30T20:00:00Z", "2026-04-30T22:00:00Z", on: connection)
            try importing("customers", "customer,name\nC-1,Nouveau nom SA", on: connection)
            try importing(
                "invoices",
                "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate\nF-2,S-1,2026-06,2026-06-30,1,0",
                on: connection)
            #expect(try assess("2026-05", connection).unchanged == 3)
        }
    }

    @Test("a month that is not over is provisional, to its last microsecond in the terms' zone")
    func provisional() throws {
        try AssessedMonth.with { connection in
            let early = try assess("2026-05", connection, at: "2026-05-31T21:59:59.999999Z")
            #expect(!early.isFinal)
            #expect(
                try current(connection) == ["S-1 1 provisional", "S-2 1 provisional", "S-3 1 provisional"])
            let late = try assess("2026-05", connection, at: "2026-05-31T22:00:00Z")
            #expect(late.isFinal)
            #expect(late.revised == ["S-1", "S-2", "S-3"])
            #expect(try current(connection) == ["S-1 2 issuable", "S-2 2 none", "S-3 2 none"])
        }
    }

    @Test("without terms in force there is a revision that says so, until there are")
    func noTerms() throws {
        try AssessedMonth.with { connection in
            try importing(
                "subscriptions",
                "subscription,customer,service,terms,starts_on\nS-4,C-1,ivr,none-yet,2025-06-01",
                on: connection)
            let first = try assess("2026-05", connection)
            #expect((first.new, first.withoutTerms, first.isFinal) == (4, 1, true))
            #expect(try current(connection).last == "S-4 1 no_terms")
            #expect(try assess("2026-05", connection).unchanged == 4)
            try add(axantis(id: "none-yet"), on: connection)
            #expect(try assess("2026-05", connection).revised == ["S-4"])
            #expect(try current(connection).last == "S-4 2 none")
        }
    }

    @Test("a subscription that turns out not to have been in force gets an empty revision, once")
    func noLongerInForce() throws {
        try AssessedMonth.with { connection in
            _ = try assess("2026-05", connection)
            try importing(
                "subscriptions",
                "subscription,customer,service,terms,starts_on,ends_on\nS-1,C-1,ivr,axantis,2025-06-01,2026-04-30",
                on: connection)
            #expect(try assess("2026-05", connection).revised == ["S-1"])
            #expect(try current(connection).first == "S-1 2 not_measurable")
            let empty = try sample(Assessments.current(month("2026-05"), on: connection).first, "S-1")
            let lengths = zip(AssessmentValues.numbers.map(\.name), empty.outcome.values).filter {
                $0.0.hasSuffix("_us") && !$0.0.hasPrefix("target_")
            }
            #expect(lengths.allSatisfy { $0.1 == 0 })
            #expect(try assess("2026-05", connection).unchanged == 3)
            // In a month in which it never was, it has no place.
            #expect(try assess("2026-06", connection).assessed == 2)
        }
    }

    @Test("only the subscriptions asked for are judged")
    func some() throws {
        try AssessedMonth.with { connection in
            let key = try sample(Assessments.key(ofSubscription: "S-2", on: connection), "S-2")
            let first = try assess("2026-05", connection, subscriptions: [key])
            #expect((first.assessed, first.new) == (1, 1))
            #expect(try current(connection) == ["S-2 1 none"])
            let second = try assess("2026-05", connection)
            #expect((second.new, second.unchanged) == (2, 1))
            let third = try assess("2026-05", connection, subscriptions: [key])
            #expect((third.assessed, third.unchanged) == (1, 1))
            #expect(
                try Assessments.current(month("2026-05"), on: connection, subscriptions: [key]).map(
                    \.subscription)
                    == ["S-2"])
            #expect(try Assessments.concern(month("2026-05"), subscription: key, on: connection))
            #expect(try !Assessments.concern(month("2020-01"), subscription: key, on: connection))
        }
    }
}
