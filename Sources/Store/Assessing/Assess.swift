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

    /// The result of the run.
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
    /// - Throws: `MonthIsLocked` when another run holds the month, `MonthIsOvertaken`, `PostgresError`.
    package func run(
        _ connection: Connection, pagesPerSession: Int = MonthFacts.pagesPerSession,
        zone: (String) throws -> Zone
    ) throws -> Outcome {
        let watermark = try Watermark.take(connection)
        return try connection.transaction {
            try MonthLock.take(month, on: connection)
            guard try !Watermark.isOvertaken(watermark, in: month, on: connection) else {
                throw MonthIsOvertaken(month: month)
            }
            let scope = MonthScope(
                month: month, watermark: watermark, assessedAt: assessedAt,
                subscriptions: subscriptions)
            let zones = try RunZones(scope, on: connection, system: zone)
            let outcome = try Self.revise(
                scope, zones, on: connection, pagesPerSession: pagesPerSession, zone: zone
            ) {
                try Self.record(scope, zones, program: program, on: connection)
            }
            if subscriptions == nil { try Watermark.keep(watermark, for: month, on: connection) }
            return outcome
        }
    }

    /// Judges a scope and stores what changed, in a transaction that holds the month.
    ///
    /// - Parameters:
    ///   - zones: of the run.
    ///   - number: the run to store it under; asked for once, and only when something changed.
    static func revise(
        _ scope: MonthScope, _ zones: RunZones, on connection: Connection,
        pagesPerSession: Int = MonthFacts.pagesPerSession, zone: (String) throws -> Zone,
        run number: () throws -> Int32
    ) throws -> Outcome {
        let month = scope.month
        let facts = try MonthFacts.load(scope, on: connection, pagesPerSession: pagesPerSession) {
            try zones.zone($0, beyond: zone)
        }
        var revisions = RevisionPicker(
            facts,
            current: try Assessments.current(month, on: connection, subscriptions: scope.subscriptions),
            outcome: Outcome(watermark: scope.watermark))
        var next = try revisions.next()
        guard next != nil else { return try revisions.outcome { [:] } }
        let run = try number()
        var count = 0
        // The database needs longer to end each COPY than the program needs to judge the next part.
        while let changed = next {
            try Parallel.both(
                {
                    count += try Assessments.write(changed, month: month, run: run, on: connection)
                },
                {
                    next = try revisions.next()
                })
        }
        let outcome = try revisions.outcome { try LedgerPosition.load(month, on: connection) }
        try Audit.record(
            "assess",
            [
                ("run", .number(Int64(run))), ("month", .text(month.description)),
                ("watermark", .number(Int64(scope.watermark))), ("revisions", .number(Int64(count))),
                ("zones", .text(zones.audited)),
            ], on: connection)
        return outcome
    }

    static func record(
        _ scope: MonthScope, _ zones: RunZones, program: String, on connection: Connection
    ) throws -> Int32 {
        let run = try connection.query(
            """
            insert into assessment_run (month, watermark, assessed_at, program)
            values ($1, $2, $3, $4) returning run
            """,
            [
                .date(scope.month.firstDay.daysSinceEpoch), .int32(scope.watermark),
                .timestamp(scope.assessedAt.microseconds), .text(program),
            ]
        ).single().int32("run")
        try zones.record(run, on: connection)
        return run
    }
}

/// Another run works on this month.
package struct MonthIsLocked: Error, CustomStringConvertible, Sendable {
    package let month: Month

    package var description: String { "another run has locked \(month); try again when it has ended" }
}

/// A later assessment of the month was stored before this one could be.
package struct MonthIsOvertaken: Error, CustomStringConvertible, Sendable {
    package let month: Month

    package var description: String {
        "a later assessment of \(month) is stored, so this one was given up; run it again"
    }
}

/// One run per month at a time, or several that share it.
enum MonthLock {
    /// Held until the transaction ends; waits a few seconds, then throws `MonthIsLocked`.
    ///
    /// - Parameter isShared: together with others that share it.
    static func take(_ month: Month, isShared: Bool = false, on connection: Connection) throws {
        let function = isShared ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock"
        try connection.executeScript("set local lock_timeout = '5s'")
        do throws(PostgresError) {
            _ = try connection.query("select \(function)(\(Lock.month), \(key(month)))")
        } catch {
            guard error.isLockTimeout else { throw error }
            throw MonthIsLocked(month: month)
        }
    }

    /// The second key of a month's locks.
    static func key(_ month: Month) -> Int { month.year * 12 + month.number }
}
