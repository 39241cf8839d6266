"""Holds PDF files against PDF/A-3a and PDF/UA-1; run by Tests/Documents/check-einvoices --pdf.

The rules are those of the PyPI package page-validation, which passes the test files of veraPDF. That it finds faults is
shown each time: every file must fail PDF/A-3b, whose mark it does not carry, and fail without the mark that it carries.
Exit code 0: all valid; 1: some are not; 2: the check itself could not be made.
"""

import re
import sys
from pathlib import Path

PROFILES = ["3a", "ua1"]
# A stream whose data ends with CR, before the LF that ends it, has a wrong length for the package: lengths are counted here.
LENGTH = "STREAM-LENGTH"
STREAM = re.compile(rb"<<((?:(?!endobj).)*?)>>\s*stream\r?\n", re.DOTALL)
MARKS = {"3a": b"<pdfaid:conformance>A<", "ua1": b"<pdfuaid:part>1<"}


def has_right_lengths(data):
    """Whether each stream has as many bytes as it says, and a line end and its own end follow."""
    streams = 0
    place = 0
    while stream := STREAM.search(data, place):
        length = re.findall(rb"/Length (\d+)", stream[1])
        if len(length) != 1:
            return False
        place = stream.end() + int(length[0])
        if not re.match(rb"(\r\n|\n|\r)endstream", data[place:place + 11]):
            return False
        streams += 1
    return streams > 0


def faults(data):
    import page

    is_right = has_right_lengths(data)
    if not is_right:
        yield "a stream has another length than it says"
    if has_right_lengths(re.sub(rb"/Length (\d)", rb"/Length 1\1", data, count=1)):
        yield "a wrong length is not found"
    for profile in PROFILES:
        report = page.validate_pdf_bytes(data, profile=profile)
        yield from (f"{profile} {failure.rule_id}: {failure.message}" for failure in report.failures
                    if not (is_right and LENGTH in failure.rule_id))
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
