/// A subscription's month judged: its statement, and the class of every instant behind it.
package struct Judgement: Equatable, Sendable {
    package var statement: MonthStatement
    /// Absent without terms: nothing can be measured.
    package var timeline: Timeline?
}

/// Judges a subscription's month from everything known about it. Source: contract R1 to R12, R15, R16.
///
/// This is the plain form, set by set as the contract reads; a faster one must equal it.
package func judge(_ facts: SubscriptionMonth) -> Judgement {
    guard let calendar = facts.calendar else { return withoutTerms(facts) }
    let terms = calendar.terms
    let period = calendar.period(startsOn: facts.startsOn, endsOn: facts.endsOn)
    let time = CoveredTime(calendar, period: period, maintenance: facts.maintenance)
    let excuses = Excuses(facts.excusableEvents, accepted: terms.excusable)
    let outages = facts.outages.filter { $0.touches(period) }.sorted(by: Outage.inOrder).map {
        OutageTime($0, in: time, terms: terms.availability, excuses: excuses)
    }
    let timeline = merge(outages, in: time, order: terms.excusable)
    let statement = decide(
        facts, terms: terms, period: period, classes: timeline.classes,
        outages: outages.map { $0.split(order: terms.excusable) })
    return Judgement(statement: statement, timeline: timeline)
}

/// The statement of a month that was measured by a `Sweep`: `judge`'s, without the outages' splits.
///
/// - Parameters:
///   - facts: its events are not looked at.
///   - classes: measured; nil without terms.
package func monthStatement(_ facts: SubscriptionMonth, measured classes: Classes?) -> MonthStatement {
    guard let calendar = facts.calendar, let classes else { return withoutTerms(facts).statement }
    return decide(
        facts, terms: calendar.terms,
        period: calendar.period(startsOn: facts.startsOn, endsOn: facts.endsOn), classes: classes, outages: []
    )
}

private func decide(
    _ facts: SubscriptionMonth, terms: Terms, period: Interval, classes: Classes, outages: [OutageSplit]
) -> MonthStatement {
    let basis = terms.availability.basis
    return MonthStatement(
        period: period, isFinal: facts.isOver, classes: classes, basis: basis,
        target: terms.availability.target,
        credit: decideCredit(facts, terms: terms, availability: classes.availability(basis)),
        otherRate: terms.rate(for: classes.availability(basis.other)), outages: outages)
}

/// R6 and R16: the outages together, each instant in the first class that claims it.
private func merge(_ outages: [OutageTime], in time: CoveredTime, order: [Cause]) -> Timeline {
    func union(_ sets: [InstantSet]) -> InstantSet { InstantSet(sets.flatMap(\.ranges)) }
    let counted = union(outages.map(\.counted))
    var rest = time.covered.subtracting(counted)
    var excused: [Cause: InstantSet] = [:]
    for cause in order {
        let excusing = union(outages.compactMap { $0.excused[cause] }).intersection(rest)
        guard !excusing.isEmpty else { continue }
        excused[cause] = excusing
        rest.subtract(excusing)
    }
    let unnotified = union(outages.map(\.unnotified)).intersection(rest)
    return Timeline(
        period: time.period, outsideHours: time.outsideHours, holiday: time.holiday,
        plannedMaintenance: time.plannedMaintenance, countedDowntime: counted, excused: excused,
        unnotifiedDowntime: unnotified, available: rest.subtracting(unnotified))
}

private func withoutTerms(_ facts: SubscriptionMonth) -> Judgement {
    let start = Zone.utc.start(of: facts.month.firstDay)
    let base = facts.base
    let credit = CreditDecision(
        status: .noTerms, rate: nil, base: base?.amount, currency: base?.currency, amount: nil)
    return Judgement(
        statement: MonthStatement(
            period: start..<start, isFinal: false, classes: Classes(), basis: .coverage, target: nil,
            credit: credit, otherRate: nil, outages: []),
        timeline: nil)
}

extension Outage {
    /// By start, then source and id byte by byte.
    static func inOrder(_ a: Outage, _ b: Outage) -> Bool {
        if a.startedAt != b.startedAt { return a.startedAt < b.startedAt }
        return a.source == b.source ? a.id.precedes(b.id) : a.source.precedes(b.source)
    }
}

extension String {
    /// The order of the UTF-8 bytes: the same on every machine, and PostgreSQL's "C" collation.
    package func precedes(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }
}
