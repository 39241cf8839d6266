"""Proves a database's ledger again without any of avoir's code: psql, hashlib and whole numbers.

Numbers without gaps; both hash chains; VAT, caps, cuts and amounts to the cent, line by line; one live credit per revision; runs
and their notes; histories without overlap; the counts of every import; revisions without gaps.
"""

import json
from collections import defaultdict

from . import caps, commercial, facts, notes
from .psql import Session, digest, microseconds

# What a reversal has of the note that it cancels.
SAME = ["customer_key", "is_commercial", "currency", "line_count", "net_cents", "vat_treatment", "vat_micropercent", "vat_net_cents", "vat_cents",
        "gross_cents"]


class Proof:
    def __init__(self, url):
        self.session, self.faults = Session(url), []
        self.notes, self.lines = [], []
        self.proven = {}

    def fault(self, text):
        if len(self.faults) < 50:
            self.faults.append(text)

    def all(self):
        for part in [lambda: notes.read(self), lambda: notes.are_lines_whole(self), self.chain,
                     lambda: notes.money(self), self.attempts, lambda: caps.prove(self), lambda: commercial.prove(self), self.runs, self.audit,
                     lambda: facts.histories(self), lambda: facts.revisions(self),
                     lambda: facts.shares(self)]:
            try:
                part()
            except (RuntimeError, OSError, ValueError, KeyError, TypeError, IndexError) as error:
                self.fault(f"{type(error).__name__}: {error}")
        self.session.end()
        return self.faults

    def chain(self):
        """Numbers 1, 2, 3… of each series, each hash right and over the one before, dates never back, heads at the end."""
        rows = list(self.session.rows(
            "series, last_no::text, encode(last_hash, 'hex'), last_date::text, first_number) from note_series"))
        heads = {series: (int(no), hash, last) for series, no, hash, last, _ in rows}
        firsts = {series: int(first) for series, *_, first in rows}
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
            counted = note["no"] + firsts.get(note["series"], 1) - 1
            width = int(note["series"].split("{number:")[1].split("}")[0])
            if note["number"] != note["series"].replace("{number:%d}" % width, str(counted).zfill(width)):
                self.fault(f"{note['number']} is not number {counted} of {note['series']}")
            last[note["series"]] = (note["no"], note["hash"], note["issue_date"])
        for series, end in last.items():
            if heads.get(series) != end:
                self.fault(f"series {series} ends at {end[0]}, its head says {heads.get(series, (None,))[0]}")

    def attempts(self):
        """Attempts 1, 2, 3… of a revision, each but the last reversed whole; a reversal after its credit."""
        credits, reversals = defaultdict(dict), {}
        order = sorted(self.lines, key=lambda line: line["note"]["issued_at"])
        self.place = {id(line): place for place, line in enumerate(order)}
        for line in self.lines:
            key = (line["subscription_key"], line["month"], line["revision"])
            where = credits[key] if line["kind"] == "credit" else reversals
            name = line["attempt"] if line["kind"] == "credit" else (*key, line["attempt"])
            if name in where:
                self.fault(f"{line['number']} is a second {line['kind']} of one attempt")
            where[name] = line
        for key, tries in credits.items():
            if sorted(tries) != list(range(1, len(tries) + 1)):
                self.fault(f"attempts of {key}: {sorted(tries)}")
            for attempt, credit in tries.items():
                reversal = reversals.pop((*key, attempt), None)
                credit["reversed_by"] = reversal
                if reversal is None:
                    if attempt != max(tries):
                        self.fault(f"{credit['number']} is live beside a later attempt")
                elif reversal["net_cents"] != credit["net_cents"] or reversal["line"] != credit["line"] \
                        or reversal["note"]["reverses"] != credit["number"] or reversal["date"] < credit["date"]:
                    self.fault(f"{reversal['number']} does not cancel {credit['number']} whole")
        for reversal in reversals.values():
            self.fault(f"{reversal['number']} reverses no credit")
        of_number = {note["number"]: note for note in self.notes}
        for note in self.notes:
            whole = of_number.get(note["reverses"])
            if note["kind"] == "reversal" and (whole is None or [note[name] for name in SAME] != [whole[name] for name in SAME]):
                self.fault(f"{note['number']} does not cancel {note['reverses']} whole")

    def runs(self):
        """Each run has the notes, the total and the decisions that it says."""
        notes, lines, totals, kinds = defaultdict(int), defaultdict(int), defaultdict(int), {}
        for note in self.notes:
            notes[note["run"]] += 1
            lines[note["run"]] += len(note["lines"]) or 1
            totals[note["run"]] += note["net_cents"]
        decided = {run: (int(count), int(total)) for run, count, total in self.session.rows(
            "run::text, count(*) filter (where credited_cents > 0), sum(credited_cents)) from issue_decision group by run")}
        for run, kind, count, credits, total in self.session.rows("run::text, kind, notes, lines, total_cents) from issue_run"):
            kinds[run] = kind
            if (notes.pop(run, 0), lines[run], totals[run]) != (count, credits, total):
                self.fault(f"run {run} says {count} notes and {credits} lines of {total} cents")
            if kind == "credit" and decided.pop(run, (0, 0)) != (credits, total):
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
        runs = sorted(run for run, kind in self.run_kinds.items() if kind == "commercial")
        if runs != sorted(entry["run"] for entry in about["commercial"]):
            self.fault("the audit log has other commercial notes than there are runs")
        events = sorted(tuple(row) for row in self.session.rows("""h.action, h.no, u.subscription,
            to_char(h.month, 'YYYY-MM'), h.reason) from hold_event h join subscription u using (subscription_key)"""))
        if events != sorted((action, *[entry[name] for name in ("no", "subscription", "month", "reason")])
                            for action in ("hold", "release") for entry in about[action]):
            self.fault("the audit log has other holds than there are")
        plans = sorted(tuple(row) for row in self.session.rows("""plan::text, to_char(month, 'YYYY-MM'), issue_date::text, notes,
            total_cents, coalesce(subscription, ''), coalesce(reason, ''), encode(digest, 'hex')) from saved_plan"""))
        if plans != sorted((*[entry[name] for name in ("plan", "month", "issue_date", "notes", "total_cents")],
                            entry.get("subscription") or "", entry.get("reason") or "", entry["digest"])
                           for entry in about["plan"]):
            self.fault("the audit log has other plans than there are")
        verdicts = sorted(tuple(row) for row in self.session.rows("plan::text, approves, reason) from plan_verdict"))
        if verdicts != sorted((entry["plan"], action == "approve", entry["reason"])
                              for action in ("approve", "reject") for entry in about[action]):
            self.fault("the audit log has other verdicts than there are")
        revisions = defaultdict(int)
        for entry in about["assess"]:
            revisions[int(entry["run"])] += int(entry["revisions"])
        stored = {run: count for run, count in self.session.rows("run, count(*)) from assessment group by run")}
        if stored != {run: count for run, count in revisions.items() if count}:
            self.fault("the audit log has other revisions than there are")
        self.proven["audit entries"] = no


def verify(url):
    return Proof(url).all()


def report(url):
    """Prints the faults, or what was proven; 1 when there are faults."""
    proof = Proof(url)
    for sentence in proof.all():
        print(sentence)
    print(", ".join(f"{count:,} {what}" for what, count in proof.proven.items()) + f": {len(proof.faults)} faults")
    return 1 if proof.faults else 0
