-- What makes ten million rows cheap to import.

-- Foreign keys are checked row by row, which takes three quarters of the time of a large import. What they say of the
-- histories is checked once a statement instead, over all its new rows. That is enough because nothing that is referred to
-- is ever removed or renumbered: refuse_change sees to it.

-- Arguments: column, table referred to and its key, for each reference. The rows are read once for all of them.
create function check_references() returns trigger
    language plpgsql set search_path from current as $$
declare
    columns text := '';
    conditions text := '';
    broken text;
begin
    for i in 0 .. tg_nargs / 3 - 1 loop
        columns := columns || format(case when i > 0 then ', %I' else '%I' end, tg_argv[i * 3]);
        conditions := conditions || format(case when i > 0 then ' or ' else '' end
            || 'n.%1$I is not null and not exists (select from %2$I r where r.%3$I = n.%1$I)',
            tg_argv[i * 3], tg_argv[i * 3 + 1], tg_argv[i * 3 + 2]);
    end loop;
    execute format('with named as materialized (select distinct %s from new_rows)
        select jsonb_strip_nulls(to_jsonb(n))::text from named n where %s limit 1', columns, conditions) into broken;
    if broken is not null then
        raise exception 'a row of % refers to what does not exist', tg_table_name
            using errcode = 'foreign_key_violation', table = tg_table_name, detail = 'among ' || broken;
    end if;
    return null;
end $$;
revoke all on function check_references from public;

do $$
declare
    history text;
    reference record;
    arguments text;
begin
    foreach history in array array['customer_details', 'subscription_details', 'invoice', 'outage',
        'notification', 'excusable_event', 'maintenance', 'credit_request', 'holiday'] loop
        arguments := '';
        for reference in
            select c.conname as name, a.attname as column_name, r.relname as table_name, k.attname as key_name
            from pg_constraint c
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                join pg_class r on r.oid = c.confrelid
                join pg_attribute k on k.attrelid = c.confrelid and k.attnum = c.confkey[1]
            where c.contype = 'f' and c.conrelid = history::regclass order by a.attnum
        loop
            execute format('alter table %I drop constraint %I', history, reference.name);
            arguments := arguments || format('%s%L, %L, %L', case when arguments <> '' then ', ' else '' end,
                reference.column_name, reference.table_name, reference.key_name);
        end loop;
        execute format('create trigger references_hold after insert on %I referencing new table as new_rows
            for each statement execute function check_references(%s)', history, arguments);
        -- Only the end of a version is ever written again.
        execute format('create trigger references_still_hold after update on %I referencing new table as new_rows
            for each statement execute function check_references(%L, %L, %L)',
            history, 'until_batch', 'import_batch', 'batch');
    end loop;
end $$;

create trigger no_renumbering before update of batch, kind on import_batch
    for each statement execute function refuse_change();

-- The files that were recorded whole, so that one that is imported again need not be read again. `reading` says what
-- else decides what a file's bytes mean.
create table imported_file (
    batch int primary key references import_batch,
    bytes bigint not null check (bytes >= 0),
    sha256 bytea not null check (length(sha256) = 32),
    reading text not null
);
create index imported_file_of_size on imported_file (bytes);
create trigger no_change before update or delete or truncate on imported_file
    for each statement execute function refuse_change();
grant select, insert on imported_file to avoir_ingest;
grant select on imported_file to avoir_auditor, avoir_finance;
