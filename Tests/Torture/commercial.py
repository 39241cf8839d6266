"""Proves commercial notes again: never above what was invoiced less all that stood credited, in all and at each rate."""

import json
from collections import defaultdict


def prove(proof):
    """The notes in the order in which they were issued: each against what stood of its month then."""
    invoices = defaultdict(list)
    for key, month, invoice, issued, rate, amount, start, end in proof.session.rows("""subscription_key::text, month::text,
            invoice, issued_on::text, vat_micropercent, amount_cents, from_batch, until_batch) from invoice
            where not withdrawn"""):
        invoices[key, month].append((invoice, issued, rate, amount, start, end))
    terms, commercial = defaultdict(dict), defaultdict(dict)
    for note in sorted(proof.notes, key=lambda note: note["issued_at"]):
        for line in note["lines"]:
            key = (line["subscription_key"], line["month"])
            if note["kind"] == "reversal":
                terms[key].pop((note["reverses"], line["line"]), None)
            else:
                terms[key][note["number"], line["line"]] = (note, line)
        line = note["commercial"]
        if line is None:
            continue
        key = (line["subscription_key"], line["month"])
        if note["kind"] == "reversal":
            cancelled = commercial[key].pop(note["reverses"], None)
            if cancelled is None or any(cancelled[1][name] != line[name] for name in line if name not in (
                    "kind", "issue_date", "bytes")):
                proof.fault(f"{note['number']} does not cancel a commercial note whole")
            continue
        judge(proof, note, line, invoices[key], terms[key].values(), commercial[key].values())
        commercial[key][note["number"]] = (note, line)


def judge(proof, note, line, invoices, terms, commercial):
    """One note against the invoices that were known, and what stood credited of them."""
    known = defaultdict(int)
    for invoice, issued, rate, amount, start, end in invoices:
        if start <= line["watermark"] and (end is None or end > line["watermark"]):
            known[invoice, issued, rate] += amount
    said = json.loads(line["document"])["invoices"]
    if known != {(i["invoice"], i["issued_on"], i["vat_micropercent"]): i["amount_cents"] for i in said}:
        proof.fault(f"{note['number']}: its invoices are not those that were known")
    if any(issued > note["issue_date"] for _, issued, _ in known):
        proof.fault(f"{note['number']}: is dated before an invoice")
    invoiced = sum(known.values())
    before = [sum(part["net_cents"] for _, part in those) for those in (terms, commercial)]
    if [line["invoiced_cents"], line["credited_cents"], line["commercial_cents"]] != [invoiced, *before]:
        proof.fault(f"{note['number']}: what it says was invoiced and credited is wrong")
    if line["net_cents"] > invoiced - sum(before):
        proof.fault(f"{note['number']}: exceeds what was left of its invoices")
    left = defaultdict(int)
    for (_, _, rate), amount in known.items():
        left[rate] += amount
    for other, part in [*terms, *commercial]:
        if other["vat_treatment"] == "price_reduction":
            for rate, net in zip(part["vat_micropercent"], part["vat_net_cents"], strict=True):
                left[rate] -= net
    parts = dict(zip(line["vat_micropercent"], line["vat_net_cents"], strict=True))
    if note["vat_treatment"] == "price_reduction" and parts != split(line["net_cents"], left):
        proof.fault(f"{note['number']}: its VAT is not split over what was left")
    if note["vat_treatment"] not in ("price_reduction", "net_of_tax"):
        proof.fault(f"{note['number']}: a commercial note is an indemnity")


def split(net, weights):
    """In proportion, to the cent: whole cents first, then one each to the largest remainders, the higher rate first."""
    weights = {rate: weight for rate, weight in weights.items() if weight > 0}
    whole = sum(weights.values())
    if not whole:
        return {}
    parts = {rate: net * weight // whole for rate, weight in weights.items()}
    order = sorted(weights, key=lambda rate: (net * weights[rate] % whole, rate), reverse=True)
    for rate in order[:net - sum(parts.values())]:
        parts[rate] += 1
    return {rate: part for rate, part in parts.items() if part}
