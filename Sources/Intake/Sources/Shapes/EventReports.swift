import SLA

/// What is said of events that give no rows.
extension EventRows {
    /// Refuses a record or an event for values that cannot be taken.
    func refuse(_ faults: [FieldFault], at place: RecordPlace, id: String?) {
        for fault in faults { log.add(SourceMessage(place, id: id, fault)) }
        log.counts.refused += 1
    }

    /// Refuses an event that ends before it begins, unless it is left out.
    func refuseEnd(
        _ end: Instant, before start: Instant, id: String?, _ scope: EventScope, at place: RecordPlace
    ) {
        guard !scope.isLeftOut else {
            log.counts.leftOut += scope.leftOut.count
            return
        }
        log.add(
            SourceMessage(
                .endsBeforeStart, place, id: id, object: scope.firstObject, from: start, to: end,
                "ends at \(end.utcText), before it starts at \(start.utcText)"))
        log.counts.refused += 1
    }

    /// Says that nothing is known of an object for a while; `object` nil: of any.
    func reportGap(of object: String?, from start: Instant, to end: Instant?, at place: RecordPlace) {
        guard isInMonth(from: start, to: end), end.map({ $0 > start }) ?? true else { return }
        let until = end.map { "to \($0.utcText)" } ?? "until the files end"
        log.add(
            SourceMessage(
                .gap, place, object: object, from: start, to: end,
                "nothing known from \(start.utcText) \(until)"))
    }

    func reportOrphan(named name: String?, object: String? = nil, ended: Instant, at place: RecordPlace) {
        log.add(
            SourceMessage(
                .beganBefore, place, id: name, object: object, to: ended,
                "ended at \(ended.utcText), but its beginning is not in the files"))
    }
}
