-- What a commercial note credits: a sum on an invoiced month, outside the terms. So it is in no query of what the terms
-- give: neither in a cap, nor in what a month is credited. A reversal has the line of the note that it cancels.
create table commercial_line (
    series text not null,
    no int not null,
    -- those of the note
    kind text not null check (kind in ('credit', 'reversal')),
    issue_date date not null,
    subscription_key int not null,
    month date not null check (extract(day from month) = 1),
    -- Every batch up to this one was seen, and none after it.
    watermark int not null check (watermark >= 0),
    -- What was invoiced for the month, and what of it stood credited: by notes under the terms, and by commercial ones.
    invoiced_cents bigint not null check (invoiced_cents > 0),
    credited_cents bigint not null check (credited_cents >= 0),
    commercial_cents bigint not null check (commercial_cents >= 0),
    net_cents bigint not null check (net_cents > 0),
    -- The net over the VAT rates of the invoices.
    vat_micropercent bigint[] not null,
    vat_net_cents bigint[] not null,
    -- everything else that the line says, frozen: JSON
    document text not null,
    primary key (series, no),
    constraint a_commercial_line_is_of_a_note foreign key (series, no) references credit_note,
    constraint a_commercial_note_is_within_what_is_left check (
        net_cents <= invoiced_cents::numeric - credited_cents - commercial_cents),
    constraint the_commercial_line_is_split_whole check (net_cents = sum_of(vat_net_cents)
        and cardinality(vat_micropercent) = cardinality(vat_net_cents)),
    check (issue_date >= month + interval '1 month')
);
create index commercial_line_subscription on commercial_line (subscription_key, issue_date);
create index commercial_line_month on commercial_line (month);

alter table credit_note add commercial_no int generated always as (case when is_commercial then no end) stored;
alter table credit_note add constraint a_commercial_note_has_its_line foreign key (series, commercial_no)
    references commercial_line (series, no) deferrable initially deferred;
