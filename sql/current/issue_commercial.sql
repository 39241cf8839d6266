-- Issues a commercial note: a sum on an invoiced month, outside the terms, never above what was invoiced less all that
-- stands credited of it. The same run again gives the stored note. `for_reason` is printed, `internal_reason` is not.
create or replace function issue_commercial(in_run uuid, of_subscription text, of_month date, on_date date, amount bigint,
    treatment text, for_reason text, internal_reason text, program text) returns credit_note
    language plpgsql security definer set search_path from current as $$
declare
    known credit_note;
    issuer issuer_version;
    head note_series;
    seen int;
    key int;
    saved saved_plan;
    planned record;
    note credit_note;
    line commercial_line;
begin
    issuer := current_issuer();
    seen := take_watermark();
    head := lock_series(on_date, issuer);
    if exists (select from issue_run r where r.run = in_run) then
        select n.* into known from credit_note n join commercial_line l using (series, no)
                join subscription u using (subscription_key)
            where n.run = in_run and n.kind = 'credit' and u.subscription = of_subscription and l.month = of_month
                and n.issue_date = on_date and n.net_cents = amount and n.vat_treatment = treatment
                and n.reason = for_reason and n.internal_reason is not distinct from issue_commercial.internal_reason;
        if known.no is null then
            raise exception 'run % was issued with other parameters', in_run using errcode = 'AV003';
        end if;
        return known;
    end if;
    key := (select u.subscription_key from subscription u where u.subscription = of_subscription);
    perform check_issue_date(of_month, on_date, issuer.series_pattern);
    perform check_room(on_date, issuer, 1);
    perform lock_subscriptions(array[key]) where key is not null;
    -- With the guards held.
    select * into planned from plan_commercial(of_subscription, of_month, on_date, amount, treatment, for_reason,
        internal_reason, seen, issuer);
    note := planned.note;
    line := planned.line;
    select * into saved from saved_plan p where p.plan = in_run;
    if saved.plan is not null then
        if row(saved.kind, saved.subscription, saved.month, saved.issue_date, saved.total_cents, saved.vat_treatment,
                saved.reason, saved.internal_reason)
                is distinct from row('commercial', of_subscription, of_month, on_date, amount, treatment, for_reason,
                issue_commercial.internal_reason) then
            raise exception 'plan % was saved with other parameters', in_run using errcode = 'AV003';
        end if;
        perform check_saved_commercial(saved, note, line);
    end if;

    insert into issue_run (run, kind, month, issue_date, notes, lines, total_cents, program)
        values (in_run, 'commercial', of_month, on_date, 1, 1, amount, program);
    line.series := head.series;
    line.no := head.last_no + 1;
    note.run := in_run;
    note := chain_note(head, issuer, note);
    insert into commercial_line select (line).*;
    perform record_audit('commercial', jsonb_build_object('run', in_run, 'number', note.number,
        'subscription', of_subscription, 'month', to_char(of_month, 'YYYY-MM'), 'reason', for_reason,
        'net_cents', amount)::text);
    select * into note from credit_note n where n.number = note.number;
    return note;
end $$;

-- What a commercial note would be, without a number: its head and its line. Refused where it may not be.
create or replace function plan_commercial(of_subscription text, of_month date, on_date date, amount bigint, treatment text,
    for_reason text, internal_reason text, seen int, issuer issuer_version, out note credit_note, out line commercial_line)
    language plpgsql stable set search_path from current as $$
declare
    key int := (select u.subscription_key from subscription u where u.subscription = of_subscription);
    said record;
    remaining record;
begin
    if key is null or trim(for_reason) = '' or amount <= 0 then
        raise exception 'a commercial note is of a known subscription, and has a reason and a positive amount'
            using errcode = 'AV009';
    end if;
    -- Whatever the series (R14).
    if last_note_of(key) > on_date then
        raise exception 'the issue date % is before %, the date of the last note of %', on_date, last_note_of(key),
            of_subscription using errcode = 'AV001';
    end if;
    select * into remaining from check_commercial_amount(key, of_subscription, of_month, on_date, amount, seen);
    select p.vat_micropercent, p.vat_net_cents into line.vat_micropercent, line.vat_net_cents
        from commercial_parts(amount, treatment, remaining.rates, remaining.rests) p;
    select * into said from commercial_content(key, of_subscription, of_month, on_date, seen, issuer);
    perform check_commercial_details(said.buyer, issuer, treatment, line.vat_micropercent, remaining.currency, said.eur_rate);
    line.kind := 'credit';
    line.issue_date := on_date;
    line.subscription_key := key;
    line.month := of_month;
    line.watermark := seen;
    line.invoiced_cents := remaining.invoiced_cents;
    line.credited_cents := remaining.credited_cents;
    line.commercial_cents := remaining.commercial_cents;
    line.net_cents := amount;
    line.document := said.line;
    note.kind := 'credit';
    note.is_commercial := true;
    note.is_internal := false;
    note.customer_key := said.customer_key;
    note.issue_date := on_date;
    note.reason := for_reason;
    note.internal_reason := plan_commercial.internal_reason;
    note.currency := remaining.currency;
    note.line_count := 1;
    note.lines_digest := sha256(commercial_bytes(line));
    note.net_cents := amount;
    note.vat_treatment := treatment;
    note.vat_micropercent := line.vat_micropercent;
    note.vat_net_cents := line.vat_net_cents;
    note.vat_cents := (select array_agg(percent_of(u.part, u.rate) order by u.rate desc)
        from unnest(line.vat_micropercent, line.vat_net_cents) u (rate, part));
    note.vat_total_cents := sum_of(note.vat_cents);
    note.gross_cents := amount + note.vat_total_cents;
    note.document := said.head;
end $$;

-- Gives a note the next number of its series, signs, chains and inserts it, and moves the head of the series.
create or replace function chain_note(head note_series, issuer issuer_version, note credit_note) returns credit_note
    language plpgsql set search_path from current as $$
begin
    note.series := head.series;
    note.no := head.last_no + 1;
    note.previous_hash := head.last_hash;
    note.previous_date := head.last_date;
    note.number := number_of(head.series, head.first_number - 1 + note.no);
    note.issuer_key := issuer.issuer_key;
    note.issued_at := clock_timestamp();
    note.issued_by := session_user;
    note.hash := note_hash(note);
    insert into credit_note (series, no, previous_hash, previous_date, number, kind, is_commercial, customer_key, run,
            issuer_key, issue_date, issued_at, issued_by, reason, is_internal, internal_reason, reverses_series, reverses_no,
            currency, line_count, lines_digest, net_cents, vat_treatment, vat_micropercent, vat_net_cents, vat_cents,
            vat_total_cents, gross_cents, document, hash)
        values (note.series, note.no, note.previous_hash, note.previous_date, note.number, note.kind, note.is_commercial,
            note.customer_key, note.run, note.issuer_key, note.issue_date, note.issued_at, note.issued_by, note.reason,
            note.is_internal, note.internal_reason, note.reverses_series, note.reverses_no, note.currency, note.line_count,
            note.lines_digest, note.net_cents, note.vat_treatment, note.vat_micropercent, note.vat_net_cents,
            note.vat_cents, note.vat_total_cents, note.gross_cents, note.document, note.hash);
    update note_series s set last_no = note.no, last_hash = note.hash, last_date = note.issue_date
        where s.series = note.series;
    return note;
end $$;

-- What is left of a month's invoices, when the amount is within it and the date is not before them; refused otherwise.
create or replace function check_commercial_amount(key int, of_subscription text, of_month date, on_date date, amount bigint,
    seen int) returns table (invoiced_cents numeric, credited_cents bigint, commercial_cents bigint, rates bigint[],
    rests numeric[], currency text)
    language plpgsql stable set search_path from current as $$
declare
    invoices record;
    remaining record;
    what text := format('%s for %s', of_subscription, to_char(of_month, 'YYYY-MM'));
    money text := 'FM999999999999999990.00';
begin
    select count(distinct i.currency) as currencies, min(i.currency) as currency, max(i.issued_on) as issued_on,
            max(i.invoice) filter (where i.issued_on > on_date) as later into invoices
        from invoiced_at(key, of_month, seen) i;
    if invoices.currencies = 0 then
        raise exception 'nothing was invoiced to %: there is nothing that a note could correct', what using errcode = 'AV009';
    end if;
    if invoices.currencies > 1 then
        raise exception 'the invoices of % are in several currencies', what using errcode = 'AV009';
    end if;
    if invoices.later is not null then
        raise exception 'the issue date % is before %, the date of invoice %', on_date, invoices.issued_on, invoices.later
            using errcode = 'AV001';
    end if;
    select * into remaining from left_of_invoices(key, of_month, seen, null, null);
    if amount > remaining.invoiced_cents - remaining.credited_cents - remaining.commercial_cents then
        raise exception '% % is more than what is left of %: % of % invoiced, with % credited under the terms and % by commercial notes',
            to_char(amount / 100.0, money), invoices.currency, what,
            to_char(greatest(0, remaining.invoiced_cents - remaining.credited_cents - remaining.commercial_cents) / 100.0,
                money),
            to_char(remaining.invoiced_cents / 100.0, money), to_char(remaining.credited_cents / 100.0, money),
            to_char(remaining.commercial_cents / 100.0, money) using errcode = 'AV009';
    end if;
    return query select remaining.invoiced_cents, remaining.credited_cents, remaining.commercial_cents, remaining.rates,
        remaining.rests, invoices.currency;
end $$;

-- What a commercial note's head and its line freeze, and for whom it is. Source: plan_notes.
create or replace function commercial_content(key int, of_subscription text, of_month date, on_date date, seen int,
    issuer issuer_version) returns table (customer_key int, buyer customer_details, eur_rate bigint, head text, line text)
    language sql stable set search_path from current as $$
    select d.customer_key, d, o.eur_rate_millionths,
        head_document(issuer_document(issuer), c.customer, d, issuer, o.eur_rate_millionths,
            case when has_ended(key, on_date) then 'refund' else issuer.settlement end)::text,
        jsonb_build_object('subscription', of_subscription, 'service', v.service,
            'month', to_char(of_month, 'YYYY-MM'),
            'invoices', (select jsonb_agg(jsonb_build_object('invoice', i.invoice, 'issued_on', i.issued_on,
                    'vat_micropercent', i.vat_micropercent, 'amount_cents', i.amount_cents)
                    order by i.invoice collate "C", i.vat_micropercent)
                from invoiced_at(key, of_month, seen) i),
            'order_references', to_jsonb(o.order_references),
            'contract_reference', now_said.contract_reference)::text
    from invoiced_spell(key, of_month, seen) s
        join customer c on c.customer_key = s.customer_key
        join customer_details d on d.customer_key = s.customer_key and d.until_batch is null
        join service v on v.service_key = s.service_key
        left join subscription_details now_said on now_said.subscription_key = s.subscription_key
            and now_said.starts_on = s.starts_on and now_said.until_batch is null
        cross join lateral invoice_details(key, of_month, seen, now_said.order_reference) o
$$;

-- Refuses a note that would lack a detail; `detail` of the error has their names, one a line, and the currency first.
create or replace function check_commercial_details(buyer customer_details, issuer issuer_version, treatment text,
    rates bigint[], currency text, eur_rate bigint) returns void
    language plpgsql stable set search_path from current as $$
declare
    lacks text[] := missing_details(buyer, treatment)
        || missing_for_vat(buyer, issuer, treatment, rates, currency, eur_rate);
begin
    if buyer is null then
        raise exception 'the customer of the month is not known' using errcode = 'AV009';
    end if;
    if cardinality(lacks) > 0 then
        raise exception 'the note would lack %', array_to_string(lacks, ', ')
            using errcode = 'AV010', detail = array_to_string(array[currency] || lacks, E'\n');
    end if;
end $$;
