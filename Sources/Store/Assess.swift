package import Postgres
package import SLA

/// Judges a month from the database and keeps what changed.
package struct Assess {
    package let month: Month
    /// nil: every subscription in force on a day of the month, or assessed for it before.
    package var subscriptions: [Int32]?
    package var assessedAt: Instant
    /// Name and version of the program, for the record.
    package var program: String

    package init(month: Month, subscriptions: [Int32]?, assessedAt: Instant, program: String) {
        self.month = month
        self.subscriptions = subscriptions
        self.assessedAt = assessedAt
        self.program = program
    }

    /// What the run did.
    package struct Outcome: Equatable, Sendable {
        package var watermark: Int32
        package var assessed = 0
        /// First revisions.
        package var new = 0
        /// Later revisions: the inputs or the result changed.
        package var revised: [String] = []
        package var unchanged = 0
        /// Revised months for which credits are live.
        package var changedAfterIssue: [ChangedAfterIssue] = []
        package var met = 0
        package var breached = 0
        package var isFinal = true
        /// Subscriptions without terms in force.
        package var withoutTerms = 0
    }

    /// A month that was credited and has a new revision.
    package struct ChangedAfterIssue: Equatable, Sendable {
        package var subscription: String
        package var isOvercredited: Bool
    }

    /// Stores a revision for each subscription whose inputs or result changed since the last one.
    ///
    /// - Parameter pagesPerSession: as for `MonthFacts.load`.
    /// - Throws: `MonthIsHeld` when another run holds the month, `PostgresError`.
    package func run(
        _ connection: Connection, pagesPerSession: Int = MonthFacts.pagesPerSession,
        zone: (String) throws -> Zone
    ) throws -> Outcome {
        let watermark = try Watermark.take(connection)
        return try connection.transaction {
            try MonthLock.take(month, on: connection)
            let scope = MonthScope(
                month: month, watermark: watermark, assessedAt: assessedAt,
                subscriptions: subscriptions)
            let facts = try MonthFacts.load(
                scope, on: connection, pagesPerSession: pagesPerSession, zone: zone)
            var revisions = NewRevisions(
                facts, current: try Assessments.current(month, on: connection, subscriptions: subscriptions),
                outcome: Outcome(watermark: watermark))
            var next = try revisions.next()
            if next != nil {
                let run = try record(watermark, on: connection)
                var count = 0
                // What the database does at the end of each COPY takes longer than judging the next part.
                while let changed = next {
                    try Parallel.both(
                        {
                            count += try Assessments.write(changed, month: month, run: run, on: connection)
                        },
                        {
                            next = try revisions.next()
                        })
                }
                try Audit.record(
                    "assess",
                    [
                        ("run", .number(Int64(run))), ("month", .text(month.description)),
                        ("watermark", .number(Int64(watermark))), ("revisions", .number(Int64(count))),
                    ], on: connection)
            }
            if subscriptions == nil { try Watermark.keep(watermark, for: month, on: connection) }
            return try revisions.outcome(with: { try Standing.load(month, on: connection) })
        }
    }

    private func record(_ watermark: Int32, on connection: Connection) throws -> Int32 {
        try connection.query(
            """
            insert into assessment_run (month, watermark, assessed_at, program)
            values ($1, $2, $3, $4) returning run
            """,
            [
                .date(month.firstDay.daysSinceEpoch), .int32(watermark),
                .timestamp(assessedAt.microseconds), .text(program),
            ]
        ).single().int32("run")
    }
}

/// Another run works on this month.
package struct MonthIsHeld: Error, CustomStringConvertible, Sendable {
    package let month: Month

    package var description: String { "another run holds \(month); try again when it has ended" }
}

/// One run per month at a time.
enum MonthLock {
    /// Held until the transaction ends; waits a few seconds, then throws `MonthIsHeld`.
    static func take(_ month: Month, on connection: Connection) throws {
        let key = month.year * 12 + month.number
        try connection.executeScript("set local lock_timeout = '5s'")
        do throws(PostgresError) {
            _ = try connection.query("select pg_advisory_xact_lock(\(Lock.month), \(key))")
        } catch {
            guard error.isLockTimeout else { throw error }
            throw MonthIsHeld(month: month)
        }
    }
}
