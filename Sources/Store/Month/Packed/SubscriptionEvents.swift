internal import SLA

/// What one subscription's chains hold, in place; one value serves many subscriptions in turn.
struct SubscriptionEvents {
    /// Own ones, then the service's.
    private(set) var outages: [OutageRecord] = []
    /// The places of `outages`: own ones by start, source and id, then the service's likewise.
    private(set) var order: [Int] = []
    /// In the same order.
    private(set) var excuses: [ExcuseRecord] = []
    private(set) var maintenance: [MaintenanceRecord] = []
    private(set) var invoices: [InvoiceRecord] = []
    private(set) var request: RequestRecord?
    /// How many of `outages` are the subscription's own.
    private(set) var ownOutages = 0
    private var notifications: [NotificationRecord] = []
    private var starts: [Start] = []

    /// What outages are put in order by: they are too large to be moved about.
    private struct Start {
        var at: Int64
        var place: Int
    }

    /// - Parameter service: the slot of what is reported for the whole service.
    mutating func gather(slot: Int, service: Int, epoch: Int64, _ arenas: [FilledArena]) {
        outages.removeAll(keepingCapacity: true)
        order.removeAll(keepingCapacity: true)
        excuses.removeAll(keepingCapacity: true)
        maintenance.removeAll(keepingCapacity: true)
        invoices.removeAll(keepingCapacity: true)
        notifications.removeAll(keepingCapacity: true)
        request = nil
        add(slot: slot, epoch, arenas)
        ownOutages = outages.count
        add(slot: service, epoch, arenas)
        invoices.sort(by: InvoiceRecord.inOrder)
        if !notifications.isEmpty { applyNotifications() }
    }

    private mutating func add(slot: Int, _ epoch: Int64, _ arenas: [FilledArena]) {
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
                    maintenance.append(MaintenanceRecord(&reader, epoch: epoch, arena.records))
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
    /// Lays the month out on a sweep and measures it.
    func classes(_ sweep: inout Sweep, period: Interval) -> Classes {
        sweep.begin(period)
        for work in maintenance { sweep.add(maintenance: work.interval) }
        var linked: [ExcuseRecord] = []
        for event in excuses {
            if event.outage == nil {
                sweep.add(excuse: event.interval, by: event.cause)
            } else {
                linked.append(event)
            }
        }
        linked.sort { a, b in
            guard let first = a.outage, let second = b.outage else { return false }
            return first.precedes(second)
        }
        for outage in outages {
            let swept = SweptOutage(
                startedAt: Instant(microseconds: outage.startedAt),
                endedAt: outage.endedAt.map(Instant.init), notifiedAt: outage.notifiedAt.map(Instant.init))
            guard !linked.isEmpty else {
                sweep.add(swept)
                continue
            }
            let first = linked.firstPlace { $0.outage.map { !$0.precedes(outage.name) } ?? true }
            let own = linked[first...].prefix { $0.outage.map { $0 == outage.name } ?? false }
            sweep.add(swept, linked: own.map { ($0.cause, $0.interval) })
        }
        return sweep.classes()
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
