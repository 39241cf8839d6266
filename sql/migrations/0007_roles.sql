-- Roles, with the least that suffices. They belong to the whole server, so another database may have made them.
-- owner: owns everything, no login. ingest: imports. finance: adds terms, assesses and issues, through functions only
-- where money is concerned. auditor: reads everything, the audit included. reader: reads results, no audit, no issuer.

do $$
declare
    role_name text;
begin
    foreach role_name in array array['avoir_owner', 'avoir_ingest', 'avoir_finance', 'avoir_auditor', 'avoir_reader'] loop
        continue when exists (select from pg_roles where rolname = role_name);
        begin
            execute format('create role %I nologin', role_name);
        exception
            when duplicate_object or unique_violation then
                null;  -- another database's migration made it at this moment
            when insufficient_privilege then
                raise exception 'role % does not exist, and % may not create it', role_name, current_user
                    using errcode = 'insufficient_privilege', hint = 'let an administrator run: create role avoir_owner '
                        'nologin; create role avoir_ingest nologin; create role avoir_finance nologin; '
                        'create role avoir_auditor nologin; create role avoir_reader nologin';
        end;
    end loop;
end $$;

-- To hand over what it makes, the migrating role must belong to the owner. Where it may not, what it makes stays its own.
do $$
begin
    if not pg_has_role('avoir_owner', 'member') then
        execute format('grant avoir_owner to %I', current_user);
    end if;
exception when insufficient_privilege or unique_violation then
    null;
end $$;

-- Imports and issuing work in temporary tables.
do $$
begin
    execute format('grant temporary on database %I to avoir_owner, avoir_ingest', current_database());
exception when insufficient_privilege then
    null;  -- not its database: there it is for everybody, unless the database's owner took it away
end $$;

revoke all on all functions in schema avoir from public;
grant usage on schema avoir to avoir_ingest, avoir_finance, avoir_auditor, avoir_reader;

grant select on all tables in schema avoir to avoir_auditor;
grant select on schema_migration, terms_version, terms_window, terms_tier, customer, service, subscription,
    customer_details, subscription_details, invoice, outage, notification, excusable_event, maintenance,
    credit_request, holiday, import_batch, assessment_run, assessment, current_assessment,
    issue_run, issue_decision, credit_note, live_credit to avoir_reader, avoir_finance;
grant select on issuer_version, ledger, note_series, audit_head, audit_entry, invoiced_by_rate to avoir_finance;
grant select on ledger to avoir_reader, avoir_ingest;

grant select on schema_migration, customer, service, subscription, customer_details, subscription_details, invoice,
    outage, notification, excusable_event, maintenance, credit_request, holiday, import_batch, import_rejection,
    terms_version, terms_window, terms_tier to avoir_ingest;
grant insert on customer, service, subscription, customer_details, subscription_details, invoice, outage,
    notification, excusable_event, maintenance, credit_request, holiday, import_batch, import_rejection
    to avoir_ingest;
grant update (until_batch) on customer_details, subscription_details, invoice, outage, notification,
    excusable_event, maintenance, credit_request, holiday to avoir_ingest;
grant update (inserted, updated, unchanged, rejected) on import_batch to avoir_ingest;

grant insert on assessment_run, assessment, issuer_version, terms_version, terms_window, terms_tier, import_batch
    to avoir_finance;

grant execute on function digest_of, microseconds_of, sum_of, share_of, vat_is_right, series_of, number_of
    to avoir_ingest, avoir_finance, avoir_auditor, avoir_reader;
grant execute on function record_audit to avoir_ingest, avoir_finance;
grant execute on function take_watermark, credit_plan, missing_details, cap_used, issue_month, reverse_note
    to avoir_finance;
grant execute on function check_issue_date, current_issuer to avoir_finance, avoir_auditor;
grant execute on function cap_used, credit_plan, missing_details to avoir_auditor, avoir_reader;
