create table ledger (
    is_only boolean primary key default true check (is_only),
    -- Names this database in anchors kept outside it.
    ledger uuid not null default gen_random_uuid()
);
insert into ledger default values;

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

create table schema_shape (
    revision int not null references schema_revision,
    server_major int not null,
    shape text[] not null,
    recorded_at timestamptz not null default clock_timestamp()
);
