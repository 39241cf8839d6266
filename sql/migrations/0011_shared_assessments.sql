-- An assessment of a month that several processes share. All of it is one run: one watermark, one instant. Each slice, the
-- subscriptions whose key leaves it as the remainder, is claimed, assessed and counted in one transaction, so that a
-- process that is killed leaves its slice as it found it.

create table shared_assessment (
    run int primary key references assessment_run,
    month date not null check (extract(day from month) = 1),
    slices int not null check (slices between 1 and 1024),
    -- Overtaken: a later assessment of the month was stored first, and the rest was not assessed.
    ended text check (ended in ('done', 'overtaken'))
);
create unique index one_open_shared_assessment_a_month on shared_assessment (month) where ended is null;

create table shared_slice (
    run int not null references shared_assessment,
    slice int not null check (slice >= 0),
    -- What its assessment did; null until it is done.
    assessed int check (assessed >= 0),
    first_revisions int check (first_revisions >= 0),
    unchanged int check (unchanged >= 0),
    met int check (met >= 0),
    breached int check (breached >= 0),
    without_terms int check (without_terms >= 0),
    is_final boolean,
    -- Names of subscriptions.
    revised text[],
    changed_after_issue text[],
    overcredited text[] check (overcredited <@ changed_after_issue),
    primary key (run, slice),
    constraint a_slice_is_done_or_not check (num_nulls(assessed, first_revisions, unchanged, met, breached,
        without_terms, is_final, revised, changed_after_issue, overcredited) in (0, 10)),
    check (assessed = first_revisions + unchanged + cardinality(revised))
);

create trigger no_removal before delete or truncate on shared_assessment
    for each statement execute function refuse_change();
create trigger no_removal before delete or truncate on shared_slice
    for each statement execute function refuse_change();
create trigger no_change before update on shared_assessment
    for each row when (old.ended is not null) execute function refuse_change();
create trigger no_change before update on shared_slice
    for each row when (old.assessed is not null) execute function refuse_change();

grant select on shared_assessment, shared_slice to avoir_finance, avoir_auditor, avoir_reader;
grant insert on shared_assessment, shared_slice to avoir_finance;
grant update (ended) on shared_assessment to avoir_finance;
grant update (assessed, first_revisions, unchanged, met, breached, without_terms, is_final, revised,
    changed_after_issue, overcredited) on shared_slice to avoir_finance;
