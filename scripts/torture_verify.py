#!/usr/bin/env python3
"""Proves a database's ledger again without any of avoir's code: psql, hashlib and whole numbers.

    scripts/torture_verify.py URL        prints the faults, or what was proven; ends with 1 when there are faults

Numbers without gaps; both hash chains; VAT, caps and amounts to the cent; one live credit a revision; runs and their
notes; histories without overlap; the counts of every import; revisions without gaps.
"""

import hashlib
import json
import subprocess
import sys
from collections import defaultdict
from datetime import date, datetime, timedelta, timezone

HISTORIES = {
    "customer_details": ["customer_key"], "subscription_details": ["subscription_key"],
    "invoice": ["subscription_key", "month", "invoice", "vat_micropercent"], "outage": ["source", "id"],
    "notification": ["subscription_key", "outage_source", "outage_id"], "excusable_event": ["source", "id"],
    "maintenance": ["source", "id"], "credit_request": ["subscription_key", "month"], "holiday": ["calendar", "date"],
}
KINDS = dict(zip(["customers", "subscriptions", "invoices", "outages", "notifications", "excusable-events", "maintenance",
                  "requests", "holidays"], HISTORIES))
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
HUNDRED_PERCENT = 100_000_000


class Session:
    """One psql for all queries."""

    END = b"-- end of the rows --\n"

    def __init__(self, url):
        self.psql = subprocess.Popen(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-v", "FETCH_COUNT=5000", "-d", url],
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.psql.stdin.write(b"set timezone = 'UTC'; set datestyle = 'ISO'; set search_path = avoir;\n")

    def rows(self, query):
        """Each row as a list of texts, numbers and nulls; query: what follows `select`, without the first parenthesis."""
        self.psql.stdin.write(f"select json_build_array({query};\n\\echo {self.END.decode()}".encode())
        self.psql.stdin.flush()
        for line in self.psql.stdout:
            if line == self.END:
                return
            if line.strip():
                yield json.loads(line)
        raise RuntimeError(f"psql: {self.psql.stderr.read().decode(errors='replace').strip()[:300]}")

    def end(self):
        self.psql.communicate()


def digest(fields):
    """SHA-256 over fields that are each preceded by their length in four bytes; -1 for null."""
    content = bytearray()
    for field in fields:
        if field is None:
            content += (0xFFFFFFFF).to_bytes(4, "big")
        else:
            text = field.encode()
            content += len(text).to_bytes(4, "big") + text
    return hashlib.sha256(content).hexdigest()


def microseconds(text):
    instant = datetime.fromisoformat(text.replace("+00", "+00:00"))
    return str((instant - EPOCH) // timedelta(microseconds=1))


def share(amount, micropercent):
    """Rounded half up to the cent."""
    return (2 * amount * micropercent + HUNDRED_PERCENT) // (2 * HUNDRED_PERCENT)


class Proof:
    def __init__(self, url):
        self.session, self.faults = Session(url), []
        self.notes = []
        self.proven = {}

    def fault(self, text):
        if len(self.faults) < 50:
            self.faults.append(text)

    def all(self):
        for part in [self.read_notes, self.chain, self.money, self.attempts, self.caps, self.runs, self.audit,
                     self.histories, self.revisions]:
            try:
                part()
            except (RuntimeError, OSError, ValueError, KeyError, TypeError, IndexError) as error:
                self.fault(f"{part.__name__}: {type(error).__name__}: {error}")
        self.session.end()
        return self.faults

    def read_notes(self):
        names = ["series", "no", "number", "kind", "subscription_key", "month", "revision", "attempt", "run", "issuer_key",
                 "issue_date", "issued_at", "issued_by", "reason", "currency", "net_cents", "vat_treatment",
                 "vat_micropercent", "vat_net_cents", "vat_cents", "vat_total_cents", "gross_cents", "base_cents",
                 "cap_cents", "cap_days", "document"]
        query = ", ".join(f"n.{name}::text" for name in names)
        for row in self.session.rows(f"{query}, encode(n.previous_hash, 'hex'), encode(n.hash, 'hex')) from credit_note n "
                                  "order by n.series collate \"C\", n.no"):
            note = dict(zip(names, row))
            note["previous"], note["hash"] = row[-2:]
            stamp = microseconds(note["issued_at"])
            fields = [note["previous"]] + [stamp if name == "issued_at" else note[name] for name in names]
            note["right_hash"] = digest(fields)
            for name in ["no", "revision", "attempt", "net_cents", "vat_total_cents", "gross_cents", "base_cents"]:
                note[name] = int(note[name])
            for name in ["cap_cents", "cap_days"]:
                note[name] = None if note[name] is None else int(note[name])
            for name in ["vat_micropercent", "vat_net_cents", "vat_cents"]:
                note[name] = [int(part) for part in note[name].strip("{}").split(",")]
            note["date"] = date.fromisoformat(note["issue_date"])
            reverses = json.loads(note.pop("document")).get("reverses")
            note["reverses"] = reverses
            self.notes.append(note)
        self.proven["notes"] = len(self.notes)

    def chain(self):
        """Numbers 1, 2, 3… of each series, each hash right and over the one before, dates never back, heads at the end."""
        heads = {series: (int(no), hash, last) for series, no, hash, last in self.session.rows(
            "series, last_no::text, encode(last_hash, 'hex'), last_date::text) from note_series")}
        last = {series: (0, digest(["avoir.notes", series]), None) for series in heads}
        for note in self.notes:
            no, hash, before = last.get(note["series"], (0, digest(["avoir.notes", note["series"]]), None))
            if note["no"] != no + 1:
                self.fault(f"series {note['series']}: {note['no']} follows {no}")
            if note["previous"] != hash:
                self.fault(f"{note['number']} is not chained to the note before it")
            if note["hash"] != note["right_hash"]:
                self.fault(f"{note['number']}: its hash is not that of its content")
            if before and note["issue_date"] < before:
                self.fault(f"{note['number']} is dated before the note before it")
            width = int(note["series"].split("{number:")[1].split("}")[0])
            if note["number"] != note["series"].replace("{number:%d}" % width, str(note["no"]).zfill(width)):
                self.fault(f"{note['number']} is not number {note['no']} of {note['series']}")
            last[note["series"]] = (note["no"], note["hash"], note["issue_date"])
        for series, end in last.items():
            if heads.get(series) != end:
                self.fault(f"series {series} ends at {end[0]}, its head says {heads.get(series, (None,))[0]}")

    def money(self):
        for note in self.notes:
            parts = list(zip(note["vat_micropercent"], note["vat_net_cents"], note["vat_cents"], strict=True))
            if any(vat != share(net, rate) for rate, net, vat in parts):
                self.fault(f"{note['number']}: VAT is not rate × net")
            if sum(net for _, net, _ in parts) != note["net_cents"] or note["net_cents"] <= 0:
                self.fault(f"{note['number']}: the net is not the sum of its parts")
            if sum(vat for *_, vat in parts) != note["vat_total_cents"]:
                self.fault(f"{note['number']}: the VAT is not the sum of its parts")
            if note["net_cents"] + note["vat_total_cents"] != note["gross_cents"]:
                self.fault(f"{note['number']}: gross is not net and VAT")

    def attempts(self):
        """Attempts 1, 2, 3… of a revision, each but the last reversed whole; a reversal after its credit."""
        credits, reversals = defaultdict(dict), {}
        self.place = {id(note): place for place, note in enumerate(sorted(self.notes, key=lambda n: n["issued_at"]))}
        for note in self.notes:
            key = (note["subscription_key"], note["month"], note["revision"])
            where = credits[key] if note["kind"] == "credit" else reversals
            name = note["attempt"] if note["kind"] == "credit" else (*key, note["attempt"])
            if name in where:
                self.fault(f"{note['number']} is a second {note['kind']} of one attempt")
            where[name] = note
        self.live = []
        for key, tries in credits.items():
            if sorted(tries) != list(range(1, len(tries) + 1)):
                self.fault(f"attempts of {key}: {sorted(tries)}")
            for attempt, credit in tries.items():
                reversal = reversals.pop((*key, attempt), None)
                credit["reversed_by"] = reversal
                if reversal is None:
                    self.live.append(credit)
                    if attempt != max(tries):
                        self.fault(f"{credit['number']} is live beside a later attempt")
                elif reversal["gross_cents"] != credit["gross_cents"] or reversal["net_cents"] != credit["net_cents"] \
                        or reversal["reverses"] != credit["number"] or reversal["issue_date"] < credit["issue_date"]:
                    self.fault(f"{reversal['number']} does not cancel {credit['number']} whole")
        for reversal in reversals.values():
            self.fault(f"{reversal['number']} reverses no credit")

    def caps(self):
        """In every window that ends a chain of credits what was live when each was issued is within its cap (R13)."""
        assessed = {tuple(key): (int(amount or 0), int(base or 0), None if cap is None else int(cap)) for *key, amount, base, cap
                    in self.session.rows("a.subscription_key::text, a.month::text, a.revision::text, a.amount_cents, a.base_cents, "
                            "t.cap_micropercent) from assessment a left join terms_version t using (terms_key) "
                            "where a.status = 'issuable'")}
        of_subscription = defaultdict(list)
        for note in self.notes:
            if note["kind"] == "credit":
                of_subscription[note["subscription_key"]].append(note)
        for credits in of_subscription.values():
            for note in credits:
                amount, base, rate = assessed.get((note["subscription_key"], note["month"], str(note["revision"])), (0, 0, None))
                if note["base_cents"] != base:
                    self.fault(f"{note['number']}: its base is not the assessment's")
                if note["cap_cents"] != (None if rate is None else share(base, rate)):
                    self.fault(f"{note['number']}: its cap is not rate × base")
                then = [n for n in credits if self.place[id(n)] <= self.place[id(note)] and not (
                    n["reversed_by"] and self.place[id(n["reversed_by"])] < self.place[id(note)])]
                if sum(n["net_cents"] for n in then if n["month"] == note["month"]) > amount:
                    self.fault(f"with {note['number']} more is credited than was due")
                if note["cap_cents"] is None:
                    continue
                days = timedelta(days=note["cap_days"])
                for first in {n["date"] for n in then if note["date"] - days < n["date"] <= note["date"]}:
                    if sum(n["net_cents"] for n in then if first <= n["date"] < first + days) > note["cap_cents"]:
                        self.fault(f"with {note['number']} the cap is exceeded in the window from {first}")

    def runs(self):
        """Each run has the notes, the total and the decisions that it says."""
        notes, totals, kinds = defaultdict(int), defaultdict(int), {}
        for note in self.notes:
            notes[note["run"]] += 1
            totals[note["run"]] += note["net_cents"]
        decided = {run: (int(count), int(total)) for run, count, total in self.session.rows(
            "run::text, count(*) filter (where credited_cents > 0), sum(credited_cents)) from issue_decision group by run")}
        for run, kind, count, total in self.session.rows("run::text, kind, notes, total_cents) from issue_run"):
            kinds[run] = kind
            if (notes.pop(run, 0), totals[run]) != (count, total):
                self.fault(f"run {run} says {count} notes of {total} cents")
            if kind == "credit" and decided.pop(run, (0, 0)) != (count, total):
                self.fault(f"run {run}: its decisions are not its notes")
        for run in [*notes, *decided]:
            self.fault(f"run {run} is not recorded")
        self.run_kinds = kinds

    def audit(self):
        """Entries 1, 2, 3… chained, the head at the end; an entry for each batch, run and assessment, and no more."""
        no, hash, about = 0, digest(["avoir.audit"]), defaultdict(list)
        for number, previous, at, by, action, details, own in self.session.rows(
                "no, encode(previous_hash, 'hex'), at, by, action, details, encode(hash, 'hex')) "
                "from audit_entry order by no"):
            if number != no + 1 or previous != hash:
                self.fault(f"audit entry {number} does not follow entry {no}")
            stamp = microseconds(at.replace("T", " "))
            if own != digest([previous, str(number), stamp, by, action, details]):
                self.fault(f"audit entry {number}: its hash is not that of its content")
            no, hash = number, own
            about[action].append(json.loads(details))
        heads = list(self.session.rows("no, encode(hash, 'hex')) from audit_head"))
        if heads != [[no, hash]]:
            self.fault(f"the audit log ends at {no}, its head says {heads}")
        batches = sorted(row[0] for row in self.session.rows("batch) from import_batch where kind <> 'terms'"))
        if batches != sorted(int(entry["batch"]) for entry in about["import"]):
            self.fault("the audit log has other imports than there are batches")
        runs = sorted(run for run, kind in self.run_kinds.items() if kind == "credit")
        if runs != sorted(entry["run"] for entry in about["issue"]):
            self.fault("the audit log has other issues than there are runs")
        runs = sorted(run for run, kind in self.run_kinds.items() if kind == "reversal")
        if runs != sorted(entry["run"] for entry in about["reverse"]):
            self.fault("the audit log has other reversals than there are runs")
        revisions = defaultdict(int)
        for entry in about["assess"]:
            revisions[int(entry["run"])] += int(entry["revisions"])
        stored = {run: count for run, count in self.session.rows("run, count(*)) from assessment group by run")}
        if stored != {run: count for run, count in revisions.items() if count}:
            self.fault("the audit log has other revisions than there are")
        self.proven["audit entries"] = no

    def histories(self):
        """Versions of an identity follow one another, at most the last is open; imports counted what they recorded."""
        began = {kind: defaultdict(lambda: [0, 0]) for kind in KINDS}
        versions = 0
        for kind, table in KINDS.items():
            of, last = None, None
            identity = ", ".join(f"{column}::text" for column in HISTORIES[table])
            for *key, start, end in self.session.rows(f"{identity}, from_batch, until_batch) from {table} "
                                                   f"order by {identity}, from_batch, until_batch nulls last"):
                versions += 1
                follows = key == of
                if follows and (last is None or last > start):
                    self.fault(f"{table} {key}: two versions at batch {start}")
                if end is not None and end < start:
                    self.fault(f"{table} {key}: a version ends before it begins")
                if not (end == start):
                    began[kind][start][1 if follows and last == start else 0] += 1
                of, last = key, end
        for batch, kind, inserted, updated, rejected, kept in self.session.rows("""b.batch, b.kind, b.inserted, b.updated,
                b.rejected, (select count(*) from import_rejection r where r.batch = b.batch)) from import_batch b"""):
            if kind == "terms":
                continue
            if began[kind].pop(batch, [0, 0]) != [inserted, updated]:
                self.fault(f"batch {batch} of {kind} counts {inserted} inserted and {updated} updated rows")
            if rejected != kept:
                self.fault(f"batch {batch} of {kind} counts {rejected} rejected rows, {kept} are kept")
        for kind, more in began.items():
            if more:
                self.fault(f"versions of {kind} began in batches {sorted(more)[:5]} that are none of theirs")
        self.proven["versions"] = versions

    def revisions(self):
        """Revisions 1, 2, 3…; the classes sum to the period (R16), the amount is rate × base."""
        of, last, count = None, 0, 0
        for subscription, month, revision, length, classes, rate, base, amount in self.session.rows(
                """a.subscription_key, a.month, a.revision,
                (extract(epoch from period_to) * 1000000)::bigint - (extract(epoch from period_from) * 1000000)::bigint,
                (select array_agg(value::bigint) from jsonb_each_text(to_jsonb(a)) where key like '%\\_us'
                    and key <> 'measured_us'),
                rate_micropercent, base_cents, amount_cents) from assessment a
                order by a.subscription_key, a.month, a.revision"""):
            count += 1
            if revision != (last + 1 if of == (subscription, month) else 1):
                self.fault(f"assessment {subscription} {month}: revision {revision} follows {last}")
            if length != sum(classes):
                self.fault(f"assessment {subscription} {month}: its classes are not the period")
            if amount is not None and amount != max(0, share(base or 0, rate)):
                self.fault(f"assessment {subscription} {month}: the amount is not rate × base")
            of, last = (subscription, month), revision
        self.proven["revisions"] = count


def verify(url):
    return Proof(url).all()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    proof = Proof(sys.argv[1])
    for sentence in proof.all():
        print(sentence)
    print(", ".join(f"{count:,} {what}" for what, count in proof.proven.items()) + f": {len(proof.faults)} faults")
    sys.exit(1 if proof.faults else 0)
