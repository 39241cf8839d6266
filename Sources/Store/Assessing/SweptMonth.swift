internal import Postgres
package import SLA
internal import Synchronization

/// A month's statement without its outages, and the digest of its input.
struct MeasuredMonth: Sendable {
    var statement: MonthStatement
    var inputDigest: [UInt8]
}

/// A subscription's month measured by a sweep, with nothing stored.
package struct SweptMonth: Sendable {
    package let key: Int32
    /// Whether its terms are those of a `TermsInstead`.
    package let isUnderOtherTerms: Bool
    /// Without its events.
    package let facts: SubscriptionMonth
    /// Without its outages.
    package let statement: MonthStatement
    /// Those in its scope that were open at the instant that was asked for: its own, then its service's, each by start,
    /// then source and id.
    package let open: [Outage]
}

extension MonthFacts {
    /// Measures a range of subscriptions by a sweep, on all processors.
    func measure(_ range: Range<Int>) throws -> [MeasuredMonth] {
        try sweep(range) { index, facts, statement, events, input -> MeasuredMonth in
            MeasuredMonth(
                statement: statement,
                inputDigest: input.digest(facts, of: spells(at: index), terms(of:), events))
        }
    }

    /// Measures all subscriptions, in order, on all processors.
    ///
    /// - Parameter instant: measures the months as they stood then; nil: as they are.
    package func sweep(knownAt instant: Instant? = nil) throws -> [SweptMonth] {
        try sweep(0..<count, knownAt: instant) { index, facts, statement, events, _ -> SweptMonth in
            var open: [Outage] = []
            if let instant, let spell = self.spell(at: index, of: facts, inForceAt: instant) {
                open = events.open(at: instant, scope: spell.scope, service: spell.service)
            }
            let terms = self.version(at: index)?.key ?? 0
            return SweptMonth(
                key: self.key(at: index), isUnderOtherTerms: terms < 0, facts: facts, statement: statement,
                open: open)
        }
    }

    /// The spell in force at an instant, at the month's last one where the month is over by then.
    private func spell(
        at index: Int, of facts: SubscriptionMonth, inForceAt instant: Instant
    ) -> MonthSpell? {
        guard let end = facts.calendar?.whole.upperBound.microseconds else { return nil }
        let instant = Instant(microseconds: Swift.min(instant.microseconds, end - 1))
        return zip(facts.parts, spells(at: index)).first { $0.0.period.contains(instant) }?.1
    }

    /// What a body makes of a subscription's place, facts without events, statement and events.
    private typealias Body<Value> =
        @Sendable (
            Int, SubscriptionMonth, MonthStatement, SubscriptionEvents, inout CanonicalBytes
        ) -> Value

    private func sweep<Value: Sendable>(
        _ range: Range<Int>, knownAt instant: Instant? = nil, _ body: Body<Value>
    ) throws -> [Value] {
        let share = 256
        let parts = (range.count + share - 1) / share
        let values = Mutex([[Value]](repeating: [], count: parts))
        try Parallel.run(parts) { part in
            let start = range.lowerBound + part * share
            let swept = sweepOnce(start..<Swift.min(start + share, range.upperBound), knownAt: instant, body)
            values.withLock { $0[part] = swept }
        }
        return values.withLock { $0.flatMap { $0 } }
    }

    private func sweepOnce<Value>(
        _ range: Range<Int>, knownAt instant: Instant?, _ body: Body<Value>
    ) -> [Value] {
        var events = SubscriptionEvents()
        var input = CanonicalBytes()
        var sweeps: [Int: Sweep] = [:]
        return range.map { index in
            gather(index, &events)
            let facts = facts(at: index, events)
            var classes: Classes?
            if facts.calendar != nil {
                classes = zip(facts.parts, spells(at: index)).reduce(into: Classes()) { sum, part in
                    sum += events.classes(
                        &sweeps[Int(part.1.calendar), default: Sweep(part.0.calendar)],
                        under: part.0.calendar, period: part.0.period, scope: part.1.scope,
                        knownAt: instant)
                }
            }
            return body(index, facts, monthStatement(facts, measured: classes), events, &input)
        }
    }
}
