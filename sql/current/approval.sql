-- Of all that the planned notes say and the run decides, from the tables that plan_notes makes. What other months' notes use
-- of a cap may differ, as long as it changes no credit.
create or replace function plan_digest() returns bytea
    language plpgsql set search_path from current as $$
begin
    return sha256(convert_to(
        coalesce((select string_agg(jsonb_build_array(p.subscription, p.customer, p.issuer_key, p.revision, p.attempt, p.outcome,
                p.due_cents, p.credit_cents, p.cut_cents, p.missing, p.note, p.line)::text, E'\n'
            order by p.subscription collate "C") from planned_credit p), '')
        || E'\n\n' || coalesce((select string_agg(jsonb_build_array(n.note, n.currency, n.net_cents, n.vat_total_cents,
                encode(d.lines_digest, 'hex'), n.document)::text, E'\n' order by n.note)
            from planned_note n join planned_digest d using (note)), ''), 'UTF8'));
end $$;

-- Saves a plan under a name of its own, with the file that people look at. The file is held against the plan: whoever approves
-- it approves these amounts, and what its run would credit when the same is due.
create or replace function save_plan(in_plan uuid, of_month date, on_date date, withheld jsonb, content text, program text,
    only_these text[] default null, except_these text[] default null) returns saved_plan
    language plpgsql security definer set search_path from current as $$
declare
    issuer issuer_version := current_issuer();
    said jsonb;
    plan saved_plan;
begin
    perform plan_notes(in_plan, of_month, on_date, issuer, true, withheld, only_these, except_these);
    said := content::jsonb;
    if said ->> 'plan' is distinct from in_plan::text or said ->> 'month' is distinct from to_char(of_month, 'YYYY-MM')
            or said ->> 'issue_date' is distinct from on_date::text
            or said -> 'only' is distinct from coalesce(to_jsonb(only_these), 'null')
            or said -> 'except' is distinct from coalesce(to_jsonb(except_these), 'null')
            or exists (
                with said_credit as (
                    select c ->> 'subscription', c ->> 'customer', c ->> 'customer_name', c ->> 'outcome',
                        (c ->> 'credit')::numeric * 100, (c ->> 'cut_by_cap')::numeric * 100, c ->> 'currency'
                    from jsonb_array_elements(said -> 'credits') c
                ), due_credit as (
                    select p.subscription, p.customer, p.customer_name, p.outcome, p.credit_cents::numeric, p.cut_cents::numeric,
                        p.currency
                    from planned_credit p
                )
                (table said_credit except all table due_credit) union all (table due_credit except all table said_credit)) then
        raise exception 'the credits due are no longer those that were to be saved' using errcode = 'AV004';
    end if;
    insert into saved_plan (plan, month, issue_date, issuer_key, only_these, except_these, withheld, notes, lines, total_cents,
            digest, content, program)
        select in_plan, of_month, on_date, issuer.issuer_key, only_these, except_these, withheld, count(distinct p.note),
            count(p.note), coalesce(sum(p.credit_cents), 0), plan_digest(), content, program
        from planned_credit p
        returning * into plan;
    drop table planned_credit, planned_line, planned_note, planned_digest;
    perform record_audit('plan', jsonb_build_object('plan', plan.plan, 'month', to_char(of_month, 'YYYY-MM'),
        'issue_date', on_date, 'notes', plan.notes, 'total_cents', plan.total_cents, 'only', only_these, 'except', except_these,
        'digest', encode(plan.digest, 'hex'), 'file', encode(sha256(convert_to(content, 'UTF8')), 'hex'))::text);
    return plan;
end $$;

-- What a second person says of a plan, of which it names the file's bytes; given again, the same word is that one. A plan can
-- be rejected by whoever saved it, and approved by anybody else, as long as everything is still as it says.
create or replace function judge_plan(in_plan uuid, file text, approves boolean, for_reason text) returns plan_verdict
    language plpgsql security definer set search_path from current as $$
declare
    saved saved_plan;
    verdict plan_verdict;
begin
    select * into saved from saved_plan p where p.plan = in_plan for update;
    if saved.plan is null then
        raise exception 'this database knows no plan %', in_plan using errcode = 'AV011';
    end if;
    if saved.content <> file then
        raise exception 'the file is not the one that % saved as plan %', saved.saved_by, in_plan using errcode = 'AV011';
    end if;
    select * into verdict from plan_verdict v where v.plan = in_plan;
    if verdict.plan is not null then
        if verdict.approves = judge_plan.approves and verdict.given_by = session_user
                and verdict.reason is not distinct from for_reason then
            return verdict;
        end if;
        raise exception 'the plan was % by % already%', case when verdict.approves then 'approved' else 'rejected' end,
            verdict.given_by, coalesce(': ' || verdict.reason, '') using errcode = 'AV011';
    end if;
    if exists (select from issue_run r where r.run = in_plan) then
        raise exception 'the plan is issued already' using errcode = 'AV011';
    end if;
    if judge_plan.approves then
        if saved.saved_by = session_user then
            raise exception 'the plan was saved by %, and must be approved by another person', saved.saved_by
                using errcode = 'AV011';
        end if;
        if saved.kind = 'commercial' then
            perform check_saved_commercial(saved, p.note, p.line)
                from plan_commercial(saved.subscription, saved.month, saved.issue_date, saved.total_cents,
                    saved.vat_treatment, saved.reason, saved.internal_reason, take_watermark(), current_issuer()) p;
        else
            perform plan_notes(in_plan, saved.month, saved.issue_date, current_issuer(), true, saved.withheld,
                saved.only_these, saved.except_these);
            perform check_saved_plan(saved);
            drop table planned_credit, planned_line, planned_note, planned_digest;
        end if;
    end if;
    insert into plan_verdict (plan, approves, reason) values (in_plan, judge_plan.approves, for_reason) returning * into verdict;
    perform record_audit(case when approves then 'approve' else 'reject' end, jsonb_build_object('plan', in_plan,
        'month', to_char(saved.month, 'YYYY-MM'), 'reason', for_reason)::text);
    return verdict;
end $$;

-- Refuses when what is planned now, in the tables of plan_notes, is not what was saved.
create or replace function check_saved_plan(saved saved_plan) returns void
    language plpgsql set search_path from current as $$
begin
    if saved.digest <> plan_digest() then
        raise exception 'something has changed since the plan was saved: its credits, or what their notes would say'
            using errcode = 'AV011';
    end if;
end $$;

-- Of all that a commercial note says, but not of the batches that were seen: another import may change nothing of it.
create or replace function commercial_digest(note credit_note, line commercial_line) returns bytea
    language sql immutable parallel safe set search_path from current as $$
    select sha256(convert_to(jsonb_build_array(to_jsonb(note) - 'run' - 'lines_digest', to_jsonb(line) - 'watermark')::text,
        'UTF8'))
$$;

-- Saves what a commercial note would be under a name of its own, with the file that people look at. Source: save_plan.
create or replace function save_commercial_plan(in_plan uuid, of_subscription text, of_month date, on_date date, amount bigint,
    treatment text, for_reason text, internal_reason text, content text, program text) returns saved_plan
    language plpgsql security definer set search_path from current as $$
declare
    issuer issuer_version := current_issuer();
    said jsonb := content::jsonb;
    planned record;
    plan saved_plan;
begin
    select * into planned from plan_commercial(of_subscription, of_month, on_date, amount, treatment, for_reason,
        internal_reason, take_watermark(), issuer);
    if said - 'schema' - 'ledger' - 'program' is distinct from jsonb_build_object('plan', in_plan, 'kind', 'commercial',
            'month', to_char(of_month, 'YYYY-MM'), 'issue_date', on_date, 'subscription', of_subscription,
            'customer', (select c.customer from customer c where c.customer_key = (planned.note).customer_key),
            'customer_name', (planned.note).document::jsonb #> '{customer,name}',
            'amount', to_char(amount / 100.0, 'FM999999999999999990.00'), 'currency', (planned.note).currency,
            'vat', to_char((planned.note).vat_total_cents / 100.0, 'FM999999999999999990.00'),
            'vat_treatment', treatment, 'reason', for_reason, 'internal_reason', save_commercial_plan.internal_reason) then
        raise exception 'the note is no longer the one that was to be saved' using errcode = 'AV004';
    end if;
    insert into saved_plan (plan, kind, month, issue_date, issuer_key, withheld, notes, lines, total_cents, subscription,
            vat_treatment, reason, internal_reason, digest, content, program)
        values (in_plan, 'commercial', of_month, on_date, issuer.issuer_key, '{}', 1, 1, amount, of_subscription, treatment,
            for_reason, internal_reason, commercial_digest(planned.note, planned.line), content, program)
        returning * into plan;
    perform record_audit('plan', jsonb_build_object('plan', plan.plan, 'month', to_char(of_month, 'YYYY-MM'),
        'issue_date', on_date, 'notes', 1, 'total_cents', amount, 'subscription', of_subscription, 'reason', for_reason,
        'digest', encode(plan.digest, 'hex'), 'file', encode(sha256(convert_to(content, 'UTF8')), 'hex'))::text);
    return plan;
end $$;

-- Refuses when the commercial note that is planned now is not the one that was saved, or the issuer another.
create or replace function check_saved_commercial(saved saved_plan, note credit_note, line commercial_line) returns void
    language plpgsql set search_path from current as $$
begin
    if saved.digest <> commercial_digest(note, line) or saved.issuer_key <> (select i.issuer_key from current_issuer() i) then
        raise exception 'something has changed since the plan was saved: what the note would say, the issuer, or what is left of the invoices'
            using errcode = 'AV011';
    end if;
end $$;

-- What was rejected is not issued. Where the issuer requires approval, nothing that credits is, but by a plan that a login
-- approved which neither saved nor issues it. Source: docs/guide/operations.md "Two persons".
create or replace function check_approval() returns trigger
    language plpgsql set search_path from current as $$
declare
    saved saved_plan;
    verdict plan_verdict;
begin
    if new.kind = 'reversal' then
        return new;
    end if;
    select * into saved from saved_plan p where p.plan = new.run;
    select * into verdict from plan_verdict v where v.plan = new.run;
    if saved.kind <> new.kind then
        raise exception 'plan % is of another kind than its run', saved.plan using errcode = 'AV011';
    end if;
    if not verdict.approves then
        raise exception 'the plan was rejected by %: %', verdict.given_by, verdict.reason using errcode = 'AV011';
    end if;
    if (select i.approval from current_issuer() i) <> 'required' or new.lines = 0 and not new.allows_cuts then
        return new;
    end if;
    if saved.plan is null then
        raise exception 'an approval is needed: the issuer requires that another person approves what is issued'
            using errcode = 'AV011';
    end if;
    if verdict.plan is null then
        raise exception 'an approval is needed: nobody has approved the plan of % yet', saved.saved_by using errcode = 'AV011';
    end if;
    if verdict.given_by in (saved.saved_by, session_user) then
        raise exception 'the plan was approved by %, who may not % it as well', verdict.given_by,
            case when verdict.given_by = saved.saved_by then 'save' else 'issue' end using errcode = 'AV011';
    end if;
    return new;
end $$;
