-- What the series lock is held for becomes shorter, and the assessment of a month cheaper to store.

-- As before, byte by byte: each field's length, -1 for a null, and the field in UTF-8. That is what array_send makes of
-- an array after its header of 20 bytes, as long as the client speaks UTF-8.
create function digested(variadic fields text[]) returns bytea
    language plpgsql immutable parallel safe as $$
declare
    field text;
    bytes bytea;
    digested bytea := '';
begin
    if pg_client_encoding() = 'UTF8' and array_ndims(fields) = 1 then
        return substr(array_send(fields), 21);
    end if;
    foreach field in array fields loop
        bytes := convert_to(field, 'UTF8');
        digested := digested || int4send(coalesce(octet_length(bytes), -1)) || coalesce(bytes, '');
    end loop;
    return digested;
end $$;

-- Names digested's schema: a restore evaluates checks without any search path.
create or replace function digest_of(variadic fields text[]) returns bytea
    language plpgsql immutable parallel safe as $$
begin
    return sha256(avoir.digested(variadic fields));
end $$;

-- A function in SQL would be compiled anew for every row of a check.
create or replace function microseconds_of(at timestamptz) returns text
    language plpgsql immutable parallel safe as $$
begin
    return (extract(epoch from at) * 1000000)::bigint::text;
end $$;

-- The plan, and all that its notes will say, as temporary tables. Holds no lock. Everything is looked up note by note,
-- by index: without statistics, and there are none right after a first import, a join may be planned for a single row.
drop function plan_notes;
create function plan_notes(in_run uuid, of_month date, on_date date, issuer issuer_version) returns void
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
        select p.place, v.*, sum_of(v.vat_cents)::bigint as vat_total_cents,
            p.credit_cents + sum_of(v.vat_cents)::bigint as gross_cents, (
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
    -- What the hash is of, but for what is known only once the series is held.
    create temp table planned_digest on commit drop as
        select p.place, digested('credit', p.subscription_key::text, of_month::text, p.revision::text, p.attempt::text,
                in_run::text, issuer.issuer_key::text, on_date::text) as before_stamp,
            digested(session_user, null, p.currency, p.credit_cents::text, n.vat_treatment, n.vat_micropercent::text,
                n.vat_net_cents::text, n.vat_cents::text, n.vat_total_cents::text, n.gross_cents::text,
                p.base_cents::text, p.cap_cents::text, p.cap_days::text, n.document) as after_stamp
        from planned_credit p join planned_note n using (place);
    create index on planned_digest (place);
    analyze planned_note;
    analyze planned_digest;
end $$;

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
    planned_at bigint;
begin
    issuer := current_issuer();
    of_series := series_of(issuer.series_pattern, on_date);
    if not exists (select from issue_run r where r.run = in_run) then
        select h.no into planned_at from audit_head h;
        perform plan_notes(in_run, of_month, on_date, issuer);
    end if;
    head := lock_series(of_series);
    -- With the series held: the same run in another session has ended.
    select * into known from issue_run r where r.run = in_run;
    if known is not null then
        if known.kind <> 'credit' or known.month <> of_month or known.issue_date <> on_date then
            raise exception 'run % was issued with other parameters', in_run using errcode = 'AV003';
        end if;
        drop table if exists planned_credit, planned_note, planned_digest;
        return known;
    end if;
    perform check_issue_date(of_month, on_date, of_series);

    insert into subscription_guard (subscription_key)
        select a.subscription_key from assessment a where a.month = of_month and a.status = 'issuable'
        group by 1 order by 1 on conflict do nothing;
    -- Locked and updated: under repeatable read a lock alone would let two plans pass each other.
    -- Those that were made just now are this transaction's already.
    with locked as materialized (
        select g.subscription_key from subscription_guard g where g.subscription_key in (
            select a.subscription_key from assessment a where a.month = of_month and a.status = 'issuable')
            and g.xmin <> pg_current_xact_id()::xid
        order by g.subscription_key for update
    )
    update subscription_guard g set version = version + 1 from locked l where l.subscription_key = g.subscription_key;

    -- Taken with the guards held: notes of one subscription are stamped in the order in which they count.
    stamp := clock_timestamp();

    select count(*) filter (where credit_cents > 0)::int as notes,
        coalesce(sum(credit_cents), 0)::bigint as cents into planned from planned_credit;
    if planned.notes <> announced_notes or planned.cents <> announced_cents then
        raise exception 'announced were % notes of % cents, due are % of %', announced_notes, announced_cents,
            planned.notes, planned.cents using errcode = 'AV004';
    end if;
    -- With the series and the guards held nothing changes any more; what was planned before must still be so, and is when
    -- the audit log, of which every import, assessment and note is an entry, is as it was. What other months' notes use of
    -- a cap may differ, as long as it changes no credit.
    if planned_at is distinct from (select h.no from audit_head h) and exists (
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
    drop table planned_credit, planned_note, planned_digest;
    perform record_audit('issue', jsonb_build_object('run', in_run, 'month', to_char(of_month, 'YYYY-MM'),
        'issue_date', on_date, 'notes', planned.notes, 'total_cents', planned.cents)::text);
    return known;
end $$;

-- Inserts the planned credits as the series' next notes, each hash over the one before it. Source: note_hash.
create or replace function chain_notes(head note_series, issuer issuer_version, in_run uuid, of_month date, on_date date,
    stamp timestamptz) returns void
    language plpgsql set search_path from current as $$
declare
    stamped bytea := digested(microseconds_of(stamp));
    planned record;
    next_no int := head.last_no;
    next_number text;
    latest bytea := head.last_hash;
    numbers text[] := '{}';
    hashes bytea[] := '{}';
begin
    for planned in select d.before_stamp, d.after_stamp from planned_digest d order by d.place loop
        next_no := next_no + 1;
        next_number := number_of(head.series, next_no);
        latest := sha256(digested(encode(latest, 'hex'), head.series, next_no::text, next_number)
            || planned.before_stamp || stamped || planned.after_stamp);
        numbers := numbers || next_number;
        hashes := hashes || latest;
    end loop;
    if next_no = head.last_no then return; end if;
    insert into credit_note (series, no, previous_hash, previous_date, number, kind, subscription_key, month, revision,
            attempt, run, issuer_key, issue_date, issued_at, issued_by, currency, net_cents, vat_treatment,
            vat_micropercent, vat_net_cents, vat_cents, vat_total_cents, gross_cents, base_cents, cap_cents, cap_days,
            document, hash)
        select head.series, head.last_no + p.place, h.previous_hash,
            case when p.place = 1 then head.last_date else on_date end, h.number, 'credit', p.subscription_key, of_month,
            p.revision, p.attempt, in_run, issuer.issuer_key, on_date, stamp, session_user, p.currency, p.credit_cents,
            n.vat_treatment, n.vat_micropercent, n.vat_net_cents, n.vat_cents, n.vat_total_cents, n.gross_cents,
            p.base_cents, p.cap_cents, p.cap_days, n.document, h.hash
        from planned_credit p join planned_note n using (place)
            join unnest(numbers, hashes, head.last_hash || hashes)
                with ordinality h (number, hash, previous_hash, place) using (place)
        order by p.place;
    update note_series s set last_no = next_no, last_hash = latest, last_date = on_date
        where s.series = head.series;
end $$;

-- After every insert, however it was made: with the subscriptions' guards locked and updated, the credits of each
-- month are within its assessment, and each new credit within the cap in every window that contains it.
create or replace function check_new_notes() returns trigger
    language plpgsql security definer set search_path from current as $$
declare
    found record;
begin
    -- But for those that this very transaction has updated.
    with locked as materialized (
        select g.subscription_key from subscription_guard g
        where g.subscription_key in (select subscription_key from fresh) and g.xmin <> pg_current_xact_id()::xid
        order by g.subscription_key for update
    )
    update subscription_guard g set version = version + 1 from locked l where l.subscription_key = g.subscription_key;
    if (select count(*) from subscription_guard g where g.subscription_key in (select subscription_key from fresh))
        <> (select count(distinct subscription_key) from fresh) then
        raise exception 'a credited subscription has no guard' using errcode = 'integrity_constraint_violation';
    end if;

    select n.number into found
    from fresh n
        left join assessment a using (subscription_key, month, revision)
        left join terms_version t using (terms_key)
    where n.kind = 'credit' and (
        a.status is distinct from 'issuable' or not a.is_final
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

    -- The windows that contain the new note and can be the fullest begin at it or at a note before it. Where all that was
    -- ever credited near it is within the cap, so is each of them.
    select n.number into found
    from fresh n
        join live_credit s on s.subscription_key = n.subscription_key
            and s.issue_date between n.issue_date - n.cap_days + 1 and n.issue_date
        join live_credit l on l.subscription_key = n.subscription_key
            and l.issue_date between s.issue_date and s.issue_date + n.cap_days - 1
    where n.kind = 'credit' and n.cap_cents < (select sum(c.net_cents) from credit_note c
        where c.subscription_key = n.subscription_key and c.kind = 'credit'
            and c.issue_date between n.issue_date - n.cap_days + 1 and n.issue_date + n.cap_days - 1)
    group by n.number, n.cap_cents, s.number
    having sum(l.net_cents) > n.cap_cents
    limit 1;
    if found.number is not null then
        raise exception 'credit note % exceeds the cap', found.number
            using errcode = 'check_violation', constraint = 'within_the_cap';
    end if;
    return null;
end $$;

-- What assessments, decisions and notes refer to is checked once a statement, like that of the histories (0009): none of it
-- is ever removed or renumbered. A note's assessment is checked by check_new_notes, a reversal's by its credit.
create trigger no_renumbering before update of series on note_series
    for each statement execute function refuse_change();

create function check_decided_revisions() returns trigger
    language plpgsql set search_path from current as $$
begin
    -- Each looked up by its key, whatever the statistics say.
    if exists (select from new_rows n where (select a.revision from assessment a
            where a.subscription_key = n.subscription_key and a.month = n.month and a.revision = n.revision) is null) then
        raise exception 'a decision refers to no assessment' using errcode = 'foreign_key_violation',
            table = tg_table_name;
    end if;
    return null;
end $$;
revoke all on function check_decided_revisions from public;

alter table assessment
    drop constraint assessment_subscription_key_fkey,
    drop constraint assessment_run_fkey,
    drop constraint assessment_terms_key_fkey;
alter table issue_decision
    drop constraint issue_decision_run_fkey,
    drop constraint issue_decision_subscription_key_month_revision_fkey;
alter table credit_note
    drop constraint credit_note_series_fkey,
    drop constraint credit_note_run_fkey,
    drop constraint credit_note_issuer_key_fkey,
    drop constraint credit_note_subscription_key_month_revision_fkey;

create trigger references_hold after insert on assessment referencing new table as new_rows
    for each statement execute function check_references('subscription_key', 'subscription', 'subscription_key',
        'run', 'assessment_run', 'run', 'terms_key', 'terms_version', 'terms_key');
create trigger references_hold after insert on issue_decision referencing new table as new_rows
    for each statement execute function check_references('run', 'issue_run', 'run');
create trigger revisions_exist after insert on issue_decision referencing new table as new_rows
    for each statement execute function check_decided_revisions();
create trigger references_hold after insert on credit_note referencing new table as new_rows
    for each statement execute function check_references('series', 'note_series', 'series', 'run', 'issue_run', 'run',
        'issuer_key', 'issuer_version', 'issuer_key');

do $$
declare checked text;
begin
    foreach checked in array array['assessment', 'issue_decision', 'credit_note'] loop
        execute format('alter table %I enable always trigger references_hold', checked);
    end loop;
end $$;
alter table issue_decision enable always trigger revisions_exist;

revoke all on function digested, plan_notes from public;
grant execute on function digested to avoir_ingest, avoir_finance, avoir_auditor, avoir_reader;
