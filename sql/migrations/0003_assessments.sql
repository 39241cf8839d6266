-- What was judged. A revision is never changed; a month whose inputs or result changed gets the next one.
-- Lengths are microseconds, rates are millionths of a percent, money is cents.

create table assessment_run (
    run int generated always as identity primary key,
    month date not null check (extract(day from month) = 1),
    -- Every batch up to this one was seen, and none after it.
    watermark int not null check (watermark >= 0),
    -- Decides whether the month was over.
    assessed_at timestamptz not null,
    assessed_by text not null default session_user,
    program text not null
);

create table assessment (
    subscription_key int not null references subscription,
    month date not null check (extract(day from month) = 1),
    revision int not null check (revision >= 1),
    previous_revision int generated always as (nullif(revision - 1, 0)) stored,
    run int not null references assessment_run,
    terms_key int references terms_version,
    input_digest bytea not null check (length(input_digest) = 32),
    status text not null check (status in ('no_terms', 'provisional', 'not_measurable', 'no_commitment',
        'none', 'awaiting_request', 'expired', 'awaiting_invoice', 'nothing_due', 'issuable')),
    is_final boolean not null,
    -- Both the month's first instant when no day is in force, or no terms are (then in UTC).
    period_from timestamptz not null,
    period_to timestamptz not null check (period_to >= period_from),
    outside_hours_us bigint not null check (outside_hours_us >= 0),
    holiday_us bigint not null check (holiday_us >= 0),
    planned_maintenance_us bigint not null check (planned_maintenance_us >= 0),
    counted_downtime_us bigint not null check (counted_downtime_us >= 0),
    excused_force_majeure_us bigint not null check (excused_force_majeure_us >= 0),
    excused_third_party_equipment_us bigint not null check (excused_third_party_equipment_us >= 0),
    excused_customer_act_us bigint not null check (excused_customer_act_us >= 0),
    excused_planned_maintenance_us bigint not null check (excused_planned_maintenance_us >= 0),
    excused_over_capacity_us bigint not null check (excused_over_capacity_us >= 0),
    excused_other_operator_us bigint not null check (excused_other_operator_us >= 0),
    excused_customer_unavailable_us bigint not null check (excused_customer_unavailable_us >= 0),
    unnotified_downtime_us bigint not null check (unnotified_downtime_us >= 0),
    available_us bigint not null check (available_us >= 0),
    -- B of R7
    measured_us bigint not null,
    target_micropercent bigint,
    is_met boolean,
    rate_micropercent bigint check (rate_micropercent between 0 and 100000000),
    other_rate_micropercent bigint check (other_rate_micropercent between 0 and 100000000),
    base_cents bigint,
    currency text,
    -- before the cap
    amount_cents bigint check (amount_cents >= 0),
    primary key (subscription_key, month, revision),
    foreign key (subscription_key, month, previous_revision) references assessment,
    constraint the_classes_sum_to_the_period check (  -- R16
        (extract(epoch from period_to - period_from) * 1000000)::numeric = outside_hours_us + holiday_us
            + planned_maintenance_us + counted_downtime_us + excused_force_majeure_us
            + excused_third_party_equipment_us + excused_customer_act_us + excused_planned_maintenance_us
            + excused_over_capacity_us + excused_other_operator_us + excused_customer_unavailable_us
            + unnotified_downtime_us + available_us),
    constraint the_measure_is_coverage_or_period check (  -- R7
        measured_us in (
            counted_downtime_us + excused_force_majeure_us + excused_third_party_equipment_us
                + excused_customer_act_us + excused_planned_maintenance_us + excused_over_capacity_us
                + excused_other_operator_us + excused_customer_unavailable_us + unnotified_downtime_us
                + available_us,
            (extract(epoch from period_to - period_from) * 1000000)::numeric)),
    constraint the_target_is_met_exactly check (  -- R9
        is_met is not distinct from case when target_micropercent is not null and measured_us > 0 then
            (measured_us - counted_downtime_us)::numeric * 100000000
                >= target_micropercent::numeric * measured_us end),
    constraint the_amount_is_rate_times_base check (  -- R11, half up
        amount_cents is null or amount_cents =
            greatest(0, div(base_cents::numeric * rate_micropercent * 2 + 100000000, 200000000))
        or (base_cents is null and rate_micropercent = 0 and amount_cents = 0)),
    check ((base_cents is null) = (currency is null)),
    check ((status = 'no_terms') = (terms_key is null)),
    check (is_final or status in ('no_terms', 'provisional')),
    check (status <> 'issuable' or (amount_cents > 0 and is_met is false))
);
create index assessment_month on assessment (month);

create view current_assessment as
    select distinct on (month, subscription_key) * from assessment
    order by month, subscription_key, revision desc;

do $$
declare kept text;
begin
    foreach kept in array array['assessment_run', 'assessment'] loop
        execute format('create trigger no_change before update or delete or truncate on %I
            for each statement execute function refuse_change()', kept);
    end loop;
end $$;
