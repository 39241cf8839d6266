internal import Postgres
internal import SLA
internal import Synchronization

/// Reads a month's events and invoices by binary COPY, on one session a processor where that pays.
///
/// The sessions see one snapshot, so that each row version is read once, wherever a later change has moved it to.
/// No order is asked of the server: what belongs together is chained as it comes.
struct MonthReading {
    let scope: MonthScope
    /// The keys of the subscriptions read, and of the services, whose slots follow theirs.
    let subscriptions: SubscriptionIndex
    let services: SubscriptionIndex
    /// What instants are kept relative to.
    let epoch: Int64
    /// How many pages of a table are worth a session of their own.
    let pagesPerSession: Int

    private typealias Job = (Connection, inout EventArena) throws -> Void

    func run(_ connection: Connection) throws -> [FilledArena] {
        let outages = try EventTable(
            "outage", statement("outage", OutageRecord.columns), OutageRecord.add, connection)
        let excuses = try EventTable(
            "excusable_event", statement("excusable_event", ExcuseRecord.columns), ExcuseRecord.add,
            connection)
        let isWorthIt = min(Parallel.processors, (outages.pages + excuses.pages) / pagesPerSession) > 1
        // One subscription's month is read before other sessions are open.
        let sessions =
            isWorthIt && !(outages.isIndexed && scope.isListed)
            ? try siblings(Parallel.processors, connection) : []
        let parts = sessions.isEmpty ? 1 : sessions.count * 4
        let jobs: [Job] =
            [outages, excuses].flatMap { parted($0, $0.isIndexed ? 1 : parts) } + [
                job(statement("maintenance", MaintenanceRecord.columns), MaintenanceRecord.add),
                notifications,
                invoices, requests,
            ]
        // A session is used by the one thread that has its number; this one waits for all of them.
        nonisolated(unsafe) let readers = sessions.isEmpty ? [connection] : sessions
        nonisolated(unsafe) let work = jobs
        let queue = JobQueue(count: jobs.count)
        let arenas = Mutex<[FilledArena]>([])
        try Parallel.run(readers.count) { reader in
            var arena = EventArena(slots: subscriptions.count + services.count)
            while let job = queue.next() { try work[job](readers[reader], &arena) }
            let filled = FilledArena(arena)
            arenas.withLock { $0.append(filled) }
        }
        return arenas.withLock { $0 }
    }

    /// Sessions on the snapshot of this one; none where they cannot be had, for one can do it all.
    private func siblings(_ count: Int, _ connection: Connection) throws -> [Connection] {
        let snapshot = try connection.query("select pg_export_snapshot() as id").single().text("id")
        let statement = """
            begin isolation level repeatable read read only;
            set transaction snapshot \(try connection.quoteLiteral(snapshot))
            """
        do {
            return try (0..<count).map { _ in
                let sibling = try connection.sibling()
                try sibling.executeScript(statement)
                return sibling
            }
        } catch is PostgresError {
            return []
        }
    }

    /// SQL: the events of a table that reach into the month.
    private func statement(_ table: String, _ columns: String) -> String {
        """
        select e.subscription_key, e.service_key, \(columns) from \(table) e
        where \(MonthScope.inForce("e", at: scope.watermark)) and not e.withdrawn
            and \(reaches)\(inScope("e"))
        """
    }

    /// SQL: the event is of one of the subscriptions, or of a service.
    private func inScope(_ alias: String) -> String {
        only(alias).map { " and (\($0) or \(alias).service_key is not null)" } ?? ""
    }

    /// The events of a table in jobs over ranges of its pages; the last one is open.
    private func parted(_ table: EventTable, _ parts: Int) -> [Job] {
        let pages = table.pages
        return (0..<parts).map { part in
            var range = ""
            if part > 0 { range += " and e.ctid >= '(\(pages * part / parts),0)'" }
            if part < parts - 1 { range += " and e.ctid < '(\(pages * (part + 1) / parts),0)'" }
            return job(table.statement + range, table.add)
        }
    }

    private func job(_ statement: String, _ add: @escaping EventTable.Add) -> Job {
        { connection, arena in
            try connection.copyOut("copy (\(statement)) to stdout (format binary)") { row in
                guard let slot = try slot(of: row) else { return }
                try add(row, 2, slot, epoch, &arena)
            }
        }
    }

    private var reaches: String {
        "e.started_at < \(scope.reach.upperBound.literal) "
            + "and (e.ended_at is null or e.ended_at >= \(scope.reach.lowerBound.literal))"
    }

    /// The slot of the subscription or service that a row begins with; nil: not read.
    private func slot(of row: borrowing CopyRow) throws -> Int? {
        if let key = try row.optionalInt32(0) { return subscriptions.slot(of: key) }
        return services.slot(of: try row.int32(1)).map { subscriptions.count + $0 }
    }

    /// SQL that keeps to a slice or a few subscriptions; nil when there are too many to list.
    private func only(_ alias: String) -> String? {
        if let slice = scope.slice { return "\(alias).subscription_key % \(slice.of) = \(slice.number)" }
        guard let keys = scope.subscriptions, keys.count <= 1_000 else { return nil }
        let list = keys.map(String.init).joined(separator: ", ")
        return "\(alias).subscription_key in (\(list.isEmpty ? "null" : list))"
    }

    /// Where they are many, those of the month's outages alone; else all of them, for one that belongs to no outage
    /// of the month changes nothing, and to look for its outage would be another pass over the events.
    private func notifications(_ connection: Connection, _ arena: inout EventArena) throws {
        let areMany = try EventTable.pages(of: "notification", connection) > Self.pagesOfNotifications
        try ofSubscriptions(
            "n",
            areMany
                ? "outage e join notification n on n.outage_source = e.source and n.outage_id = e.id"
                : "notification n", NotificationRecord.columns,
            where: "not n.withdrawn"
                + (areMany
                    ? " and \(MonthScope.inForce("e", at: scope.watermark)) and \(reaches)\(inScope("e"))"
                    : ""),
            connection
        ) { row, slot in try NotificationRecord.add(row, from: 1, slot: slot, epoch: epoch, to: &arena) }
    }

    private static let pagesOfNotifications = 8_192

    private func invoices(_ connection: Connection, _ arena: inout EventArena) throws {
        try ofSubscriptions(
            "i", "invoice i", InvoiceRecord.columns,
            where: "i.month = \(scope.month.literal) and not i.withdrawn", connection
        ) { row, slot in try InvoiceRecord.add(row, from: 1, slot: slot, to: &arena) }
    }

    private func requests(_ connection: Connection, _ arena: inout EventArena) throws {
        try ofSubscriptions(
            "r", "credit_request r", RequestRecord.columns,
            where: "r.month = \(scope.month.literal) and not r.withdrawn",
            connection
        ) { row, slot in try RequestRecord.add(row, from: 1, slot: slot, to: &arena) }
    }

    private func ofSubscriptions(
        _ alias: String, _ source: String, _ columns: String, where condition: String,
        _ connection: Connection, _ body: (borrowing CopyRow, Int) throws -> Void
    ) throws {
        let inScope = only(alias).map { " and \($0)" } ?? ""
        try connection.copyOut(
            """
            copy (select \(alias).subscription_key, \(columns) from \(source)
                where \(MonthScope.inForce(alias, at: scope.watermark)) and \(condition)\(inScope))
            to stdout (format binary)
            """
        ) { row in
            if let slot = subscriptions.slot(of: try row.int32(0)) { try body(row, slot) }
        }
    }
}
