internal import Postgres
internal import SLA

/// Outages, excusable events and maintenance that reach into a month, by subscription; what is
/// service-wide is kept once for its service.
struct MonthEvents {
    private var outages = Scoped<Outage>()
    private var excusableEvents = Scoped<ExcusableEvent>()
    private var maintenance = Scoped<Maintenance>()
    /// R4: a customer's own notifications, by outage and subscription.
    private var notifications: [OutageName: [Int32: Instant]] = [:]

    /// Events by the scope that they name.
    private struct Scoped<Event> {
        var bySubscription: [Int32: [Event]] = [:]
        var byService: [Int32: [Event]] = [:]

        mutating func add(_ event: Event, _ row: Row) throws {
            if let key = try row.optionalInt32("subscription_key") {
                bySubscription[key, default: []].append(event)
            } else {
                byService[try row.int32("service_key"), default: []].append(event)
            }
        }

        func of(subscription: Int32, service: Int32) -> [Event] {
            (bySubscription[subscription] ?? []) + (byService[service] ?? [])
        }
    }

    init(_ scope: MonthScope, on connection: Connection) throws {
        for row in try MonthEvents.query("outage", Self.outageColumns, scope, on: connection) {
            try outages.add(Self.outage(row), row)
        }
        for row in try MonthEvents.query("excusable_event", Self.excusableColumns, scope, on: connection) {
            try excusableEvents.add(Self.excusableEvent(row), row)
        }
        for row in try MonthEvents.query("maintenance", Self.maintenanceColumns, scope, on: connection) {
            try maintenance.add(
                Maintenance(
                    source: try row.text("source"), id: try row.text("id"), interval: try Self.interval(row),
                    summary: try row.optionalText("summary")), row)
        }
        let own = try connection.query(
            """
            select n.outage_source, n.outage_id, n.subscription_key, n.notified_at from notification n
            where \(MonthScope.inForce("n")) and ($2::int[] is null or n.subscription_key = any($2))
                and exists (select from outage e where e.source = n.outage_source and e.id = n.outage_id
                    and \(MonthScope.inForce("e")) and \(Self.reaches))
            """, scope.parameters + Self.reach(scope))
        for row in own {
            let name = OutageName(
                source: try row.text("outage_source"), id: try row.text("outage_id"))
            notifications[name, default: [:]][try row.int32("subscription_key")] =
                try row.instant("notified_at")
        }
    }

    /// What serves one subscription.
    func of(subscription: Int32, service: Int32)
        -> (outages: [Outage], excusableEvents: [ExcusableEvent], maintenance: [Maintenance])
    {
        let own = outages.of(subscription: subscription, service: service).map { outage in
            guard let notifiedAt = notifications[outage.name]?[subscription] else { return outage }
            var outage = outage
            outage.notifiedAt = min(outage.notifiedAt ?? notifiedAt, notifiedAt)
            return outage
        }
        return (
            own, excusableEvents.of(subscription: subscription, service: service),
            maintenance.of(subscription: subscription, service: service)
        )
    }
}

extension MonthEvents {
    private static let outageColumns = "started_at, ended_at, notified_at, summary"
    private static let excusableColumns = "cause, started_at, ended_at, outage_source, outage_id, evidence"
    private static let maintenanceColumns = "started_at, ended_at, summary"

    private static let reaches = "e.started_at < $4 and (e.ended_at is null or e.ended_at >= $3)"

    private static func reach(_ scope: MonthScope) -> [Parameter] {
        [
            .timestamp(scope.reach.lowerBound.microseconds),
            .timestamp(scope.reach.upperBound.microseconds),
        ]
    }

    private static func query(
        _ table: String, _ columns: String, _ scope: MonthScope, on connection: Connection
    ) throws -> Rows {
        try connection.query(
            """
            select source, id, service_key, subscription_key, \(columns) from \(table) e
            where \(MonthScope.inForce("e")) and not e.withdrawn and \(reaches)
                and ($2::int[] is null or e.subscription_key = any($2) or e.service_key is not null)
            order by started_at, source collate "C", id collate "C"
            """, scope.parameters + reach(scope))
    }

    private static func outage(_ row: Row) throws -> Outage {
        Outage(
            source: try row.text("source"), id: try row.text("id"),
            startedAt: try row.instant("started_at"), endedAt: try row.optionalInstant("ended_at"),
            notifiedAt: try row.optionalInstant("notified_at"), summary: try row.optionalText("summary"),
            isServiceWide: try !row.isNull("service_key"))
    }

    private static func excusableEvent(_ row: Row) throws -> ExcusableEvent {
        var outage: OutageName?
        if let source = try row.optionalText("outage_source") {
            outage = OutageName(source: source, id: try row.text("outage_id"))
        }
        return ExcusableEvent(
            source: try row.text("source"), id: try row.text("id"), cause: try row.word("cause"),
            interval: try interval(row), evidence: try row.text("evidence"), outage: outage)
    }

    private static func interval(_ row: Row) throws -> Interval {
        try row.instant("started_at")..<row.instant("ended_at")
    }
}
