internal import Postgres
internal import SLA
internal import Store
internal import Testing

@Suite("Assess: revisions")
struct AssessTests {
    /// S-1 with an hour of counted downtime (10 % of 1234.53), S-2 and S-3 without any.
    private func with(_ body: (Connection) throws -> Void) throws {
        try TestDatabase.with { _, connection in
            try importBasics(connection)
            try add(axantis(onRequest: false), on: connection)
            try importing(
                "invoices",
                """
                invoice,subscription,month,issued_on,amount_excl_tax,vat_rate
                F-1,S-1,2026-05,2026-05-31,123453,20000000
                """, on: connection)
            try body(connection)
        }
    }

    /// The current revision of each subscription: `S-1 2 issuable`.
    private func current(_ connection: Connection) throws -> [String] {
        try Assessments.current(month("2026-05"), on: connection).map {
            "\($0.subscription) \($0.revision) \($0.outcome.status)"
        }
    }

    private func move(_ outage: String, to start: String, _ end: String, on connection: Connection) throws {
        try importing(
            "outages",
            "source,id,subscription,started_at,ended_at,notified_at\nnoc,\(outage),S-1,\(start),\(end),\(start)",
            on: connection)
    }

    @Test("the first run stores a revision of each subscription, the second one none")
    func twice() throws {
        try with { connection in
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
        try with { connection in
            _ = try assess("2026-05", connection)
            try move("O-1", to: "2026-05-05T10:00:00Z", "2026-05-05T10:20:00Z", on: connection)
            let run = try assess("2026-05", connection)
            #expect(run.revised == ["S-1"])
            #expect((run.new, run.unchanged) == (0, 2))
            #expect(try current(connection) == ["S-1 2 issuable", "S-2 1 none", "S-3 1 none"])
            let key = try sample(Assessments.key(ofSubscription: "S-1", on: connection), "S-1")
            let revisions = try Assessments.revisions(month("2026-05"), subscription: key, on: connection)
            #expect(revisions.map(\.revision) == [1, 2])
            let amount = try sample(Outcome.numbers.firstIndex(of: "amount_cents"), "amount")
            #expect(revisions.map { $0.outcome.values[amount] } == [12_345, 6173])
        }
    }

    @Test("what a fact says otherwise is a revision, even when the result stays")
    func sameResult() throws {
        try with { connection in
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
        try with { connection in
            _ = try assess("2026-05", connection)
            try move("O-2", to: "2026-06-05T10:00:00Z", "2026-06-05T11:00:00Z", on: connection)
            // Paris's May ends at 22:00 UTC.
            try move("O-3", to: "2026-05-31T22:00:00Z", "2026-05-31T23:00:00Z", on: connection)
            try move("O-4", to: "2026-04-30T20:00:00Z", "2026-04-30T22:00:00Z", on: connection)
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
        try with { connection in
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
        try with { connection in
            try importing(
                "subscriptions",
                "subscription,customer,service,terms,starts_on\nS-4,C-1,ivr,none-yet,2025-06-01", on: connection)
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
        try with { connection in
            _ = try assess("2026-05", connection)
            try importing(
                "subscriptions",
                "subscription,customer,service,terms,starts_on,ends_on\nS-1,C-1,ivr,axantis,2025-06-01,2026-04-30",
                on: connection)
            #expect(try assess("2026-05", connection).revised == ["S-1"])
            #expect(try current(connection).first == "S-1 2 not_measurable")
            let empty = try sample(Assessments.current(month("2026-05"), on: connection).first, "S-1")
            let lengths = zip(Outcome.numbers, empty.outcome.values).filter { $0.0.hasSuffix("_us") }
            #expect(lengths.allSatisfy { $0.1 == 0 })
            #expect(try assess("2026-05", connection).unchanged == 3)
            // In a month in which it never was, it has no place.
            #expect(try assess("2026-06", connection).assessed == 2)
        }
    }

    @Test("only the subscriptions asked for are judged")
    func some() throws {
        try with { connection in
            let key = try sample(Assessments.key(ofSubscription: "S-2", on: connection), "S-2")
            let first = try assess("2026-05", connection, subscriptions: [key])
            #expect((first.assessed, first.new) == (1, 1))
            #expect(try current(connection) == ["S-2 1 none"])
            let second = try assess("2026-05", connection)
            #expect((second.new, second.unchanged) == (2, 1))
            let third = try assess("2026-05", connection, subscriptions: [key])
            #expect((third.assessed, third.unchanged) == (1, 1))
            #expect(
                try Assessments.current(month("2026-05"), on: connection, subscriptions: [key]).map(\.subscription)
                    == ["S-2"])
        }
    }

    @Test("a month that another run holds is refused; another month is not")
    func held() throws {
        try TestDatabase.with { database, connection in
            try importBasics(connection)
            try add(axantis(), on: connection)
            let other = try database.connect()
            try other.transaction {
                // What any run of the month holds until it ends.
                try other.execute("select pg_advisory_xact_lock(\(0x6176_0002), \(2026 * 12 + 5))")
                let error = #expect(throws: MonthIsHeld.self) { try assess("2026-05", connection) }
                #expect(error?.description == "another run holds 2026-05; try again when it has ended")
                #expect(try connection.number("select count(*) from assessment_run") == 0)
                #expect(try assess("2026-06", connection).new == 3)
            }
            #expect(try assess("2026-05", connection).new == 3)
        }
    }

    @Test("two runs of one month at once store each revision once")
    func atOnce() async throws {
        try await TestDatabase.withSessions { database in
            let connection = try database.connect()
            try importBasics(connection)
            try add(axantis(), on: connection)
            let new = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<2 { group.addTask { try assess("2026-05", database.connect()).new } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(new.sorted() == [0, 3])
        }
    }

    @Test("an old revision is judged again from the facts that it saw, whatever came later")
    func asOf() throws {
        try with { connection in
            let first = try assess("2026-05", connection)
            let old = try Assessments.current(month("2026-05"), on: connection)
            try move("O-1", to: "2026-05-06T10:00:00Z", "2026-05-06T15:00:00Z", on: connection)
            try importing("notifications", "subscription,outage_source,outage_id,notified_at\nS-1,noc,O-1,2026-05-01T00:00:00Z", on: connection)
            try importing(
                "excusable-events",
                """
                source,id,service,cause,started_at,ended_at,evidence
                desk,X,ivr,force_majeure,2026-05-01T00:00:00Z,2026-06-01T00:00:00Z,storm
                """, on: connection)
            try importing(
                "maintenance",
                "source,id,service,started_at,ended_at\nc,M,ivr,2026-05-01T00:00:00Z,2026-05-05T10:30:00Z",
                on: connection)
            try importing("holidays", "calendar,date,name\nFR,2026-05-05,Fête locale", on: connection)
            try importing(
                "invoices",
                "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate\nF-1,S-1,2026-05,2026-05-31,1,20000000",
                on: connection)
            try importing("requests", "subscription,month,requested_on\nS-1,2026-05,2026-06-03", on: connection)
            try importing(
                "subscriptions",
                "subscription,customer,service,terms,starts_on\nS-1,C-1,ivr,axantis,2026-05-20", on: connection)
            try add(axantis(version: "2026-05", effectiveFrom: "2026-05-01"), on: connection)
            // Everything is judged anew…
            #expect(try assess("2026-05", connection).revised == ["S-1", "S-2", "S-3"])
            // …and the first revisions are what they were, from the facts up to their watermark.
            let again = try JudgedMonth.load(old, of: month("2026-05"), on: connection, zone: zone)
            #expect(again.map(\.outcome) == old.map(\.outcome))
            #expect(again.map(\.month.inputDigest) == old.map(\.inputDigest))
            #expect(again.map(\.run.watermark) == [first.watermark, first.watermark, first.watermark])
            #expect(again.map(\.assessment) == old)
        }
    }

    @Test("revisions of several runs are loaded together, each with its own run")
    func severalRuns() throws {
        try with { connection in
            _ = try assess("2026-05", connection)
            try move("O-1", to: "2026-05-05T10:00:00Z", "2026-05-05T10:20:00Z", on: connection)
            _ = try assess("2026-05", connection)
            let key = try sample(Assessments.key(ofSubscription: "S-1", on: connection), "S-1")
            let all =
                try Assessments.revisions(month("2026-05"), subscription: key, on: connection)
                + Assessments.current(month("2026-05"), on: connection).dropFirst()
            let judged = try JudgedMonth.load(all, of: month("2026-05"), on: connection, zone: zone)
            #expect(judged.map(\.assessment) == all)
            #expect(judged.map(\.outcome) == all.map(\.outcome))
        }
    }
}
