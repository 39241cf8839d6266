-- SLA terms as data. A stored version never changes.

create table terms_version (
    terms_key int generated always as identity primary key,
    terms text not null,
    version text not null,
    title text not null,
    source text not null,
    effective_from date not null,
    time_zone text not null,
    excludes_public_holidays boolean not null,
    excludes_planned_maintenance boolean not null,
    basis text not null check (basis in ('coverage', 'calendar')),
    target_micropercent bigint check (target_micropercent between 1 and 100000000),
    notification_required boolean not null,
    counted_from text not null check (counted_from in ('outage_start', 'notification')),
    -- causes in the terms' own order
    excusable text[] not null check (excusable <@ array['force_majeure', 'third_party_equipment',
        'customer_act', 'planned_maintenance', 'over_capacity', 'other_operator', 'customer_unavailable']),
    on_request boolean,
    request_within_days int check (request_within_days >= 0),
    vat_treatment text check (vat_treatment in ('price_reduction', 'net_of_tax', 'indemnity')),
    cap_micropercent bigint check (cap_micropercent between 1 and 100000000),
    cap_days int check (cap_days between 1 and 366),
    cap_excess text check (cap_excess in ('forfeited', 'held')),
    yaml bytea not null,
    sha256 bytea not null generated always as (sha256(yaml)) stored,
    from_batch int not null references import_batch,
    unique (terms, version),
    unique (terms, effective_from),
    check (notification_required or counted_from = 'outage_start'),
    check (num_nonnulls(on_request, vat_treatment) in (0, 2)),
    check (on_request is null or target_micropercent is not null),
    check (request_within_days is null or on_request),
    check (num_nonnulls(cap_micropercent, cap_days, cap_excess) in (0, 3)),
    check (cap_days is null or on_request is not null)
);

-- Wall-clock windows [from_us, to_us), microseconds since local midnight; weekday 1 is Monday.
-- The exclusion keeps the windows of one version apart: each version has its own week on one line.
create table terms_window (
    terms_key int not null references terms_version,
    weekday int not null check (weekday between 1 and 7),
    from_us bigint not null check (from_us >= 0),
    to_us bigint not null check (to_us > from_us and to_us <= 86400000000),
    primary key (terms_key, weekday, from_us),
    constraint terms_windows_do_not_overlap exclude using gist (int8range(
        (terms_key * 7::bigint + weekday) * 86400000000 + from_us,
        (terms_key * 7::bigint + weekday) * 86400000000 + to_us) with &&)
);

-- Availability strictly below below_micropercent earns rate_micropercent; position 1 is the mildest.
create table terms_tier (
    terms_key int not null references terms_version,
    position int not null check (position >= 1),
    below_micropercent bigint not null check (below_micropercent between 1 and 100000000),
    rate_micropercent bigint not null check (rate_micropercent between 1 and 100000000),
    primary key (terms_key, position)
);

create function check_tier_order() returns trigger language plpgsql as $$
begin
    if exists (select from terms_tier t where t.terms_key = new.terms_key and t.position <> new.position
            and (sign(t.position - new.position) is distinct from sign(new.below_micropercent - t.below_micropercent)
                or sign(t.position - new.position) is distinct from sign(t.rate_micropercent - new.rate_micropercent)))
        or new.below_micropercent > (select v.target_micropercent from terms_version v
            where v.terms_key = new.terms_key) then
        raise exception 'tiers must fall in bound and rise in rate, none above the target'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger tier_order before insert on terms_tier for each row execute function check_tier_order();

do $$
declare kept text;
begin
    foreach kept in array array['terms_version', 'terms_window', 'terms_tier'] loop
        execute format('create trigger no_change before update or delete or truncate on %I
            for each statement execute function refuse_change()', kept);
    end loop;
end $$;
