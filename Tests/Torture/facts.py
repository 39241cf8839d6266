"""Proves the facts and the assessments again: histories without overlap, counts of imports, revisions, amounts, shared work."""

from collections import defaultdict

from .psql import share

HISTORIES = {
    "customer_details": ["customer_key"], "subscription_details": ["subscription_key", "starts_on"],
    "invoice": ["subscription_key", "month", "invoice", "vat_micropercent", "line"], "outage": ["source", "id"],
    "notification": ["subscription_key", "outage_source", "outage_id", "reference"], "excusable_event": ["source", "id"],
    "maintenance": ["source", "id"], "credit_request": ["subscription_key", "month", "reference"], "holiday_calendar": ["calendar"],
    "holiday": ["calendar", "date"], "special_hours": ["subscription_key", "service_key", "calendar", "date", "opens_us"],
}
KINDS = dict(zip(["customers", "subscriptions", "invoices", "outages", "notifications", "excusable-events", "maintenance",
                  "requests", "calendars", "holidays", "special-hours"], HISTORIES))
# An end is a column of an outage.
HISTORY_OF = {**KINDS, "ends": "outage"}


def histories(proof):
    """Versions of an identity follow one another, at most the last is open; imports counted what they recorded."""
    began = {table: defaultdict(lambda: [0, 0]) for table in HISTORIES}
    versions = 0
    for table in HISTORIES:
        of, last = None, None
        identity = ", ".join(f"{column}::text" for column in HISTORIES[table])
        for *key, start, end in proof.session.rows(f"{identity}, from_batch, until_batch) from {table} "
                                               f"order by {identity}, from_batch, until_batch nulls last"):
            versions += 1
            follows = key == of
            if follows and (last is None or last > start):
                proof.fault(f"{table} {key}: two versions at batch {start}")
            if end is not None and end < start:
                proof.fault(f"{table} {key}: a version ends before it begins")
            if not (end == start):
                began[table][start][1 if follows and last == start else 0] += 1
            of, last = key, end
    for batch, kind, inserted, updated, rejected, kept in proof.session.rows("""b.batch, b.kind, b.inserted, b.updated,
            b.rejected, (select count(*) from import_rejection r where r.batch = b.batch)) from import_batch b"""):
        if kind == "terms":
            continue
        if began[HISTORY_OF[kind]].pop(batch, [0, 0]) != [inserted, updated]:
            proof.fault(f"batch {batch} of {kind} counts {inserted} inserted and {updated} updated rows")
        if rejected != kept:
            proof.fault(f"batch {batch} of {kind} counts {rejected} rejected rows, {kept} are kept")
    for table, more in began.items():
        if more:
            proof.fault(f"versions of {table} began in batches {sorted(more)[:5]} that are none of theirs")
    proof.proven["versions"] = versions


def revisions(proof):
    """Revisions 1, 2, 3…; the classes sum to the period (R16), the amount is rate × base."""
    of, last, count = None, 0, 0
    for subscription, month, revision, length, classes, rate, base, amount in proof.session.rows(
            """a.subscription_key, a.month, a.revision,
            in_force_us,
            (select array_agg(value::bigint) from jsonb_each_text(to_jsonb(a)) where key like '%\\_us'
                and key not in ('measured_us', 'in_force_us', 'target_downtime_us')),
            rate_micropercent, base_cents, amount_cents) from assessment a
            order by a.subscription_key, a.month, a.revision"""):
        count += 1
        if revision != (last + 1 if of == (subscription, month) else 1):
            proof.fault(f"assessment {subscription} {month}: revision {revision} follows {last}")
        if length != sum(classes):
            proof.fault(f"assessment {subscription} {month}: its classes are not the period")
        if amount is not None and amount != max(0, share(base or 0, rate)):
            proof.fault(f"assessment {subscription} {month}: the amount is not rate × base")
        of, last = (subscription, month), revision
    proof.proven["revisions"] = count


def shares(proof):
    """A shared assessment that is done has all its slices, each done."""
    for run, slices, kept, done in proof.session.rows("""s.run, s.slices, count(c.slice), count(c.assessed))
            from shared_assessment s left join shared_slice c using (run) where s.ended = 'done' group by s.run, s.slices"""):
        if not slices == kept == done:
            proof.fault(f"shared assessment {run}: {done} of {slices} slices are done")
