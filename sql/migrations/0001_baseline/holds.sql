-- A month that is on hold is not credited until it is released. Events of a subscription's month take turns: the first is
-- a hold, the next one its release.
create table hold_event (
    subscription_key int not null,
    month date not null check (extract(day from month) = 1),
    no int not null check (no >= 1),
    previous_no int generated always as (nullif(no - 1, 0)) stored,
    action text generated always as (case no % 2 when 1 then 'hold' else 'release' end) stored,
    reason text not null check (trim(reason) <> ''),
    at timestamptz not null default clock_timestamp(),
    by text not null default session_user,
    primary key (subscription_key, month, no),
    constraint events_follow_one_another foreign key (subscription_key, month, previous_no) references hold_event
);
create index hold_event_month on hold_event (month);
