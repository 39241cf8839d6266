internal import Postgres
internal import SLA

/// Judges a month's subscriptions, some at a time on all processors, and picks those that need a revision.
struct RevisionPicker {
    private static let subscriptionsAtOnce = 4_096

    private let facts: MonthFacts
    private let current: StoredAssessments
    private var outcome: Assess.Outcome
    private var position = 0
    /// Revised ones with what is decided on them now.
    private var revised: [(key: Int32, decision: CreditDecision)] = []

    init(_ facts: MonthFacts, current: StoredAssessments, outcome: Assess.Outcome) {
        self.facts = facts
        self.current = current
        self.outcome = outcome
    }

    /// The next ones to store, in the order of the subscriptions' names; nil when there are no more.
    mutating func next() throws -> [Assessments.NewRevision]? {
        while position < facts.count {
            let range = position..<min(position + Self.subscriptionsAtOnce, facts.count)
            position = range.upperBound
            var changed: [Assessments.NewRevision] = []
            for (index, measured) in zip(range, try facts.measure(range)) {
                if let revision = compare(index, measured) { changed.append(revision) }
            }
            if !changed.isEmpty { return changed }
        }
        return nil
    }

    /// The revision to store, or nil when nothing changed.
    private mutating func compare(_ index: Int, _ measured: MeasuredMonth) -> Assessments.NewRevision? {
        let statement = measured.statement
        let judged = AssessmentValues(statement, termsKey: facts.version(at: index)?.key)
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
        let key = facts.key(at: index)
        var revision: Int32 = 1
        if let current = current.index(of: key).map({ current[$0] }) {
            guard current.inputDigest != measured.inputDigest || current.outcome != judged else {
                outcome.unchanged += 1
                return nil
            }
            outcome.revised.append(facts.name(at: index))
            revised.append((key, statement.credit))
            revision = current.revision + 1
        } else {
            outcome.new += 1
        }
        return Assessments.NewRevision(
            key: key, revision: revision, inputDigest: measured.inputDigest, outcome: judged)
    }

    /// What the run did, when all is judged.
    func outcome(with standings: () throws -> [Int32: LedgerPosition]) throws -> Assess.Outcome {
        var outcome = outcome
        guard !revised.isEmpty else { return outcome }
        let standings = try standings()
        for (name, (key, decision)) in zip(outcome.revised, revised) {
            guard let standing = standings[key]?.credit, standing.hasLiveCredit else { continue }
            outcome.changedAfterIssue.append(
                Assess.ChangedAfterIssue(
                    subscription: name,
                    isOvercredited: standing.status(of: decision)?.status == .overcredited))
        }
        return outcome
    }
}
