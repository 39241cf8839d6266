import SLA

/// What intervals come to when all files are read.
extension IntervalShape {
    mutating func finish(_ rows: inout EventRows, _ outermost: inout OutermostRecords) {
        for event in events {
            for number in event.outermost { outermost.account(for: number) }
            decide(event, &rows)
        }
        reportOrphans(&rows)
    }

    private func decide(_ event: EventVersions, _ rows: inout EventRows) {
        guard let (version, scope) = event.counting else { return }
        guard let sentence = version.noRow else { return give(version, scope, isTakenBack: false, &rows) }
        if !scope.isLeftOut, rows.isInMonth(from: version.start, to: version.end) {
            rows.log.add(
                SourceMessage(
                    .notYet, version.place, id: version.id, object: scope.firstObject, from: version.start,
                    to: version.end, sentence))
        }
        if let (earlier, scope) = event.withdrawn { give(earlier, scope, isTakenBack: true, &rows) }
    }

    private func give(
        _ version: EventVersion, _ scope: EventScope, isTakenBack: Bool, _ rows: inout EventRows
    ) {
        var content = version.content
        content.scope = scope
        var end = version.end ?? version.endedBy.flatMap { ends[$0]?.at }
        if let end, end < version.start {
            return rows.refuseEnd(end, before: version.start, id: version.id, scope, at: version.place)
        }
        var isCalledOff = false
        if let most = version.endAtMost {
            isCalledOff = most <= version.start
            if !isCalledOff { end = end.map { min($0, most) } ?? most }
        }
        let event = SourceEvent(
            content: content, id: version.id, start: version.start, end: end, place: version.place,
            isWithdrawn: version.isWithdrawn || isCalledOff || isTakenBack)
        rows.add(event, names: reader)
    }

    /// Records that should end an event that no file holds.
    private func reportOrphans(_ rows: inout EventRows) {
        let orphans = ends.filter { !named.contains($0.key) }
        let sorted = orphans.sorted { ($0.value.place, $0.key) < ($1.value.place, $1.key) }
        for (name, end) in sorted where rows.isInMonth(from: end.at, to: end.at) {
            rows.reportOrphan(named: name, ended: end.at, at: end.place)
        }
    }
}
