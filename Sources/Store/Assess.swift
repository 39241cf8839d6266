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
    /// - Throws: `MonthIsHeld` when another run holds the month, `PostgresError`.
    package func run(
        _ connection: Connection, zone: (String) throws -> Zone
    ) throws -> Outcome {
        let watermark = try Watermark.take(connection)
        return try connection.transaction {
            try MonthLock.take(month, on: connection)
            let scope = MonthScope(
                month: month, watermark: watermark, assessedAt: assessedAt,
                subscriptions: subscriptions)
            let months = try MonthFacts.load(scope, on: connection, zone: zone)
            let known = try Assessments.current(month, on: connection, subscriptions: subscriptions)
            let current = Dictionary(uniqueKeysWithValues: known.map { ($0.key, $0) })
            var outcome = Outcome(watermark: watermark)
            var changed: [Assessments.NewRevision] = []
            let standings = try Standing.load(self.month, on: connection)
            for month in months {
                if let new = judged(
                    month, current: current[month.key], standing: standings[month.key]?.standing,
                    &outcome)
                {
                    changed.append(new)
                }
            }
            if !changed.isEmpty {
                let run = try connection.query(
                    """
                    insert into assessment_run (month, watermark, assessed_at, program)
                    values ($1, $2, $3, $4) returning run
                    """,
                    [
                        .date(month.firstDay.daysSinceEpoch), .int32(watermark),
                        .timestamp(assessedAt.microseconds), .text(program),
                    ]
                ).single().int32("run")
                try Assessments.write(changed, month: month, run: run, on: connection)
                try Audit.record(
                    "assess",
                    [
                        ("run", .number(Int64(run))), ("month", .text(month.description)),
                        ("watermark", .number(Int64(watermark))),
                        ("revisions", .number(Int64(changed.count))),
                    ], on: connection)
            }
            return outcome
        }
    }

    /// The revision to store, or nil when nothing changed.
    private func judged(
        _ month: StoredMonth, current: Assessment?, standing: CreditStanding?, _ outcome: inout Outcome
    ) -> Assessments.NewRevision? {
        let statement = judge(month.facts).statement
        let judged = Store.Outcome(statement, termsKey: month.termsKey)
        let digest = month.inputDigest
        outcome.assessed += 1
        switch statement.isMet {
        case true: outcome.met += 1
        case false: outcome.breached += 1
        case nil: break
        }
        if statement.credit.status == .noTerms {
            outcome.withoutTerms += 1
        } else if !statement.isFinal {
            outcome.isFinal = false
        }
        guard let current else {
            outcome.new += 1
            return Assessments.NewRevision(
                key: month.key, revision: 1, inputDigest: digest, outcome: judged)
        }
        guard current.inputDigest != digest || current.outcome != judged else {
            outcome.unchanged += 1
            return nil
        }
        outcome.revised.append(month.facts.subscription)
        if let standing, standing.hasLiveCredit {
            let status = standing.status(of: statement.credit)?.status
            outcome.changedAfterIssue.append(
                ChangedAfterIssue(
                    subscription: month.facts.subscription, isOvercredited: status == .overcredited))
        }
        return Assessments.NewRevision(
            key: month.key, revision: current.revision + 1, inputDigest: digest, outcome: judged)
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
