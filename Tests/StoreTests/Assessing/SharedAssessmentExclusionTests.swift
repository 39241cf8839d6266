internal import Postgres
internal import SLA
internal import Store
internal import TestSupport
internal import Testing

@Suite("A shared assessment and others of the same month")
struct SharedAssessmentExclusionTests {
    @Test("one with later imports overtakes it: nothing older is stored over it, the next one starts anew")
    func laterImports() throws {
        try SharedMonth.with { _, connection in
            let shared = try SharedMonth.join(connection)
            #expect(try shared.step(connection, zone: zone) == .assessed(0))
            try AssessedMonth.move("O-1", to: "2026-05-05T10:00:00Z", "2026-05-05T10:20:00Z", on: connection)
            let later = try assess("2026-05", connection)
            #expect((later.assessed, later.unchanged) == (3, 1 - later.revised.count))
            let stored = try SharedMonth.revisions(connection)
            let error = #expect(throws: MonthIsOvertaken.self) { try shared.run(connection, zone: zone) }
            #expect(
                error?.description
                    == "a later assessment of 2026-05 is stored, so this one was given up; run it again")
            #expect(try shared.step(connection, zone: zone) == .overtaken)
            #expect(try SharedMonth.revisions(connection) == stored)
            #expect(try SharedMonth.join(connection).run(connection, zone: zone).unchanged == 3)
            #expect(try SharedMonth.ends(connection) == ["overtaken", "done"])
        }
    }

    @Test("one that changed nothing, but saw later imports, overtakes it too")
    func laterImportsOfNoMatter() throws {
        try SharedMonth.with { _, connection in
            _ = try assess("2026-05", connection)
            let shared = try SharedMonth.join(connection)
            try importing("customers", "customer,name\nC-2,Autre client", on: connection)
            #expect(try assess("2026-05", connection).unchanged == 3)
            #expect(try shared.step(connection, zone: zone) == .overtaken)
        }
    }

    @Test("one of some subscriptions with later imports overtakes it")
    func laterImportsOfSome() throws {
        try SharedMonth.with { _, connection in
            let key = try sample(Assessments.key(ofSubscription: "S-1", on: connection), "S-1")
            let shared = try SharedMonth.join(connection)
            try importing("customers", "customer,name\nC-2,Autre client", on: connection)
            #expect(try assess("2026-05", connection, subscriptions: [key]).new == 1)
            #expect(try shared.step(connection, zone: zone) == .overtaken)
        }
    }

    @Test("one as of a later instant overtakes it: what is final stays final")
    func laterInstant() throws {
        try SharedMonth.with { _, connection in
            let shared = try SharedMonth.join(connection, at: "2026-05-31T00:00:00Z")
            #expect(try shared.step(connection, zone: zone) == .assessed(0))
            #expect(try assess("2026-05", connection).isFinal)
            #expect(try shared.step(connection, zone: zone) == .overtaken)
            #expect(try connection.number("select count(*) from current_assessment where not is_final") == 0)
        }
    }

    @Test("one of the same imports and instant in between changes nothing")
    func alike() throws {
        try SharedMonth.with { _, connection in
            let shared = try SharedMonth.join(connection)
            #expect(try shared.step(connection, zone: zone) == .assessed(0))
            let new = try assess("2026-05", connection).new
            let outcome = try shared.run(connection, zone: zone)
            #expect((outcome.assessed, outcome.new, outcome.unchanged) == (3, 3 - new, new))
            #expect(try connection.number("select count(*) from assessment") == 3)
            #expect(try SharedMonth.ends(connection) == ["done"])
        }
    }

    @Test("a plain one that is overtaken while it waits stores nothing")
    func plainOvertaken() throws {
        try SharedMonth.with { _, connection in
            // As if another had come between.
            try connection.executeScript(
                """
                alter table assessed_month disable trigger watermark_holds;
                insert into assessed_month values ('2026-05-01', 1000)
                """)
            #expect(throws: MonthIsOvertaken.self) { try assess("2026-05", connection) }
            #expect(try connection.number("select count(*) from assessment_run") == 0)
        }
    }

    @Test("while a slice is assessed, another slice may be, but no plain assessment; nor the other way round")
    func atOnce() throws {
        try SharedMonth.with { database, connection in
            let shared = try SharedMonth.join(connection)
            let other = try database.connect()
            let month = "\(0x6176_0002), \(2026 * 12 + 5)"
            try other.transaction {
                try other.execute("select pg_advisory_xact_lock_shared(\(month))")
                #expect(try shared.step(connection, zone: zone) == .assessed(0))
                #expect(throws: MonthIsLocked.self) { try assess("2026-05", connection) }
            }
            try other.transaction {
                try other.execute("select pg_advisory_xact_lock(\(month))")
                #expect(throws: MonthIsLocked.self) { try shared.step(connection, zone: zone) }
            }
            #expect(try shared.run(connection, zone: zone).assessed == 3)
        }
    }
}
