-- Whether a fact of this identity, as its file states it, was recorded after a batch.
create or replace function is_recorded_since(of_kind text, identity text[], after_batch int) returns boolean
    language plpgsql stable parallel safe set search_path from current as $$
declare
    key int;
begin
    case of_kind
    when 'outages', 'ends' then
        return exists (select from outage f where f.source = identity[1] and f.id = identity[2] and f.from_batch > after_batch);
    when 'excusable-events' then
        return exists (select from excusable_event f where f.source = identity[1] and f.id = identity[2] and f.from_batch > after_batch);
    when 'maintenance' then
        return exists (select from maintenance f where f.source = identity[1] and f.id = identity[2] and f.from_batch > after_batch);
    when 'customers' then
        return exists (select from customer_details f join customer c using (customer_key)
            where c.customer = identity[1] and f.from_batch > after_batch);
    when 'calendars' then
        return exists (select from holiday_calendar f where f.calendar = identity[1] and f.from_batch > after_batch);
    when 'holidays' then
        return exists (select from holiday f where f.calendar = identity[1] and f.date = identity[2]::date
            and f.from_batch > after_batch);
    when 'special-hours' then
        return exists (select from special_hours f
            where f.calendar = identity[1] and f.date = identity[4]::date and f.from_batch > after_batch
                and f.service_key = coalesce((select s.service_key from service s where s.service = identity[2]), 0)
                and f.subscription_key = coalesce((select u.subscription_key from subscription u
                    where u.subscription = identity[3]), 0));
    else
        null;
    end case;
    select u.subscription_key into key from subscription u
        where u.subscription = identity[case of_kind when 'invoices' then 3 else 1 end];
    return case of_kind
        when 'subscriptions' then exists (select from subscription_details f
            where f.subscription_key = key and f.starts_on = identity[2]::date and f.from_batch > after_batch)
        when 'invoices' then exists (select from invoice f
            where f.subscription_key = key and f.month = (identity[4] || '-01')::date and f.invoice = identity[1]
                and f.line = identity[2] and f.from_batch > after_batch)
        when 'notifications' then exists (select from notification f
            where f.outage_source = identity[2] and f.outage_id = identity[3] and f.subscription_key = key
                and f.reference = identity[4] and f.from_batch > after_batch)
        when 'requests' then exists (select from credit_request f
            where f.subscription_key = key and f.month = (identity[2] || '-01')::date and f.reference = identity[3]
                and f.from_batch > after_batch)
        else false end;
end $$;

-- Of each import how many of its refused rows nobody has replaced. A row is replaced when its fact is recorded by a later
-- import, or by a later import of a file of the same name, which says what of it is still refused. What was taken back
-- counts no more. For everybody who may see that something is missing; the rows themselves are the auditor's.
create or replace function unreplaced_rows() returns table (batch int, refused bigint)
    language sql stable security definer set search_path from current as $$
    select b.batch, count(*)
    from import_batch b join import_rejection r using (batch)
    where b.rejected > 0
        and not exists (select from import_batch u where u.undoes = b.batch)
        and not exists (select from import_batch later where later.batch > b.batch and later.kind = b.kind
            and later.file = b.file)
        and (r.identity is null or not is_recorded_since(b.kind, r.identity, b.batch))
    group by b.batch
    order by b.batch
$$;
