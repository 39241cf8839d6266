internal import Postgres
internal import SLA
internal import Synchronization

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

/// A month's statement without its outages, and the digest of its input.
struct MeasuredMonth: Sendable {
    var statement: MonthStatement
    var inputDigest: [UInt8]
}

extension MonthFacts {
    /// Measures a range of subscriptions by a sweep, on all processors.
    func measure(_ range: Range<Int>) throws -> [MeasuredMonth] {
        let share = 256
        let parts = (range.count + share - 1) / share
        let measured = Mutex([[MeasuredMonth]](repeating: [], count: parts))
        try Parallel.run(parts) { part in
            let start = range.lowerBound + part * share
            let months = measureOnce(start..<Swift.min(start + share, range.upperBound))
            measured.withLock { $0[part] = months }
        }
        return measured.withLock { $0.flatMap { $0 } }
    }

    private func measureOnce(_ range: Range<Int>) -> [MeasuredMonth] {
        var events = SubscriptionEvents()
        var input = CanonicalBytes()
        var sweeps: [Int: Sweep] = [:]
        return range.map { index in
            gather(index, &events)
            let facts = facts(at: index, events)
            let spells = spells(at: index)
            var classes: Classes?
            if facts.calendar != nil {
                classes = zip(facts.parts, spells).reduce(into: Classes()) { sum, part in
                    sum += events.classes(
                        &sweeps[Int(part.1.calendar), default: Sweep(part.0.calendar)], period: part.0.period,
                        scope: part.1.scope)
                }
            }
            return MeasuredMonth(
                statement: monthStatement(facts, measured: classes),
                inputDigest: input.digest(facts, of: spells, terms(of:), events))
        }
    }
}
