-- From now on no note is dated on or before the day; it never goes back. Waits for notes that are being issued.
create or replace function close_books(until date) returns closing
    language plpgsql security definer set search_path from current as $$
declare
    last date;
    closed closing;
begin
    lock table closing in exclusive mode;
    select max(c.closed_until) into last from closing c;
    if until < last then
        raise exception 'the books are closed up to % already, and that never goes back', last using errcode = 'AV001';
    end if;
    if until > latest_today() then
        raise exception 'the books cannot be closed up to %, which is in the future', until using errcode = 'AV001';
    end if;
    if until = last then
        select * into closed from closing c where c.closed_until = until;
        return closed;
    end if;
    insert into closing (closed_until) values (until) returning * into closed;
    perform record_audit('close', jsonb_build_object('until', until)::text);
    return closed;
end $$;
