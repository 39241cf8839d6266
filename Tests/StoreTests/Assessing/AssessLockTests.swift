internal import Postgres
internal import Store
internal import TestSupport
internal import Testing

@Suite("Assess: one run of a month at a time")
struct AssessLockTests {
    @Test("a month that another run holds is refused; another month is not")
    func held() throws {
        try TestDatabase.with { database, connection in
            try importBasics(connection)
            try add(axantis(), on: connection)
            let other = try database.connect()
            try other.transaction {
                // What any run of the month holds until it ends.
                try other.execute("select pg_advisory_xact_lock(\(0x6176_0002), \(2026 * 12 + 5))")
                let error = #expect(throws: MonthIsLocked.self) { try assess("2026-05", connection) }
                #expect(error?.description == "another run has locked 2026-05; try again when it has ended")
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
}
