-- What is imported. Every fact lives in a history: what a row said as of batch w is
--   from_batch <= w and (until_batch is null or until_batch > w)
-- A version replaced by a later line of its own file has until_batch = from_batch: kept, never in force.

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% on % is refused: what is recorded is never changed', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end $$;

-- A history row may only be closed, once.
create function only_close_history() returns trigger language plpgsql as $$
begin
    if old.until_batch is not null or new.until_batch is null
        or to_jsonb(new) - 'until_batch' is distinct from to_jsonb(old) - 'until_batch' then
        raise exception 'a version of % may only be closed, once', tg_table_name
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create table import_batch (
    batch int generated always as identity primary key,
    kind text not null check (kind in ('customers', 'subscriptions', 'invoices', 'outages',
        'notifications', 'excusable-events', 'maintenance', 'requests', 'holidays', 'terms')),
    file text not null,
    imported_by text not null default session_user,
    imported_at timestamptz not null default clock_timestamp(),
    inserted int not null default 0 check (inserted >= 0),
    updated int not null default 0 check (updated >= 0),
    unchanged int not null default 0 check (unchanged >= 0),
    rejected int not null default 0 check (rejected >= 0)
);

create table import_rejection (
    batch int not null references import_batch,
    position int not null check (position >= 1),
    line int not null check (line >= 1),
    column_name text,
    reason text not null,
    value text,
    record bytea not null,
    record_is_cut boolean not null,
    primary key (batch, position)
);

create table customer (
    customer_key int generated always as identity primary key,
    customer text not null unique
);

create table service (
    service_key int generated always as identity primary key,
    service text not null unique
);

create table subscription (
    subscription_key int generated always as identity primary key,
    subscription text not null unique
);

create table customer_details (
    customer_key int not null references customer,
    name text not null,
    siren text check (siren ~ '^[0-9]{9}$'),
    vat_number text,
    street text,
    postcode text,
    city text,
    country text check (country ~ '^[A-Z]{2}$'),
    email text,
    from_batch int not null references import_batch,
    until_batch int references import_batch check (until_batch >= from_batch)
);
create unique index customer_details_current on customer_details (customer_key) where until_batch is null;
create index customer_details_past on customer_details (customer_key) where until_batch is not null;

create table subscription_details (
    subscription_key int not null references subscription,
    customer_key int not null references customer,
    service_key int not null references service,
    terms text not null,
    starts_on date not null,
    ends_on date check (ends_on >= starts_on),
    holidays text not null,
    from_batch int not null references import_batch,
    until_batch int references import_batch check (until_batch >= from_batch)
);
create unique index subscription_details_current on subscription_details (subscription_key)
    where until_batch is null;
create index subscription_details_past on subscription_details (subscription_key)
    where until_batch is not null;

create table invoice (
    invoice text not null,
    subscription_key int not null references subscription,
    month date not null check (extract(day from month) = 1),
    issued_on date not null,
    amount_cents bigint not null,
    vat_micropercent bigint not null check (vat_micropercent between 0 and 100000000),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    from_batch int not null references import_batch,
    until_batch int references import_batch check (until_batch >= from_batch)
);
create unique index invoice_current on invoice (subscription_key, month, invoice, vat_micropercent)
    where until_batch is null;
create index invoice_past on invoice (subscription_key, month) where until_batch is not null;

create table outage (
    source text not null,
    id text not null,
    service_key int references service,
    subscription_key int references subscription,
    started_at timestamptz not null,
    ended_at timestamptz check (ended_at >= started_at),
    notified_at timestamptz,
    summary text,
    withdrawn boolean not null,
    from_batch int not null references import_batch,
    until_batch int references import_batch check (until_batch >= from_batch),
    check (num_nonnulls(service_key, subscription_key) = 1)
);
create unique index outage_current on outage (source, id) where until_batch is null;
create index outage_past on outage (source, id) where until_batch is not null;

create table notification (
    subscription_key int not null references subscription,
    outage_source text not null,
    outage_id text not null,
    notified_at timestamptz not null,
    reference text,
    from_batch int not null references import_batch,
    until_batch int references import_batch check (until_batch >= from_batch)
);
create unique index notification_current on notification (outage_source, outage_id, subscription_key)
    where until_batch is null;
create index notification_past on notification (outage_source, outage_id) where until_batch is not null;

create table excusable_event (
    source text not null,
    id text not null,
    service_key int references service,
    subscription_key int references subscription,
    cause text not null check (cause in ('force_majeure', 'third_party_equipment', 'customer_act',
        'planned_maintenance', 'over_capacity', 'other_operator', 'customer_unavailable')),
    started_at timestamptz not null,
    ended_at timestamptz not null check (ended_at > started_at),
    outage_source text,
    outage_id text,
    evidence text not null,
    withdrawn boolean not null,
    from_batch int not null references import_batch,
    until_batch int references import_batch check (until_batch >= from_batch),
    check (num_nonnulls(service_key, subscription_key) = 1),
    check (num_nonnulls(outage_source, outage_id) in (0, 2))
);
create unique index excusable_event_current on excusable_event (source, id) where until_batch is null;
create index excusable_event_past on excusable_event (source, id) where until_batch is not null;

create table maintenance (
    source text not null,
    id text not null,
    service_key int references service,
    subscription_key int references subscription,
    started_at timestamptz not null,
    ended_at timestamptz not null check (ended_at > started_at),
    announced_at timestamptz,
    summary text,
    withdrawn boolean not null,
    from_batch int not null references import_batch,
    until_batch int references import_batch check (until_batch >= from_batch),
    check (num_nonnulls(service_key, subscription_key) = 1)
);
create unique index maintenance_current on maintenance (source, id) where until_batch is null;
create index maintenance_past on maintenance (source, id) where until_batch is not null;

create table credit_request (
    subscription_key int not null references subscription,
    month date not null check (extract(day from month) = 1),
    requested_on date not null,
    reference text,
    from_batch int not null references import_batch,
    until_batch int references import_batch check (until_batch >= from_batch)
);
create unique index credit_request_current on credit_request (subscription_key, month)
    where until_batch is null;
create index credit_request_past on credit_request (subscription_key, month) where until_batch is not null;

-- Days that files add to the computed calendars (FR, FR-AM) or to calendars of their own.
create table holiday (
    calendar text not null check (calendar <> 'none'),
    date date not null,
    name text not null,
    from_batch int not null references import_batch,
    until_batch int references import_batch check (until_batch >= from_batch)
);
create unique index holiday_current on holiday (calendar, date) where until_batch is null;
create index holiday_past on holiday (calendar, date) where until_batch is not null;

do $$
declare history text;
begin
    foreach history in array array['customer_details', 'subscription_details', 'invoice', 'outage',
        'notification', 'excusable_event', 'maintenance', 'credit_request', 'holiday'] loop
        execute format('create trigger only_close before update on %I for each row
            execute function only_close_history()', history);
        execute format('create trigger no_removal before delete or truncate on %I for each statement
            execute function refuse_change()', history);
    end loop;
    foreach history in array array['customer', 'service', 'subscription', 'import_rejection'] loop
        execute format('create trigger no_change before update or delete or truncate on %I
            for each statement execute function refuse_change()', history);
    end loop;
end $$;
create trigger no_removal before delete or truncate on import_batch
    for each statement execute function refuse_change();
