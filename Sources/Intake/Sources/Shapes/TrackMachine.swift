import SLA

/// Follows the state of every key, change by change, and finds outages. Source: docs/reference/sources.md "Tracks".
struct TrackMachine {
    private let rule: TrackRule
    private let steps: TrackSteps
    private var keys: [TrackKey] = []
    private(set) var outages: [TrackOutage] = []
    /// The latest time of any record.
    private var latest: Instant?
    private var stoppedAt: (instant: Instant, place: RecordPlace)?

    init(_ rule: TrackRule, steps: TrackSteps) {
        self.rule = rule
        self.steps = steps
    }

    /// Begins anew with other steps; what records that said nothing but their time told stays.
    init(_ rule: TrackRule, steps: TrackSteps, after other: TrackMachine) {
        self.init(rule, steps: steps)
        latest = other.latest
    }

    /// Takes note of a record that says nothing but its time.
    mutating func pass(_ at: Instant) { latest = max(at, latest ?? at) }

    /// `content`: what the record says of the outage that it begins; nil: it is passed over. `end`: what it says of the
    /// outage that it ends.
    mutating func take(
        _ change: TrackChange, _ names: TrackKeys, _ rows: EventRows, content: () -> EventContent?,
        end: () -> TrackEnd
    ) {
        defer { pass(change.instant) }
        switch change.state {
        case .ignore: break
        case .stopped: stop(at: change.instant, change.place)
        case .started: start(at: change.instant, change.place, names, rows)
        case .down, .up, .unknown, .same:
            let number = Int(change.key)
            while keys.count <= number { keys.append(TrackKey()) }
            endSample(of: number, by: change)
            keys[number].last = change.instant
            keys[number].place = change.place
            follow(change, number, names, rows, content: content, end: end)
        }
    }

    /// A sample speaks for a while; after it nothing is known.
    private mutating func endSample(of number: Int, by change: TrackChange) {
        guard let last = keys[number].last, let step = steps[number] else { return }
        let until = Instant(microseconds: last.microseconds + step)
        guard change.instant > until else { return }
        switch keys[number].condition {
        case .untold, .unknown, .suspended: return
        case .up: break
        case .down(let outage): outages[outage].end = until
        }
        keys[number].condition = .unknown(since: until, place: keys[number].place ?? change.place)
    }

    private mutating func follow(
        _ change: TrackChange, _ number: Int, _ names: TrackKeys, _ rows: EventRows,
        content: () -> EventContent?, end: () -> TrackEnd
    ) {
        let at = change.instant
        let condition = keys[number].condition
        if change.state != .unknown, change.state != .same, case .unknown(let since, let place) = condition {
            reportGap(number, since, at, place, names, rows)
        }
        switch (change.state, condition) {
        case (.same, _), (.unknown, .unknown), (.down, .down): break
        case (.unknown, let before):
            if case .down(let outage) = before { close(outage, at: at, rows) }
            keys[number].condition = .unknown(since: at, place: change.place)
        case (.up, let before):
            if case .down(let outage) = before { close(outage, at: at, rows) }
            if case .untold = before, rule.isPairs { keys[number].orphan = (end(), at, change.place) }
            keys[number].condition = .up
        case (_, let before):
            begin(change, number, content(), after: before, rows)
        }
    }

    private mutating func begin(
        _ change: TrackChange, _ number: Int, _ content: EventContent?, after before: TrackKey.Condition,
        _ rows: EventRows
    ) {
        var notBefore: Instant?
        if case .unknown = before { notBefore = change.instant }
        var wasDownBefore = false
        if case .untold = before { wasDownBefore = rule.isSampled }
        if content == nil { rows.log.counts.passedOver += 1 }
        outages.append(
            TrackOutage(
                key: change.key, content: content, start: change.instant, place: change.place,
                outermost: change.outermost,
                notBefore: notBefore, wasDownBefore: wasDownBefore))
        keys[number].condition = .down(outage: outages.count - 1)
        // An end that was read before its own beginning.
        if let orphan = keys[number].orphan, let id = orphan.end.id, content?.id == id {
            keys[number].orphan = nil
            close(outages.count - 1, at: orphan.at, rows)
            keys[number].condition = .up
        }
    }

    private mutating func close(_ outage: Int, at end: Instant, _ rows: EventRows) {
        outages[outage].end = end
        if outages[outage].content == nil { rows.log.counts.passedOver += 1 }
    }

    private func reportGap(
        _ number: Int, _ since: Instant, _ until: Instant?, _ place: RecordPlace, _ names: TrackKeys,
        _ rows: EventRows
    ) {
        guard names.areInScope[number] else { return }
        rows.reportGap(of: names.names[number], from: since, to: until, at: place)
    }

    private mutating func stop(at instant: Instant, _ place: RecordPlace) {
        guard stoppedAt == nil else { return }
        stoppedAt = (instant, place)
        for number in keys.indices {
            guard case .down(let outage) = keys[number].condition else { continue }
            outages[outage].end = instant
            keys[number].condition = .suspended(outage: outage)
        }
    }

    /// What was down is down again. A monitor that never said that it stopped was last seen at its latest record.
    private mutating func start(
        at instant: Instant, _ place: RecordPlace, _ names: TrackKeys, _ rows: EventRows
    ) {
        if stoppedAt == nil {
            guard let latest, latest < instant else { return }
            stop(at: latest, place)
        }
        guard let stopped = stoppedAt else { return }
        stoppedAt = nil
        reportStop(from: stopped.instant, to: instant, at: stopped.place, names, rows)
        for number in keys.indices {
            guard case .suspended(let outage) = keys[number].condition else { continue }
            outages.append(
                TrackOutage(
                    key: Int32(clamping: number), content: outages[outage].content, start: instant,
                    place: place, outermost: -1,
                    notBefore: instant, wasDownBefore: false))
            keys[number].condition = .down(outage: outages.count - 1)
        }
    }

    private func reportStop(
        from start: Instant, to end: Instant?, at place: RecordPlace, _ names: TrackKeys, _ rows: EventRows
    ) {
        guard names.areInScope.contains(true) else { return }
        rows.reportGap(of: nil, from: start, to: end, at: place)
    }

    /// What becomes of what is down when the files end, and what is said of the rest. Gives the ends whose beginning is
    /// not in the files, by key.
    mutating func finish(
        _ names: TrackKeys, _ rows: EventRows
    ) -> [(key: Int, end: TrackEnd, at: Instant, place: RecordPlace)] {
        var orphans: [(key: Int, end: TrackEnd, at: Instant, place: RecordPlace)] = []
        for number in keys.indices {
            let key = keys[number]
            switch key.condition {
            case .untold, .up, .suspended: break
            case .unknown(let since, let place): reportGap(number, since, nil, place, names, rows)
            case .down(let outage):
                outages[outage].isDownAtEnd = true
                switch rule.atEnd {
                case .open: break
                case .lastRecord: outages[outage].end = latest
                case .step:
                    outages[outage].end = key.last.map { last in
                        Instant(microseconds: last.microseconds + (steps[number] ?? 0))
                    }
                }
            }
            if let orphan = key.orphan { orphans.append((number, orphan.end, orphan.at, orphan.place)) }
        }
        if let stoppedAt { reportStop(from: stoppedAt.instant, to: nil, at: stoppedAt.place, names, rows) }
        return orphans
    }
}
