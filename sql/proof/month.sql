-- The contract a second time: one month from the history tables, in multiranges. Written from the
-- contract, not from the Swift; a credit note whose two proofs differ must not exist.
--
-- $1 date         the month's first day
-- $2 int          watermark: every history is read as of this batch
-- $3 timestamptz  assessed_at: the month is over when it ended by then
-- $4 int[]        subscription keys; one row each comes back, in order of key
-- Run it after "set local jit = off": compiling a statement of this size costs seconds and gains none.
--
-- The planner's row estimates come from statistics that a fresh import has not reached yet. A test of
-- time that they call empty would bring nested loops over 10 million outages, hence two habits below: such
-- tests stand behind isempty(), which has no statistics, and what is known of one key is grouped, not joined.
with
asked as materialized (
    -- R11, R12: what was invoiced for the month, and when the credit was asked for
    select subscription_key, case when sum(abs(amount_cents)) <= 1000000000000000 then sum(amount_cents)::bigint end as base_cents,
        case when sum(abs(amount_cents)) <= 1000000000000000 then max(currency) end as currency,
        min(requested_on) as requested_on
    from (
        select unnest($4::int[]) as subscription_key, true as is_asked, null::bigint as amount_cents,
            null::text as currency, null::date as requested_on
        union all
        select subscription_key, false, amount_cents, currency, null
        from invoice
        where month = $1::date and from_batch <= $2::int and (until_batch is null or until_batch > $2::int)
            and not withdrawn
        union all
        select subscription_key, false, null, null, requested_on
        from credit_request
        where month = $1::date and from_batch <= $2::int and (until_batch is null or until_batch > $2::int)
            and not withdrawn
    ) known
    group by subscription_key
    having bool_or(is_asked)
),
version as materialized (
    select terms_key, terms, effective_from, time_zone, excludes_public_holidays, excludes_planned_maintenance,
        basis, target_micropercent, target_above_micropercent, target_downtime_us, notification_required, counted_from, excusable, on_request, request_within_days,
        request_within_working_days, request_within_months, minimum_cents, notice_us, notice_working_days, working_week,
        effective_until,
        -- T3: a version that has ended is followed by none that came before it.
        effective_from <= $1::date and coalesce(effective_until >= $1::date, true) and not exists (
            select from terms_version later
            where later.terms = v.terms and later.from_batch <= $2::int and later.effective_from <= $1::date
                and later.effective_from > v.effective_from) as is_in_force
    from terms_version v
    where from_batch <= $2::int and effective_from < ($1::date + interval '1 month')::date
),
-- R1: the days of each spell as they took effect, cut to the month. A withdrawn spell has none.
spell as materialized (
    select d.subscription_key, d.service_key, d.terms, d.holidays, d.starts_on, d.withdrawn,
        greatest(d.starts_on, $1::date) as first_day,
        least(d.ends_on, ($1::date + interval '1 month')::date - 1, case when not d.withdrawn then
            lead(d.starts_on) over (partition by d.subscription_key, d.withdrawn order by d.starts_on) - 1 end) as last_day
    from subscription_details d
    where d.subscription_key = any ($4::int[])
        and d.from_batch <= $2::int and (d.until_batch is null or d.until_batch > $2::int)
),
-- Where no day of the month is in force, the nearest spell stands for the subscription, without a day.
concerned as materialized (
    select subscription_key, service_key, terms, holidays, starts_on, first_day, last_day
    from spell
    where not withdrawn and first_day <= last_day
    union all
    (select distinct on (subscription_key) subscription_key, service_key, terms, holidays, starts_on,
        $1::date, $1::date - 1
    from spell s
    where not exists (select from spell t
        where t.subscription_key = s.subscription_key and not t.withdrawn and t.first_day <= t.last_day)
    order by subscription_key, withdrawn, not withdrawn and starts_on >= ($1::date + interval '1 month')::date,
        case when withdrawn or starts_on < ($1::date + interval '1 month')::date
            then $1::date - starts_on else starts_on - $1::date end)
    union all
    select subscription_key, null, null, null, null, $1::date, $1::date - 1
    from asked a
    where not exists (select from spell s where s.subscription_key = a.subscription_key)
),
-- R17: the first spell's terms decide the month, the others bring their hours, holidays and service. Terms that are in force
-- only from a day of the month on bring hours to a spell that begins on that day or later.
deciding as materialized (
    select c.*, v.terms_key as own_key, v.time_zone,
        first_value(v.terms_key) over by_start as terms_key, bool_and(v.terms_key is not null) over (
            partition by c.subscription_key) as has_terms,
        row_number() over by_start as nth
    from (select concerned.*, min(starts_on) over (partition by subscription_key) as first_start from concerned) c
    left join lateral (
        select * from version v
        where v.terms = c.terms
            and (v.is_in_force or c.starts_on > c.first_start and v.effective_from <= c.starts_on
                and coalesce(v.effective_until >= c.starts_on, true)
                and not exists (select from version later where later.terms = v.terms
                    and later.effective_from > v.effective_from and later.effective_from <= c.starts_on))
        order by not is_in_force, effective_from desc limit 1
    ) v on true
    window by_start as (partition by c.subscription_key order by c.starts_on)
),
-- R2: special hours of the subscription, else of its service, else of its calendar, date by date.
special as materialized (
    select subscription_key, nth, array_agg(
        concat_ws(' ', date, nullif(opens_us, -1), closes_us) order by date, opens_us, closes_us) as special_days
    from (
        select d.subscription_key, d.nth, h.date, h.opens_us, h.closes_us, rank() over (
            partition by d.subscription_key, d.nth, h.date
            order by h.subscription_key <> 0 desc, h.service_key <> 0 desc) as precedence
        from special_hours h
        join deciding d on h.subscription_key = d.subscription_key or h.service_key = d.service_key
            or h.calendar = d.holidays
        where h.from_batch <= $2::int and (h.until_batch is null or h.until_batch > $2::int) and not h.withdrawn
            and h.date >= $1::date and h.date < $1::date + interval '1 month'
    ) h
    where precedence = 1
    group by subscription_key, nth
),
-- Spells with the same terms, holidays, special hours and days in force share one frame: the calendar is worked
-- out once for each. Without a day in force, or without terms, the frame ends as it begins.
standing as materialized (
    select d.subscription_key, d.service_key, d.nth, d.own_key, d.holidays, x.special_days,
        case when d.has_terms then d.terms_key end as terms_key,
        case when d.has_terms then d.first_day else $1::date end as first_day,
        case when d.has_terms then d.last_day else $1::date - 1 end as last_day,
        dense_rank() over (order by d.has_terms, d.terms_key, d.own_key, d.holidays, x.special_days, d.first_day,
            d.last_day) as frame
    from deciding d left join special x using (subscription_key, nth)
),
outline as materialized (
    select distinct s.frame, s.terms_key, s.own_key, s.holidays, s.special_days, s.first_day, s.last_day,
        coalesce(v.time_zone, 'UTC') as time_zone
    from standing s left join version v using (terms_key)
),
-- R1, R2: a walk through the month and its neighbourhood, and at each step the wall clock is asked. A step is a
-- quarter of an hour when the clock runs straight through it, at every minute and to its last microsecond. Any other
-- quarter is walked by the second: zones change on whole seconds.
quarter as materialized (
    select time_zone, starts_at, local,
        not exists (
            select from (values (interval '1 minute'), ('2 minutes'), ('3 minutes'), ('4 minutes'), ('5 minutes'),
                ('6 minutes'), ('7 minutes'), ('8 minutes'), ('9 minutes'), ('10 minutes'), ('11 minutes'),
                ('12 minutes'), ('13 minutes'), ('14 minutes'), ('14 minutes 59.999999 seconds')) later (by)
            where (starts_at + later.by) at time zone time_zone <> local + later.by
        ) as is_straight
    from (select distinct time_zone from outline) z
    cross join generate_series(
        ($1::date - interval '2 days') at time zone 'UTC',
        ($1::date + interval '1 month 2 days') at time zone 'UTC', interval '15 minutes') starts_at
    cross join lateral (select starts_at at time zone time_zone as local offset 0) wall_clock
),
step as (
    select time_zone, starts_at, local, interval '15 minutes' as length from quarter where is_straight
    union all
    select time_zone, second, second at time zone time_zone, interval '1 second'
    from quarter
    cross join generate_series(starts_at, starts_at + interval '14 minutes 59 seconds', interval '1 second') second
    where not is_straight
),
-- What has one local date and one distance from UTC. A step that midnight falls into belongs to two days.
day as materialized (
    select time_zone, date, ahead, min(lower(part)) as begins_at, range_agg(part) as during
    from (
        select *, local - starts_at at time zone 'UTC' as ahead, local::date + interval '1 day' as midnight from step
        offset 0
    ) s
    cross join lateral (values (local::date, local, least(local + length, midnight)),
        (midnight::date, midnight, local + length)) piece (date, begins, ends)
    cross join lateral (
        select tstzrange(starts_at + (begins - local), starts_at + (ends - local)) as part
    ) parts
    where begins < ends
    group by time_zone, date, ahead
),
weekly_hours as materialized (
    select v.own_key, v.time_zone, range_agg(open) as during
    from (select distinct own_key, time_zone from outline) v
    join day d using (time_zone)
    join terms_window w on w.terms_key = v.own_key and w.weekday = extract(isodow from d.date)
    cross join unnest(d.during) part
    cross join lateral (
        select part * tstzrange((d.date + w.from_us * interval '1 microsecond' - d.ahead) at time zone 'UTC',
            (d.date + w.to_us * interval '1 microsecond' - d.ahead) at time zone 'UTC') as open
    ) hours
    group by v.own_key, v.time_zone
),
-- R2: the dates with special hours, whole, and when they are open.
special_time as materialized (
    select o.frame, range_agg(part) as dates, coalesce(range_agg(open), '{}') as open
    from outline o
    cross join unnest(o.special_days) told
    cross join lateral (select split_part(told, ' ', 1)::date as date,
        nullif(split_part(told, ' ', 2), '')::bigint as opens_us,
        nullif(split_part(told, ' ', 3), '')::bigint as closes_us) h
    join day d on d.time_zone = o.time_zone and d.date = h.date
    cross join unnest(d.during) part
    cross join lateral (
        select case when opens_us is not null then
            part * tstzrange((d.date + opens_us * interval '1 microsecond' - d.ahead) at time zone 'UTC',
                (d.date + closes_us * interval '1 microsecond' - d.ahead) at time zone 'UTC') end as open
    ) hours
    group by o.frame
),
-- Easter Sunday, Gregorian (Meeus, Jones, Butcher).
easter as (
    select year, make_date(year, n / 31, n % 31 + 1) as sunday
    from (select coalesce(2 + max(greatest(notice_working_days, request_within_working_days) / (26 * cardinality(working_week)))
            filter (where num_nonnulls(notice_working_days, request_within_working_days) > 0), 0) as years from version) around
    cross join generate_series(
        extract(year from $1::date - 2)::int - years, extract(year from $1::date + 33)::int + years) year
    cross join lateral (select year % 19 as a, year / 100 as b, year % 100 as c) g
    cross join lateral (select (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30 as h) epact
    cross join lateral (select (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7 as l) weekday
    cross join lateral (select h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114 as n) number
),
calendar as (
    select calendar, based_on from holiday_calendar
    where from_batch <= $2::int and (until_batch is null or until_batch > $2::int)
    union all
    select name, name from (values ('FR'), ('FR-AM'), ('FR-GP'), ('FR-MQ'), ('FR-GF'), ('FR-RE'), ('FR-YT'), ('FR-BL'),
        ('FR-MF')) built_in (name)
),
own_day as (
    select calendar, date, withdrawn
    from holiday
    where from_batch <= $2::int and (until_batch is null or until_batch > $2::int)
),
public_holiday as (
    select calendar, date
    from calendar
    cross join easter
    cross join lateral (
        select date
        from (values (make_date(year, 1, 1)), (sunday + 1), (make_date(year, 5, 1)),
            (make_date(year, 5, 8)), (sunday + 39), (sunday + 50), (make_date(year, 7, 14)),
            (make_date(year, 8, 15)), (make_date(year, 11, 1)), (make_date(year, 11, 11)),
            (make_date(year, 12, 25))) national (date)
        where based_on <> 'none'
        union all
        select date
        from (values ('FR-AM', sunday - 2), ('FR-AM', make_date(year, 12, 26)), ('FR-GP', make_date(year, 5, 27)),
            ('FR-MQ', make_date(year, 5, 22)), ('FR-GF', make_date(year, 6, 10)), ('FR-RE', make_date(year, 12, 20)),
            ('FR-YT', make_date(year, 4, 27)), ('FR-BL', make_date(year, 10, 9)), ('FR-MF', make_date(year, 5, 28))
        ) local (place, date)
        where place = based_on
    ) computed
    where (calendar, date) not in (select calendar, date from own_day where withdrawn)
    union all
    select calendar, date from own_day where not withdrawn
),
holidays as materialized (
    select d.time_zone, h.calendar, range_agg(part) as during
    from day d join public_holiday h using (date) cross join unnest(d.during) part
    group by d.time_zone, h.calendar
),
-- A day begins at the first instant whose local date has come to it, so days and months never overlap,
-- whatever the clocks do at midnight.
frame as materialized (
    select o.frame, o.terms_key, period.period_from, period.period_to, period.month_to <= $3::timestamptz as is_over,
        v.notification_required, v.counted_from, v.excusable, own.excludes_planned_maintenance,
        own.notice_us, own.notice_working_days, own.working_week, o.holidays, o.time_zone, sets.open, length.*
    from outline o
    left join version v using (terms_key)
    left join version own on own.terms_key = o.own_key
    left join weekly_hours w on w.own_key = o.own_key and w.time_zone = o.time_zone
    left join special_time x on x.frame = o.frame
    left join holidays h on h.time_zone = o.time_zone and h.calendar = o.holidays and own.excludes_public_holidays
    cross join lateral (
        select min(begins_at) filter (where date >= o.first_day) as period_from,
            min(begins_at) filter (where date > o.last_day) as period_to,
            min(begins_at) filter (where date >= $1::date + interval '1 month') as month_to
        from day
        where day.time_zone = o.time_zone
    ) period
    cross join lateral (
        select tstzmultirange(tstzrange(period_from, period_to)) as whole,
            coalesce(w.during, '{}') - coalesce(x.dates, '{}') + coalesce(x.open, '{}') as hours,
            coalesce(h.during, '{}') - coalesce(x.dates, '{}') as holiday
    ) given
    -- R16, first two classes; "open" is coverage before planned maintenance is taken out
    cross join lateral (
        select whole - hours as outside_hours, whole * hours * holiday as holiday, whole * hours - holiday as open
    ) sets
    cross join lateral (
        select coalesce(sum(us) filter (where class = 'outside_hours'), 0)::bigint as outside_hours_us,
            coalesce(sum(us) filter (where class = 'holiday'), 0)::bigint as holiday_us,
            coalesce(sum(us) filter (where class = 'open'), 0)::bigint as open_us,
            coalesce(sum(us) filter (where class = 'whole'), 0)::bigint as period_us
        from (values ('outside_hours', sets.outside_hours), ('holiday', sets.holiday), ('open', sets.open),
            ('whole', whole)) c (class, during)
        cross join unnest(c.during) part
        cross join lateral (select extract(epoch from upper(part) - lower(part)) * 1000000 as us) l
    ) length
),
-- Whom an event reaches: a target is a service's key, or a subscription's key below zero. The terms travel
-- along, lest an event be joined to every frame before its subscription is known.
scope as materialized (
    select target, s.subscription_key, f.frame, f.period_from, f.period_to,
        tstzrange(f.period_from, f.period_to) as period, f.notification_required, f.counted_from, f.excusable,
        f.excludes_planned_maintenance, f.notice_us, f.notice_working_days, f.working_week, f.holidays, f.time_zone
    from standing s
    join frame f using (frame)
    cross join lateral (values (s.service_key), (-s.subscription_key)) t (target)
    where f.period_from < f.period_to
),
-- R5: position is the cause's place in the terms' own order. Other causes excuse nothing.
excuse as materialized (
    select s.subscription_key, s.frame, array_position(s.excusable, e.cause) as position,
        tstzrange(e.started_at, e.ended_at) * s.period as during, e.outage_source, e.outage_id
    from excusable_event e
    join scope s on s.target = coalesce(e.service_key, -e.subscription_key)
    where e.from_batch <= $2::int and (e.until_batch is null or e.until_batch > $2::int) and not e.withdrawn
        and not isempty(tstzrange(e.started_at, e.ended_at) * s.period)
        and e.cause = any (s.excusable)
),
-- R3, R4: each outage of each subscription, cut to the period; it counts from counts_from, which is ended_at when
-- nobody notified it. One row for each excusable event linked to it, or one without.
outage_part as materialized (
    select s.subscription_key, s.frame, cut.started_at, cut.ended_at,
        case
            when not s.notification_required then cut.started_at
            when known.notified_at is null then cut.ended_at
            when s.counted_from = 'notification'
                then least(greatest(known.notified_at, cut.started_at), cut.ended_at)
            else cut.started_at
        end as counts_from,
        e.outage_source, e.outage_id, e.during as excused, e.position
    from (
        select * from outage
        where from_batch <= $2::int and (until_batch is null or until_batch > $2::int) and not withdrawn
            and not isempty(tstzrange(started_at, ended_at) * tstzrange(
                ($1::date - interval '2 days') at time zone 'UTC',
                ($1::date + interval '1 month 2 days') at time zone 'UTC'))
    ) o
    join scope s on s.target = coalesce(o.service_key, -o.subscription_key)
    left join (
        select subscription_key, outage_source, outage_id, min(notified_at) as notified_at
        from notification
        where from_batch <= $2::int and (until_batch is null or until_batch > $2::int) and not withdrawn
            and subscription_key = any ($4::int[])
        group by subscription_key, outage_source, outage_id
    ) n on n.subscription_key = s.subscription_key and n.outage_source = o.source and n.outage_id = o.id
    left join excuse e on e.subscription_key = s.subscription_key and e.frame = s.frame
        and e.outage_source = o.source and e.outage_id = o.id
    cross join lateral (
        select greatest(o.started_at, s.period_from) as started_at, least(o.ended_at, s.period_to) as ended_at
    ) cut
    cross join lateral (select least(o.notified_at, n.notified_at) as notified_at) known
    where not isempty(tstzrange(o.started_at, o.ended_at) * s.period)
),
-- R6 for outages with linked events: each loses its own events before the union.
linked_outage as (
    select subscription_key, frame, started_at, counts_from, ended_at,
        tstzmultirange(tstzrange(counts_from, ended_at)) - range_agg(excused) as counted
    from outage_part
    where outage_id is not null
    group by subscription_key, frame, outage_source, outage_id, started_at, counts_from, ended_at
),
stretch as (
    select subscription_key, frame, tstzrange(started_at, ended_at) as outage,
        tstzrange(counts_from, ended_at) as counted, tstzrange(started_at, counts_from) as unnotified,
        null::tstzrange as unlinked, null::tstzrange as excused, null::int as position, null::tstzrange as maintenance
    from outage_part
    where outage_id is null
    union all
    select subscription_key, frame, tstzrange(started_at, ended_at), part, tstzrange(started_at, counts_from),
        null, null, null, null
    from linked_outage left join lateral unnest(counted) part on true
    union all
    select subscription_key, frame, null, null, null,
        null, tstzrange(started_at, ended_at) * excused, position, null
    from outage_part
    where outage_id is not null
    union all
    select subscription_key, frame, null, null, null, during, during, position, null
    from excuse
    where outage_id is null
    union all
    select s.subscription_key, s.frame, null, null, null,
        null, null, null, tstzrange(m.started_at, m.ended_at) * s.period
    from maintenance m
    join scope s on s.target = coalesce(m.service_key, -m.subscription_key)
    where m.from_batch <= $2::int and (m.until_batch is null or m.until_batch > $2::int) and not m.withdrawn
        and not isempty(tstzrange(m.started_at, m.ended_at) * s.period) and s.excludes_planned_maintenance
        and case  -- R2, T6
            when s.notice_us is not null then m.announced_at + s.notice_us * interval '1 microsecond' <= m.started_at
            when s.notice_working_days is not null then m.announced_at <= m.started_at and s.notice_working_days <= (
                select count(*) from generate_series((m.announced_at at time zone s.time_zone)::date::timestamp,
                    (m.started_at at time zone s.time_zone)::date::timestamp - interval '1 day', interval '1 day') d (day)
                where (array['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])[extract(isodow from day)] = any (s.working_week)
                    and not exists (
                        select from public_holiday h where h.calendar = s.holidays and h.date = day::date))
            else coalesce(m.announced_at, m.started_at) <= m.started_at
        end
),
-- excused_n: what the first n causes of the terms excuse
laid as materialized (
    select subscription_key, frame,
        coalesce(range_agg(outage), '{}') as outage,
        coalesce(range_agg(counted), '{}') as counted,
        coalesce(range_agg(unnotified), '{}') as unnotified,
        coalesce(range_agg(unlinked), '{}') as unlinked,
        coalesce(range_agg(maintenance), '{}') as maintenance,
        coalesce(range_agg(excused) filter (where position <= 1), '{}') as excused_1,
        coalesce(range_agg(excused) filter (where position <= 2), '{}') as excused_2,
        coalesce(range_agg(excused) filter (where position <= 3), '{}') as excused_3,
        coalesce(range_agg(excused) filter (where position <= 4), '{}') as excused_4,
        coalesce(range_agg(excused) filter (where position <= 5), '{}') as excused_5,
        coalesce(range_agg(excused) filter (where position <= 6), '{}') as excused_6,
        coalesce(range_agg(excused), '{}') as excused_7
    from stretch
    group by subscription_key, frame
),
-- R6, R16. Each class is measured by itself, available too, so that their sum proves something.
-- Without "offset 0" each set would be worked out again wherever it is named.
classed as materialized (
    select l.subscription_key, l.frame, length.*
    from laid l
    join frame f using (frame)
    cross join lateral (select f.open - l.maintenance as covered offset 0) c
    cross join lateral (select covered * (l.counted - l.unlinked) as counted_downtime offset 0) d
    cross join lateral (select covered * l.outage - counted_downtime as uncounted offset 0) u
    cross join lateral (
        select sum(us) filter (where class = 'planned_maintenance') as planned_maintenance_us,
            sum(us) filter (where class = 'counted_downtime') as counted_downtime_us,
            sum(us) filter (where class = 'excused' and cause = 'force_majeure') as force_majeure_us,
            sum(us) filter (where class = 'excused' and cause = 'third_party_equipment') as third_party_equipment_us,
            sum(us) filter (where class = 'excused' and cause = 'customer_act') as customer_act_us,
            sum(us) filter (where class = 'excused' and cause = 'planned_maintenance') as excused_maintenance_us,
            sum(us) filter (where class = 'excused' and cause = 'over_capacity') as over_capacity_us,
            sum(us) filter (where class = 'excused' and cause = 'other_operator') as other_operator_us,
            sum(us) filter (where class = 'excused' and cause = 'customer_unavailable') as customer_unavailable_us,
            sum(us) filter (where class = 'unnotified_downtime') as unnotified_downtime_us,
            sum(us) filter (where class = 'available') as available_us
        from (values
            ('planned_maintenance', null, f.open * l.maintenance),
            ('counted_downtime', null, counted_downtime),
            ('excused', f.excusable[1], uncounted * l.excused_1),
            ('excused', f.excusable[2], uncounted * (l.excused_2 - l.excused_1)),
            ('excused', f.excusable[3], uncounted * (l.excused_3 - l.excused_2)),
            ('excused', f.excusable[4], uncounted * (l.excused_4 - l.excused_3)),
            ('excused', f.excusable[5], uncounted * (l.excused_5 - l.excused_4)),
            ('excused', f.excusable[6], uncounted * (l.excused_6 - l.excused_5)),
            ('excused', f.excusable[7], uncounted * (l.excused_7 - l.excused_6)),
            ('unnotified_downtime', null, uncounted * l.unnotified - l.excused_7),
            ('available', null, covered - l.outage)) class (class, cause, during)
        cross join unnest(class.during) part
        cross join lateral (select extract(epoch from upper(part) - lower(part)) * 1000000 as us) microseconds
    ) length
),
-- R17: what the month's spells come to together.
month as materialized (
    select s.subscription_key, s.terms_key,
        coalesce(min(f.period_from) filter (where f.period_from < f.period_to), min(f.period_from)) as period_from,
        coalesce(max(f.period_to) filter (where f.period_from < f.period_to), min(f.period_from)) as period_to,
        s.terms_key is not null and bool_and(f.is_over) as is_final,
        max(s.holidays) filter (where s.nth = 1) as holidays,
        sum(f.period_us)::bigint as in_force_us,
        sum(f.outside_hours_us)::bigint as outside_hours_us,
        sum(f.holiday_us)::bigint as holiday_us,
        coalesce(sum(c.planned_maintenance_us), 0)::bigint as planned_maintenance_us,
        coalesce(sum(c.counted_downtime_us), 0)::bigint as counted_downtime_us,
        coalesce(sum(c.force_majeure_us), 0)::bigint as force_majeure_us,
        coalesce(sum(c.third_party_equipment_us), 0)::bigint as third_party_equipment_us,
        coalesce(sum(c.customer_act_us), 0)::bigint as customer_act_us,
        coalesce(sum(c.excused_maintenance_us), 0)::bigint as excused_maintenance_us,
        coalesce(sum(c.over_capacity_us), 0)::bigint as over_capacity_us,
        coalesce(sum(c.other_operator_us), 0)::bigint as other_operator_us,
        coalesce(sum(c.customer_unavailable_us), 0)::bigint as customer_unavailable_us,
        coalesce(sum(c.unnotified_downtime_us), 0)::bigint as unnotified_downtime_us,
        sum(case when c.subscription_key is null then f.open_us else coalesce(c.available_us, 0) end)::bigint
            as available_us,
        sum(f.open_us - coalesce(c.planned_maintenance_us, 0))::bigint as covered_us
    from standing s
    join frame f using (frame)
    left join classed c on c.subscription_key = s.subscription_key and c.frame = s.frame
    group by s.subscription_key, s.terms_key
),
measured as (
    select m.*, a.base_cents, a.currency, a.requested_on, v.target_micropercent, v.target_above_micropercent,
        v.target_downtime_us, v.on_request, v.minimum_cents,
        -- R12, T23
        case
            when v.request_within_days is not null
                then ($1::date + interval '1 month')::date - 1 + v.request_within_days
            when v.request_within_months is not null
                then ($1::date + (v.request_within_months + 1) * interval '1 month')::date - 1
            when v.request_within_working_days is not null then (
                select day::date
                from generate_series($1::date + interval '1 month', $1::date + interval '1 month 60 days'
                    + 14 * v.request_within_working_days / cardinality(v.working_week) * interval '1 day',
                    interval '1 day') d (day)
                where (array['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])[extract(isodow from day)] = any (v.working_week)
                    and not exists (select from public_holiday h where h.calendar = m.holidays and h.date = day::date)
                order by day offset v.request_within_working_days - 1 limit 1)
        end as last_day_for_request,
        case v.basis
            when 'calendar' then m.in_force_us
            when 'coverage_less_excused' then m.covered_us - m.force_majeure_us - m.third_party_equipment_us  -- T8
                - m.customer_act_us - m.excused_maintenance_us - m.over_capacity_us - m.other_operator_us
                - m.customer_unavailable_us
            else m.covered_us
        end as measured_us,
        case v.basis when 'calendar' then m.covered_us else m.in_force_us end as other_measured_us
    from month m
    join asked a using (subscription_key)
    left join version v using (terms_key)
),
-- R7, R9, T12, exact: availability is (B - D) / B, compared by cross-multiplication; by each reading of the contract (R15).
read_both_ways as materialized (
    select m.subscription_key, m.terms_key, r.is_other, r.b, m.counted_downtime_us::numeric as d,
        case when r.b > 0 then case
            when target_micropercent is not null then (r.b - counted_downtime_us) * 100000000 >= target_micropercent * r.b
            when target_above_micropercent is not null
                then (r.b - counted_downtime_us) * 100000000 > target_above_micropercent * r.b
            when target_downtime_us is not null then counted_downtime_us <= target_downtime_us end end as is_met,
        coalesce(target_micropercent, target_above_micropercent)::numeric as bound, target_downtime_us,
        num_nonnulls(target_micropercent, target_above_micropercent, target_downtime_us) = 1 as has_target
    from measured m
    cross join lateral (values (false, measured_us::numeric), (true, other_measured_us::numeric)) r (is_other, b)
),
-- T14, T15: what was missed, as a fraction, and the steps of it.
missed as materialized (
    select r.subscription_key, r.is_other, r.b, s.*, x.part, x.whole,
        case
            when s.times is not null then null
            when x.part <= 0 then 0
            when x.part < s.first_every * x.whole then (s.counted = 'started')::int
            else (s.first_every is not null)::int + div(x.part - coalesce(s.first_every, 0) * x.whole
                + case when s.counted = 'started' then s.every * x.whole - 1 else 0 end, s.every * x.whole)
        end as steps
    from read_both_ways r
    join terms_schedule s using (terms_key)
    cross join lateral (
        select case s.measured
                when 'downtime' then r.d
                when 'points' then r.bound * r.b - 100000000 * (r.b - r.d)
                else coalesce(r.d - r.target_downtime_us, r.d * 100000000 - (100000000 - r.bound) * r.b)
            end as part,
            case when s.measured = 'points' then r.b
                when s.measured = 'excess' and r.target_downtime_us is null then 100000000 else 1 end as whole
    ) x
    where not r.is_met
),
-- What is earned before its limits: a fraction of the base, or a sum.
unlimited as materialized (
    -- T13; nothing while the target is met.
    select r.subscription_key, r.is_other,
        coalesce(t.rate_numerator, case when r.has_target and t.sum_cents is null then 0 end)::numeric as numerator,
        coalesce(t.rate_denominator, 1)::numeric as denominator, t.sum_cents::numeric as cents, null::numeric as steps,
        null::numeric as most_numerator, null::numeric as most_denominator, null::bigint as most_cents, false as is_proportion
    from read_both_ways r
    left join lateral (
        select * from terms_tier t
        where t.terms_key = r.terms_key and not r.is_met and case t.condition
            when 'below' then (r.b - r.d) * 100000000 < t.bound * r.b
            when 'at_or_below' then (r.b - r.d) * 100000000 <= t.bound * r.b
            when 'downtime_over' then r.d > t.bound
            when 'downtime_from' then r.d >= t.bound end
        order by t.position desc limit 1) t on true
    where (r.subscription_key, r.is_other) not in (select subscription_key, is_other from missed)
    union all
    select subscription_key, is_other,
        case when sum_cents is null and steps > 0 then coalesce(first_numerator, rate_numerator)::numeric * rate_denominator
            + (steps - 1) * rate_numerator * coalesce(first_denominator, rate_denominator)
            when sum_cents is null then 0 end,
        rate_denominator::numeric * coalesce(first_denominator, rate_denominator),
        case when sum_cents is not null and steps > 0 then coalesce(first_cents, sum_cents) + (steps - 1) * sum_cents
            when sum_cents is not null then 0 end,
        steps, most_numerator, most_denominator, most_cents, false
    from missed where times is null
    union all
    select subscription_key, is_other, times * greatest(part, 0), whole * b, null, null, most_numerator, most_denominator,
        most_cents, true
    from missed where times is not null
),
-- In lowest terms. A limit of the other form waits for the base.
earned as materialized (
    select u.subscription_key, u.is_other, u.steps, u.is_proportion, 
        case when u.cents is not null then least(u.cents, u.most_cents, 1000000000000000) end as sum_cents,
        limited.numerator / gcd(limited.numerator, limited.denominator) as numerator,
        limited.denominator / gcd(limited.numerator, limited.denominator) as denominator,
        case when u.cents is not null then u.most_numerator end as most_numerator, u.most_denominator,
        case when u.cents is null then u.most_cents end as most_cents
    from unlimited u
    cross join lateral (
        select coalesce(most_numerator, 1) as numerator, coalesce(most_denominator, 1) as denominator
    ) most
    cross join lateral (
        select case when is_more then most.numerator else u.numerator end as numerator,
            case when is_more then most.denominator else u.denominator end as denominator
        from (select u.numerator * most.denominator > u.denominator * most.numerator as is_more) compared
    ) limited
),
rated as materialized (
    select m.*, own.steps, own.is_proportion, own.numerator, own.denominator, own.sum_cents, r.is_met,
        case when base_cents is not null then coalesce(own.most_cents, case when own.most_numerator is not null then
            div(greatest(base_cents, 0) * own.most_numerator * 2 + own.most_denominator, 2 * own.most_denominator) end)
        end::bigint as limit_cents,
        case when not other.is_proportion and mod(100000000, other.denominator) = 0
            then other.numerator * 100000000 / other.denominator end::bigint as other_rate_micropercent
    from measured m
    join read_both_ways r on r.subscription_key = m.subscription_key and not r.is_other
    join earned own on own.subscription_key = m.subscription_key and not own.is_other
    join earned other on other.subscription_key = m.subscription_key and other.is_other
),
-- R11: half up to the cent, before the cap. div() is exact where / would round.
owed as (
    select r.*, coalesce(numerator, sum_cents) = 0 as is_nothing,
        case when not is_proportion and mod(100000000, denominator) = 0 then numerator * 100000000 / denominator end::bigint
            as rate_micropercent,
        case when not is_proportion and mod(100000000, denominator) <> 0 then numerator end::bigint as rate_numerator,
        case when not is_proportion and mod(100000000, denominator) <> 0 and numerator is not null then denominator end::bigint
            as rate_denominator,
        case
            when coalesce(numerator, sum_cents) = 0 then 0
            when part.cents < coalesce(minimum_cents, 0) then 0 else part.cents  -- T22
        end as amount_cents
    from rated r
    cross join lateral (
        select case
            when base_cents <= 0 and coalesce(numerator, sum_cents) is not null then 0
            when base_cents is not null and coalesce(numerator, sum_cents) is not null then least(coalesce(sum_cents,
                div(base_cents * numerator * 2 + denominator, 2 * denominator)), base_cents, limit_cents)
        end::bigint as cents
    ) part
)
select subscription_key, terms_key,
    case
        when terms_key is null then 'no_terms'
        when not is_final then 'provisional'
        when measured_us = 0 then 'not_measurable'
        when is_nothing is null then 'no_commitment'
        when is_met then 'none'
        when on_request is null or is_nothing then 'nothing_due'
        when on_request and requested_on is null then 'awaiting_request'
        when requested_on > last_day_for_request then 'expired'
        when base_cents is null then 'awaiting_invoice'
        when amount_cents = 0 then 'nothing_due'
        else 'issuable'
    end as status,
    is_final, period_from, period_to, in_force_us,
    outside_hours_us, holiday_us, planned_maintenance_us, counted_downtime_us,
    force_majeure_us as excused_force_majeure_us,
    third_party_equipment_us as excused_third_party_equipment_us,
    customer_act_us as excused_customer_act_us,
    excused_maintenance_us as excused_planned_maintenance_us,
    over_capacity_us as excused_over_capacity_us,
    other_operator_us as excused_other_operator_us,
    customer_unavailable_us as excused_customer_unavailable_us,
    unnotified_downtime_us, available_us,
    measured_us, target_micropercent, target_above_micropercent, target_downtime_us, is_met,
    rate_micropercent, rate_numerator, rate_denominator, sum_cents::bigint as sum_cents, steps::bigint as steps,
    other_rate_micropercent, base_cents, currency, minimum_cents, limit_cents, last_day_for_request as request_until, amount_cents
from owed
order by subscription_key
