-- Roles, with the least that suffices: the whole of what each may do, in one place. Taken away first, then given.
-- ingest: imports. finance: terms, assessments and, through functions only, credit notes. auditor: reads everything.
-- reader: reads results, no audit, no issuer. approver: reads what a reader does, and judges plans.
do $$
declare r text;
begin
    foreach r in array array['avoir_ingest', 'avoir_finance', 'avoir_approver', 'avoir_auditor', 'avoir_reader'] loop
        execute format('revoke all on all tables in schema avoir from %I', r);
        execute format('revoke all on all functions in schema avoir from %I', r);
    end loop;
end $$;
revoke all on all functions in schema avoir from public;
grant usage on schema avoir to avoir_ingest, avoir_finance, avoir_approver, avoir_auditor, avoir_reader;

-- auditor
grant select on all tables in schema avoir to avoir_auditor;

-- reader, and finance and approver beside what follows
grant select on schema_revision, terms_version, terms_window, terms_tier, terms_schedule, customer, service, subscription,
    customer_details, subscription_details, invoice, outage, notification, excusable_event, maintenance,
    credit_request, holiday_calendar, holiday, special_hours, spell_in_force, import_batch, import_source, import_reach, assessment_run, assessment,
    assessment_zone, closing, current_assessment, assessed_month,
    shared_assessment, shared_slice, issue_run, issue_decision, credit_note, credit_line, live_credit, invoiced_by_rate, hold_event,
    commercial_line, live_commercial, noted_month, saved_plan, plan_verdict to avoir_reader, avoir_finance, avoir_approver;
grant select on ledger to avoir_reader, avoir_approver, avoir_ingest;

-- finance
grant select on issuer_version, ledger, note_series, audit_head, audit_entry, assessed_invoice,
    imported_file, batch_under_way, terms_under_way, schema_shape to avoir_finance;
grant insert on assessment, assessment_zone, terms_window, terms_tier, terms_schedule, assessed_month, shared_assessment, shared_slice to avoir_finance;
grant insert (kind, file, inserted) on import_batch to avoir_finance;
grant insert (month, watermark, assessed_at, program) on assessment_run to avoir_finance;
grant insert (name, siren, vat_number, legal_form, registration, street, postcode, city, country, series_pattern,
    mention_late_payment_fee, mention_late_payment_interest, mention_early_payment, mention_offset, mention_refund,
    mention_net_of_tax, mention_indemnity, mention_other, contact_name, contact_email, contact_phone, contact_web,
    account_customer, account_price_reduction, account_vat, account_indemnity, journal, financial_year_ends, settlement,
    notes_per, approval, vat_on_debits, vat_exemption_code, vat_exemption_reason, first_number, yaml, template, logo) on issuer_version to avoir_finance;
grant insert (terms, version, title, source, effective_from, effective_until, working_week, time_zone,
    excludes_public_holidays, excludes_planned_maintenance, notice_us, notice_working_days, basis, target_micropercent, target_above_micropercent, target_downtime_us,
    notification_required, counted_from, excusable, on_request, request_within_days, request_within_working_days,
    request_within_months, minimum_cents, vat_treatment, cap_micropercent, cap_days, cap_excess, yaml, from_batch)
    on terms_version to avoir_finance;
grant update (watermark) on assessed_month to avoir_finance;
grant update (ended) on shared_assessment to avoir_finance;
grant update (assessed, first_revisions, unchanged, met, breached, without_terms, is_final, revised,
    changed_after_issue, overcredited) on shared_slice to avoir_finance;

-- ingest
grant select on schema_revision, customer, service, subscription, customer_details, subscription_details, invoice,
    outage, notification, excusable_event, maintenance, credit_request, holiday_calendar, holiday,
    special_hours, assessment, assessment_run, assessed_month, import_batch, import_source, import_rejection,
    imported_file, terms_version, terms_window, terms_tier, terms_schedule, batch_under_way, terms_under_way to avoir_ingest;
grant insert on customer_details, subscription_details, invoice, outage, notification, excusable_event, maintenance,
    credit_request, holiday_calendar, holiday, special_hours, import_rejection, import_source, imported_file to avoir_ingest;
grant insert (kind, file, header, undoes, profile, profile_sha256, objects_sha256) on import_batch to avoir_ingest;
grant insert (customer) on customer to avoir_ingest;
grant insert (service) on service to avoir_ingest;
grant insert (subscription) on subscription to avoir_ingest;
grant update (until_batch) on customer_details, subscription_details, invoice, outage, notification,
    excusable_event, maintenance, credit_request, holiday_calendar, holiday, special_hours to avoir_ingest;
grant update (inserted, updated, unchanged, rejected, cleared, withdrawn) on import_batch to avoir_ingest;

-- functions
grant execute on function seconds_ahead, zone_offsets, other_zone_data to avoir_finance, avoir_approver, avoir_auditor, avoir_reader;
grant execute on function first_spell, has_ended, calendar_known_until, calendars_that_run_out,
    run_out_calendars to avoir_finance, avoir_auditor;
grant execute on function digest_of, length_prefixed, microseconds_of, sum_of, percent_of, earned_amount, vat_is_right, series_of, number_of
    to avoir_ingest, avoir_finance, avoir_approver, avoir_auditor, avoir_reader;
grant execute on function record_work to avoir_ingest, avoir_finance;
grant execute on function unreplaced_rows to avoir_ingest, avoir_finance, avoir_approver, avoir_auditor, avoir_reader;
grant execute on function assessed_among to avoir_ingest;
grant execute on function is_french, is_in_union, exemption_words, exemption_of, siren_of, missing_details, invoice_details,
    missing_for_vat to avoir_finance, avoir_auditor;
grant execute on function take_watermark, credit_plan, most_credited_in_window, left_by_cuts, vat_parts, issue_month, reverse_note,
    close_books, hold_month, issue_commercial, save_plan, save_commercial_plan to avoir_finance;
grant execute on function judge_plan to avoir_approver;
grant execute on function check_issue_date, check_planned_date, check_room, current_issuer, latest_today, year_of_series to avoir_finance, avoir_auditor;
grant execute on function is_on_hold, last_note_of, split_over_rates, left_of_invoices, invoiced_at
    to avoir_finance, avoir_approver, avoir_auditor, avoir_reader;
grant execute on function most_credited_in_window, left_by_cuts, vat_parts, credit_plan
    to avoir_approver, avoir_auditor, avoir_reader;
