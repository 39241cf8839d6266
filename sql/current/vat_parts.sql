-- An amount over VAT rates in proportion to what stands at each, to the cent: whole cents first, what is left to the largest
-- remainders.
create or replace function split_over_rates(amount bigint, rates bigint[], weights numeric[])
    returns table (rate bigint, part bigint)
    language sql immutable parallel safe as $$
    with weighed as (
        select w.rate, split_over_rates.amount * w.weight as exact, sum(w.weight) over () as whole
        from unnest(rates, weights) w (rate, weight)
    ), ranked as (
        select w.rate, div(w.exact, w.whole)::bigint as cents,
            split_over_rates.amount - sum(div(w.exact, w.whole)) over () as left_over,
            row_number() over (order by mod(w.exact, w.whole) desc, w.rate desc) as turn
        from weighed w
    )
    select r.rate, r.cents + case when r.turn <= r.left_over then 1 else 0 end from ranked r
$$;

-- A month's further credit over the VAT rates, by difference (R14): the whole credit's part at each rate, less what is
-- credited at it. The whole is split over the rates of the revision's invoices. Without VAT on the credit there is one part
-- at 0 %. `lowest` is the lowest difference; when it is negative, only a reversal helps.
create or replace function vat_parts(of_subscription int, of_month date, of_revision int, treatment text, credited bigint,
    further bigint) returns table (vat_micropercent bigint[], vat_net_cents bigint[], lowest bigint)
    language sql stable parallel safe as $$
    with parts as (
        select s.rate, s.part
        from (select array_agg(i.vat_micropercent) as rates, array_agg(i.amount_cents) as amounts
                from invoiced_by_rate i
                where treatment = 'price_reduction' and i.subscription_key = of_subscription and i.month = of_month
                    and i.revision = of_revision) w
            cross join lateral split_over_rates(credited + further, w.rates, w.amounts) s
        union all
        select 0, credited + further where treatment <> 'price_reduction'
        union all
        select u.rate, -u.part
        from live_credit l cross join unnest(l.vat_micropercent, l.vat_net_cents) u (rate, part)
        where credited > 0 and l.subscription_key = of_subscription and l.month = of_month
    ), differences as (
        select p.rate, sum(p.part)::bigint as part from parts p group by p.rate
    )
    select array_agg(d.rate order by d.rate desc) filter (where d.part > 0),
        array_agg(d.part order by d.rate desc) filter (where d.part > 0), min(d.part)
    from differences d
$$;
