-- Credit notes: gapless, chained, immutable; what is credited never exceeds what was assessed, nor the cap.
-- Money is cents, rates are millionths of a percent.

create table issuer_version (
    issuer_key int generated always as identity primary key,
    name text not null,
    siren text not null check (siren ~ '^[0-9]{9}$'),
    vat_number text not null,
    legal_form text not null,
    registration text not null,
    street text not null,
    postcode text not null,
    city text not null,
    country text not null check (country ~ '^[A-Z]{2}$'),
    -- with {year} once and {number:N} once
    series_pattern text not null check (series_pattern ~ '\{year\}' and series_pattern ~ '\{number:[0-9]+\}'),
    mention_late_payment_fee text not null,
    mention_late_payment_interest text not null,
    mention_early_payment text not null,
    account_customer text not null,
    account_price_reduction text not null,
    account_vat text not null,
    account_indemnity text not null,
    yaml bytea not null,
    set_at timestamptz not null default clock_timestamp(),
    set_by text not null default session_user
);

-- One row a series, locked while numbers are given. Series: the pattern with its year filled in.
create table note_series (
    series text primary key,
    last_no int not null default 0 check (last_no >= 0),
    last_hash bytea not null,
    last_date date
);

create table subscription_guard (
    subscription_key int primary key references subscription,
    version bigint not null default 0
);

create table issue_run (
    run uuid primary key,
    kind text not null check (kind in ('credit', 'reversal')),
    month date not null check (extract(day from month) = 1),
    issue_date date not null,
    notes int not null check (notes >= 0),
    total_cents bigint not null check (total_cents >= 0),
    program text not null,
    issued_at timestamptz not null default clock_timestamp(),
    issued_by text not null default session_user
);

-- What a run decided on each revision that had something due; a cut is final (R13).
create table issue_decision (
    run uuid not null references issue_run,
    subscription_key int not null,
    month date not null,
    revision int not null,
    attempt int not null check (attempt >= 1),
    outcome text not null check (outcome in ('credited', 'cut', 'capped_out', 'held', 'incomplete')),
    due_cents bigint not null check (due_cents > 0),
    credited_cents bigint not null check (credited_cents >= 0),
    cut_cents bigint not null check (cut_cents >= 0),
    -- The first date on which nothing would be cut; null when there is none.
    first_free_date date,
    missing text[] not null default '{}',
    primary key (run, subscription_key),
    foreign key (subscription_key, month, revision) references assessment,
    check (case outcome
        when 'credited' then credited_cents = due_cents and cut_cents = 0
        when 'cut' then credited_cents > 0 and cut_cents > 0 and credited_cents + cut_cents = due_cents
        when 'capped_out' then credited_cents = 0 and cut_cents = due_cents
        else credited_cents = 0 and cut_cents = 0 end)
);
create unique index one_decision_an_attempt on issue_decision (subscription_key, month, revision, attempt)
    where credited_cents > 0;
create index issue_decision_month on issue_decision (month, subscription_key);

create function sum_of(amounts bigint[]) returns numeric
    language sql immutable parallel safe as $$ select coalesce(sum(a), 0) from unnest(amounts) a $$;

-- rate × amount, rounded half up to the cent, for amounts that are not negative. div() is exact at any size; the
-- operator / rounds its quotient to about 16 digits.
create function share_of(amount_cents bigint, micropercent bigint) returns bigint
    language sql immutable parallel safe as $$
    select div(amount_cents::numeric * micropercent * 2 + 100000000, 200000000)::bigint
$$;

-- With its own search path: a restore evaluates checks without any.
create function vat_is_right(micropercent bigint[], net bigint[], vat bigint[]) returns boolean
    language sql immutable parallel safe set search_path from current as $$
    select cardinality(micropercent) = cardinality(net) and cardinality(net) = cardinality(vat)
        and cardinality(net) > 0
        and bool_and(n > 0 and m between 0 and 100000000 and v = avoir.share_of(n, m))
    from unnest(micropercent, net, vat) as line (m, n, v)
$$;

create table credit_note (
    series text not null references note_series,
    no int not null check (no >= 1),
    previous_no int generated always as (nullif(no - 1, 0)) stored,
    previous_hash bytea not null,
    previous_date date,
    number text not null unique,
    kind text not null check (kind in ('credit', 'reversal')),
    subscription_key int not null,
    month date not null,
    revision int not null,
    -- 1, and one more after each reversal of this revision's credit
    attempt int not null check (attempt >= 1),
    run uuid not null references issue_run,
    issuer_key int not null references issuer_version,
    issue_date date not null,
    issued_at timestamptz not null,
    issued_by text not null,
    -- of a reversal
    reason text,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    net_cents bigint not null check (net_cents > 0),
    vat_treatment text not null check (vat_treatment in ('price_reduction', 'net_of_tax', 'indemnity')),
    vat_micropercent bigint[] not null,
    vat_net_cents bigint[] not null,
    vat_cents bigint[] not null,
    vat_total_cents bigint not null,
    gross_cents bigint not null,
    base_cents bigint not null check (base_cents > 0),
    -- null: no cap
    cap_cents bigint check (cap_cents >= 0),
    cap_days int check (cap_days between 1 and 366),
    -- everything else that the document says, frozen: JSON
    document text not null,
    hash bytea not null,
    primary key (series, no),
    unique (series, no, hash, issue_date),
    constraint numbers_are_gapless_and_chained foreign key (series, previous_no, previous_hash, previous_date)
        references credit_note (series, no, hash, issue_date),
    constraint the_first_note_follows_nothing check (no > 1 or previous_hash = digest_of('avoir.notes', series)),
    constraint dates_never_go_back check (no = 1 or (previous_date is not null and issue_date >= previous_date)),
    constraint the_hash_is_of_the_note check (hash = digest_of(
        encode(previous_hash, 'hex'), series, no::text, number, kind, subscription_key::text, month::text,
        revision::text, attempt::text, run::text, issuer_key::text, issue_date::text, microseconds_of(issued_at),
        issued_by, reason, currency, net_cents::text, vat_treatment, vat_micropercent::text, vat_net_cents::text,
        vat_cents::text, vat_total_cents::text, gross_cents::text, base_cents::text, cap_cents::text,
        cap_days::text, document)),
    foreign key (subscription_key, month, revision) references assessment,
    unique (subscription_key, month, revision, attempt, kind),
    -- A later attempt needs the reversal of the one before it.
    reversal_kind text generated always as ('reversal') stored,
    previous_attempt int generated always as (case when kind = 'credit' then nullif(attempt - 1, 0) end) stored,
    constraint a_revision_has_one_live_credit
        foreign key (subscription_key, month, revision, previous_attempt, reversal_kind)
        references credit_note (subscription_key, month, revision, attempt, kind),
    -- A reversal cancels one whole credit.
    reversed_kind text generated always as (case when kind = 'reversal' then 'credit' end) stored,
    unique (subscription_key, month, revision, attempt, kind, net_cents, gross_cents),
    constraint a_reversal_cancels_one_whole_credit
        foreign key (subscription_key, month, revision, attempt, reversed_kind, net_cents, gross_cents)
        references credit_note (subscription_key, month, revision, attempt, kind, net_cents, gross_cents),
    check ((kind = 'reversal') = (reason is not null)),
    check ((cap_cents is null) = (cap_days is null)),
    constraint the_net_is_split_whole check (net_cents = sum_of(vat_net_cents)),
    constraint the_vat_is_right check (vat_is_right(vat_micropercent, vat_net_cents, vat_cents)
        and vat_total_cents = sum_of(vat_cents) and gross_cents = net_cents + vat_total_cents),
    check (vat_treatment = 'price_reduction' or vat_total_cents = 0),
    check (issue_date >= month + interval '1 month')
);
create index credit_note_subscription on credit_note (subscription_key, issue_date);
create index credit_note_month on credit_note (month);
create index credit_note_run on credit_note (run);

-- Credits that no reversal cancels.
create view live_credit as
    select n.* from credit_note n
    where n.kind = 'credit' and not exists (select from credit_note r
        where r.kind = 'reversal' and r.subscription_key = n.subscription_key and r.month = n.month
            and r.revision = n.revision and r.attempt = n.attempt);

-- The most that any window of so many days that contains the date already holds.
create function cap_used(of_subscription int, on_date date, days int) returns bigint
    language sql stable parallel safe as $$
    with near as (
        select issue_date, net_cents from live_credit n
        where n.subscription_key = of_subscription
            and n.issue_date between on_date - days + 1 and on_date + days - 1
    ), starts as (
        -- Any other window holds no more than the one that begins later, at its first note or at the date itself.
        select on_date as first_day
        union select issue_date from near where issue_date <= on_date
    )
    select coalesce(max(used), 0)::bigint from starts cross join lateral (
        select sum(net_cents) as used from near
        where issue_date between starts.first_day and starts.first_day + days - 1) w
$$;

-- After every insert, however it was made: with the subscriptions' guards locked and updated, the credits of each
-- month are within its assessment, and each new credit within the cap in every window that contains it.
create function check_new_notes() returns trigger
    language plpgsql security definer set search_path from current as $$
declare
    found record;
begin
    perform from subscription_guard g where g.subscription_key in (select subscription_key from fresh)
        order by g.subscription_key for update;
    update subscription_guard g set version = version + 1
        where g.subscription_key in (select subscription_key from fresh);
    if (select count(*) from subscription_guard g where g.subscription_key in (select subscription_key from fresh))
        <> (select count(distinct subscription_key) from fresh) then
        raise exception 'a credited subscription has no guard' using errcode = 'integrity_constraint_violation';
    end if;

    select n.number, a.amount_cents, a.status into found
    from fresh n
        join assessment a using (subscription_key, month, revision)
        left join terms_version t using (terms_key)
    where n.kind = 'credit' and (
        a.status <> 'issuable' or not a.is_final
        or exists (select from assessment later where later.subscription_key = n.subscription_key
            and later.month = n.month and later.revision > n.revision)
        or n.base_cents <> a.base_cents or n.currency <> a.currency
        or n.vat_treatment is distinct from t.vat_treatment
        or n.cap_days is distinct from t.cap_days
        or n.cap_cents is distinct from share_of(a.base_cents, t.cap_micropercent))
    limit 1;
    if found.number is not null then
        raise exception 'credit note % does not follow its assessment', found.number
            using errcode = 'check_violation', constraint = 'a_credit_follows_its_assessment';
    end if;

    select n.number into found from fresh n
        join assessment a using (subscription_key, month, revision)
    where n.kind = 'credit' and a.amount_cents < (select sum(l.net_cents) from live_credit l
        where l.subscription_key = n.subscription_key and l.month = n.month)
    limit 1;
    if found.number is not null then
        raise exception 'with credit note % more is credited than is due', found.number
            using errcode = 'check_violation', constraint = 'no_more_than_is_due';
    end if;

    select n.number into found from fresh n
    where n.kind = 'credit' and n.cap_cents is not null
        and cap_used(n.subscription_key, n.issue_date, n.cap_days) > n.cap_cents
    limit 1;
    if found.number is not null then
        raise exception 'credit note % exceeds the cap', found.number
            using errcode = 'check_violation', constraint = 'within_the_cap';
    end if;
    return null;
end $$;
create trigger new_notes after insert on credit_note referencing new table as fresh
    for each statement execute function check_new_notes();

do $$
declare kept text;
begin
    foreach kept in array array['issuer_version', 'issue_run', 'issue_decision', 'credit_note'] loop
        execute format('create trigger no_change before update or delete or truncate on %I
            for each statement execute function refuse_change()', kept);
        execute format('alter table %I enable always trigger no_change', kept);
    end loop;
    foreach kept in array array['note_series', 'subscription_guard'] loop
        execute format('create trigger no_removal before delete or truncate on %I
            for each statement execute function refuse_change()', kept);
    end loop;
end $$;
alter table credit_note enable always trigger new_notes;
