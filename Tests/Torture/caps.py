"""What a subscription was credited over time: never more than is due, within the cap, at its VAT rates, in the order of dates."""

import json
from collections import defaultdict
from datetime import timedelta

from .psql import share


def prove(proof):
    """Line by line, in the order in which they were issued: R13 and R14."""
    assessed = {tuple(key): (int(amount or 0), int(base or 0), None if cap is None else int(cap)) for *key, amount, base, cap
                in proof.session.rows("a.subscription_key::text, a.month::text, a.revision::text, a.amount_cents, a.base_cents, "
                        "t.cap_micropercent) from assessment a left join terms_version t using (terms_key) "
                        "where a.status = 'issuable'")}
    turns = {run: int(turn) for run, turn in proof.session.rows("run::text, row_number() over (order by issued_at)) from issue_run")}
    cuts = defaultdict(list)
    for subscription, month, run, amount, cut in proof.session.rows(
            "d.subscription_key::text, d.month::text, d.run::text, a.amount_cents, d.cut_cents) from issue_decision d "
            "join assessment a using (subscription_key, month, revision) where d.cut_cents > 0"):
        cuts[subscription, month].append((turns[run], int(amount), int(cut)))
    of_subscription = defaultdict(list)
    for line in sorted(proof.lines, key=lambda line: proof.place[id(line)]):
        of_subscription[line["subscription_key"]].append(line)
    for lines in of_subscription.values():
        for place, line in enumerate(lines):
            if place and line["date"] < lines[place - 1]["date"]:
                proof.fault(f"{line['number']} is dated before the last note of its subscription")
            if line["kind"] == "credit":
                own = cuts[line["subscription_key"], line["month"]]
                credit(proof, line, lines[:place + 1], assessed, [cut for cut in own if cut[0] <= turns.get(line["note"]["run"], 0)])


def credit(proof, line, lines, assessed, cuts):
    """lines: those of the subscription up to this one."""
    amount, base, rate = assessed.get((line["subscription_key"], line["month"], str(line["revision"])), (0, 0, None))
    if line["base_cents"] != base:
        proof.fault(f"{line['number']}: its base is not the assessment's")
    if line["cap_cents"] != (None if rate is None else share(base, rate)):
        proof.fault(f"{line['number']}: its cap is not rate × base")
    gone = {(other["month"], other["revision"], other["attempt"]) for other in lines if other["kind"] == "reversal"}
    live = [other for other in lines if other["kind"] == "credit" and other["month"] == line["month"]
            and (other["month"], other["revision"], other["attempt"]) not in gone]
    whole = sum(other["net_cents"] for other in live)
    if whole > left(amount, cuts):
        proof.fault(f"with {line['number']} more is credited than was due")
    parts = defaultdict(int)
    for other in live:
        for part_rate, net in zip(other["vat_micropercent"], other["vat_net_cents"]):
            parts[part_rate] += net
    if parts != split(whole, line):
        proof.fault(f"with {line['number']} the VAT credited is not that of the whole credit")
    if line["cap_cents"] is None:
        return
    for first in (line["date"] - timedelta(days=back) for back in range(line["cap_days"])):
        nets = defaultdict(int)
        for other in lines:
            if first <= other["date"] < first + timedelta(days=line["cap_days"]):
                nets[other["month"]] += other["net_cents"] if other["kind"] == "credit" else -other["net_cents"]
        if sum(max(net, 0) for net in nets.values()) > line["cap_cents"]:
            proof.fault(f"with {line['number']} the cap is exceeded in the window from {first}")


def left(amount, cuts):
    """Of an amount, what the cuts leave: each took the top of what was left below the amount that it was cut from."""
    taken = []
    for _, of, cut in sorted(cuts):
        top = of
        for low, high in [*sorted((part for part in taken if part[0] < of), reverse=True), (0, 0)]:
            part = min(max(top - high, 0), cut)
            if part:
                taken.append((top - part, top))
                cut -= part
            top = min(top, low)
    return amount - sum(max(0, min(high, amount) - low) for low, high in taken)


def split(whole, line):
    """Over the rates of the line's invoices: whole cents, then one each to the largest remainders, the higher rate first."""
    if line["note"]["vat_treatment"] != "price_reduction":
        return {0: whole}
    weights = defaultdict(int)
    for invoice in json.loads(line["document"])["invoices"]:
        weights[int(invoice["vat_micropercent"])] += int(invoice["amount_cents"])
    weights = {rate: weight for rate, weight in weights.items() if weight > 0}
    total = sum(weights.values())
    parts = {rate: whole * weight // total for rate, weight in weights.items()}
    order = sorted(weights, key=lambda rate: (whole * weights[rate] % total, rate), reverse=True)
    for rate in order[:whole - sum(parts.values())]:
        parts[rate] += 1
    return {rate: part for rate, part in parts.items() if part}
