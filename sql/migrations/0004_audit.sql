-- Who did what, when: append-only and chained. An entry's number, its predecessor's hash and its own hash are
-- one foreign key, so that no entry is missing, moved or changed without a trace.

create table ledger (
    is_only boolean primary key default true check (is_only),
    -- Names this database in anchors kept outside it.
    ledger uuid not null default gen_random_uuid()
);
insert into ledger default values;

-- SHA-256 over fields that are each preceded by their length in bytes (4 bytes, big-endian; -1 for null).
create function digest_of(variadic fields text[]) returns bytea
    language sql immutable parallel safe as $$
    select sha256(string_agg(
        case when field is null then int4send(-1)
            else int4send(octet_length(convert_to(field, 'UTF8'))) || convert_to(field, 'UTF8') end,
        ''::bytea order by place))
    from unnest(fields) with ordinality as f (field, place)
$$;

create function microseconds_of(at timestamptz) returns text
    language sql immutable parallel safe as $$ select (extract(epoch from at) * 1000000)::bigint::text $$;

create table audit_entry (
    no bigint primary key check (no >= 1),
    previous_no bigint generated always as (nullif(no - 1, 0)) stored,
    previous_hash bytea not null,
    at timestamptz not null,
    by text not null,
    action text not null,
    details text not null,
    hash bytea not null,
    unique (no, hash),
    foreign key (previous_no, previous_hash) references audit_entry (no, hash),
    constraint the_first_entry_follows_nothing check (no > 1 or previous_hash = digest_of('avoir.audit')),
    constraint the_hash_is_of_the_entry check (hash = digest_of(
        encode(previous_hash, 'hex'), no::text, microseconds_of(at), by, action, details))
);

create table audit_head (
    is_only boolean primary key default true check (is_only),
    no bigint not null,
    hash bytea not null
);
insert into audit_head (no, hash) values (0, digest_of('avoir.audit'));

-- Takes the head's lock until the transaction ends: call it last.
create function record_audit(action text, details text) returns bigint
    language plpgsql security definer set search_path from current as $$
declare
    head audit_head;
    entry_hash bytea;
    now_at timestamptz;
begin
    select * into head from audit_head for update;
    now_at := clock_timestamp();
    entry_hash := digest_of(encode(head.hash, 'hex'), (head.no + 1)::text, microseconds_of(now_at),
        session_user::text, action, details);
    insert into audit_entry (no, previous_hash, at, by, action, details, hash)
        values (head.no + 1, head.hash, now_at, session_user, action, details, entry_hash);
    update audit_head set no = head.no + 1, hash = entry_hash;
    return head.no + 1;
end $$;

-- Waits until no import is half in, and gives the latest batch.
create function take_watermark() returns int
    language plpgsql security definer set search_path from current as $$
begin
    lock table import_batch in share mode;
    return (select coalesce(max(batch), 0) from import_batch);
end $$;

create trigger no_change before update or delete or truncate on audit_entry
    for each statement execute function refuse_change();
create trigger no_change before update or delete or truncate on ledger
    for each statement execute function refuse_change();
create trigger no_removal before delete or truncate on audit_head
    for each statement execute function refuse_change();
alter table audit_entry enable always trigger no_change;
alter table ledger enable always trigger no_change;

-- The constraints, triggers, unique indexes and functions as the migrations left them, for `avoir verify`.
create table schema_shape (
    version int not null references schema_migration,
    server_major int not null,
    shape text[] not null,
    recorded_at timestamptz not null default clock_timestamp()
);
create trigger no_change before update or delete or truncate on schema_shape
    for each statement execute function refuse_change();
