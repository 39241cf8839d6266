-- Commercial lines that no reversal cancels.
create or replace view live_commercial as
    select l.* from commercial_line l
    where l.kind = 'credit'
        and not exists (select from credit_note r where r.reverses_series = l.series and r.reverses_no = l.no);

-- Which months notes are for, whether of the terms or commercial.
create or replace view noted_month as
    select series, no, kind, issue_date, subscription_key, month from credit_line
    union all
    select series, no, kind, issue_date, subscription_key, month from commercial_line;

-- The date of a subscription's last note or reversal, whatever the series (R14).
create or replace function last_note_of(of_subscription int) returns date
    language sql stable parallel safe as $$
    select greatest((select max(l.issue_date) from credit_line l where l.subscription_key = of_subscription),
        (select max(l.issue_date) from commercial_line l where l.subscription_key = of_subscription))
$$;

-- The invoices of a month as they were known at a watermark, each rate of one summed over its lines.
create or replace function invoiced_at(of_subscription int, of_month date, at_watermark int)
    returns table (invoice text, issued_on date, currency text, vat_micropercent bigint, amount_cents numeric)
    language sql stable parallel safe as $$
    select i.invoice, i.issued_on, i.currency, i.vat_micropercent, sum(i.amount_cents)
    from invoice i
    where i.subscription_key = of_subscription and i.month = of_month and not i.withdrawn
        and i.from_batch <= at_watermark and (i.until_batch is null or i.until_batch > at_watermark)
    group by 1, 2, 3, 4
$$;

-- Whose month it is: that of the month's first spell, else of the last one before it, since what is invoiced after a
-- subscription ended may be refunded, too.
create or replace function invoiced_spell(of_subscription int, of_month date, at_watermark int)
    returns setof subscription_details language sql stable rows 1 as $$
    select (s.spell).* from (
        select 1 as turn, f as spell from first_spell(of_subscription, of_month, at_watermark) f
        union all
        (select 2, d from subscription_details d
        where d.subscription_key = of_subscription and not d.withdrawn and d.starts_on < of_month
            and d.from_batch <= at_watermark and (d.until_batch is null or d.until_batch > at_watermark)
        order by d.starts_on desc limit 1)) s
    order by s.turn limit 1
$$;

-- What is left of an invoiced month for a commercial note: what was invoiced, less what stands credited by notes under the
-- terms and by commercial ones; and the same at each VAT rate, where it is more than nothing. The last two arguments name a
-- note that is left out, or none. Without an invoice there is no amount.
create or replace function left_of_invoices(of_subscription int, of_month date, at_watermark int, except_series text,
    except_no int) returns table (invoiced_cents numeric, credited_cents bigint, commercial_cents bigint, rates bigint[],
    rests numeric[])
    language sql stable parallel safe set search_path from current as $$
    with invoiced as (
        select i.vat_micropercent as rate, sum(i.amount_cents) as amount
        from invoiced_at(of_subscription, of_month, at_watermark) i group by 1
    ), standing as (
        select l.series, l.no, l.vat_micropercent, l.vat_net_cents, l.net_cents, false as is_commercial
        from live_credit l where l.subscription_key = of_subscription and l.month = of_month
        union all
        select l.series, l.no, l.vat_micropercent, l.vat_net_cents, l.net_cents, true
        from live_commercial l where l.subscription_key = of_subscription and l.month = of_month
            and (l.series, l.no) is distinct from (except_series, except_no)
    ), parts as (
        select i.rate, i.amount from invoiced i
        union all
        select u.rate, -u.part
        from standing s join credit_note n using (series, no)
            cross join unnest(s.vat_micropercent, s.vat_net_cents) u (rate, part)
        where n.vat_treatment = 'price_reduction'
    ), rests as (
        select p.rate, sum(p.amount) as rest from parts p group by p.rate having sum(p.amount) > 0
    )
    select (select sum(i.amount) from invoiced i),
        coalesce((select sum(s.net_cents) from standing s where not s.is_commercial), 0)::bigint,
        coalesce((select sum(s.net_cents) from standing s where s.is_commercial), 0)::bigint,
        (select array_agg(r.rate order by r.rate desc) from rests r),
        (select array_agg(r.rest order by r.rate desc) from rests r)
$$;

-- A commercial note's net over the VAT rates: in proportion to what is left at each, so that no rate is credited beyond its
-- invoices. Without VAT on it there is one part at 0 %.
create or replace function commercial_parts(net bigint, treatment text, rates bigint[], rests numeric[])
    returns table (vat_micropercent bigint[], vat_net_cents bigint[])
    language sql immutable parallel safe set search_path from current as $$
    select array_agg(p.rate order by p.rate desc), array_agg(p.part order by p.rate desc)
    from (
        select s.rate, s.part from split_over_rates(net, rates, rests) s where treatment = 'price_reduction'
        union all
        select 0, net where treatment <> 'price_reduction'
    ) p
    where p.part > 0
$$;

-- Everything that a commercial line says, as bytes: the note's digest of its lines is taken over them.
create or replace function commercial_bytes(l commercial_line) returns bytea
    language plpgsql immutable parallel safe set search_path from current as $$
begin
    return length_prefixed('commercial', l.kind, l.issue_date::text, l.subscription_key::text, l.month::text,
        l.watermark::text, l.invoiced_cents::text, l.credited_cents::text, l.commercial_cents::text, l.net_cents::text,
        l.vat_micropercent::text, l.vat_net_cents::text, l.document);
end $$;
