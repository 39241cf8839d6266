package import Postgres
package import SLA

/// A stored revision with the facts that it saw and the judgement made of them again.
package struct JudgedMonth: Sendable {
    package let assessment: Assessment
    package let run: AssessmentRun
    package let month: StoredMonth
    package let judgement: Judgement

    /// What the judgement comes to now; equal to the stored outcome unless something is wrong.
    package var outcome: Outcome { Outcome(judgement.statement, termsKey: month.termsKey) }

    /// Reads each revision's facts at the watermark that it saw, and judges them again.
    ///
    /// - Returns: in the order of `assessments`.
    package static func load(
        _ assessments: [Assessment], of month: Month, on connection: Connection,
        zone: (String) throws -> Zone
    ) throws -> [JudgedMonth] {
        var judged: [Int32: [Int32: JudgedMonth]] = [:]
        let byRun = Dictionary(grouping: assessments, by: \.run)
        for run in try Assessments.runs(of: assessments, on: connection) {
            let stored = byRun[run.run] ?? []
            let scope = MonthScope(
                month: month, watermark: run.watermark, assessedAt: run.assessedAt,
                subscriptions: stored.map(\.key))
            let revisions = Dictionary(grouping: stored, by: \.key)
            for month in try MonthFacts.load(scope, on: connection, zone: zone) {
                let judgement = judge(month.facts)
                for assessment in revisions[month.key] ?? [] {
                    judged[month.key, default: [:]][assessment.revision] = JudgedMonth(
                        assessment: assessment, run: run, month: month, judgement: judgement)
                }
            }
        }
        return assessments.compactMap { judged[$0.key]?[$0.revision] }
    }
}
