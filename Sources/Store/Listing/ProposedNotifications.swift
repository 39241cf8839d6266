package import Postgres
package import SLA

extension ProposedNotification {
    /// Those of a month, by subscription and outage.
    ///
    /// An outage is looked at where the subscription's terms require a failure notification and none is recorded. A ticket
    /// fits that concerns the subscription or its service and goes on, from its beginning or its notification to its end,
    /// at a time at which the outage does. One that was told more than an hour before the outage began is of something else.
    package static func load(_ month: Month, on connection: Connection) throws -> [ProposedNotification] {
        try connection.query(
            """
            with version as (
                select distinct on (terms) terms, time_zone, notification_required from terms_version
                where effective_from <= $1 order by terms, effective_from desc
            ), asked as materialized (
                select s.subscription_key, s.service_key, v.time_zone,
                    greatest($1::date, s.starts_on)::timestamp at time zone v.time_zone as from_at,
                    least(($1::date + interval '1 month')::date, s.ends_on + 1)::timestamp at time zone v.time_zone as to_at
                from spell_in_force s join version v using (terms)
                where v.notification_required and s.starts_on < $1::date + interval '1 month'
                    and coalesce(s.ends_on >= $1, true)
            ), event as materialized (
                select o.source, o.id, coalesce(o.service_key, -o.subscription_key) as target, o.started_at, o.ended_at,
                    o.notified_at, o.summary
                from outage o, (select min(from_at) as from_at, max(to_at) as to_at from asked) a
                where o.until_batch is null and not o.withdrawn and o.started_at < a.to_at
                    and coalesce(o.ended_at > a.from_at, true)
            ), concerned as materialized (
                select a.subscription_key, a.time_zone, t.target, e.source, e.id, e.started_at, e.ended_at, e.notified_at,
                    e.summary, a.from_at, a.to_at
                from asked a cross join lateral (values (a.service_key), (-a.subscription_key)) t (target)
                    join event e on e.target = t.target
            )
            select distinct on (u.subscription collate "C", o.started_at, o.source collate "C", o.id collate "C")
                u.subscription, o.source, o.id, o.started_at, o.ended_at, o.time_zone, t.source as ticket_source,
                t.id as ticket_id, t.started_at as ticket_started_at, t.ended_at as ticket_ended_at, t.notified_at, t.summary,
                v.service,
                count(*) over (partition by o.subscription_key, o.source, o.id) as tickets
            from concerned o join subscription u on u.subscription_key = o.subscription_key
                join concerned t on t.subscription_key = o.subscription_key and t.source <> o.source
                    and t.notified_at is not null and least(t.started_at, t.notified_at) < coalesce(o.ended_at, 'infinity')
                    and coalesce(t.ended_at, 'infinity') > o.started_at and t.notified_at >= o.started_at - interval '1 hour'
                left join service v on v.service_key = t.target
            where o.notified_at is null and o.started_at < o.to_at and coalesce(o.ended_at > o.from_at, true)
                and not exists (select from notification n where n.subscription_key = o.subscription_key
                    and n.outage_source = o.source and n.outage_id = o.id and n.until_batch is null and not n.withdrawn)
            order by u.subscription collate "C", o.started_at, o.source collate "C", o.id collate "C", t.notified_at,
                t.source collate "C", t.id collate "C"
            """, [.date(month.firstDay.daysSinceEpoch)]
        ).map { row in
            ProposedNotification(
                subscription: try row.text("subscription"),
                outage: Event(
                    source: try row.text("source"), id: try row.text("id"),
                    startedAt: try row.instant("started_at"),
                    endedAt: try row.optionalTimestamp("ended_at").map(Instant.init(microseconds:))),
                ticket: Event(
                    source: try row.text("ticket_source"), id: try row.text("ticket_id"),
                    startedAt: try row.instant("ticket_started_at"),
                    endedAt: try row.optionalTimestamp("ticket_ended_at").map(Instant.init(microseconds:))),
                notifiedAt: try row.instant("notified_at"), summary: try row.optionalText("summary"),
                service: try row.optionalText("service"), tickets: Int(try row.int64("tickets")),
                timeZone: try row.text("time_zone"))
        }
    }
}
