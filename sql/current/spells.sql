-- R1: spells as they took effect: a later one ends the earlier one on the day before it begins.
create or replace view spell_in_force as
    select subscription_key, customer_key, service_key, terms, holidays, starts_on, least(ends_on,
        lead(starts_on) over (partition by subscription_key order by starts_on) - 1) as ends_on
    from subscription_details
    where until_batch is null and not withdrawn;

-- Whether a subscription is over on a date, and no later spell begins: nothing more is invoiced.
create or replace function has_ended(of_subscription int, on_date date) returns boolean
    language sql stable as $$
    select not exists (select from spell_in_force s
        where s.subscription_key = of_subscription and coalesce(s.ends_on >= on_date, true))
$$;

-- R17: the month's first spell, as it was known at a watermark; a subscription that was credited for the month has one.
-- Without a search path of its own it becomes part of the statement that calls it: thrice as fast.
create or replace function first_spell(of_subscription int, of_month date, at_watermark int)
    returns setof subscription_details language sql stable rows 1 as $$
    select d.* from subscription_details d
    where d.subscription_key = of_subscription and not d.withdrawn
        and d.from_batch <= at_watermark and (d.until_batch is null or d.until_batch > at_watermark)
        and d.starts_on < of_month + interval '1 month' and coalesce(d.ends_on >= of_month, true)
        and not exists (select from subscription_details later
            where later.subscription_key = of_subscription and not later.withdrawn
                and later.from_batch <= at_watermark and (later.until_batch is null or later.until_batch > at_watermark)
                and later.starts_on > d.starts_on and later.starts_on <= of_month)
    order by d.starts_on limit 1
$$;

-- How far a holiday calendar is known; null: for ever. One that is based on none and does not say is known until the end
-- of the last year in which it has a day.
create or replace function calendar_known_until(of_calendar text) returns date
    language sql stable set search_path from current as $$
    select coalesce(c.known_until, case when coalesce(c.based_on, 'none') = 'none' then coalesce((
        select make_date(extract(year from max(h.date))::int, 12, 31) from holiday h
        where h.calendar = of_calendar and h.until_batch is null and not h.withdrawn), '-infinity') end)
    from (select 1) one left join holiday_calendar c on c.calendar = of_calendar and c.until_batch is null
    where of_calendar !~ '^(FR(-AM|-GP|-MQ|-GF|-RE|-YT|-BL|-MF)?|none)$'
$$;

-- The calendars in use that are not known to the end of a month: nearly always none.
create or replace function calendars_that_run_out(in_month date) returns setof text
    language sql stable set search_path from current as $$
    select used.holidays
    from (select distinct d.holidays from subscription_details d where d.until_batch is null and not d.withdrawn) used
    where calendar_known_until(used.holidays) < (in_month + interval '1 month')::date - 1
$$;

-- The calendars of a subscription that are not known to the end of its days in the month: CALENDAR until DATE.
create or replace function run_out_calendars(of_subscription int, of_month date) returns text[]
    language sql stable set search_path from current as $$
    select coalesce(array_agg(distinct format('calendar %s until %s', s.holidays, known.until)), '{}')
    from spell_in_force s cross join lateral calendar_known_until(s.holidays) known (until)
    where s.subscription_key = of_subscription and s.starts_on < of_month + interval '1 month'
        and coalesce(s.ends_on >= of_month, true)
        and known.until < least(s.ends_on, (of_month + interval '1 month')::date - 1)
        and exists (select from terms_version t where t.terms = s.terms and t.excludes_public_holidays)
$$;
