"""What the ledger's notes and lines say, read without any of avoir's code."""

import hashlib
import json
from collections import defaultdict
from datetime import date

from .psql import digest, microseconds, prefixed, share


def numbers(array):
    """Of an array as PostgreSQL prints it."""
    return [int(part) for part in array.strip("{}").split(",")]


def read(proof):
    """Fills `proof.notes`, each with its lines, and `proof.lines`."""
    names = ["series", "no", "number", "kind", "is_commercial", "customer_key", "run", "issuer_key", "issue_date", "issued_at", "issued_by",
             "reason", "is_internal", "internal_reason", "reverses_series", "reverses_no", "currency", "line_count", "lines_digest", "net_cents",
             "vat_treatment", "vat_micropercent", "vat_net_cents", "vat_cents", "vat_total_cents", "gross_cents",
             "document"]
    lines, commercial = read_lines(proof), read_commercial(proof)
    query = ", ".join(f"encode(n.{name}, 'hex')" if name == "lines_digest" else f"n.{name}::text" for name in names)
    for row in proof.session.rows(f"{query}, encode(n.previous_hash, 'hex'), encode(n.hash, 'hex')) from credit_note n "
                              "order by n.series collate \"C\", n.no"):
        note = dict(zip(names, row))
        note["previous"], note["hash"] = row[-2:]
        stamp = microseconds(note["issued_at"])
        fields = [note["previous"]] + [stamp if name == "issued_at" else note[name] for name in names]
        note["right_hash"] = digest(fields)
        for name in ["no", "line_count", "net_cents", "vat_total_cents", "gross_cents"]:
            note[name] = int(note[name])
        for name in ["vat_micropercent", "vat_net_cents", "vat_cents"]:
            note[name] = numbers(note[name])
        note["date"] = date.fromisoformat(note["issue_date"])
        note["reverses"] = json.loads(note.pop("document")).get("reverses")
        note["lines"] = lines.pop((note["series"], note["no"]), [])
        note["commercial"] = commercial.pop((note["series"], note["no"]), None)
        proof.notes.append(note)
        for line in note["lines"]:
            line["note"], line["number"], line["date"] = note, note["number"], note["date"]
            proof.lines.append(line)
    for series, no in [*lines, *commercial]:
        proof.fault(f"lines of note {no} of {series}, which is not there")
    proof.proven["notes"], proof.proven["lines"] = len(proof.notes), len(proof.lines)
    proof.proven["commercial notes"] = sum(note["commercial"] is not None for note in proof.notes)


def read_lines(proof):
    """By series and number of the note, in order."""
    names = ["line", "kind", "issue_date", "subscription_key", "month", "revision", "promise", "attempt", "base_cents",
             "cap_cents", "cap_days", "net_cents", "vat_micropercent", "vat_net_cents", "document"]
    lines = defaultdict(list)
    for series, no, *row in proof.session.rows("l.series, l.no, " + ", ".join(f"l.{name}::text" for name in names)
                                              + ") from credit_line l order by l.series collate \"C\", l.no, l.line"):
        line = dict(zip(names, row))
        line["bytes"] = prefixed(row)
        for name in ["line", "revision", "attempt", "base_cents", "net_cents"]:
            line[name] = int(line[name])
        for name in ["cap_cents", "cap_days"]:
            line[name] = None if line[name] is None else int(line[name])
        for name in ["vat_micropercent", "vat_net_cents"]:
            line[name] = numbers(line[name])
        lines[series, no].append(line)
    return lines


def read_commercial(proof):
    """By series and number of the note."""
    names = ["kind", "issue_date", "subscription_key", "month", "watermark", "invoiced_cents", "credited_cents",
             "commercial_cents", "net_cents", "vat_micropercent", "vat_net_cents", "document"]
    lines = {}
    for series, no, *row in proof.session.rows("l.series, l.no, " + ", ".join(f"l.{name}::text" for name in names)
                                              + ") from commercial_line l"):
        line = dict(zip(names, row))
        line["bytes"] = prefixed(["commercial", *row])
        for name in ["watermark", "invoiced_cents", "credited_cents", "commercial_cents", "net_cents"]:
            line[name] = int(line[name])
        for name in ["vat_micropercent", "vat_net_cents"]:
            line[name] = numbers(line[name])
        lines[series, no] = line
    return lines


def are_lines_whole(proof):
    """Lines 1, 2, 3… of each note, of its kind and date, as many and the very ones that its head says."""
    for note in proof.notes:
        lines, commercial = note["lines"], note["commercial"]
        if (commercial is not None) != (note["is_commercial"] == "true"):
            proof.fault(f"{note['number']}: whether it is commercial is not what its line says")
        if commercial is not None:
            if lines or note["line_count"] != 1:
                proof.fault(f"{note['number']}: a commercial note has one line, and none under the terms")
            lines = [{**commercial, "line": 1}]
        if [line["line"] for line in lines] != list(range(1, note["line_count"] + 1)):
            proof.fault(f"{note['number']}: its lines are not 1 to {note['line_count']}")
        if any((line["kind"], line["issue_date"]) != (note["kind"], note["issue_date"]) for line in lines):
            proof.fault(f"{note['number']}: a line is of another kind or date")
        if hashlib.sha256(b"".join(line["bytes"] for line in lines)).hexdigest() != note["lines_digest"]:
            proof.fault(f"{note['number']}: its lines are not those that it says")


def money(proof):
    """Totals, VAT and parts, of lines and of notes."""
    for note in proof.notes:
        parts = list(zip(note["vat_micropercent"], note["vat_net_cents"], note["vat_cents"], strict=True))
        if any(vat != share(net, rate) for rate, net, vat in parts):
            proof.fault(f"{note['number']}: VAT is not rate × net")
        if sum(net for _, net, _ in parts) != note["net_cents"] or note["net_cents"] <= 0:
            proof.fault(f"{note['number']}: the net is not the sum of its parts")
        if sum(vat for *_, vat in parts) != note["vat_total_cents"]:
            proof.fault(f"{note['number']}: the VAT is not the sum of its parts")
        if note["net_cents"] + note["vat_total_cents"] != note["gross_cents"]:
            proof.fault(f"{note['number']}: gross is not net and VAT")
        sums = defaultdict(int)
        for line in note["lines"] or [{**note["commercial"], "line": 1}]:
            own = list(zip(line["vat_micropercent"], line["vat_net_cents"], strict=True))
            if sum(net for _, net in own) != line["net_cents"] or line["net_cents"] <= 0:
                proof.fault(f"{note['number']}: line {line['line']} is not the sum of its parts")
            for rate, net in own:
                sums[rate] += net
        if sums != {rate: net for rate, net, _ in parts}:
            proof.fault(f"{note['number']}: its parts are not the sums of its lines")
