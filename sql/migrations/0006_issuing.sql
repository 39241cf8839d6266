-- What a month's credits come to on a date, and the functions that issue and reverse. They compute everything from
-- what is stored; the caller says only which month, which date, and how much it expects.

-- Amounts of the revision's invoices by VAT rate, as of the watermark that the assessment saw; only rates with a
-- positive sum carry a part of the credit.
create view invoiced_by_rate as
    select a.subscription_key, a.month, a.revision, i.vat_micropercent, sum(i.amount_cents)::bigint as amount_cents
    from assessment a
        join assessment_run r using (run)
        join invoice i on i.subscription_key = a.subscription_key and i.month = a.month
            and i.from_batch <= r.watermark and (i.until_batch is null or i.until_batch > r.watermark)
    group by 1, 2, 3, 4
    having sum(i.amount_cents) > 0;

create function missing_details(of_customer int, vat_treatment text) returns text[]
    language sql stable parallel safe as $$
    select array_remove(array[
        case when d.siren is null then 'siren' end,
        case when d.vat_number is null and vat_treatment <> 'indemnity' then 'vat_number' end,
        case when d.street is null then 'street' end,
        case when d.postcode is null then 'postcode' end,
        case when d.city is null then 'city' end,
        case when d.country is null then 'country' end], null)
    from customer_details d where d.customer_key = of_customer and d.until_batch is null
$$;

-- One row for each subscription whose current revision has something due. Source: R11 to R14.
create function credit_plan(of_month date, on_date date) returns table (
    subscription_key int, subscription text, customer_key int, revision int, attempt int, currency text,
    amount_cents bigint, credited_cents bigint, forfeited_cents bigint, due_cents bigint,
    base_cents bigint, cap_cents bigint, cap_days int, used_cents bigint,
    credit_cents bigint, cut_cents bigint, outcome text, first_free_date date, missing text[])
    language sql stable set search_path from current as $$
    with current_revision as (
        select distinct on (a.subscription_key) a.* from assessment a
        where a.month = of_month order by a.subscription_key, a.revision desc
    ), owed as (
        select a.*, coalesce(l.net_cents, 0) as credited, coalesce(d.cut_cents, 0) as forfeited,
            coalesce(t.attempts, 0) + 1 as next_attempt
        from current_revision a
            left join (select n.subscription_key, sum(n.net_cents)::bigint as net_cents from live_credit n
                where n.month = of_month group by 1) l using (subscription_key)
            left join (select i.subscription_key, sum(i.cut_cents)::bigint as cut_cents from issue_decision i
                where i.month = of_month group by 1) d using (subscription_key)
            left join (select n.subscription_key, n.revision, count(*)::int as attempts from credit_note n
                where n.month = of_month and n.kind = 'reversal' group by 1, 2) t
                on t.subscription_key = a.subscription_key and t.revision = a.revision
        where a.status = 'issuable' and a.is_final
    ), due as (
        select o.*, o.amount_cents - o.credited - o.forfeited as due, v.vat_treatment, v.cap_days, v.cap_excess,
            share_of(o.base_cents, v.cap_micropercent) as cap,
            case when v.cap_days is not null then cap_used(o.subscription_key, on_date, v.cap_days) else 0 end as used
        from owed o join terms_version v using (terms_key)
        where o.amount_cents - o.credited - o.forfeited > 0
    ), judged as (
        select d.*, u.subscription, s.customer_key,
            missing_details(s.customer_key, d.vat_treatment) as missing,
            case when d.cap is null then d.due
                when d.cap_excess = 'held' and d.due > d.cap - d.used then 0
                else greatest(least(d.due, d.cap - d.used), 0) end as credit
        from due d join subscription u using (subscription_key)
            join subscription_details s on s.subscription_key = d.subscription_key and s.until_batch is null
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

-- A net amount over the VAT rates of the invoices, in proportion, to the cent: whole cents first, what is left to
-- the largest remainders. Without VAT on the credit there is one part at 0 %.
create function vat_parts(of_subscription int, of_month date, of_revision int, net bigint, treatment text)
    returns table (vat_micropercent bigint[], vat_net_cents bigint[], vat_cents bigint[])
    language sql stable set search_path from current as $$
    with weighed as (
        select i.vat_micropercent as rate, net::numeric * i.amount_cents as exact,
            sum(i.amount_cents) over () as whole
        from invoiced_by_rate i
        where i.subscription_key = of_subscription and i.month = of_month and i.revision = of_revision
    ), ranked as (
        select rate, div(exact, whole)::bigint as cents, net - sum(div(exact, whole)) over () as left_over,
            row_number() over (order by mod(exact, whole) desc, rate desc) as place
        from weighed
    ), parts as (
        select rate, cents + case when place <= left_over then 1 else 0 end as part
        from ranked where treatment = 'price_reduction'
        union all select 0, net where treatment <> 'price_reduction'
    )
    select array_agg(rate order by rate desc), array_agg(part order by rate desc),
        array_agg(share_of(part, rate) order by rate desc)
    from parts where part > 0
$$;

create function series_of(pattern text, on_date date) returns text
    language sql immutable parallel safe as $$
    select replace(pattern, '{year}', to_char(on_date, 'YYYY'))
$$;

create function number_of(series text, no int) returns text
    language plpgsql immutable parallel safe as $$
declare
    width int := substring(series from '\{number:([0-9]+)\}')::int;
begin
    if length(no::text) > width then
        raise exception 'the series % is full', series using errcode = 'numeric_value_out_of_range';
    end if;
    return regexp_replace(series, '\{number:[0-9]+\}', lpad(no::text, width, '0'));
end $$;

create function note_hash(n credit_note) returns bytea
    language sql immutable parallel safe as $$
    select digest_of(
        encode(n.previous_hash, 'hex'), n.series, n.no::text, n.number, n.kind, n.subscription_key::text,
        n.month::text, n.revision::text, n.attempt::text, n.run::text, n.issuer_key::text, n.issue_date::text,
        microseconds_of(n.issued_at), n.issued_by, n.reason, n.currency, n.net_cents::text, n.vat_treatment,
        n.vat_micropercent::text, n.vat_net_cents::text, n.vat_cents::text, n.vat_total_cents::text,
        n.gross_cents::text, n.base_cents::text, n.cap_cents::text, n.cap_days::text, n.document)
$$;

-- What a note says besides its amounts, as of now: issuer, customer, subscription, terms, measurement, invoices.
create function note_document(of_subscription int, of_month date, of_revision int, of_issuer int) returns text
    language sql stable set search_path from current as $$
    select jsonb_build_object(
        'issuer', (select jsonb_build_object('name', name, 'siren', siren, 'vat_number', vat_number,
                'legal_form', legal_form, 'registration', registration, 'street', street,
                'postcode', postcode, 'city', city, 'country', country,
                'late_payment_fee', mention_late_payment_fee,
                'late_payment_interest', mention_late_payment_interest, 'early_payment', mention_early_payment,
                'account_customer', account_customer, 'account_price_reduction', account_price_reduction,
                'account_vat', account_vat, 'account_indemnity', account_indemnity)
            from issuer_version where issuer_key = of_issuer),
        'customer', jsonb_build_object('customer', c.customer, 'name', d.name, 'siren', d.siren,
            'vat_number', d.vat_number, 'street', d.street, 'postcode', d.postcode, 'city', d.city,
            'country', d.country, 'email', d.email),
        'subscription', u.subscription, 'service', v.service, 'month', to_char(a.month, 'YYYY-MM'),
        'revision', a.revision, 'input_digest', encode(a.input_digest, 'hex'),
        'terms', jsonb_build_object('id', t.terms, 'version', t.version, 'sha256', encode(t.sha256, 'hex'),
            'title', t.title, 'time_zone', t.time_zone),
        'basis', t.basis, 'measured_us', a.measured_us, 'counted_downtime_us', a.counted_downtime_us,
        'target_micropercent', a.target_micropercent, 'rate_micropercent', a.rate_micropercent,
        'amount_cents', a.amount_cents,
        'invoices', (select jsonb_agg(jsonb_build_object('invoice', i.invoice, 'issued_on', i.issued_on,
                'vat_micropercent', i.vat_micropercent, 'amount_cents', i.amount_cents)
                order by i.invoice collate "C", i.vat_micropercent)
            from invoice i where i.subscription_key = a.subscription_key and i.month = a.month
                and i.from_batch <= r.watermark and (i.until_batch is null or i.until_batch > r.watermark)),
        'request', (select jsonb_build_object('requested_on', q.requested_on, 'reference', q.reference)
            from credit_request q where q.subscription_key = a.subscription_key and q.month = a.month
                and q.from_batch <= r.watermark and (q.until_batch is null or q.until_batch > r.watermark))
    )::text
    from assessment a join assessment_run r using (run) join terms_version t using (terms_key)
        join subscription u using (subscription_key)
        join subscription_details s on s.subscription_key = a.subscription_key and s.until_batch is null
        join service v using (service_key) join customer c using (customer_key)
        join customer_details d on d.customer_key = c.customer_key and d.until_batch is null
    where a.subscription_key = of_subscription and a.month = of_month and a.revision = of_revision
$$;

-- Refuses a date on which nothing may be issued. "Today" is the latest local date under any stored terms.
create function check_issue_date(of_month date, on_date date, of_series text) returns void
    language plpgsql stable set search_path from current as $$
declare
    today date;
    last_used date;
begin
    if on_date < of_month + interval '1 month' then
        raise exception 'the issue date % is before the end of the month', on_date using errcode = 'AV001';
    end if;
    select max((now() at time zone time_zone)::date) into today
        from (select distinct time_zone from terms_version) z;
    if on_date > coalesce(today, (now() at time zone 'UTC')::date) then
        raise exception 'the issue date % is in the future', on_date using errcode = 'AV001';
    end if;
    select last_date into last_used from note_series s where s.series = of_series;
    if on_date < last_used then
        raise exception 'the issue date % is before %, the last date of series %', on_date, last_used,
            replace(regexp_replace(of_series, '\{number:[0-9]+\}', ''), '--', '-') using errcode = 'AV001';
    end if;
end $$;

-- The current issuer; nothing is issued without one.
create function current_issuer() returns issuer_version
    language plpgsql stable set search_path from current as $$
declare
    issuer issuer_version;
begin
    select * into issuer from issuer_version order by issuer_key desc limit 1;
    if issuer is null then
        raise exception 'no issuer is set' using errcode = 'AV002';
    end if;
    return issuer;
end $$;

-- Locks the series' row, making it when it is new, and gives it.
create function lock_series(of_series text) returns note_series
    language plpgsql set search_path from current as $$
declare
    head note_series;
begin
    insert into note_series (series, last_hash) values (of_series, digest_of('avoir.notes', of_series))
        on conflict do nothing;
    select * into head from note_series s where s.series = of_series for update;
    return head;
end $$;

-- Issues what is issuable of a month, in one statement: all or nothing. The same run again gives the stored result;
-- with other parameters it is refused, and so it is when the plan is no longer what the caller announced.
create function issue_month(in_run uuid, of_month date, on_date date, announced_notes int,
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
    head := lock_series(of_series);
    -- With the series held: the same run in another session has ended.
    select * into known from issue_run r where r.run = in_run;
    if known is not null then
        if known.kind <> 'credit' or known.month <> of_month or known.issue_date <> on_date then
            raise exception 'run % was issued with other parameters', in_run using errcode = 'AV003';
        end if;
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

    create temp table planned_credit on commit drop as
        select p.*, case when p.credit_cents > 0 then row_number() over (
            partition by p.credit_cents > 0 order by p.subscription collate "C") end::int as place
        from credit_plan(of_month, on_date) p;
    select count(*) filter (where credit_cents > 0)::int as notes,
        coalesce(sum(credit_cents), 0)::bigint as cents into planned from planned_credit;
    if planned.notes <> announced_notes or planned.cents <> announced_cents then
        raise exception 'announced were % notes of % cents, due are % of %', announced_notes, announced_cents,
            planned.notes, planned.cents using errcode = 'AV004';
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
    drop table planned_credit;
    perform record_audit('issue', jsonb_build_object('run', in_run, 'month', to_char(of_month, 'YYYY-MM'),
        'issue_date', on_date, 'notes', planned.notes, 'total_cents', planned.cents)::text);
    return known;
end $$;

-- Inserts the planned credits as the series' next notes, each hash over the one before it.
create function chain_notes(head note_series, issuer issuer_version, in_run uuid, of_month date, on_date date,
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
            session_user, null, p.currency, p.credit_cents, t.vat_treatment, v.vat_micropercent, v.vat_net_cents,
            v.vat_cents, sum_of(v.vat_cents)::bigint, p.credit_cents + sum_of(v.vat_cents)::bigint, p.base_cents,
            p.cap_cents, p.cap_days,
            note_document(p.subscription_key, of_month, p.revision, issuer.issuer_key), null, null, null, null
        from planned_credit p
            join assessment a on a.subscription_key = p.subscription_key and a.month = of_month
                and a.revision = p.revision
            join terms_version t using (terms_key)
            cross join lateral vat_parts(p.subscription_key, of_month, p.revision, p.credit_cents,
                t.vat_treatment) v
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

-- One statement, so that the triggers see all the notes at once; the series' head follows the last one.
create function insert_notes(notes credit_note[]) returns void
    language plpgsql set search_path from current as $$
begin
    if cardinality(notes) = 0 then return; end if;
    insert into credit_note (series, no, previous_hash, previous_date, number, kind, subscription_key, month, revision,
            attempt, run, issuer_key, issue_date, issued_at, issued_by, reason, currency, net_cents, vat_treatment,
            vat_micropercent, vat_net_cents, vat_cents, vat_total_cents, gross_cents, base_cents, cap_cents, cap_days,
            document, hash)
        select n.series, n.no, n.previous_hash, n.previous_date, n.number, n.kind, n.subscription_key, n.month,
            n.revision, n.attempt, n.run, n.issuer_key, n.issue_date, n.issued_at, n.issued_by, n.reason, n.currency,
            n.net_cents, n.vat_treatment, n.vat_micropercent, n.vat_net_cents, n.vat_cents, n.vat_total_cents,
            n.gross_cents, n.base_cents, n.cap_cents, n.cap_days, n.document, n.hash
        from unnest(notes) n;
    update note_series s set last_no = l.no, last_hash = l.hash, last_date = l.issue_date
        from (select n.* from unnest(notes) n order by n.no desc limit 1) l where s.series = l.series;
end $$;

-- Cancels one credit note by a document with a number of its own.
create function reverse_note(in_run uuid, of_number text, on_date date, for_reason text, program text)
    returns credit_note
    language plpgsql security definer set search_path from current as $$
declare
    known issue_run;
    reversed credit_note;
    note credit_note;
    issuer issuer_version;
    head note_series;
    of_series text;
    supplement text;
begin
    issuer := current_issuer();
    of_series := series_of(issuer.series_pattern, on_date);
    head := lock_series(of_series);
    select * into known from issue_run r where r.run = in_run;
    if known is not null then
        select * into note from credit_note n where n.run = in_run;
        if known.kind <> 'reversal' or known.issue_date <> on_date or note.reason <> for_reason
            or note.document::jsonb ->> 'reverses' <> of_number then
            raise exception 'run % was issued with other parameters', in_run using errcode = 'AV003';
        end if;
        return note;
    end if;
    if trim(for_reason) = '' then
        raise exception 'a reversal needs a reason' using errcode = 'AV005';
    end if;
    select * into reversed from credit_note n where n.number = of_number;
    if reversed is null then
        raise exception 'there is no note %', of_number using errcode = 'AV005';
    end if;
    if reversed.kind = 'reversal' then
        raise exception '% is a reversal itself; credit the month again instead', of_number using errcode = 'AV005';
    end if;
    perform check_issue_date(reversed.month, on_date, of_series);
    if on_date < reversed.issue_date then
        raise exception 'the issue date % is before that of %', on_date, of_number using errcode = 'AV001';
    end if;
    perform from subscription_guard g where g.subscription_key = reversed.subscription_key for update;
    if exists (select from credit_note n where n.kind = 'reversal' and n.subscription_key = reversed.subscription_key
            and n.month = reversed.month and n.revision = reversed.revision and n.attempt = reversed.attempt) then
        raise exception '% is reversed already', of_number using errcode = 'AV005';
    end if;
    -- The next credit of the month is of its current revision, which must not have a live one.
    select l.number into supplement from live_credit l where l.subscription_key = reversed.subscription_key
        and l.month = reversed.month and l.revision > reversed.revision order by l.revision desc limit 1;
    if supplement is not null then
        raise exception '% supplements %; reverse it first', supplement, of_number using errcode = 'AV005';
    end if;
    insert into issue_run (run, kind, month, issue_date, notes, total_cents, program)
        values (in_run, 'reversal', reversed.month, on_date, 1, reversed.net_cents, program);
    note := reversed;
    note.series := head.series;
    note.no := head.last_no + 1;
    note.previous_hash := head.last_hash;
    note.previous_date := head.last_date;
    note.number := number_of(head.series, note.no);
    note.kind := 'reversal';
    note.run := in_run;
    note.issuer_key := issuer.issuer_key;
    note.issue_date := on_date;
    note.issued_at := clock_timestamp();
    note.issued_by := session_user;
    note.reason := for_reason;
    note.document := (reversed.document::jsonb || jsonb_build_object('reverses', reversed.number,
        'reverses_issue_date', reversed.issue_date))::text;
    note.hash := note_hash(note);
    perform insert_notes(array[note]);
    perform record_audit('reverse', jsonb_build_object('run', in_run, 'number', note.number,
        'reverses', of_number, 'reason', for_reason, 'net_cents', note.net_cents)::text);
    select * into note from credit_note n where n.number = note.number;
    return note;
end $$;
