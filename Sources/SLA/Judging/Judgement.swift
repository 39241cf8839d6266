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
    guard let terms = facts.calendar?.terms else { return withoutTerms(facts) }
    let parts = facts.parts
    let judged = parts.map { judge(facts, in: $0) }
    let timeline = Timeline(joining: judged.map(\.timeline), in: parts.period)
    let statement = decide(
        facts, terms: terms, period: parts.period, classes: timeline.classes,
        outages: join(judged.map(\.outages)))
    return Judgement(statement: statement, timeline: timeline)
}

/// One spell's part of the month, under its hours and with the events in its scope. Source: contract R17.
private func judge(
    _ facts: SubscriptionMonth, in part: SpellPart
) -> (timeline: Timeline, outages: [OutageSplit]) {
    let terms = part.calendar.terms
    let time = CoveredTime(
        part.calendar, period: part.period,
        maintenance: facts.maintenance.filter { part.isInScope($0.service) })
    let excuses = Excuses(
        facts.excusableEvents.filter { part.isInScope($0.service) }, accepted: terms.excusable)
    let outages = facts.outages.filter { part.isInScope($0.service) && $0.touches(part.period) }.map {
        OutageTime($0, in: time, terms: terms.availability, excuses: excuses)
    }
    return (
        merge(outages, in: time, order: terms.excusable), outages.map { $0.split(order: terms.excusable) }
    )
}

/// Each outage with what all parts have of it.
private func join(_ parts: [[OutageSplit]]) -> [OutageSplit] {
    var joined: [OutageSplit] = []
    var places: [OutageName: Int] = [:]
    for split in parts.joined() {
        if let place = places[split.outage.name] {
            joined[place] += split
        } else {
            places[split.outage.name] = joined.count
            joined.append(split)
        }
    }
    return joined.sorted { Outage.inOrder($0.outage, $1.outage) }
}

extension [SpellPart] {
    /// From the first instant in force to the last. Source: contract R1.
    package var period: Interval {
        let inForce = filter { !$0.period.isEmpty }.map(\.period)
        guard let first = inForce.first, let last = inForce.last else { return self[0].period }
        return first.lowerBound..<last.upperBound
    }
}

/// The statement of a month that was measured by a `Sweep`: `judge`'s, without the outages' splits.
///
/// - Parameters:
///   - facts: its events are not looked at.
///   - classes: measured; nil without terms.
package func monthStatement(_ facts: SubscriptionMonth, measured classes: Classes?) -> MonthStatement {
    guard let calendar = facts.calendar, let classes else { return withoutTerms(facts).statement }
    return decide(
        facts, terms: calendar.terms, period: facts.parts.period, classes: classes, outages: [])
}

private func decide(
    _ facts: SubscriptionMonth, terms: Terms, period: Interval, classes: Classes, outages: [OutageSplit]
) -> MonthStatement {
    let basis = terms.availability.basis
    return MonthStatement(
        period: period, isFinal: facts.isOver, classes: classes, basis: basis,
        target: terms.availability.target,
        credit: decideCredit(facts, terms: terms, availability: classes.availability(basis)),
        otherEarned: terms.earned(by: classes.availability(basis.other)), outages: outages)
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
        status: .noTerms, earned: nil, base: base?.amount, currency: base?.currency, amount: nil)
    return Judgement(
        statement: MonthStatement(
            period: start..<start, isFinal: false, classes: Classes(), basis: .coverage, target: nil,
            credit: credit, otherEarned: nil, outages: []),
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
