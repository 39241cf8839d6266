/// What excuses downtime in a subscription's month, under its terms. Source: contract R5.
struct Excuses {
    /// The causes that the terms accept, in their order.
    let causes: [Cause]
    /// In order, merged.
    private let unlinked: [Cause: [Interval]]
    private let linked: [OutageName: [Cause: [Interval]]]

    init(_ events: [ExcusableEvent], accepted: [Cause]) {
        causes = accepted
        var unlinked: [Cause: [Interval]] = [:]
        var linked: [OutageName: [Cause: [Interval]]] = [:]
        for event in events where accepted.contains(event.cause) {
            if let outage = event.outage {
                linked[outage, default: [:]][event.cause, default: []].append(event.interval)
            } else {
                unlinked[event.cause, default: []].append(event.interval)
            }
        }
        self.unlinked = unlinked.mapValues { Array(InstantSet($0).ranges) }
        self.linked = linked
    }

    /// When a cause excuses this outage, at least within the interval: the events linked to it and those
    /// linked to none.
    func time(excusing outage: OutageName, by cause: Cause, within whole: Interval) -> InstantSet {
        InstantSet(unlinked(cause, overlapping: whole) + (linked[outage]?[cause] ?? []))
    }

    /// Found by halving: a subscription may have thousands of outages and of events.
    private func unlinked(_ cause: Cause, overlapping whole: Interval) -> ArraySlice<Interval> {
        guard let intervals = unlinked[cause] else { return [] }
        var low = 0
        var high = intervals.count
        while low < high {
            let middle = (low + high) / 2
            if intervals[middle].upperBound <= whole.lowerBound { low = middle + 1 } else { high = middle }
        }
        return intervals[low...].prefix { $0.lowerBound < whole.upperBound }
    }
}

/// One outage's covered downtime within a period, split by R4 to R6 without regard to other outages.
struct OutageTime {
    var outage: Outage
    /// Its part within the period, covered or not.
    var whole: Interval
    var counted: InstantSet
    /// By every cause that applies; the sets may overlap.
    var excused: [Cause: InstantSet] = [:]
    var unnotified: InstantSet

    init(_ outage: Outage, in time: CoveredTime, terms: Terms.Availability, excuses: Excuses) {
        self.outage = outage
        whole = outage.interval(until: time.period.upperBound).clamped(to: time.period)
        let downtime = InstantSet(whole).intersection(time.covered)
        var excusedByAny = InstantSet()
        if !downtime.isEmpty {
            for cause in excuses.causes {
                let excusing = excuses.time(excusing: outage.name, by: cause, within: whole)
                    .intersection(downtime)
                if !excusing.isEmpty {
                    excused[cause] = excusing
                    excusedByAny.formUnion(excusing)
                }
            }
        }
        let unexcused = downtime.subtracting(excusedByAny)
        counted = unexcused.intersection(InstantSet(outage.notifiedPart(of: whole, under: terms)))
        unnotified = unexcused.subtracting(counted)
    }

    /// The first cause in the terms' order takes an instant that several excuse (R16).
    func split(order: [Cause]) -> OutageSplit {
        var causes: [Cause: Int64] = [:]
        var taken = InstantSet()
        for cause in order {
            guard let fresh = excused[cause]?.subtracting(taken), !fresh.isEmpty else { continue }
            causes[cause] = fresh.microseconds
            taken.formUnion(fresh)
        }
        let inside = counted.microseconds + taken.microseconds + unnotified.microseconds
        return OutageSplit(
            outage: outage, counted: counted.microseconds, excused: causes,
            unnotified: unnotified.microseconds, outsideCoverage: whole.microseconds - inside)
    }
}

extension Outage {
    package var name: OutageName { OutageName(source: source, id: id) }

    /// R3: without an end it lasts to the end of the period.
    package func interval(until end: Instant) -> Interval {
        startedAt..<max(startedAt, endedAt ?? end)
    }

    /// Whether any instant of it, or its one instant when it has no length, lies in the period.
    package func touches(_ period: Interval) -> Bool {
        let interval = interval(until: period.upperBound)
        return interval.isEmpty && endedAt != nil
            ? period.contains(startedAt) : interval.overlaps(period)
    }

    /// R4: the part that counts as notified.
    func notifiedPart(of whole: Interval, under terms: Terms.Availability) -> Interval {
        guard terms.notificationRequired else { return whole }
        guard let notifiedAt else { return whole.lowerBound..<whole.lowerBound }
        switch terms.countedFrom {
        case .outageStart: return whole
        case .notification:
            return min(max(whole.lowerBound, notifiedAt), whole.upperBound)..<whole.upperBound
        }
    }
}
