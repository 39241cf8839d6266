-- Every trigger that guards a row: applied again, whole, whenever this file changes. `always` fires on replicas too.

-- assessed_month
create or replace trigger no_removal before delete or truncate on assessed_month for each statement execute function refuse_change();
create or replace trigger watermark_holds before insert or update on assessed_month for each row execute function check_watermark();

-- assessment
create or replace trigger no_change before delete or update or truncate on assessment for each statement execute function refuse_change();
create or replace trigger references_hold after insert on assessment referencing new table as new_rows for each statement execute function check_references('subscription_key', 'subscription', 'subscription_key', 'run', 'assessment_run', 'run', 'terms_key', 'terms_version', 'terms_key');
alter table assessment enable always trigger references_hold;

-- assessment_run
create or replace trigger no_change before delete or update or truncate on assessment_run for each statement execute function refuse_change();
create or replace trigger watermark_holds before insert on assessment_run for each row execute function check_watermark();

-- assessment_zone
create or replace trigger no_change before delete or update or truncate on assessment_zone for each statement execute function refuse_change();

-- audit_entry
create or replace trigger no_change before delete or update or truncate on audit_entry for each statement execute function refuse_change();
alter table audit_entry enable always trigger no_change;

-- audit_head
create or replace trigger no_removal before delete or truncate on audit_head for each statement execute function refuse_change();

-- closing
create or replace trigger no_change before delete or update or truncate on closing for each statement execute function refuse_change();
alter table closing enable always trigger no_change;

-- commercial_line
create or replace trigger new_lines after insert on commercial_line referencing new table as fresh for each statement execute function check_commercial_lines();
alter table commercial_line enable always trigger new_lines;
create or replace trigger no_change before delete or update or truncate on commercial_line for each statement execute function refuse_change();
alter table commercial_line enable always trigger no_change;
create or replace trigger references_hold after insert on commercial_line referencing new table as new_rows for each statement execute function check_references('subscription_key', 'subscription', 'subscription_key');
alter table commercial_line enable always trigger references_hold;
create or replace trigger watermark_holds before insert on commercial_line for each row execute function check_watermark();
alter table commercial_line enable always trigger watermark_holds;

-- credit_line
create or replace trigger new_lines after insert on credit_line referencing new table as fresh for each statement execute function check_new_lines();
alter table credit_line enable always trigger new_lines;
create or replace trigger no_change before delete or update or truncate on credit_line for each statement execute function refuse_change();
alter table credit_line enable always trigger no_change;
create or replace trigger references_hold after insert on credit_line referencing new table as new_rows for each statement execute function check_references('subscription_key', 'subscription', 'subscription_key');
alter table credit_line enable always trigger references_hold;

-- credit_note
create or replace trigger no_change before delete or update or truncate on credit_note for each statement execute function refuse_change();
alter table credit_note enable always trigger no_change;
create or replace trigger references_hold after insert on credit_note referencing new table as new_rows for each statement execute function check_references('series', 'note_series', 'series', 'customer_key', 'customer', 'customer_key', 'run', 'issue_run', 'run', 'issuer_key', 'issuer_version', 'issuer_key');
alter table credit_note enable always trigger references_hold;

-- credit_request
create or replace trigger no_removal before delete or truncate on credit_request for each statement execute function refuse_change();
create or replace trigger only_close before update on credit_request for each row execute function only_close_history();
create or replace trigger references_hold after insert on credit_request referencing new table as new_rows for each statement execute function check_references('subscription_key', 'subscription', 'subscription_key', 'from_batch', 'batch_under_way', 'batch', 'until_batch', 'batch_under_way', 'batch');
create or replace trigger check_closed_references after update on credit_request referencing new table as new_rows for each statement execute function check_references('until_batch', 'batch_under_way', 'batch');
create or replace trigger times_kept after insert on credit_request referencing new table as new_rows for each statement execute function keep_reach('months');
create or replace trigger closed_times_kept after update on credit_request referencing new table as new_rows for each statement execute function keep_reach('months');

-- customer
create or replace trigger no_change before delete or update or truncate on customer for each statement execute function refuse_change();

-- customer_details
create or replace trigger no_removal before delete or truncate on customer_details for each statement execute function refuse_change();
create or replace trigger only_close before update on customer_details for each row execute function only_close_history();
create or replace trigger references_hold after insert on customer_details referencing new table as new_rows for each statement execute function check_references('customer_key', 'customer', 'customer_key', 'from_batch', 'batch_under_way', 'batch', 'until_batch', 'batch_under_way', 'batch');
create or replace trigger check_closed_references after update on customer_details referencing new table as new_rows for each statement execute function check_references('until_batch', 'batch_under_way', 'batch');

-- excusable_event
create or replace trigger no_removal before delete or truncate on excusable_event for each statement execute function refuse_change();
create or replace trigger only_close before update on excusable_event for each row execute function only_close_history();
create or replace trigger references_hold after insert on excusable_event referencing new table as new_rows for each statement execute function check_references('service_key', 'service', 'service_key', 'subscription_key', 'subscription', 'subscription_key', 'from_batch', 'batch_under_way', 'batch', 'until_batch', 'batch_under_way', 'batch');
create or replace trigger check_closed_references after update on excusable_event referencing new table as new_rows for each statement execute function check_references('until_batch', 'batch_under_way', 'batch');
create or replace trigger times_kept after insert on excusable_event referencing new table as new_rows for each statement execute function keep_reach('events');
create or replace trigger closed_times_kept after update on excusable_event referencing new table as new_rows for each statement execute function keep_reach('events');

-- holiday
create or replace trigger no_removal before delete or truncate on holiday for each statement execute function refuse_change();
create or replace trigger only_close before update on holiday for each row execute function only_close_history();
create or replace trigger references_hold after insert on holiday referencing new table as new_rows for each statement execute function check_references('from_batch', 'batch_under_way', 'batch', 'until_batch', 'batch_under_way', 'batch');
create or replace trigger check_closed_references after update on holiday referencing new table as new_rows for each statement execute function check_references('until_batch', 'batch_under_way', 'batch');

-- holiday_calendar
create or replace trigger no_removal before delete or truncate on holiday_calendar for each statement execute function refuse_change();
create or replace trigger only_close before update on holiday_calendar for each row execute function only_close_history();
create or replace trigger references_hold after insert on holiday_calendar referencing new table as new_rows for each statement execute function check_references('from_batch', 'batch_under_way', 'batch', 'until_batch', 'batch_under_way', 'batch');
create or replace trigger check_closed_references after update on holiday_calendar referencing new table as new_rows for each statement execute function check_references('until_batch', 'batch_under_way', 'batch');

-- hold_event
create or replace trigger no_change before delete or update or truncate on hold_event for each statement execute function refuse_change();
alter table hold_event enable always trigger no_change;
create or replace trigger references_hold after insert on hold_event referencing new table as new_rows for each statement execute function check_references('subscription_key', 'subscription', 'subscription_key');
alter table hold_event enable always trigger references_hold;

-- import_batch
create or replace trigger no_later_count before update on import_batch for each row when (((old.xmin <> (pg_current_xact_id())::xid) or (old.imported_at < (transaction_timestamp() - '01:00:00'::interval)))) execute function refuse_change();
create or replace trigger no_removal before delete or truncate on import_batch for each statement execute function refuse_change();
create or replace trigger no_renumbering before update of batch, kind on import_batch for each statement execute function refuse_change();
create or replace trigger signed before insert on import_batch for each row execute function sign_batch();

-- import_reach
create or replace trigger no_change before delete or update or truncate on import_reach for each statement execute function refuse_change();
create or replace trigger references_hold after insert on import_reach referencing new table as new_rows for each statement execute function check_references('batch', 'batch_under_way', 'batch');

-- import_rejection
create or replace trigger no_change before delete or update or truncate on import_rejection for each statement execute function refuse_change();
create or replace trigger references_hold after insert on import_rejection referencing new table as new_rows for each statement execute function check_references('batch', 'batch_under_way', 'batch');

-- import_source
create or replace trigger no_change before delete or update or truncate on import_source for each statement execute function refuse_change();
create or replace trigger references_hold after insert on import_source referencing new table as new_rows for each statement execute function check_references('batch', 'batch_under_way', 'batch');

-- imported_file
create or replace trigger no_change before delete or update or truncate on imported_file for each statement execute function refuse_change();
create or replace trigger references_hold after insert on imported_file referencing new table as new_rows for each statement execute function check_references('batch', 'batch_under_way', 'batch');

-- invoice
create or replace trigger no_removal before delete or truncate on invoice for each statement execute function refuse_change();
create or replace trigger only_close before update on invoice for each row execute function only_close_history();
create or replace trigger references_hold after insert on invoice referencing new table as new_rows for each statement execute function check_references('subscription_key', 'subscription', 'subscription_key', 'from_batch', 'batch_under_way', 'batch', 'until_batch', 'batch_under_way', 'batch');
create or replace trigger check_closed_references after update on invoice referencing new table as new_rows for each statement execute function check_references('until_batch', 'batch_under_way', 'batch');
create or replace trigger times_kept after insert on invoice referencing new table as new_rows for each statement execute function keep_reach('months');
create or replace trigger closed_times_kept after update on invoice referencing new table as new_rows for each statement execute function keep_reach('months');

-- issue_decision
create or replace trigger no_change before delete or update or truncate on issue_decision for each statement execute function refuse_change();
alter table issue_decision enable always trigger no_change;
create or replace trigger references_hold after insert on issue_decision referencing new table as new_rows for each statement execute function check_references('run', 'issue_run', 'run');
alter table issue_decision enable always trigger references_hold;
create or replace trigger revisions_exist after insert on issue_decision referencing new table as new_rows for each statement execute function check_decided_revisions();
alter table issue_decision enable always trigger revisions_exist;

-- issue_run
create or replace trigger no_change before delete or update or truncate on issue_run for each statement execute function refuse_change();
alter table issue_run enable always trigger no_change;
-- Deferrable for a dry run, which is rolled back; what is committed is checked. Such a trigger cannot be replaced.
drop trigger if exists is_approved on issue_run;
create constraint trigger is_approved after insert on issue_run deferrable initially immediate for each row execute function check_approval();
alter table issue_run enable always trigger is_approved;

-- issuer_version
create or replace trigger no_change before delete or update or truncate on issuer_version for each statement execute function refuse_change();
alter table issuer_version enable always trigger no_change;

-- ledger
create or replace trigger no_change before delete or update or truncate on ledger for each statement execute function refuse_change();
alter table ledger enable always trigger no_change;

-- maintenance
create or replace trigger no_removal before delete or truncate on maintenance for each statement execute function refuse_change();
create or replace trigger only_close before update on maintenance for each row execute function only_close_history();
create or replace trigger references_hold after insert on maintenance referencing new table as new_rows for each statement execute function check_references('service_key', 'service', 'service_key', 'subscription_key', 'subscription', 'subscription_key', 'from_batch', 'batch_under_way', 'batch', 'until_batch', 'batch_under_way', 'batch');
create or replace trigger check_closed_references after update on maintenance referencing new table as new_rows for each statement execute function check_references('until_batch', 'batch_under_way', 'batch');
create or replace trigger times_kept after insert on maintenance referencing new table as new_rows for each statement execute function keep_reach('events');
create or replace trigger closed_times_kept after update on maintenance referencing new table as new_rows for each statement execute function keep_reach('events');

-- note_series
create or replace trigger no_removal before delete or truncate on note_series for each statement execute function refuse_change();
create or replace trigger no_renumbering before update of series on note_series for each statement execute function refuse_change();

-- notification
create or replace trigger no_removal before delete or truncate on notification for each statement execute function refuse_change();
create or replace trigger only_close before update on notification for each row execute function only_close_history();
create or replace trigger references_hold after insert on notification referencing new table as new_rows for each statement execute function check_references('subscription_key', 'subscription', 'subscription_key', 'from_batch', 'batch_under_way', 'batch', 'until_batch', 'batch_under_way', 'batch');
create or replace trigger check_closed_references after update on notification referencing new table as new_rows for each statement execute function check_references('until_batch', 'batch_under_way', 'batch');
create or replace trigger times_kept after insert on notification referencing new table as new_rows for each statement execute function keep_reach('notifications');
create or replace trigger closed_times_kept after update on notification referencing new table as new_rows for each statement execute function keep_reach('notifications');

-- outage
create or replace trigger no_removal before delete or truncate on outage for each statement execute function refuse_change();
create or replace trigger only_close before update on outage for each row execute function only_close_history();
create or replace trigger references_hold after insert on outage referencing new table as new_rows for each statement execute function check_references('service_key', 'service', 'service_key', 'subscription_key', 'subscription', 'subscription_key', 'from_batch', 'batch_under_way', 'batch', 'until_batch', 'batch_under_way', 'batch');
create or replace trigger check_closed_references after update on outage referencing new table as new_rows for each statement execute function check_references('until_batch', 'batch_under_way', 'batch');
create or replace trigger times_kept after insert on outage referencing new table as new_rows for each statement execute function keep_reach('events');
create or replace trigger closed_times_kept after update on outage referencing new table as new_rows for each statement execute function keep_reach('events');

-- plan_verdict
create or replace trigger no_change before delete or update or truncate on plan_verdict for each statement execute function refuse_change();
alter table plan_verdict enable always trigger no_change;
create or replace trigger references_hold after insert on plan_verdict referencing new table as new_rows for each statement execute function check_references('plan', 'saved_plan', 'plan');
alter table plan_verdict enable always trigger references_hold;

-- saved_plan
create or replace trigger no_change before delete or update or truncate on saved_plan for each statement execute function refuse_change();
alter table saved_plan enable always trigger no_change;

-- schema_revision
create or replace trigger no_change before delete or update or truncate on schema_revision for each statement execute function refuse_change();

-- schema_shape
create or replace trigger no_change before delete or update or truncate on schema_shape for each statement execute function refuse_change();

-- service
create or replace trigger no_change before delete or update or truncate on service for each statement execute function refuse_change();

-- shared_assessment
create or replace trigger no_change before update on shared_assessment for each row when ((old.ended is not null)) execute function refuse_change();
create or replace trigger no_removal before delete or truncate on shared_assessment for each statement execute function refuse_change();

-- shared_slice
create or replace trigger no_change before update on shared_slice for each row when ((old.assessed is not null)) execute function refuse_change();
create or replace trigger no_removal before delete or truncate on shared_slice for each statement execute function refuse_change();

-- special_hours
create or replace trigger no_removal before delete or truncate on special_hours for each statement execute function refuse_change();
create or replace trigger only_close before update on special_hours for each row execute function only_close_history();
create or replace trigger references_hold after insert on special_hours referencing new table as new_rows for each statement execute function check_references('service_key', 'service', 'service_key', 'subscription_key', 'subscription', 'subscription_key', 'from_batch', 'batch_under_way', 'batch', 'until_batch', 'batch_under_way', 'batch');
create or replace trigger check_closed_references after update on special_hours referencing new table as new_rows for each statement execute function check_references('until_batch', 'batch_under_way', 'batch');

-- subscription
create or replace trigger no_change before delete or update or truncate on subscription for each statement execute function refuse_change();

-- subscription_details
create or replace trigger no_removal before delete or truncate on subscription_details for each statement execute function refuse_change();
create or replace trigger only_close before update on subscription_details for each row execute function only_close_history();
create or replace trigger references_hold after insert on subscription_details referencing new table as new_rows for each statement execute function check_references('subscription_key', 'subscription', 'subscription_key', 'customer_key', 'customer', 'customer_key', 'service_key', 'service', 'service_key', 'from_batch', 'batch_under_way', 'batch', 'until_batch', 'batch_under_way', 'batch');
create or replace trigger check_closed_references after update on subscription_details referencing new table as new_rows for each statement execute function check_references('until_batch', 'batch_under_way', 'batch');

-- subscription_lock
create or replace trigger no_removal before delete or truncate on subscription_lock for each statement execute function refuse_change();

-- terms_schedule
create or replace trigger no_change before delete or update or truncate on terms_schedule for each statement execute function refuse_change();
create or replace trigger references_hold after insert on terms_schedule referencing new table as new_rows for each statement execute function check_references('terms_key', 'terms_under_way', 'terms_key');

-- terms_tier
create or replace trigger no_change before delete or update or truncate on terms_tier for each statement execute function refuse_change();
create or replace trigger references_hold after insert on terms_tier referencing new table as new_rows for each statement execute function check_references('terms_key', 'terms_under_way', 'terms_key');
create or replace trigger tier_order before insert on terms_tier for each row execute function check_tier_order();

-- terms_version
create or replace trigger no_change before delete or update or truncate on terms_version for each statement execute function refuse_change();
create or replace trigger references_hold after insert on terms_version referencing new table as new_rows for each statement execute function check_references('from_batch', 'batch_under_way', 'batch');

-- terms_window
create or replace trigger no_change before delete or update or truncate on terms_window for each statement execute function refuse_change();
create or replace trigger references_hold after insert on terms_window referencing new table as new_rows for each statement execute function check_references('terms_key', 'terms_under_way', 'terms_key');
