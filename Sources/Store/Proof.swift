package import Postgres
package import SLA

/// The second implementation of the contract, in SQL, and what it makes of a stored month.
package enum Proof {
    /// `sql/proof/month.sql`.
    package static let sql = String(decoding: PackageResources.month_sql, as: UTF8.self)

    /// A stored assessment that one of its two proofs does not confirm.
    package struct Disagreement: Equatable, Sendable {
        package var subscription: String
        package var revision: Int
        /// `judgement` (the program, again, from the same facts) or `proof` (SQL).
        package var side: String
        /// Stored value first; empty when that side has no result at all.
        package var differences: [Outcome.Difference]
    }

    /// What was compared, and what did not agree.
    package struct Result: Equatable, Sendable {
        package var compared = 0
        package var disagreements: [Disagreement] = []
    }

    /// Compares every class of every current assessment of the month with the judgement made again
    /// and with the SQL proof, both from the watermark that the assessment saw.
    ///
    /// - Parameter sql: the proof; tests plant faults in it.
    package static func verify(
        _ month: Month, on connection: Connection, sql: String = sql,
        zone: (String) throws -> Zone
    ) throws -> Result {
        let assessments = try Assessments.current(month, on: connection)
        var result = Result(compared: assessments.count)
        let judged = try JudgedMonth.load(assessments, of: month, on: connection, zone: zone)
        let again = Dictionary(uniqueKeysWithValues: judged.map { ($0.month.key, $0.outcome) })
        var proven: [Int32: Outcome] = [:]
        let byRun = Dictionary(grouping: assessments, by: \.run)
        for run in try Assessments.runs(of: assessments, on: connection) {
            let keys = (byRun[run.run] ?? []).map(\.key)
            proven.merge(try prove(month, run, keys, on: connection, sql: sql)) { _, new in new }
        }
        for assessment in assessments {
            for (side, outcome) in [
                ("judgement", again[assessment.key]), ("proof", proven[assessment.key]),
            ] {
                let differences = outcome.map { assessment.outcome.differences(from: $0) }
                if differences?.isEmpty == true { continue }
                result.disagreements.append(
                    Disagreement(
                        subscription: assessment.subscription, revision: Int(assessment.revision),
                        side: side, differences: differences ?? []))
            }
        }
        return result
    }

    /// The SQL proof of these subscriptions' month, by subscription key.
    package static func prove(
        _ month: Month, _ run: AssessmentRun, _ keys: [Int32], on connection: Connection,
        sql: String = sql
    ) throws -> [Int32: Outcome] {
        let rows = try connection.query(
            sql,
            [
                .date(month.firstDay.daysSinceEpoch), .int32(run.watermark),
                .timestamp(run.assessedAt.microseconds), .int32Array(keys),
            ])
        var proven: [Int32: Outcome] = [:]
        for row in rows { proven[try row.int32("subscription_key")] = try Outcome(row) }
        return proven
    }
}
