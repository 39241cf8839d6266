-- Keeps of what a statement added to a history, or closed in it, when it was: so that a month knows which later batches
-- concern it without reading years of events. Argument: what the history is of.
--
-- Instants are rounded to quarters of an hour, and within a month's middle to all of it. Nothing is lost by that: a month
-- begins on a quarter of an hour in every zone, and within two days of where it begins in UTC.
create or replace function keep_reach() returns trigger
    language plpgsql security definer set search_path from current as $$
declare
    batch_column text := case tg_op when 'INSERT' then 'from_batch' else 'until_batch' end;
    events text := case tg_argv[0] when 'events' then 'new_rows r'
        else 'new_rows r join outage e on e.source = r.outage_source and e.id = r.outage_id and e.until_batch is null' end;
    event text := case tg_argv[0] when 'events' then 'r' else 'e' end;
begin
    -- A version that is closed as it comes, a reminder, is never in force. The statements are planned anew, for so many rows.
    if tg_argv[0] = 'months' then
        execute format('insert into import_reach (batch, months)
            select r.%1$I, array_agg(distinct r.month) from new_rows r
            where r.from_batch is distinct from r.until_batch group by 1', batch_column);
    else
        execute format($query$
            with quarter as (
                select r.%1$I as batch, date_bin('15 minutes', %3$s.started_at, '2000-01-01 00:00Z') as starts,
                    max(coalesce(%3$s.ended_at, 'infinity')) as ends
                from %2$s where r.from_batch is distinct from r.until_batch group by 1, 2
            ), whole as (
                select batch, starts, greatest(starts, date_bin('15 minutes', ends - interval '1 us', '2000-01-01 00:00Z'))
                    + interval '15 minutes' as ends from quarter
            ), placed as (
                select *, m + interval '48 hours' as first, date_trunc('month', m + interval '768 hours', 'UTC')
                    - interval '48 hours' as last, n + interval '48 hours' as end_first,
                    date_trunc('month', n + interval '768 hours', 'UTC') - interval '48 hours' as end_last
                from (select *, date_trunc('month', starts, 'UTC') as m, date_trunc('month', ends, 'UTC') as n from whole) w
            )
            insert into import_reach (batch, during)
            select batch, range_agg(tstzrange(case when starts >= first and starts < last then first else starts end,
                case when ends > end_first and ends < end_last then end_last else ends end))
            from placed group by batch
            $query$, batch_column, events, event);
    end if;
    return null;
end $$;
