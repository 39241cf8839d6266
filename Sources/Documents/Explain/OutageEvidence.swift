import SLA

/// One outage with the excusable events that touch its covered part. Source: contract R4 to R6.
struct OutageEvidence {
    var split: OutageSplit
    /// Its part within the period, from the first instant in its scope to the last.
    var within: Interval
    /// How much of `within` is in its scope.
    var lasted: Int64
    /// In the terms' order of causes, then by start, source and id.
    var events: [Use]

    /// An event, and how much of the outage's covered time it excuses by itself.
    struct Use {
        var event: ExcusableEvent
        var microseconds: Int64
    }

    /// It began before the period, or went on after it.
    var isCut: Bool {
        let whole = split.outage.interval(until: within.upperBound)
        return whole.lowerBound < within.lowerBound || whole.upperBound > within.upperBound
    }
}

/// An excusable event of the period that excuses nothing, and why.
struct IneffectiveEvent {
    var event: ExcusableEvent
    var reason: Reason

    enum Reason: String {
        case causeNotInTerms = "cause_not_in_terms"
        case outageNotInPeriod = "outage_not_in_period"
        case noCoveredDowntime = "no_covered_downtime"

        func sentence(_ text: LocalText) -> String {
            switch self {
            case .causeNotInTerms:
                text.pick("les conditions n’admettent pas cette cause", "the terms do not accept this cause")
            case .outageNotInPeriod:
                text.pick(
                    "la défaillance qu’il explique n’est pas dans la période",
                    "the outage that it explains is not in this period")
            case .noCoveredDowntime:
                text.pick(
                    "son intervalle ne contient aucune indisponibilité couverte qu’il pourrait excuser",
                    "its interval contains no covered downtime that it could excuse")
            }
        }
    }
}

/// The effect of every excusable event of the period.
struct Evidence {
    var outages: [OutageEvidence]
    var ineffective: [IneffectiveEvent]
    /// Time excused for one outage while another outage, which nothing excuses, was running (R5).
    var excusedYetCounted: Int64

    init(_ facts: SubscriptionMonth, statement: MonthStatement, timeline: Timeline, terms: Terms) {
        let period = timeline.period
        let covered = timeline.covered
        let events = facts.excusableEvents.sorted(by: ExcusableEvent.inOrder)
            .map { (event: $0, time: $0.time(in: facts)) }.filter { !$0.time.isEmpty }
        let accepted = terms.excusable.flatMap { cause in events.filter { $0.event.cause == cause } }
        var used: Set<EventName> = []
        var excused: [Interval] = []
        outages = statement.outages.map { split in
            let whole = split.outage.interval(until: period.upperBound).clamped(to: period)
            let time = InstantSet(whole).intersection(facts.scope(of: split.outage.service))
            let within =
                time.ranges.first.flatMap { first in
                    time.ranges.last.map { first.lowerBound..<$0.upperBound }
                } ?? whole
            let downtime = covered.intersection(time)
            let uses = accepted.compactMap { event, inScope -> OutageEvidence.Use? in
                guard event.interval.overlaps(within),
                    event.outage == nil || event.outage == split.outage.name
                else { return nil }
                let time = downtime.intersection(inScope)
                guard !time.isEmpty else { return nil }
                used.insert(event.name)
                excused += time.ranges
                return OutageEvidence.Use(event: event, microseconds: time.microseconds)
            }
            return OutageEvidence(split: split, within: within, lasted: time.microseconds, events: uses)
        }
        excusedYetCounted = InstantSet(excused).intersection(timeline.countedDowntime).microseconds
        let names = Set(statement.outages.map(\.outage.name))
        ineffective = events.map(\.event).filter { !used.contains($0.name) }.map { event in
            let reason: IneffectiveEvent.Reason =
                if !terms.excusable.contains(event.cause) {
                    .causeNotInTerms
                } else if let outage = event.outage, !names.contains(outage) {
                    .outageNotInPeriod
                } else {
                    .noCoveredDowntime
                }
            return IneffectiveEvent(event: event, reason: reason)
        }
    }
}

extension Timeline {
    /// Every instant within coverage.
    var covered: InstantSet {
        excused.values.reduce(into: available.union(countedDowntime).union(unnotifiedDowntime)) {
            $0.formUnion($1)
        }
    }

    /// Every instant in force.
    var inForce: InstantSet { covered.union(outsideHours).union(holiday).union(plannedMaintenance) }
}

/// How an excusable event is known.
private struct EventName: Hashable {
    var source: String
    var id: String
}

extension ExcusableEvent {
    /// Its part in scope.
    fileprivate func time(in facts: SubscriptionMonth) -> InstantSet {
        InstantSet(interval).intersection(facts.scope(of: service))
    }

    fileprivate var name: EventName { EventName(source: source, id: id) }

    fileprivate static func inOrder(_ a: ExcusableEvent, _ b: ExcusableEvent) -> Bool {
        let (start, otherStart) = (a.interval.lowerBound, b.interval.lowerBound)
        if start != otherStart { return start < otherStart }
        return a.source == b.source ? a.id.precedes(b.id) : a.source.precedes(b.source)
    }
}
