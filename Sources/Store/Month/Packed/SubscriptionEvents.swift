internal import SLA

/// What one subscription's chains hold, in place; one value serves many subscriptions in turn.
struct SubscriptionEvents {
    /// Own ones, then those of each service.
    private(set) var outages: [OutageRecord] = []
    /// The places of `outages`: scope by scope, by start, source and id.
    private(set) var order: [Int] = []
    /// In the same order.
    private(set) var excuses: [ExcuseRecord] = []
    private(set) var maintenance: [MaintenanceRecord] = []
    private(set) var invoices: [InvoiceRecord] = []
    private(set) var request: RequestRecord?
    /// The subscription's own events, then those of each service.
    private(set) var scopes: [Scope] = []
    private var notifications: [NotificationRecord] = []
    private var starts: [Start] = []

    /// Where the events of one scope stand.
    struct Scope {
        var outages: Range<Int>
        var excuses: Range<Int>
        var maintenance: Range<Int>
    }

    /// What outages are put in order by: they are too large to be moved about.
    private struct Start {
        var at: Int64
        var place: Int
    }

    /// Starts a subscription with its own events.
    mutating func begin(slot: Int, epoch: Int64, _ arenas: [FilledArena]) {
        outages.removeAll(keepingCapacity: true)
        order.removeAll(keepingCapacity: true)
        excuses.removeAll(keepingCapacity: true)
        maintenance.removeAll(keepingCapacity: true)
        invoices.removeAll(keepingCapacity: true)
        notifications.removeAll(keepingCapacity: true)
        scopes.removeAll(keepingCapacity: true)
        request = nil
        add(slot: slot, epoch: epoch, arenas)
    }

    /// Ends the subscription.
    mutating func end() {
        invoices.sort(by: InvoiceRecord.inOrder)
        if !notifications.isEmpty { applyNotifications() }
    }

    /// Adds the events of a slot as one scope.
    mutating func add(slot: Int, epoch: Int64, _ arenas: [FilledArena]) {
        let (firstOutage, firstExcuse, firstWork) = (outages.count, excuses.count, maintenance.count)
        for arena in arenas {
            arena.records.forEach(slot: slot) { reader in
                let tag = reader.byte()
                switch RecordKind(rawValue: tag & 0x0F) {
                case .outage:
                    outages.append(OutageRecord(&reader, flags: tag, epoch: epoch, arena.records))
                case .excuse:
                    excuses.append(ExcuseRecord(&reader, flags: tag, epoch: epoch, arena.records))
                case .maintenance:
                    maintenance.append(
                        MaintenanceRecord(&reader, flags: tag, epoch: epoch, arena.records))
                case .notification:
                    notifications.append(NotificationRecord(&reader, epoch: epoch, arena.records))
                case .invoice: invoices.append(InvoiceRecord(&reader))
                case .request:
                    let next = RequestRecord(&reader)
                    request = request.map { $0.precedes(next) ? $0 : next } ?? next
                case nil: preconditionFailure("a record of no kind")
                }
            }
        }
        starts.removeAll(keepingCapacity: true)
        for place in firstOutage..<outages.count {
            starts.append(Start(at: outages[place].startedAt, place: place))
        }
        starts.sort { a, b in
            a.at == b.at ? outages[a.place].name.precedes(outages[b.place].name) : a.at < b.at
        }
        for start in starts { order.append(start.place) }
        excuses[firstExcuse...].sort {
            $0.startedAt == $1.startedAt ? $0.name.precedes($1.name) : $0.startedAt < $1.startedAt
        }
        maintenance[firstWork...].sort {
            $0.startedAt == $1.startedAt ? $0.name.precedes($1.name) : $0.startedAt < $1.startedAt
        }
        scopes.append(
            Scope(
                outages: firstOutage..<outages.count, excuses: firstExcuse..<excuses.count,
                maintenance: firstWork..<maintenance.count))
    }

    /// R4: the earliest of the outage's own notification and the subscription's.
    private mutating func applyNotifications() {
        notifications.sort {
            $0.outage == $1.outage ? $0.notifiedAt < $1.notifiedAt : $0.outage.precedes($1.outage)
        }
        for index in outages.indices {
            let name = outages[index].name
            let place = notifications.firstPlace { !$0.outage.precedes(name) }
            guard place < notifications.count, notifications[place].outage == name else { continue }
            let notifiedAt = notifications[place].notifiedAt
            outages[index].notifiedAt = min(outages[index].notifiedAt ?? notifiedAt, notifiedAt)
        }
    }
}

extension SubscriptionEvents {
    /// Lays one spell's part of the month out on a sweep and measures it.
    ///
    /// - Parameters:
    ///   - calendar: of the spell.
    ///   - scope: of the spell's service.
    ///   - instant: measures the events as they stood then; nil: as they are.
    func classes(
        _ sweep: inout Sweep, under calendar: MonthCalendar, period: Interval, scope: Int,
        knownAt instant: Instant? = nil
    ) -> Classes {
        let scopes = [scopes[0], scopes[scope]]
        sweep.begin(period)
        var linked: [ExcuseRecord] = []
        for scope in scopes {
            for work in maintenance[scope.maintenance]
            where work.isPlanned(in: calendar) && work.isKnown(at: instant) {
                sweep.add(maintenance: work.interval)
            }
            for event in excuses[scope.excuses] {
                if event.outage == nil {
                    sweep.add(excuse: event.interval, by: event.cause)
                } else {
                    linked.append(event)
                }
            }
        }
        linked.sort { a, b in
            guard let first = a.outage, let second = b.outage else { return false }
            return first.precedes(second)
        }
        for scope in scopes {
            for outage in outages[scope.outages] {
                guard let swept = instant.map({ outage.swept.known(at: $0) }) ?? outage.swept else {
                    continue
                }
                guard !linked.isEmpty else {
                    sweep.add(swept)
                    continue
                }
                let first = linked.firstPlace { $0.outage.map { !$0.precedes(outage.name) } ?? true }
                let own = linked[first...].prefix { $0.outage.map { $0 == outage.name } ?? false }
                sweep.add(swept, linked: own.map { ($0.cause, $0.interval) })
            }
        }
        return sweep.classes()
    }

    /// The outages that were open at an instant: the subscription's own, then those of a scope.
    func open(at instant: Instant, scope: Int, service: String) -> [Outage] {
        [(scopes[0], nil), (scopes[scope], service)].flatMap { scope, service in
            order[scope.outages].filter { outages[$0].swept.isOpen(at: instant) }.map {
                outages[$0].outage(service: service)
            }
        }
    }
}

extension OutageRecord {
    fileprivate var swept: SweptOutage {
        SweptOutage(
            startedAt: Instant(microseconds: startedAt), endedAt: endedAt.map(Instant.init),
            notifiedAt: notifiedAt.map(Instant.init))
    }
}

extension MaintenanceRecord {
    /// - Parameter instant: nil: all is known.
    fileprivate func isKnown(at instant: Instant?) -> Bool {
        instant.map { Maintenance.isKnown(announcedAt: announcedAt.map(Instant.init), at: $0) } ?? true
    }
}

extension Array {
    /// The first place from which on the condition holds, by halving; `count` when it never does.
    fileprivate func firstPlace(_ condition: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
