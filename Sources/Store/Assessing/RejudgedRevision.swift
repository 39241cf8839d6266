package import Postgres
package import SLA
internal import Synchronization

/// A stored revision with the facts that it saw and the judgement made of them again.
package struct RejudgedRevision: Sendable {
    package let assessment: Assessment
    package let run: AssessmentRun
    package let month: SubscriptionFacts
    package let judgement: Judgement

    /// What the judgement comes to now; equal to the stored outcome unless something is wrong.
    package var outcome: AssessmentValues { AssessmentValues(judgement.statement, termsKey: month.termsKey) }

    /// Reads each revision's facts at the watermark that it saw, and judges them again.
    ///
    /// - Returns: in the order of `assessments`.
    package static func load(
        _ assessments: some RandomAccessCollection<Assessment>, of month: Month, on connection: Connection,
        zone: (String) throws -> Zone
    ) throws -> [RejudgedRevision] {
        var judged: [RejudgedRevision] = []
        try forEach(assessments, of: month, on: connection, zone: zone) {
            $0
        } _: { _, month in
            judged.append(month)
        }
        return judged
    }

    /// The same for as many as there are, some at a time: `transform` on all processors, then `body` in order.
    ///
    /// - Parameters:
    ///   - kept: the facts that an earlier pass of the command read, for this one and later ones; nil: nothing is kept.
    ///   - body: gets the place of the assessment.
    package static func forEach<Value: Sendable>(
        _ assessments: some RandomAccessCollection<Assessment>, of month: Month, on connection: Connection,
        keeping kept: FactsByRun? = nil, zone: (String) throws -> Zone,
        _ transform: @Sendable (RejudgedRevision) throws -> Value, _ body: (Int, Value) throws -> Void
    ) throws {
        let facts = try (kept ?? FactsByRun()).facts(of: assessments, in: month, on: connection, zone: zone)
        var place = 0
        var rest = assessments[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(atOnce))
            rest = rest.dropFirst(atOnce)
            let values = Mutex([Value?](repeating: nil, count: batch.count))
            try Parallel.run(batch.count) { index in
                let assessment = batch[index]
                guard let (run, facts) = facts[assessment.run], let found = facts.index(of: assessment.key)
                else { return }
                let month = facts[found]
                let value = try transform(
                    RejudgedRevision(
                        assessment: assessment, run: run, month: month, judgement: judge(month.facts)))
                values.withLock { $0[index] = value }
            }
            for value in values.withLock({ $0 }) {
                if let value { try body(place, value) }
                place += 1
            }
        }
    }

    /// So many that the processors are busy, so few that their sets and splits are no matter.
    private static let atOnce = 64
}
