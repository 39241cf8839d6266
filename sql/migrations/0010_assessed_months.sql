-- Up to which import a month was last assessed, whether or not that changed anything: imports after it are what a
-- report warns of. Runs that change nothing leave no assessment_run.

create table assessed_month (
    month date primary key check (extract(day from month) = 1),
    watermark int not null check (watermark >= 0)
);
insert into assessed_month select month, max(watermark) from assessment_run group by month;
create trigger no_removal before delete or truncate on assessed_month
    for each statement execute function refuse_change();
grant select on assessed_month to avoir_finance, avoir_auditor, avoir_reader;
grant insert, update (watermark) on assessed_month to avoir_finance;
