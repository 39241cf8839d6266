-- After every insert of lines, however it was made: the note is this transaction's and its lines are all there; with the
-- subscriptions' guards locked and updated, the credits of each month are within its assessment, and each new credit within
-- the cap in every window that contains it, and of no month that is on hold; no line is dated before another of its
-- subscription; a supplement's VAT is the difference; a reversal has the lines of the note that it cancels.
create or replace function check_new_lines() returns trigger
    language plpgsql security definer set search_path from current as $$
declare
    found record;
begin
    -- Except those that this transaction has updated itself.
    with locked as materialized (
        select g.subscription_key from subscription_lock g
        where g.subscription_key in (select subscription_key from fresh) and g.xmin <> pg_current_xact_id()::xid
        order by g.subscription_key for update
    )
    update subscription_lock g set version = version + 1 from locked l where l.subscription_key = g.subscription_key;
    if (select count(*) from subscription_lock g where g.subscription_key in (select subscription_key from fresh))
        <> (select count(distinct subscription_key) from fresh) then
        raise exception 'a credited subscription has no row in subscription_lock' using errcode = 'integrity_constraint_violation';
    end if;

    -- A note is open only in the transaction that made it, as a batch is (batch_under_way).
    -- Joined by the note alone: a condition on xmin looks so rare to the planner that it would try every pair.
    select f.series, f.no into found from (select distinct series, no from fresh) f
        left join credit_note n on n.series = f.series and n.no = f.no
    where n.no is null or n.xmin <> pg_current_xact_id()::xid
        or n.issued_at < transaction_timestamp() - interval '1 hour' limit 1;
    if found.no is not null then
        raise exception 'lines of note % of % can only be added in the transaction that makes the note', found.no, found.series
            using errcode = 'restrict_violation';
    end if;

    -- A note of one line repeats its line; several lines are added up.
    select n.number into found
    from (select distinct series, no from fresh) f join credit_note n using (series, no)
        cross join lateral (
            select count(*) as lines, max(l.line) as last, sum(l.net_cents) as net,
                bool_and(l.kind = n.kind and l.issue_date = n.issue_date) as is_of_note,
                sha256(string_agg(line_bytes(l.line, l.kind, l.issue_date, l.subscription_key, l.month, l.revision,
                    l.promise, l.attempt, l.base_cents, l.cap_cents, l.cap_days, l.net_cents, l.vat_micropercent,
                    l.vat_net_cents, l.document), ''::bytea order by l.line)) as digest,
                min(l.vat_micropercent) as rates, min(l.vat_net_cents) as parts
            from credit_line l where l.series = n.series and l.no = n.no) s
    where s.lines <> n.line_count or s.last <> n.line_count or s.net <> n.net_cents or not s.is_of_note
        or s.digest <> n.lines_digest
        or case when n.line_count = 1
            then s.rates <> n.vat_micropercent or s.parts <> n.vat_net_cents
            else row(n.vat_micropercent, n.vat_net_cents) is distinct from (
                select row(array_agg(p.rate order by p.rate desc), array_agg(p.part order by p.rate desc))
                from (select u.rate, sum(u.part)::bigint as part
                    from credit_line l cross join unnest(l.vat_micropercent, l.vat_net_cents) u (rate, part)
                    where l.series = n.series and l.no = n.no group by u.rate) p) end
    limit 1;
    if found.number is not null then
        raise exception 'the lines of note % differ from what it says', found.number
            using errcode = 'check_violation', constraint = 'a_note_has_all_its_lines';
    end if;

    select n.number into found
    from fresh l join credit_note n using (series, no)
        left join assessment a using (subscription_key, month, revision)
        left join assessment_run r on r.run = a.run
        left join terms_version t using (terms_key)
    where l.kind = 'credit' and (
        a.status is distinct from 'issuable' or not a.is_final
        or exists (select from assessment later where later.subscription_key = l.subscription_key
            and later.month = l.month and later.revision > l.revision)
        or l.base_cents <> a.base_cents or n.currency <> a.currency
        or n.vat_treatment is distinct from t.vat_treatment
        or l.cap_days is distinct from t.cap_days
        or l.cap_cents is distinct from percent_of(a.base_cents, t.cap_micropercent)
        or n.customer_key is distinct from (
            select s.customer_key from first_spell(l.subscription_key, l.month, r.watermark) s))
    limit 1;
    if found.number is not null then
        raise exception 'credit note % does not follow its assessment', found.number
            using errcode = 'check_violation', constraint = 'a_credit_follows_its_assessment';
    end if;

    select n.number into found
    from fresh f join credit_note n using (series, no)
        join assessment a using (subscription_key, month, revision)
        join live_credit l on l.subscription_key = f.subscription_key and l.month = f.month
    where f.kind = 'credit'
    group by n.number, f.line, f.subscription_key, f.month, a.amount_cents
    having sum(l.net_cents) > case when exists (select from issue_decision i
                where i.subscription_key = f.subscription_key and i.month = f.month and i.cut_cents > 0)
            then left_by_cuts(f.subscription_key, f.month, a.amount_cents) else a.amount_cents end
    limit 1;
    if found.number is not null then
        raise exception 'credit note % credits more than is due', found.number
            using errcode = 'check_violation', constraint = 'no_more_than_is_due';
    end if;

    select n.number into found from fresh f join credit_note n using (series, no)
    where f.kind = 'credit' and is_on_hold(f.subscription_key, f.month) limit 1;
    if found.number is not null then
        raise exception 'credit note % is of a month that is on hold', found.number
            using errcode = 'check_violation', constraint = 'no_credit_on_hold';
    end if;

    select n.number into found
    from fresh f join credit_note n using (series, no)
    where last_note_of(f.subscription_key) > f.issue_date
    limit 1;
    if found.number is not null then
        raise exception 'note % is dated before the last note of its subscription', found.number
            using errcode = 'check_violation', constraint = 'dates_of_a_subscription_never_go_back';
    end if;

    select n.number into found from fresh f join credit_note n using (series, no)
    where exists (select from closing c where c.closed_until >= f.issue_date) limit 1;
    if found.number is not null then
        raise exception 'note % is dated on a day whose books are closed', found.number
            using errcode = 'check_violation', constraint = 'no_note_in_closed_books';
    end if;

    -- A value and not a test of existence, which would be joined: to a view over every invoice of every revision.
    select n.number into found from fresh f join credit_note n using (series, no)
    where f.kind = 'credit' and (select max(i.issued_on) from assessed_invoice i where i.subscription_key = f.subscription_key
        and i.month = f.month and i.revision = f.revision) > f.issue_date
    limit 1;
    if found.number is not null then
        raise exception 'note % is dated before an invoice that it corrects', found.number
            using errcode = 'check_violation', constraint = 'no_note_before_its_invoices';
    end if;

    -- None is later, and the windows that contain the new line and can be the fullest begin at it or at a credit before it. Where all that was
    -- ever credited near it is within the cap, so is each of them.
    select n.number into found
    from fresh f join credit_note n using (series, no)
        join credit_line s on s.subscription_key = f.subscription_key and s.kind = 'credit'
            and s.issue_date between f.issue_date - f.cap_days + 1 and f.issue_date
        cross join lateral (
            select sum(greatest(m.net, 0)) as net from (
                select sum(case l.kind when 'credit' then l.net_cents else -l.net_cents end) as net
                from credit_line l where l.subscription_key = f.subscription_key
                    and l.issue_date between s.issue_date and f.issue_date
                group by l.month) m) w
    where f.kind = 'credit' and f.cap_cents < (select sum(c.net_cents) from credit_line c
            where c.subscription_key = f.subscription_key and c.kind = 'credit'
                and c.issue_date between f.issue_date - f.cap_days + 1 and f.issue_date)
        and w.net > f.cap_cents
    limit 1;
    if found.number is not null then
        raise exception 'credit note % exceeds the cap', found.number
            using errcode = 'check_violation', constraint = 'within_the_cap';
    end if;

    -- What a supplement adds makes the month's parts those of its whole credit.
    select n.number into found
    from fresh f join credit_note n using (series, no)
        cross join lateral (select sum(l.net_cents)::bigint as net from live_credit l
            where l.subscription_key = f.subscription_key and l.month = f.month) w
        cross join lateral vat_parts(f.subscription_key, f.month, f.revision, n.vat_treatment, w.net, 0) v
    where f.kind = 'credit' and w.net > f.net_cents and v.vat_net_cents is not null
    limit 1;
    if found.number is not null then
        raise exception 'the VAT of credit note % is not that of the whole credit, less what was credited', found.number
            using errcode = 'check_violation', constraint = 'a_supplement_bears_the_difference';
    end if;

    select n.number into found
    from fresh f join credit_note n using (series, no)
        left join credit_note r on r.series = n.reverses_series and r.no = n.reverses_no
        left join credit_line l on l.series = r.series and l.no = r.no and l.line = f.line
    where f.kind = 'reversal' and (
        row(n.customer_key, n.currency, n.vat_treatment, n.vat_micropercent, n.vat_net_cents, n.vat_cents)
            is distinct from row(r.customer_key, r.currency, r.vat_treatment, r.vat_micropercent, r.vat_net_cents,
                r.vat_cents)
        or n.issue_date < r.issue_date
        or row(f.subscription_key, f.month, f.revision, f.promise, f.attempt, f.base_cents, f.cap_cents, f.cap_days,
                f.net_cents, f.vat_micropercent, f.vat_net_cents, f.document)
            is distinct from row(l.subscription_key, l.month, l.revision, l.promise, l.attempt, l.base_cents, l.cap_cents,
                l.cap_days, l.net_cents, l.vat_micropercent, l.vat_net_cents, l.document))
    limit 1;
    if found.number is not null then
        raise exception 'reversal % does not have the lines of the note that it cancels', found.number
            using errcode = 'check_violation', constraint = 'a_reversal_has_the_lines_of_its_note';
    end if;
    return null;
end $$;

create or replace function check_decided_revisions() returns trigger
    language plpgsql set search_path from current as $$
begin
    -- Each is looked up by its key, whatever the statistics say.
    if exists (select from new_rows n where (select a.revision from assessment a
            where a.subscription_key = n.subscription_key and a.month = n.month and a.revision = n.revision) is null) then
        raise exception 'a decision does not refer to an assessment' using errcode = 'foreign_key_violation',
            table = tg_table_name;
    end if;
    return null;
end $$;
