-- After every insert of commercial lines, however it was made, with the subscriptions' guards locked and updated: the note
-- says what its line says; a credit follows the invoices that are in force and what stands credited of them (that it is
-- within what is left, its own check says); dates never go back; a reversal has the line of the note that it cancels. That
-- a note is made with its line, and has no other, keys say.
create or replace function check_commercial_lines() returns trigger
    language plpgsql security definer set search_path from current as $$
declare
    found record;
begin
    perform lock_subscriptions((select array_agg(distinct f.subscription_key) from fresh f));

    select n.number into found from fresh f join credit_note n using (series, no) join commercial_line l using (series, no)
    where not n.is_commercial or f.kind <> n.kind or f.issue_date <> n.issue_date or n.net_cents <> f.net_cents
        or f.vat_micropercent <> n.vat_micropercent or f.vat_net_cents <> n.vat_net_cents
        or n.lines_digest <> sha256(commercial_bytes(l))
    limit 1;
    if found.number is not null then
        raise exception 'the line of commercial note % differs from what the note says', found.number
            using errcode = 'check_violation', constraint = 'a_commercial_note_has_its_line';
    end if;

    -- The invoices that it saw are those in force, and the customer is theirs.
    select n.number into found from fresh f join credit_note n using (series, no)
    where f.kind = 'credit' and (
        exists (select from invoice i where i.subscription_key = f.subscription_key and i.month = f.month
            and (i.from_batch > f.watermark or i.until_batch > f.watermark))
        or exists (select from invoiced_at(f.subscription_key, f.month, f.watermark) i where i.currency <> n.currency)
        or n.customer_key is distinct from (
            select s.customer_key from invoiced_spell(f.subscription_key, f.month, f.watermark) s))
    limit 1;
    if found.number is not null then
        raise exception 'commercial note % does not follow the invoices of its month', found.number
            using errcode = 'check_violation', constraint = 'a_commercial_note_follows_the_invoices';
    end if;

    select n.number into found from fresh f join credit_note n using (series, no)
        cross join lateral left_of_invoices(f.subscription_key, f.month, f.watermark, f.series, f.no) o
        cross join lateral commercial_parts(f.net_cents, n.vat_treatment, o.rates, o.rests) p
    where f.kind = 'credit' and (
        row(f.invoiced_cents, f.credited_cents, f.commercial_cents)
            is distinct from row(o.invoiced_cents, o.credited_cents, o.commercial_cents)
        or row(f.vat_micropercent, f.vat_net_cents) is distinct from row(p.vat_micropercent, p.vat_net_cents))
    limit 1;
    if found.number is not null then
        raise exception 'commercial note % does not follow what is left of its invoices', found.number
            using errcode = 'check_violation', constraint = 'a_commercial_note_follows_what_is_left';
    end if;

    select n.number into found from fresh f join credit_note n using (series, no)
    where last_note_of(f.subscription_key) > f.issue_date limit 1;
    if found.number is not null then
        raise exception 'commercial note % is dated before the last note of its subscription', found.number
            using errcode = 'check_violation', constraint = 'dates_of_a_subscription_never_go_back';
    end if;

    select n.number into found from fresh f join credit_note n using (series, no)
    where exists (select from closing c where c.closed_until >= n.issue_date)
        or f.kind = 'credit' and exists (select from invoiced_at(f.subscription_key, f.month, f.watermark) i
            where i.issued_on > f.issue_date) limit 1;
    if found.number is not null then
        raise exception 'commercial note % is dated in closed books, or before its invoice', found.number
            using errcode = 'check_violation', constraint = 'no_commercial_note_in_closed_books_or_before_its_invoice';
    end if;

    select n.number into found from fresh f join credit_note n using (series, no)
        left join credit_note r on r.series = n.reverses_series and r.no = n.reverses_no
        left join commercial_line l on l.series = r.series and l.no = r.no
    where f.kind = 'reversal' and (n.issue_date < r.issue_date
        or row(n.customer_key, n.currency, n.vat_treatment, n.vat_cents)
            is distinct from row(r.customer_key, r.currency, r.vat_treatment, r.vat_cents)
        or to_jsonb(f) - '{series,no,kind,issue_date}'::text[]
            is distinct from to_jsonb(l) - '{series,no,kind,issue_date}'::text[])
    limit 1;
    if found.number is not null then
        raise exception 'reversal % does not have the line of the commercial note that it cancels', found.number
            using errcode = 'check_violation', constraint = 'a_reversal_has_the_lines_of_its_note';
    end if;
    return null;
end $$;
