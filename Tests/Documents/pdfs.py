"""Holds PDF files against PDF/A-3a and PDF/UA-1; run by Tests/Documents/check-einvoices --pdf.

The rules are those of the PyPI package page-validation, which passes the test files of veraPDF. That it finds faults is
shown each time: every file must fail PDF/A-3b, whose mark it does not carry, and fail without the mark that it carries.
Exit code 0: all valid; 1: some are not; 2: the check itself could not be made.
"""

import sys
from pathlib import Path

PROFILES = ["3a", "ua1"]
MARKS = {"3a": b"<pdfaid:conformance>A<", "ua1": b"<pdfuaid:part>1<"}


def faults(data):
    import page

    for profile in PROFILES:
        report = page.validate_pdf_bytes(data, profile=profile)
        yield from (f"{profile} {failure.rule_id}: {failure.message}" for failure in report.failures)
        if report.rules.total < 100:
            yield f"{profile}: only {report.rules.total} rules were tried"
        mark = MARKS[profile]
        if data.count(mark) != 1:
            yield f"{profile}: does not carry its mark"
        elif page.is_pdf_compliant_bytes(data.replace(mark, mark[:-2] + b"9<"), profile=profile):
            yield f"{profile}: a wrong mark is not found"
    if page.is_pdf_compliant_bytes(data, profile="3b"):
        yield "3b: what claims to be another is not found"


def main(files):
    if not files:
        print("no PDF files are named", file=sys.stderr)
        return 2
    failed = 0
    for file in files:
        found = list(faults(Path(file).read_bytes()))
        failed += bool(found)
        for fault in found:
            print(f"FAIL {file}: {fault[:300]}")
    print(f"{len(files)} PDF files held against PDF/A-3a and PDF/UA-1, {failed} invalid")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
