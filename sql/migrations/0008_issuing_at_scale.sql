-- Issuing 20,000 notes in seconds: the same rules and results as before, set by set instead of call by call. What a
-- note says is put together before the series is locked, and the plan is compared again once it is.

-- In PL/pgSQL what checks and hashes each row: a function in SQL would be compiled anew at every call.
create or replace function digest_of(variadic fields text[]) returns bytea
    language plpgsql immutable parallel safe as $$
declare
    field text;
    bytes bytea;
    digested bytea := '';
begin
    foreach field in array fields loop
        bytes := convert_to(field, 'UTF8');
        digested := digested || int4send(coalesce(octet_length(bytes), -1)) || coalesce(bytes, '');
    end loop;
    return sha256(digested);
end $$;

create or replace function note_hash(n credit_note) returns bytea
    language plpgsql immutable parallel safe set search_path from current as $$
begin
    return digest_of(
        encode(n.previous_hash, 'hex'), n.series, n.no::text, n.number, n.kind, n.subscription_key::text,
        n.month::text, n.revision::text, n.attempt::text, n.run::text, n.issuer_key::text, n.issue_date::text,
        microseconds_of(n.issued_at), n.issued_by, n.reason, n.currency, n.net_cents::text, n.vat_treatment,
        n.vat_micropercent::text, n.vat_net_cents::text, n.vat_cents::text, n.vat_total_cents::text,
        n.gross_cents::text, n.base_cents::text, n.cap_cents::text, n.cap_days::text, n.document);
end $$;

create or replace function sum_of(amounts bigint[]) returns numeric
    language plpgsql immutable parallel safe as $$
declare
    amount bigint;
    total numeric := 0;
begin
    foreach amount in array coalesce(amounts, '{}') loop
        total := total + amount;
    end loop;
    return total;
end $$;

-- Names share_of's schema: a restore evaluates checks without any search path.
create or replace function vat_is_right(micropercent bigint[], net bigint[], vat bigint[]) returns boolean
    language plpgsql immutable parallel safe as $$
begin
    if cardinality(net) = 0 or cardinality(micropercent) <> cardinality(net) or cardinality(net) <> cardinality(vat) then
        return false;
    end if;
    for place in 1 .. cardinality(net) loop
        if (net[place] > 0 and micropercent[place] between 0 and 100000000
                and vat[place] = avoir.share_of(net[place], micropercent[place])) is not true then
            return false;
        end if;
    end loop;
    return true;
end $$;

-- One row for each subscription whose current revision has something due. Source: R11 to R14.
create or replace function credit_plan(of_month date, on_date date) returns table (
    subscription_key int, subscription text, customer_key int, revision int, attempt int, currency text,
    amount_cents bigint, credited_cents bigint, forfeited_cents bigint, due_cents bigint,
    base_cents bigint, cap_cents bigint, cap_days int, used_cents bigint,
    credit_cents bigint, cut_cents bigint, outcome text, first_free_date date, missing text[])
    language sql stable set search_path from current as $$
    with current_revision as (
        select distinct on (a.subscription_key) a.* from assessment a
        where a.month = of_month order by a.subscription_key, a.revision desc
    ), owed as (
        -- Each looked up by its index: without statistics, and there are none after a first import, a join may be
        -- planned for a single row.
        select a.*,
            coalesce((select sum(n.net_cents) from live_credit n
                where n.subscription_key = a.subscription_key and n.month = of_month), 0)::bigint as credited,
            coalesce((select sum(i.cut_cents) from issue_decision i
                where i.subscription_key = a.subscription_key and i.month = of_month), 0)::bigint as forfeited,
            (select count(*)::int + 1 from credit_note n
                where n.subscription_key = a.subscription_key and n.month = of_month and n.revision = a.revision
                    and n.kind = 'reversal') as next_attempt
        from current_revision a
        where a.status = 'issuable' and a.is_final
    ), due as materialized (
        select o.*, o.amount_cents - o.credited - o.forfeited as due, v.vat_treatment, v.cap_days, v.cap_excess,
            share_of(o.base_cents, v.cap_micropercent) as cap
        from owed o join terms_version v using (terms_key)
        where o.amount_cents - o.credited - o.forfeited > 0
    ), judged as materialized (
        select d.*, u.subscription, s.customer_key, coalesce(h.used, 0) as used,
            array_remove(array[
                case when c.siren is null then 'siren' end,
                case when c.vat_number is null and d.vat_treatment <> 'indemnity' then 'vat_number' end,
                case when c.street is null then 'street' end,
                case when c.postcode is null then 'postcode' end,
                case when c.city is null then 'city' end,
                case when c.country is null then 'country' end], null) as missing,
            case when d.cap is null then d.due
                when d.cap_excess = 'held' and d.due > d.cap - coalesce(h.used, 0) then 0
                else greatest(least(d.due, d.cap - coalesce(h.used, 0)), 0) end as credit
        from due d join subscription u using (subscription_key)
            join subscription_details s on s.subscription_key = d.subscription_key and s.until_batch is null
            join customer_details c on c.customer_key = s.customer_key and c.until_batch is null
            -- The fullest window that contains the date begins at it or at a note before it.
            cross join lateral (
                select max((select sum(l.net_cents) from live_credit l where l.subscription_key = d.subscription_key
                    and l.issue_date between f.first_day and f.first_day + d.cap_days - 1))::bigint as used
                from (select on_date as first_day
                    union all select l.issue_date from live_credit l where l.subscription_key = d.subscription_key
                        and l.issue_date between on_date - d.cap_days + 1 and on_date) f) h
    )
    select j.subscription_key, j.subscription, j.customer_key, j.revision, j.next_attempt, j.currency,
        j.amount_cents, j.credited, j.forfeited, j.due, j.base_cents, j.cap, j.cap_days, j.used,
        case when cardinality(j.missing) > 0 then 0 else j.credit end,
        case when cardinality(j.missing) > 0 or j.cap_excess = 'held' then 0 else j.due - j.credit end,
        case when cardinality(j.missing) > 0 then 'incomplete'
            when j.credit = j.due then 'credited'
            when j.cap_excess = 'held' then 'held'
            when j.credit = 0 then 'capped_out'
            else 'cut' end,
        case when j.credit < j.due and j.due <= j.cap then (
            select min(l.issue_date + j.cap_days) from live_credit l
            where l.subscription_key = j.subscription_key and l.issue_date + j.cap_days > on_date
                and cap_used(j.subscription_key, l.issue_date + j.cap_days, j.cap_days) + j.due <= j.cap) end,
        j.missing
    from judged j
    order by j.subscription collate "C"
$$;
drop function missing_details;

-- After every insert, however it was made: with the subscriptions' guards locked and updated, the credits of each
-- month are within its assessment, and each new credit within the cap in every window that contains it.
create or replace function check_new_notes() returns trigger
    language plpgsql security definer set search_path from current as $$
declare
    found record;
begin
    perform from subscription_guard g where g.subscription_key in (select subscription_key from fresh)
        order by g.subscription_key for update;
    update subscription_guard g set version = version + 1
        where g.subscription_key in (select subscription_key from fresh);
    if (select count(*) from subscription_guard g where g.subscription_key in (select subscription_key from fresh))
        <> (select count(distinct subscription_key) from fresh) then
        raise exception 'a credited subscription has no guard' using errcode = 'integrity_constraint_violation';
    end if;

    select n.number into found
    from fresh n
        join assessment a using (subscription_key, month, revision)
        left join terms_version t using (terms_key)
    where n.kind = 'credit' and (
        a.status <> 'issuable' or not a.is_final
        or exists (select from assessment later where later.subscription_key = n.subscription_key
            and later.month = n.month and later.revision > n.revision)
        or n.base_cents <> a.base_cents or n.currency <> a.currency
        or n.vat_treatment is distinct from t.vat_treatment
        or n.cap_days is distinct from t.cap_days
        or n.cap_cents is distinct from share_of(a.base_cents, t.cap_micropercent))
    limit 1;
    if found.number is not null then
        raise exception 'credit note % does not follow its assessment', found.number
            using errcode = 'check_violation', constraint = 'a_credit_follows_its_assessment';
    end if;

    select n.number into found
    from fresh n
        join assessment a using (subscription_key, month, revision)
        join live_credit l on l.subscription_key = n.subscription_key and l.month = n.month
    where n.kind = 'credit'
    group by n.number, a.amount_cents
    having sum(l.net_cents) > a.amount_cents
    limit 1;
    if found.number is not null then
        raise exception 'with credit note % more is credited than is due', found.number
            using errcode = 'check_violation', constraint = 'no_more_than_is_due';
    end if;

    -- The windows that contain the new note and can be the fullest begin at it or at a note before it.
    select n.number into found
    from fresh n
        join live_credit s on s.subscription_key = n.subscription_key
            and s.issue_date between n.issue_date - n.cap_days + 1 and n.issue_date
        join live_credit l on l.subscription_key = n.subscription_key
            and l.issue_date between s.issue_date and s.issue_date + n.cap_days - 1
    where n.kind = 'credit'
    group by n.number, n.cap_cents, s.number
    having sum(l.net_cents) > n.cap_cents
    limit 1;
    if found.number is not null then
        raise exception 'credit note % exceeds the cap', found.number
            using errcode = 'check_violation', constraint = 'within_the_cap';
    end if;
    return null;
end $$;

-- The invoices that a revision saw. Two branches, for current and past versions have an index each.
create view assessed_invoice as
    select a.subscription_key, a.month, a.revision, i.invoice, i.issued_on, i.vat_micropercent, i.amount_cents
    from assessment a join assessment_run r using (run)
        join invoice i on i.subscription_key = a.subscription_key and i.month = a.month
    where i.until_batch is null and i.from_batch <= r.watermark
    union all
    select a.subscription_key, a.month, a.revision, i.invoice, i.issued_on, i.vat_micropercent, i.amount_cents
    from assessment a join assessment_run r using (run)
        join invoice i on i.subscription_key = a.subscription_key and i.month = a.month
    where i.until_batch > r.watermark and i.from_batch <= r.watermark;

create or replace view invoiced_by_rate as
    select subscription_key, month, revision, vat_micropercent, sum(amount_cents)::bigint as amount_cents
    from assessed_invoice
    group by 1, 2, 3, 4
    having sum(amount_cents) > 0;

-- The plan, and all that its notes will say, as temporary tables. Holds no lock. Everything is looked up note by note,
-- by index: without statistics, and there are none right after a first import, a join may be planned for a single row.
create function plan_notes(of_month date, on_date date, issuer issuer_version) returns void
    language plpgsql set search_path from current as $$
declare
    issuer_details jsonb := jsonb_build_object('name', issuer.name, 'siren', issuer.siren,
        'vat_number', issuer.vat_number, 'legal_form', issuer.legal_form, 'registration', issuer.registration,
        'street', issuer.street, 'postcode', issuer.postcode, 'city', issuer.city, 'country', issuer.country,
        'late_payment_fee', issuer.mention_late_payment_fee,
        'late_payment_interest', issuer.mention_late_payment_interest, 'early_payment', issuer.mention_early_payment,
        'account_customer', issuer.account_customer, 'account_price_reduction', issuer.account_price_reduction,
        'account_vat', issuer.account_vat, 'account_indemnity', issuer.account_indemnity);
begin
    create temp table planned_credit on commit drop as
        select p.*, case when p.credit_cents > 0 then row_number() over (
            partition by p.credit_cents > 0 order by p.subscription collate "C") end::int as place
        from credit_plan(of_month, on_date) p;
    analyze planned_credit;
    create temp table planned_note on commit drop as
        select p.place, v.*, (
            select jsonb_build_object(
                'issuer', issuer_details,
                'customer', jsonb_build_object('customer', c.customer, 'name', d.name, 'siren', d.siren,
                    'vat_number', d.vat_number, 'street', d.street, 'postcode', d.postcode, 'city', d.city,
                    'country', d.country, 'email', d.email),
                'subscription', p.subscription, 'service', o.service, 'month', to_char(of_month, 'YYYY-MM'),
                'revision', a.revision, 'input_digest', encode(a.input_digest, 'hex'),
                'terms', jsonb_build_object('id', t.terms, 'version', t.version, 'sha256', encode(t.sha256, 'hex'),
                    'title', t.title, 'time_zone', t.time_zone),
                'basis', t.basis, 'measured_us', a.measured_us, 'counted_downtime_us', a.counted_downtime_us,
                'target_micropercent', a.target_micropercent, 'rate_micropercent', a.rate_micropercent,
                'amount_cents', a.amount_cents,
                'invoices', (select jsonb_agg(jsonb_build_object('invoice', i.invoice, 'issued_on', i.issued_on,
                        'vat_micropercent', i.vat_micropercent, 'amount_cents', i.amount_cents)
                        order by i.invoice collate "C", i.vat_micropercent)
                    from assessed_invoice i where i.subscription_key = p.subscription_key and i.month = of_month
                        and i.revision = p.revision),
                'request', (select jsonb_build_object('requested_on', q.requested_on, 'reference', q.reference) from (
                    select n.requested_on, n.reference from credit_request n
                    where n.subscription_key = p.subscription_key and n.month = of_month
                        and n.until_batch is null and n.from_batch <= r.watermark
                    union all
                    select n.requested_on, n.reference from credit_request n
                    where n.subscription_key = p.subscription_key and n.month = of_month
                        and n.until_batch > r.watermark and n.from_batch <= r.watermark) q))::text
            from assessment a join assessment_run r using (run) join terms_version t using (terms_key)
                join subscription_details s on s.subscription_key = a.subscription_key and s.until_batch is null
                join service o using (service_key) join customer c using (customer_key)
                join customer_details d on d.customer_key = c.customer_key and d.until_batch is null
            where a.subscription_key = p.subscription_key and a.month = of_month and a.revision = p.revision) as document
        from planned_credit p cross join lateral (
            -- The net over the VAT rates of the invoices, in proportion, to the cent: whole cents first, what is left
            -- to the largest remainders. Without VAT on the credit there is one part at 0 %.
            with treated as (
                select t.vat_treatment from assessment a join terms_version t using (terms_key)
                where a.subscription_key = p.subscription_key and a.month = of_month and a.revision = p.revision
            ), weighed as (
                select i.vat_micropercent as rate, p.credit_cents::numeric * i.amount_cents as exact,
                    sum(i.amount_cents) over () as whole
                from invoiced_by_rate i
                where i.subscription_key = p.subscription_key and i.month = of_month and i.revision = p.revision
            ), ranked as (
                select w.rate, div(w.exact, w.whole)::bigint as cents,
                    p.credit_cents - sum(div(w.exact, w.whole)) over () as left_over,
                    row_number() over (order by mod(w.exact, w.whole) desc, w.rate desc) as turn
                from weighed w
            ), parts as (
                select r.rate, r.cents + case when r.turn <= r.left_over then 1 else 0 end as part
                from ranked r cross join treated t where t.vat_treatment = 'price_reduction'
                union all
                select 0, p.credit_cents from treated t where t.vat_treatment <> 'price_reduction'
            )
            select (select t.vat_treatment from treated t), array_agg(s.rate order by s.rate desc) as vat_micropercent,
                array_agg(s.part order by s.rate desc) as vat_net_cents,
                array_agg(share_of(s.part, s.rate) order by s.rate desc) as vat_cents
            from parts s where s.part > 0) v
        where p.place is not null;
    analyze planned_note;
end $$;
drop function vat_parts;
drop function note_document;

-- Issues what is issuable of a month, in one statement: all or nothing. The same run again gives the stored result;
-- with other parameters it is refused, and so it is when the plan is no longer what the caller announced.
create or replace function issue_month(in_run uuid, of_month date, on_date date, announced_notes int,
    announced_cents bigint, program text) returns issue_run
    language plpgsql security definer set search_path from current as $$
declare
    known issue_run;
    issuer issuer_version;
    head note_series;
    of_series text;
    planned record;
    stamp timestamptz;
begin
    issuer := current_issuer();
    of_series := series_of(issuer.series_pattern, on_date);
    if not exists (select from issue_run r where r.run = in_run) then
        perform plan_notes(of_month, on_date, issuer);
    end if;
    head := lock_series(of_series);
    -- With the series held: the same run in another session has ended.
    select * into known from issue_run r where r.run = in_run;
    if known is not null then
        if known.kind <> 'credit' or known.month <> of_month or known.issue_date <> on_date then
            raise exception 'run % was issued with other parameters', in_run using errcode = 'AV003';
        end if;
        drop table if exists planned_credit, planned_note;
        return known;
    end if;
    perform check_issue_date(of_month, on_date, of_series);

    insert into subscription_guard (subscription_key)
        select a.subscription_key from assessment a where a.month = of_month and a.status = 'issuable'
        group by 1 order by 1 on conflict do nothing;
    perform from subscription_guard g where g.subscription_key in (select a.subscription_key from assessment a
        where a.month = of_month and a.status = 'issuable') order by g.subscription_key for update;

    -- Taken with the guards held: notes of one subscription are stamped in the order in which they count.
    stamp := clock_timestamp();

    select count(*) filter (where credit_cents > 0)::int as notes,
        coalesce(sum(credit_cents), 0)::bigint as cents into planned from planned_credit;
    if planned.notes <> announced_notes or planned.cents <> announced_cents then
        raise exception 'announced were % notes of % cents, due are % of %', announced_notes, announced_cents,
            planned.notes, planned.cents using errcode = 'AV004';
    end if;
    -- With the series and the guards held nothing changes any more; what was planned before must still be so. What
    -- other months' notes use of a cap may differ, as long as it changes no credit.
    if exists (
        with before as materialized (
            select p.subscription_key, p.customer_key, p.revision, p.attempt, p.due_cents, p.credit_cents, p.cut_cents,
                p.outcome, p.first_free_date, p.missing
            from planned_credit p
        ), held as materialized (
            select p.subscription_key, p.customer_key, p.revision, p.attempt, p.due_cents, p.credit_cents, p.cut_cents,
                p.outcome, p.first_free_date, p.missing
            from credit_plan(of_month, on_date) p
        )
        (table before except table held) union all (table held except table before)) then
        raise exception 'what is due is no longer what was announced' using errcode = 'AV004';
    end if;

    insert into issue_run (run, kind, month, issue_date, notes, total_cents, program)
        values (in_run, 'credit', of_month, on_date, planned.notes, planned.cents, program)
        returning * into known;
    insert into issue_decision (run, subscription_key, month, revision, attempt, outcome, due_cents,
            credited_cents, cut_cents, first_free_date, missing)
        select in_run, p.subscription_key, of_month, p.revision, p.attempt, p.outcome, p.due_cents,
            p.credit_cents, p.cut_cents, p.first_free_date, p.missing
        from planned_credit p;
    perform chain_notes(head, issuer, in_run, of_month, on_date, stamp);
    drop table planned_credit, planned_note;
    perform record_audit('issue', jsonb_build_object('run', in_run, 'month', to_char(of_month, 'YYYY-MM'),
        'issue_date', on_date, 'notes', planned.notes, 'total_cents', planned.cents)::text);
    return known;
end $$;

-- Inserts the planned credits as the series' next notes, each hash over the one before it.
create or replace function chain_notes(head note_series, issuer issuer_version, in_run uuid, of_month date, on_date date,
    stamp timestamptz) returns void
    language plpgsql set search_path from current as $$
declare
    next_note credit_note;
    notes credit_note[] := '{}';
    previous bytea := head.last_hash;
    previous_on date := head.last_date;
begin
    for next_note in
        select head.series, head.last_no + p.place, null, null, null, number_of(head.series, head.last_no + p.place),
            'credit', p.subscription_key, of_month, p.revision, p.attempt, in_run, issuer.issuer_key, on_date, stamp,
            session_user, null, p.currency, p.credit_cents, n.vat_treatment, n.vat_micropercent, n.vat_net_cents,
            n.vat_cents, sum_of(n.vat_cents)::bigint, p.credit_cents + sum_of(n.vat_cents)::bigint, p.base_cents,
            p.cap_cents, p.cap_days, n.document, null, null, null, null
        from planned_credit p left join planned_note n using (place)
        where p.place is not null order by p.place
    loop
        next_note.previous_hash := previous;
        next_note.previous_date := previous_on;
        next_note.hash := note_hash(next_note);
        previous := next_note.hash;
        previous_on := on_date;
        notes := notes || next_note;
    end loop;
    perform insert_notes(notes);
end $$;

revoke all on function plan_notes from public;
grant select on assessed_invoice to avoir_finance, avoir_auditor;
