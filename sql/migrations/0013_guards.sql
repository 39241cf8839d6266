-- What the roles could do besides their work: facts of a batch that is long recorded, tiers of terms that are in force,
-- entries of the audit log that say what somebody else did.

-- A batch is open only in the transaction that made it. A row's xmin is that transaction, as long as the row was not made
-- within a savepoint, which no import does; the hour keeps apart what transactions made that had the same number before it
-- wrapped round, and is what a clock may be set back by during an import.
create view batch_under_way as
    select b.batch from import_batch b
    where b.xmin = pg_current_xact_id_if_assigned()::xid
        and b.imported_at >= transaction_timestamp() - interval '1 hour';
create view terms_under_way as
    select v.terms_key from terms_version v join batch_under_way b on b.batch = v.from_batch;
grant select on batch_under_way, terms_under_way to avoir_ingest, avoir_finance, avoir_auditor;

create trigger no_later_count before update on import_batch
    for each row when (old.xmin <> pg_current_xact_id()::xid
        or old.imported_at < transaction_timestamp() - interval '1 hour') execute function refuse_change();

-- As before (0009), and says of what is under way that it must be.
create or replace function check_references() returns trigger
    language plpgsql set search_path from current as $$
declare
    columns text := '';
    conditions text := '';
    note text := '';
    broken text;
begin
    for i in 0 .. tg_nargs / 3 - 1 loop
        columns := columns || format(case when i > 0 then ', %I' else '%I' end, tg_argv[i * 3]);
        conditions := conditions || format(case when i > 0 then ' or ' else '' end
            || 'n.%1$I is not null and not exists (select from %2$I r where r.%3$I = n.%1$I)',
            tg_argv[i * 3], tg_argv[i * 3 + 1], tg_argv[i * 3 + 2]);
        if tg_argv[i * 3 + 1] in ('batch_under_way', 'terms_under_way') then
            note := '; a batch, and terms, are added to only in the transaction that makes them';
        end if;
    end loop;
    execute format('with named as materialized (select distinct %s from new_rows)
        select jsonb_strip_nulls(to_jsonb(n))::text from named n where %s limit 1', columns, conditions) into broken;
    if broken is not null then
        raise exception 'a row of % refers to what does not exist', tg_table_name
            using errcode = 'foreign_key_violation', table = tg_table_name, detail = 'among ' || broken || note;
    end if;
    return null;
end $$;

do $$
declare found record;
begin
    for found in
        select t.tgname as name, t.tgrelid::regclass as history, pg_get_triggerdef(t.oid) as definition from pg_trigger t
        where t.tgrelid in ('customer_details'::regclass, 'subscription_details'::regclass, 'invoice'::regclass,
                'outage'::regclass, 'notification'::regclass, 'excusable_event'::regclass, 'maintenance'::regclass,
                'credit_request'::regclass, 'holiday'::regclass)
            and t.tgname in ('references_hold', 'references_still_hold')
    loop
        execute format('drop trigger %I on %s', found.name, found.history);
        execute replace(found.definition, quote_literal('import_batch'), quote_literal('batch_under_way'));
    end loop;
end $$;

create trigger references_hold after insert on imported_file referencing new table as new_rows
    for each statement execute function check_references('batch', 'batch_under_way', 'batch');
create trigger references_hold after insert on import_rejection referencing new table as new_rows
    for each statement execute function check_references('batch', 'batch_under_way', 'batch');
create trigger references_hold after insert on terms_version referencing new table as new_rows
    for each statement execute function check_references('from_batch', 'batch_under_way', 'batch');
create trigger references_hold after insert on terms_window referencing new table as new_rows
    for each statement execute function check_references('terms_key', 'terms_under_way', 'terms_key');
create trigger references_hold after insert on terms_tier referencing new table as new_rows
    for each statement execute function check_references('terms_key', 'terms_under_way', 'terms_key');

-- A batch's number is the one that was just drawn for it, and who made it and when is not for the maker to say.
create function sign_batch() returns trigger
    language plpgsql security definer set search_path from current as $$
begin
    if new.batch is distinct from currval('import_batch_batch_seq') then
        raise exception 'the number of a batch is drawn by the database' using errcode = 'restrict_violation';
    end if;
    new.imported_by := session_user;
    new.imported_at := clock_timestamp();
    return new;
end $$;
create trigger signed before insert on import_batch for each row execute function sign_batch();

-- Nothing is assessed up to a batch that is not there yet.
create function check_watermark() returns trigger
    language plpgsql set search_path from current as $$
begin
    if new.watermark > (select coalesce(max(b.batch), 0) from import_batch b) then
        raise exception 'watermark % is beyond the last batch', new.watermark
            using errcode = 'check_violation', table = tg_table_name;
    end if;
    return new;
end $$;
create trigger watermark_holds before insert on assessment_run for each row execute function check_watermark();
create trigger watermark_holds before insert or update on assessed_month
    for each row execute function check_watermark();

-- Roles give what is theirs to give: no keys, no names of who did it, no times.
revoke insert on import_batch from avoir_ingest, avoir_finance;
revoke insert on assessment_run, issuer_version, terms_version from avoir_finance;
revoke insert on customer, service, subscription from avoir_ingest;
grant insert (kind, file) on import_batch to avoir_ingest;
grant insert (kind, file, inserted) on import_batch to avoir_finance;
grant insert (customer) on customer to avoir_ingest;
grant insert (service) on service to avoir_ingest;
grant insert (subscription) on subscription to avoir_ingest;
grant insert (month, watermark, assessed_at, program) on assessment_run to avoir_finance;
grant insert (name, siren, vat_number, legal_form, registration, street, postcode, city, country, series_pattern,
    mention_late_payment_fee, mention_late_payment_interest, mention_early_payment, account_customer,
    account_price_reduction, account_vat, account_indemnity, yaml) on issuer_version to avoir_finance;
grant insert (terms, version, title, source, effective_from, time_zone, excludes_public_holidays,
    excludes_planned_maintenance, basis, target_micropercent, notification_required, counted_from, excusable,
    on_request, request_within_days, vat_treatment, cap_micropercent, cap_days, cap_excess, yaml, from_batch)
    on terms_version to avoir_finance;

-- For the owner: migrations, and the functions that issue and reverse. Takes the head's lock until the transaction ends:
-- call it last.
create or replace function record_audit(action text, details text) returns bigint
    language plpgsql security definer set search_path from current as $$
declare
    head audit_head;
    entry_hash bytea;
    now_at timestamptz;
begin
    if jsonb_typeof(details::jsonb) is distinct from 'object' then
        raise exception 'the details of an audit entry are a JSON object' using errcode = 'check_violation';
    end if;
    select * into head from audit_head for update;
    now_at := clock_timestamp();
    entry_hash := digest_of(encode(head.hash, 'hex'), (head.no + 1)::text, microseconds_of(now_at),
        session_user::text, action, details);
    insert into audit_entry (no, previous_hash, at, by, action, details, hash)
        values (head.no + 1, head.hash, now_at, session_user, action, details, entry_hash);
    update audit_head set no = head.no + 1, hash = entry_hash;
    return head.no + 1;
end $$;
revoke execute on function record_audit from avoir_ingest, avoir_finance;

-- For those who do the work: an entry of what is theirs to do. Within, current_user is the owner, who may be the only
-- account that there is.
create function record_work(action text, details text) returns bigint
    language plpgsql security definer set search_path from current as $$
declare
    worker text := case when action = 'import' then 'avoir_ingest'
        when action in ('assess', 'terms', 'issuer') then 'avoir_finance' end;
begin
    if worker is null or not (pg_has_role(session_user, worker, 'member')
            or pg_has_role(session_user, current_user, 'member')) then
        raise exception '% may not record "%" in the audit log', session_user, action
            using errcode = 'insufficient_privilege';
    end if;
    return record_audit(action, details);
end $$;
revoke all on function sign_batch, check_watermark, record_work from public;
grant execute on function record_work to avoir_ingest, avoir_finance;

-- The shape of the schema is compared before each issue.
grant select on schema_shape to avoir_finance;

-- From here on the ledger's name is part of the chain that anchors bear it for.
select record_audit('ledger', jsonb_build_object('ledger', l.ledger)::text) from ledger l;
