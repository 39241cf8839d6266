"""Shows that the judges bite: doctors databases as whoever has every right could, and asks for each to be caught."""

from . import planted, state, verify
from .world import Failed

# What is done, and whether it changes what a twin is compared by; the verifier must catch every one.
NOTE = "(select no from credit_note where kind = 'credit' order by no desc limit 1)"
DOCTORED = {
    "the last note is deleted": ("delete from credit_note where no = (select max(no) from credit_note)", True),
    "the last note is deleted and the head set back": ("""
        delete from credit_note where no = (select max(no) from credit_note);
        update note_series set last_no = n.no, last_hash = n.hash, last_date = n.issue_date
            from (select * from credit_note order by no desc limit 1) n""", True),
    "a note in the middle is deleted": ("delete from credit_note where no = 3", True),
    "a cent more": (f"update credit_note set net_cents = net_cents + 1, gross_cents = gross_cents + 1 where no = {NOTE}", True),
    "a cent of VAT moves into the net": (f"""update credit_note set vat_total_cents = vat_total_cents - 1,
        net_cents = net_cents + 1 where no = {NOTE}""", True),
    "a cent more, hashed anew": (f"""update credit_note set gross_cents = gross_cents + 1 where no = {NOTE};
        update credit_note n set hash = note_hash(n) where no = {NOTE}""", True),
    "two notes change places": ("update credit_note set no = 6 - no where no in (2, 4)", True),
    "a note is dated back": (f"update credit_note set issue_date = issue_date - 40 where no = {NOTE}", True),
    "a note's hash is another": (f"update credit_note set hash = sha256('x') where no = {NOTE}", False),
    "a second live credit": (f"""insert into credit_line (series, no, line, kind, issue_date, subscription_key, month, revision,
            promise, attempt, base_cents, cap_cents, cap_days, net_cents, vat_micropercent, vat_net_cents, document)
        select series, no, line + 1, kind, issue_date, subscription_key, month, revision, promise, attempt + 1, base_cents,
            cap_cents, cap_days, net_cents, vat_micropercent, vat_net_cents, document
        from credit_line where no = {NOTE}""", True),
    "a cap is raised": (f"update credit_line set cap_cents = cap_cents + 1000 where no = {NOTE}", True),
    "a line says a cent more": (f"update credit_line set net_cents = net_cents + 1 where no = {NOTE}", True),
    "a line says something else": (f"""update credit_line set document = replace(document, '"basis"', '"basic"')
        where no = {NOTE}""", True),
    "a line is lost": (f"delete from credit_line where no = {NOTE}", True),
    "a line is of another subscription": (f"update credit_line set subscription_key = subscription_key + 1 where no = {NOTE}", True),
    "a note is another customer's": (f"update credit_note set customer_key = customer_key + 1 where no = {NOTE}", True),
    "a run says one note more": ("update issue_run set notes = notes + 1 where issue_date = '2025-07-02'", True),
    "a cut is forgotten": ("delete from issue_decision where run = (select run from issue_run limit 1)", True),
    "an audit entry is deleted": ("delete from audit_entry where no = 4", False),
    "the audit log's end is cut off": ("""delete from audit_entry where no = (select max(no) from audit_entry);
        update audit_head set no = e.no, hash = e.hash from (select * from audit_entry order by no desc limit 1) e""", True),
    "an audit entry says something else": ("update audit_entry set details = '{}' where no = 5", False),
    "a version begins before the one it replaces ends": ("""update outage set until_batch = from_batch
        where until_batch is null and id = '2025-06-0-0'""", True),
    "a fact is doubled": ("""drop index outage_current;
        insert into outage select * from outage where id = '2025-06-1-0'""", True),
    "a fact is lost": ("""delete from credit_request
        where subscription_key = (select min(subscription_key) from credit_request)""", True),
    "an import counts one row more": ("update import_batch set inserted = inserted + 1 where kind = 'outages'", False),
    "a revision is lost": ("delete from assessment where subscription_key = 2 and revision = 1 and month = '2025-06-01'", True),
    "an assessment owes a cent more": ("""update assessment set amount_cents = amount_cents + 1
        where amount_cents > 0 and month = '2025-06-01'""", True),
    "downtime is shifted": ("""update assessment set counted_downtime_us = counted_downtime_us + 1
        where month = '2025-06-01'""", True),
    "a slice of a shared assessment is left out": ("""insert into shared_assessment
        select run, month, 2, 'done' from assessment_run limit 1""", False),
}
WITHOUT_GUARDS = """set search_path = avoir;
do $$ declare c record; begin
    for c in select conrelid::regclass as t from pg_constraint k join pg_namespace n on n.oid = k.connamespace
        where n.nspname = 'avoir' and conrelid <> 0 group by 1 loop
        execute format('alter table %s disable trigger all', c.t);
    end loop;
    for c in select conrelid::regclass as t, conname from pg_constraint k join pg_namespace n on n.oid = k.connamespace
        where n.nspname = 'avoir' and conrelid <> 0 and contype in ('c', 'f') loop
        execute format('alter table %s drop constraint %I', c.t, c.conname);
    end loop;
    for c in select conrelid::regclass as t, conname from pg_constraint k join pg_namespace n on n.oid = k.connamespace
        where n.nspname = 'avoir' and conrelid <> 0 and contype in ('p', 'u') loop
        execute format('alter table %s drop constraint %I cascade', c.t, c.conname);
    end loop;
end $$;
"""


# What the examination needs of the commands.
COMMANDS = {"export html", "import staged", "issue"}


def examine(world, say):
    """Raises Failed when something stays unseen."""
    cluster = world.cluster
    cluster.copy("unguarded", "issued")
    cluster.sql(WITHOUT_GUARDS, "unguarded")
    healthy = state.state(cluster.url("unguarded"))
    if faults := verify.verify(cluster.url("unguarded")):
        raise Failed(f"the verifier finds faults where there are none: {faults[:3]}")
    unseen = []
    for what, (sql, changes_state) in DOCTORED.items():
        cluster.copy("doctored", "unguarded")
        cluster.sql("set search_path = avoir;" + sql, "doctored")
        faults = verify.verify(cluster.url("doctored"))
        changed = state.difference(healthy, state.state(cluster.url("doctored")), "the database")
        if not faults:
            unseen.append(f"{what}: the verifier")
        if changes_state and not changed:
            unseen.append(f"{what}: the comparison with the twin")
    cluster.drop("doctored")
    cluster.drop("unguarded")
    seen = planted.all(world)
    unseen += [what for what, is_seen in seen.items() if not is_seen]
    if unseen:
        raise Failed("not seen: " + "; ".join(unseen))
    count = len(DOCTORED) + len(seen)
    say(f"{count} doctored databases, outputs, traces and messages, all caught")
    return {"doctored, caught": count}
