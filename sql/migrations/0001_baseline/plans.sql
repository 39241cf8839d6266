-- Plans that were saved to be looked at, and what another person said of each. A run that issues a plan bears its name.
create table saved_plan (
    plan uuid primary key,
    -- as for issue_run
    kind text not null default 'credit' check (kind in ('credit', 'commercial')),
    month date not null check (extract(day from month) = 1),
    issue_date date not null check (issue_date >= month + interval '1 month'),
    issuer_key int not null,
    -- as for issue_run
    only_these text[] check (cardinality(only_these) > 0),
    except_these text[] check (cardinality(except_these) > 0),
    -- The subscriptions whose note a format could not state, and why.
    withheld jsonb not null check (jsonb_typeof(withheld) = 'object'),
    notes int not null check (notes >= 0),
    lines int not null check (lines >= notes),
    total_cents bigint not null check (total_cents >= 0),
    -- Of a commercial note: for which subscription, how with its VAT, and why; total_cents is its amount.
    subscription text,
    vat_treatment text,
    reason text,
    internal_reason text,
    -- of all that its run would decide and its notes would say
    digest bytea not null check (length(digest) = 32),
    -- The file that people look at: JSON.
    content text not null check (octet_length(content) <= 67108864),
    program text not null,
    saved_at timestamptz not null default clock_timestamp(),
    saved_by text not null default session_user,
    check (only_these is null or except_these is null),
    check (case kind when 'commercial' then num_nonnulls(subscription, vat_treatment, reason) = 3
            and num_nonnulls(only_these, except_these) = 0 and notes = 1 and lines = 1
        else num_nonnulls(subscription, vat_treatment, reason, internal_reason) = 0 end)
);
create index saved_plan_month on saved_plan (month);

-- One a plan, and final.
create table plan_verdict (
    plan uuid primary key,
    approves boolean not null,
    -- of a rejection: why
    reason text check (trim(reason) <> ''),
    given_at timestamptz not null default clock_timestamp(),
    given_by text not null default session_user,
    check (approves = (reason is null))
);
