"""Issues the sample month with all its later facts and awkward names, exports every format, and compares the amounts.

usage: documents.py AVOIR FOLDER; run by Tests/Documents/check-documents. Each amount is read from what a format's own
reader would read: the database's columns, XML elements, the entries' columns, the text layer of the PDF.
"""

import csv
import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parent))
import buyers  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent.parent
MONTH = ROOT / "examples/month"
TERMS = ["../terms/axantis-contact-experience.yaml", "../terms/alls-heberg.yaml", "../terms/callkom.yaml",
         "terms/premium-24x7.yaml", "terms/antilles-contact.yaml", "terms/contact-essentiel.yaml",
         "terms/sms-business.yaml"]
FACTS = [["calendars", "calendars.csv"], ["holidays", "holidays.csv"], ["customers", "customers.csv"], ["subscriptions", "subscriptions.csv"],
         ["invoices", "invoices.csv"], ["outages", "outages.csv", "outages-probe.jsonl"],
         ["notifications", "notifications.csv"], ["excusable-events", "excusable-events.csv"],
         ["maintenance", "maintenance.csv"], ["requests", "requests.csv"]]
LATER = [["notifications", "later/notifications.csv"], ["excusable-events", "later/excusable-events.csv"],
         ["invoices", "later/invoices.csv"], ["requests", "later/requests.csv"]]
AWKWARD = """customer,name,siren,vat_number,street,postcode,city,country
C-002,"Transports ""Quévrinet"" & Fils <Œuvre d'Aÿ>",299990028,FR22299990028,"4 rue du Faux-Fret
Bâtiment 3 & 4",59000,Lille,FR
C-005,%s,299990051,FR91299990051,1 place du Sinistre-Évité,35000,Rennes,FR
""" % ("Compagnie d’assurances " + "Très Longue Raison Sociale " * 3 + "et Łódź").strip()
FORMATS = ["json", "ubl", "cii", "html", "pdf", "facturx", "entries", "csv"]
CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"


class Avoir:
    def __init__(self, program, folder):
        server = os.environ["AVOIR_TEST_DATABASE_URL"]
        name = f"avoir_documents_{os.getpid()}"
        self.url = re.sub(r"^(postgres(?:ql)?://[^/]*)/[^?]*", rf"\1/{name}", server)
        self.psql(server, f"create database {name} template template0 encoding 'UTF8'")
        self.drop = lambda: self.psql(server, f"drop database {name} with (force)")
        self.program = program
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "AVOIR_HOME": str(folder / "home"),
                            "AVOIR_PYTHON": str(ROOT / ".build/typst-venv/bin/python3")}

    @staticmethod
    def psql(url, sql):
        done = subprocess.run(["psql", "-qXAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql],
                              check=True, text=True, capture_output=True)
        return [line.split("\t") for line in done.stdout.splitlines()]

    def run(self, *arguments):
        done = subprocess.run([self.program, *arguments, "--database", self.url], cwd=MONTH, env=self.environment,
                              text=True, capture_output=True)
        if done.returncode != 0:
            raise SystemExit(f"avoir {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout


def prepare(avoir, folder):
    awkward = folder / "customers.csv"
    awkward.write_text(AWKWARD)
    avoir.run("database", "migrate")
    for terms in TERMS:
        avoir.run("terms", "add", terms)
    avoir.run("issuer", "set", "../issuer.yaml")
    for facts in FACTS + [["customers", str(awkward)]]:
        avoir.run("import", *facts)
    avoir.run("issue", "2026-09", "--date", "2026-10-20")
    avoir.run("issue", "2026-10", "--date", "2026-11-05")
    for facts in LATER:
        avoir.run("import", *facts)
    avoir.run("issue", "2026-10", "--date", "2026-11-20")
    # CC-1005: its outage turned out to be excused, so that its credit is one too many.
    avoir.run("note", "reverse", "AV-2026-000006", "--reason", 'Fait du client <tardif> & "avéré"', "--date", "2026-11-20")
    buyers.issue(avoir, folder)
    buyers.issue_commercial(avoir)
    for name in FORMATS:
        avoir.run("note", "export", "--format", name, "--output", str(folder / name))
    for month in ["2026-09", "2026-10"]:
        avoir.run("report", month, "--format", "json", "--output", str(folder / f"report-{month}.json"))


def cents(text):
    amount = Decimal(text) * 100
    if amount != amount.to_integral_value():
        raise ValueError(f"{text} is no amount in cents")
    return int(amount)


def of_database(avoir):
    rows = avoir.psql(avoir.url, "select number, net_cents, vat_total_cents, gross_cents from avoir.credit_note")
    return {number: tuple(map(int, amounts)) for number, *amounts in rows}


def by_file(folder, ending, read):
    return {file.name.removesuffix(ending): read(file) for file in sorted(folder.glob(f"*{ending}"))}


def of_json(file):
    note = json.loads(file.read_text())
    return tuple(cents(note[name]) for name in ["net", "vat_total", "gross"])


def of_ubl(file):
    root = ElementTree.parse(file).getroot()
    total = root.find(f"{CAC}LegalMonetaryTotal")
    vat = [tax.find(f"{CBC}TaxAmount") for tax in root.findall(f"{CAC}TaxTotal")]
    amounts = [total.find(f"{CBC}TaxExclusiveAmount"), vat[0], total.find(f"{CBC}PayableAmount")]
    return tuple(cents(amount.text) for amount in amounts)


def of_cii(file):
    total = next(ElementTree.parse(file).iter(f"{RAM}SpecifiedTradeSettlementHeaderMonetarySummation"))
    names = ["TaxBasisTotalAmount", "TaxTotalAmount", "DuePayableAmount"]
    return tuple(cents(total.findtext(f"{RAM}{name}", "0")) for name in names)


def of_pdf(file):
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, text=True, capture_output=True).stdout
    text = re.sub("[\u00a0\u202f]", " ", text)
    if file.stem not in text:
        raise ValueError(f"{file} does not name its number")
    amount = r" {2,}−?([0-9 ]+,[0-9]{2}) €"
    found = [re.findall(label + amount, text) for label in ["Total HT", "Total TVA", "Total (?:TTC )?(?:à votre crédit|repris)"]]
    if any(len(amounts) != 1 for amounts in found):
        raise ValueError(f"{file} states {found}")
    return tuple(cents(amounts[0].replace(" ", "").replace(",", ".")) for amounts in found)


def of_csv(file):
    """A note's own amounts stand on its first line; its lines add up to its net; those of a reversal are negative."""
    notes, lines, kinds = {}, {}, {}
    with file.open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            kinds[row["number"]] = row["kind"]
            lines[row["number"]] = lines.get(row["number"], 0) + cents(row["net"])
            if row["line"] == "1":
                notes[row["number"]] = tuple(cents(row[name]) for name in ["note_net", "vat_total", "gross"])
    if lines != {number: net for number, (net, *_) in notes.items()}:
        raise ValueError("notes.csv: lines do not add up to their notes")
    if any((amounts[0] < 0) != (kinds[number] == "reversal") for number, amounts in notes.items()):
        raise ValueError("notes.csv: the sums of reversals, and of no other notes, are negative")
    return {number: tuple(abs(amount) for amount in amounts) for number, amounts in notes.items()}


def of_entries(file, kinds):
    """A credit's net and VAT are debits and its gross is a credit; a reversal's are the other way round."""
    notes = {}
    header, *rows = [line.split("\t") for line in file.read_text(encoding="iso8859-15").splitlines()]
    for values in rows:
        row = dict(zip(header, values))
        sign = 1 if kinds[row["PieceRef"]] == "credit" else -1
        debit = sign * (cents(row["Debit"].replace(",", ".")) - cents(row["Credit"].replace(",", ".")))
        net, vat, gross = notes.get(row["PieceRef"], (0, 0, 0))
        match row["CompteNum"]:
            case "411000": gross -= debit
            case "445710": vat += debit
            case "709600" | "671000": net += debit
            case other: raise ValueError(f"account {other}")
        notes[row["PieceRef"]] = (net, vat, gross)
    return notes


def credited(folder, month):
    report = json.loads((folder / f"report-{month}.json").read_text())
    found = {entry["subscription"]: cents(entry["credit"]["credited"]) for entry in report["subscriptions"]
             if cents(entry["credit"]["credited"] or "0")}
    if cents(report["totals"]["issued_amount"]) != sum(found.values()):
        raise ValueError(f"the total of {month} is not the sum of its subscriptions")
    return found


def check_entries(file):
    """Art. A47 A-1: 18 columns, each entry balanced, numbered without a gap, within ISO 8859-15."""
    rows = [line.split("\t") for line in file.read_text(encoding="iso8859-15").splitlines()]
    if any(len(row) != 18 for row in rows):
        raise ValueError("an entry's line does not have 18 columns")
    balance, order = {}, []
    for row in rows[1:]:
        balance[row[2]] = balance.get(row[2], 0) + cents(row[11].replace(",", ".")) - cents(row[12].replace(",", "."))
        if not order or order[-1] != row[2]:
            order.append(row[2])
    if any(balance.values()):
        raise ValueError("an entry is not balanced")
    if order != [f"VE{no:06}" for no in range(1, len(order) + 1)]:
        raise ValueError("the entries are not numbered one after another")


def check(avoir, folder):
    kinds = dict(avoir.psql(avoir.url, "select number, kind from avoir.credit_note"))
    expected = of_database(avoir)
    entries = next((folder / "entries").glob("*FEC*.txt"))
    check_entries(entries)
    formats = {
        "json": by_file(folder / "json", ".json", of_json),
        "ubl": by_file(folder / "ubl", ".ubl.xml", of_ubl),
        "cii": by_file(folder / "cii", ".cii.xml", of_cii),
        "pdf": by_file(folder / "pdf", ".pdf", of_pdf),
        "facturx": by_file(folder / "facturx", ".pdf", of_pdf),
        "csv": of_csv(folder / "csv/notes.csv"),
        "entries": of_entries(entries, kinds),
    }
    differences = [
        f"{name} {number}: {found.get(number)}, the database has {expected.get(number)}"
        for name, found in formats.items() for number in sorted(expected.keys() | found.keys())
        if found.get(number) != expected.get(number)]
    for month in ["2026-09", "2026-10"]:
        live = avoir.psql(avoir.url, f"""
            select s.subscription, sum(n.net_cents) from avoir.live_credit n join avoir.subscription s
            using (subscription_key) where n.month = '{month}-01' group by 1""")
        found, stored = credited(folder, month), {subscription: int(net) for subscription, net in live}
        if found != stored:
            differences.append(f"report of {month}: {found}, the database has {stored}")
    treatments = {row[0] for row in avoir.psql(avoir.url, "select distinct vat_treatment from avoir.credit_note")}
    two_rates = avoir.psql(avoir.url, "select number from avoir.credit_note where cardinality(vat_cents) > 1")
    if len(treatments) != 3 or not two_rates or "reversal" not in kinds.values():
        differences.append("the month no longer holds all cases: three VAT treatments, two rates, a reversal")
    differences += buyers.differences(avoir, folder)
    for difference in differences:
        print(difference, file=sys.stderr)
    net, vat, gross = (sum(amounts[place] for amounts in expected.values()) for place in range(3))
    print(f"{len(expected)} notes in {len(formats)} formats and the report: net {net / 100:.2f}, VAT {vat / 100:.2f}, "
          f"gross {gross / 100:.2f}, {len(differences)} differences")
    return 1 if differences else 0


def main(program, folder):
    folder = Path(folder)
    avoir = Avoir(program, folder)
    try:
        prepare(avoir, folder)
        status = check(avoir, folder)
        buyers.issue_in_dollars(avoir, folder)
        return status
    finally:
        avoir.drop()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
