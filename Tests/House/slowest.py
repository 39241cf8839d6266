"""Passes on what `swift test` prints, and shows the twenty slowest tests and every failure before the runner's summary.

The summary stays last: who sees only the end of a long log learns what failed all the same.
"""

import re
import sys

SHOWN = 20
SHOWN_FAILURES = 40
TEST = re.compile(r'[✔✘] Test (?P<name>".*?"|\S+)(?: with \d+ test cases?)? (?:passed|failed) after (?P<seconds>[\d.]+) seconds')
SUMMARY = re.compile(r"Test run with \d+ tests? |Executed \d+ tests?,|Test Suite '(?:All tests|Selected tests)'")


def main():
    times, failures, summary = [], [], []
    follows = False
    for line in sys.stdin:
        # An issue, and the lines below it that say more.
        follows = " recorded an issue" in line or follows and line.startswith("↳")
        if follows:
            failures.append(line)
        if found := TEST.search(line):
            times.append((float(found["seconds"]), found["name"]))
        if SUMMARY.search(line):
            summary.append(line)
        else:
            sys.stdout.write(line)
            sys.stdout.flush()
    times.sort(reverse=True)
    if times:
        print(f"the {min(SHOWN, len(times))} slowest of {len(times)} tests, in seconds, others running beside them:")
    for seconds, name in times[:SHOWN]:
        print(f"{seconds:8.1f}  {name}")
    if failures:
        print("what failed:")
        sys.stdout.writelines(failures[:SHOWN_FAILURES])
        if len(failures) > SHOWN_FAILURES:
            print(f"and {len(failures) - SHOWN_FAILURES} lines more")
    sys.stdout.writelines(summary)


if __name__ == "__main__":
    main()
