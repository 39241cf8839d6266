"""What is in a database, without what differs between two runs of the same commands.

Left out on purpose: surrogate keys and batch and run numbers (a transaction that was rolled back uses them up), times of
recording, run ids, hashes (they cover those), batches and rejections of an import that was repeated. Every table of the
schema is in TABLES or, with the reason, in EXCEPTIONS.
"""

import json
import pathlib
import re
import subprocess

from .world import Failed

NAMED = {
    "subscription_key": "(select subscription from subscription s where s.subscription_key = t.subscription_key)",
    "customer_key": "(select customer from customer c where c.customer_key = t.customer_key)",
    "service_key": "(select service from service v where v.service_key = t.service_key)",
    "terms_key": "(select terms || ' ' || version from terms_version x where x.terms_key = t.terms_key)",
}
# Table, its surrogate keys, what else is left out, and for a history its identity.
TABLES = [
    ("customer_details", ["customer_key"], [], "customer_key"),
    ("subscription_details", ["subscription_key", "customer_key", "service_key"], [],
     "subscription_key, starts_on"),
    ("invoice", ["subscription_key"], [], "subscription_key, month, invoice, vat_micropercent, line"),
    ("outage", ["subscription_key", "service_key"], [], "source, id"),
    ("notification", ["subscription_key"], [], "subscription_key, outage_source, outage_id, reference"),
    ("excusable_event", ["subscription_key", "service_key"], [], "source, id"),
    ("maintenance", ["subscription_key", "service_key"], [], "source, id"),
    ("credit_request", ["subscription_key"], [], "subscription_key, month, reference"),
    ("holiday_calendar", [], [], "calendar"),
    ("holiday", [], [], "calendar, date"),
    ("special_hours", ["subscription_key", "service_key"], [], "subscription_key, service_key, calendar, date, opens_us"),
    ("customer", [], ["customer_key"], None),
    ("service", [], ["service_key"], None),
    ("subscription", [], ["subscription_key"], None),
    ("terms_version", [], ["terms_key", "from_batch", "added_at", "added_by"], None),
    ("terms_window", ["terms_key"], [], None),
    ("terms_tier", ["terms_key"], [], None),
    ("terms_schedule", ["terms_key"], [], None),
    ("issuer_version", [], ["issuer_key", "set_at"], None),
    ("assessment", ["subscription_key", "terms_key"], ["run"], None),
    ("issue_run", [], ["run", "issued_at"], None),
    ("issue_decision", ["subscription_key"], ["run"], None),
    ("note_series", [], ["last_hash"], None),
    ("closing", [], ["closed_at"], None),
    ("credit_note", ["customer_key"], ["run", "issuer_key", "issued_at", "hash", "previous_hash", "lines_digest"], None),
    ("credit_line", ["subscription_key"], [], None),
    ("commercial_line", ["subscription_key"], ["watermark"], None),
    ("hold_event", ["subscription_key"], ["at"], None),
    ("saved_plan", [], ["plan", "issuer_key", "digest", "content", "saved_at"], None),
    ("plan_verdict", [], ["plan", "given_at"], None),
    ("schema_revision", [], ["applied_at", "program"], None),
    ("schema_shape", [], ["recorded_at"], None),
    # Its version says how often the lock was taken, a repetition included.
    ("subscription_lock", ["subscription_key"], ["version"], None),
    ("ledger", [], ["ledger"], None),
]
# The tables that are not compared row for row, and why: OTHERS says what of them is.
EXCEPTIONS = {
    "import_batch": "a repeated import is a further batch; facts.py proves its counts",
    "import_rejection": "a repeated import rejects again",
    "imported_file": "it names its batch",
    "import_source": "the same",
    "import_reach": "it names its batch; compared is all that it says",
    "assessment_run": "a run that was overtaken stays; its number and time differ",
    "assessment_zone": "it hangs on its run; the audit log has it, too",
    "assessed_month": "its watermark is a batch number",
    "shared_assessment": "how processes shared the work is not its result; facts.py proves that it was whole",
    "shared_slice": "the same",
    "audit_entry": "times, hashes and batch numbers; verify.py proves it against what it is about",
    "audit_head": "it holds the hash of the last entry",
}
OTHERS = """
select distinct 'import_rejection', jsonb_build_array(b.kind, r.line, r.column_names, r.reasons, r.shown_values,
    encode(r.record, 'hex')) from import_rejection r join import_batch b using (batch);
select distinct 'imported', jsonb_build_array(kind, regexp_replace(file, '.*/', '')) from import_batch;
select distinct 'imported_file', jsonb_build_array(b.kind, f.bytes, encode(f.sha256, 'hex'), f.reading)
    from imported_file f join import_batch b using (batch);
select 'reach', jsonb_build_array(during, months) from
    (select range_agg(r) as during from import_reach cross join unnest(during) r) d
    cross join (select array_agg(distinct m order by m) as months from import_reach cross join unnest(months) m) m;
select distinct 'assessed', jsonb_build_array(month, program) from assessment_run join assessment using (run, month);
select 'assessed_month', jsonb_build_array(month, (select count(*) from import_batch
    where batch > watermark and inserted + updated > 0)) from assessed_month;
select 'audit', jsonb_build_array(action, details::jsonb - '{run,ledger,plan,digest,file}'::text[]) from audit_entry
    where action not in ('import', 'assess', 'issuer');
-- The version of an issuer is a key, and rollbacks use up keys: compared is its rank, and that it is stored.
select 'audit', jsonb_build_array(action, details::jsonb - 'version', (select count(*) from issuer_version i
    where i.issuer_key <= (details::jsonb ->> 'version')::int), exists (select from issuer_version i
    where i.issuer_key = (details::jsonb ->> 'version')::int)) from audit_entry where action = 'issuer';
select distinct 'audit', jsonb_build_array(action, case action
    when 'import' then (select jsonb_build_array(kind, regexp_replace(file, '.*/', '')) from import_batch
        where batch = (details::jsonb ->> 'batch')::int)
    else details::jsonb -> 'month' end) from audit_entry where action in ('import', 'assess');
select 'chain', jsonb_build_array(h.no = count(e.*), h.no > 0) from audit_head h left join audit_entry e on true group by h.no;
"""


def _query(table, keys, left_out, identity):
    gone = keys + left_out + (["from_batch", "until_batch"] if identity else [])
    row = f"to_jsonb(t) - '{{{','.join(gone)}}}'::text[]"
    names = "".join(f", '{key}', {NAMED[key]}" for key in keys)
    if identity:
        names += f""", 'version', row_number() over (partition by {identity} order by from_batch),
            'current', until_batch is null"""
    more = f" || jsonb_build_object({names[2:]})" if names else ""
    return f"select '{table}', {row}{more} from {table} t;\n"


def queries(tables):
    """For psql, which stops at the first error; before the first migration there is nothing to ask."""
    return """select to_regclass('avoir.schema_revision') is null as is_bare \\gset
\\if :is_bare
select 'no schema', count(*) from pg_class where relnamespace = to_regnamespace('avoir');
\\q
\\endif
set search_path = avoir; set timezone = 'UTC';
select 'table', relname from pg_class where relnamespace = 'avoir'::regnamespace and relkind in ('r', 'p', 'f', 'm');
""" + "".join(_query(*table) for table in tables) + OTHERS


def state(url, tables=TABLES):
    """Sorted lines, one for each row. Raises Failed at an error, and where a table is neither compared nor an exception."""
    done = subprocess.run(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-d", url], input=queries(tables), text=True,
                          capture_output=True)
    if done.returncode != 0:
        raise Failed(f"psql: {done.stderr.strip()[:500]}")
    lines = sorted(done.stdout.splitlines())
    known, found = {table[0] for table in tables} | set(EXCEPTIONS), {line[6:] for line in lines if line.startswith("table|")}
    if found and found != known:
        raise Failed(f"tables that are not as state.py has them: {', '.join(sorted(found ^ known))}")
    return lines


def without_own(content, url):
    """Bytes without the hashes, run ids and times of this very ledger."""
    return _without(content, _own(url))


def files(folder, url):
    """The bytes of each file without the same; not of those that are still being written."""
    folder = pathlib.Path(folder)
    found = [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.name.endswith(".part")]
    own = _own(url) if found else None
    return {str(file.relative_to(folder)): _without(file.read_bytes(), own) for file in found}


def _own(url):
    own = subprocess.run(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-d", url], text=True, capture_output=True, input="""
        select encode(hash, 'hex') from avoir.credit_note union select encode(previous_hash, 'hex') from avoir.credit_note
        union select encode(hash, 'hex') from avoir.audit_entry union select run::text from avoir.issue_run""")
    if own.returncode != 0:
        raise Failed(f"psql: {own.stderr.strip()[:500]}")
    return re.compile("|".join(own.stdout.split()).encode()) if own.stdout.strip() else None


def _without(content, own):
    content = own.sub(b"#", content) if own else content
    return re.sub(rb'"issued_at": ?"[^"]*"', b'"issued_at": #', content)


def difference(wanted, found, what):
    """A sentence for the first differences, or nothing."""
    if isinstance(wanted, dict):
        names = [name for name in sorted(wanted.keys() | found.keys()) if wanted.get(name) != found.get(name)]
        return f"{what}: {len(names)} files differ: {', '.join(names[:5])}" if names else ""
    if wanted == found:
        return ""
    if isinstance(wanted, bytes):
        place = next((n for n, (a, b) in enumerate(zip(wanted, found)) if a != b), min(len(wanted), len(found)))
        return f"{what} differs at byte {place}: {wanted[max(0, place - 60):place + 60]} / {found[max(0, place - 60):place + 60]}"
    lost, more = _less(wanted, found), _less(found, wanted)
    return f"{what}: {len(lost)} rows are missing, {len(more)} too many: {json.dumps((lost[:2], more[:2]))[:900]}"


def _less(these, those):
    counts = {}
    for row in those:
        counts[row] = counts.get(row, 0) + 1
    left = []
    for row in these:
        if counts.get(row, 0):
            counts[row] -= 1
        else:
            left.append(row)
    return left
