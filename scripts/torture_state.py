"""What is in a database, without what differs between two runs of the same commands.

Left out on purpose: surrogate keys and batch and run numbers (a transaction that was rolled back uses them up), times of
recording, run ids, hashes (they cover those), batches and rejections of an import that was repeated.
"""

import json
import pathlib
import re
import subprocess

NAMED = {
    "subscription_key": "(select subscription from subscription s where s.subscription_key = t.subscription_key)",
    "customer_key": "(select customer from customer c where c.customer_key = t.customer_key)",
    "service_key": "(select service from service v where v.service_key = t.service_key)",
    "terms_key": "(select terms || ' ' || version from terms_version x where x.terms_key = t.terms_key)",
}
# Table, its surrogate keys, what else is left out, and for a history its identity.
TABLES = [
    ("customer_details", ["customer_key"], [], "customer_key"),
    ("subscription_details", ["subscription_key", "customer_key", "service_key"], [], "subscription_key"),
    ("invoice", ["subscription_key"], [], "subscription_key, month, invoice, vat_micropercent"),
    ("outage", ["subscription_key", "service_key"], [], "source, id"),
    ("notification", ["subscription_key"], [], "subscription_key, outage_source, outage_id"),
    ("excusable_event", ["subscription_key", "service_key"], [], "source, id"),
    ("maintenance", ["subscription_key", "service_key"], [], "source, id"),
    ("credit_request", ["subscription_key"], [], "subscription_key, month"),
    ("holiday", [], [], "calendar, date"),
    ("customer", [], ["customer_key"], None),
    ("service", [], ["service_key"], None),
    ("subscription", [], ["subscription_key"], None),
    ("terms_version", [], ["terms_key", "from_batch", "added_at", "added_by"], None),
    ("terms_window", ["terms_key"], [], None),
    ("terms_tier", ["terms_key"], [], None),
    ("issuer_version", [], ["issuer_key", "set_at"], None),
    ("assessment", ["subscription_key", "terms_key"], ["run"], None),
    ("issue_run", [], ["run", "issued_at"], None),
    ("issue_decision", ["subscription_key"], ["run"], None),
    ("note_series", [], ["last_hash"], None),
    ("credit_note", ["subscription_key"], ["run", "issuer_key", "issued_at", "hash", "previous_hash"], None),
    ("schema_migration", [], ["applied_at", "applied_by", "program"], None),
]
OTHERS = """
select distinct 'import_rejection', jsonb_build_array(b.kind, r.line, r.column_name, r.reason, r.value,
    encode(r.record, 'hex')) from import_rejection r join import_batch b using (batch);
select distinct 'imported', jsonb_build_array(kind, regexp_replace(file, '.*/', '')) from import_batch;
select 'audit', jsonb_build_array(action, details::jsonb - 'run' - 'ledger') from audit_entry
    where action in ('issue', 'reverse', 'reversal');
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


QUERIES = "set search_path = avoir; set timezone = 'UTC';\n" + "".join(_query(*table) for table in TABLES) + OTHERS


def state(url):
    """Sorted lines, one for each row."""
    done = subprocess.run(["psql", "-qXAt", "-v", "ON_ERROR_STOP=0", "-d", url], input=QUERIES, text=True,
                          capture_output=True)
    if done.returncode != 0:
        return [f"psql: {done.stderr[:200]}"]
    return sorted(done.stdout.splitlines() + [line.split("ERROR: ")[1] for line in done.stderr.splitlines() if "ERROR: " in line])


def files(folder, url):
    """The bytes of each file, without the hashes, run ids and times of this very ledger."""
    folder = pathlib.Path(folder)
    if not folder.exists():
        return {}
    own = subprocess.run(["psql", "-qXAt", "-d", url, "-c", """
        select encode(hash, 'hex') from avoir.credit_note union select encode(previous_hash, 'hex') from avoir.credit_note
        union select run::text from avoir.issue_run"""], capture_output=True, text=True).stdout.split()
    pattern = re.compile("|".join(own).encode()) if own else None
    found = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.name.endswith(".part"):
            content = file.read_bytes()
            content = pattern.sub(b"#", content) if pattern else content
            found[str(file.relative_to(folder))] = re.sub(rb'"issued_at": ?"[^"]*"', b'"issued_at": #', content)
    return found


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
