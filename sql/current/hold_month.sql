-- Whether a month's credit is on hold now.
create or replace function is_on_hold(of_subscription int, of_month date) returns boolean
    language sql stable parallel safe as $$
    select coalesce((select h.action = 'hold' from hold_event h
        where h.subscription_key = of_subscription and h.month = of_month order by h.no desc limit 1), false)
$$;

-- Locks the guards of subscriptions, which it makes where they are new. They are updated, too: under repeatable read a lock
-- alone would let two plans pass each other.
create or replace function lock_subscriptions(keys int[]) returns void
    language plpgsql set search_path from current as $$
begin
    insert into subscription_lock (subscription_key) select distinct k from unnest(keys) k order by k on conflict do nothing;
    with locked as materialized (
        select g.subscription_key from subscription_lock g
        where g.subscription_key = any (keys) and g.xmin <> pg_current_xact_id()::xid
        order by g.subscription_key for update
    )
    update subscription_lock g set version = g.version + 1 from locked k where k.subscription_key = g.subscription_key;
end $$;

-- Puts a month's credit on hold, or releases it. Waits for notes that are being issued. The last event again, for the same
-- reason, is that event: the command may be repeated.
create or replace function hold_month(of_subscription text, of_month date, for_reason text, releases boolean)
    returns hold_event
    language plpgsql security definer set search_path from current as $$
declare
    key int;
    last hold_event;
    event hold_event;
begin
    select u.subscription_key into key from subscription u where u.subscription = of_subscription;
    if key is null then
        raise exception 'no subscription is called %', of_subscription using errcode = 'AV008';
    end if;
    if trim(for_reason) = '' then
        raise exception 'a hold and its release need a reason' using errcode = 'AV008';
    end if;
    perform lock_subscriptions(array[key]);
    select * into last from hold_event h where h.subscription_key = key and h.month = of_month order by h.no desc limit 1;
    if (last.action is distinct from 'hold') = releases then
        if last.reason = for_reason then
            return last;
        end if;
        raise exception '% for % is %', of_subscription, to_char(of_month, 'YYYY-MM'),
            case when releases then 'not on hold' else 'on hold already: ' || last.reason end using errcode = 'AV008';
    end if;
    insert into hold_event (subscription_key, month, no, reason) values (key, of_month, coalesce(last.no, 0) + 1, for_reason)
        returning * into event;
    perform record_audit(event.action, jsonb_build_object('subscription', of_subscription,
        'month', to_char(of_month, 'YYYY-MM'), 'no', event.no, 'reason', for_reason)::text);
    return event;
end $$;
