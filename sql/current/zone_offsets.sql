-- A time zone's offsets over a month and its neighbours by PostgreSQL's own data, written as in assessment_zone; null: it
-- does not know the zone. Source: R19.
create or replace function zone_offsets(zone text, of_month date) returns text
    language plpgsql stable set search_path from current as $$
begin
    return (
        with reach as (
            select (of_month - interval '1 month') at time zone 'UTC' as start,
                (of_month + interval '2 months') at time zone 'UTC' as stop
        ), hours as materialized (
            select h.at, h.ahead, lag(h.ahead) over (order by h.at) as before
            from reach r cross join lateral (
                select s.at, seconds_ahead(zone, s.at) as ahead
                from generate_series(r.start, r.stop, interval '1 hour') s (at)) h
        ), seconds as (
            select s.at, seconds_ahead(zone, s.at) as ahead,
                lag(seconds_ahead(zone, s.at)) over (partition by h.at order by s.at) as before
            from hours h
                cross join lateral generate_series(h.at - interval '1 hour', h.at, interval '1 second') s (at)
            where h.ahead <> h.before
        )
        select concat_ws(' ', seconds_ahead(zone, r.start), (
            select string_agg(to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' ' || s.ahead, ' '
                order by s.at)
            from seconds s where s.ahead <> s.before and s.at < r.stop))
        from reach r);
exception when invalid_parameter_value then
    return null;
end $$;

-- Part of the query that calls it: it sets no search path.
create or replace function seconds_ahead(zone text, at timestamptz) returns int
    language sql immutable as $$
    select extract(epoch from (at at time zone zone) - (at at time zone 'UTC'))::int
$$;

-- The time zones whose data, as the month's current revisions used them, are not PostgreSQL's own; `judged_by` null: the
-- run kept none. Source: R19.
create or replace function other_zone_data(of_month date)
    returns table (time_zone text, judged_by text, of_database text)
    language sql stable set search_path from current as $$
    with used as materialized (
        select distinct t.time_zone, z.offsets
        from (select distinct a.run, a.terms_key from (
                select distinct on (a.subscription_key) a.run, a.terms_key from assessment a
                where a.month = of_month order by a.subscription_key, a.revision desc) a) a
            join terms_version t using (terms_key)
            left join assessment_zone z on z.run = a.run and z.time_zone = t.time_zone
    ), compared as materialized (
        select u.time_zone, u.offsets, o.of_database
        from used u join (
            select z.time_zone, zone_offsets(z.time_zone, of_month) as of_database
            from (select distinct u.time_zone from used u) z) o using (time_zone)
    )
    select c.time_zone, c.offsets, c.of_database from compared c
    where c.offsets is distinct from c.of_database or c.offsets is null
    order by c.time_zone collate "C", c.offsets collate "C"
$$;
