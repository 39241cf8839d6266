"""Passes on what `swift test` prints, and shows the twenty slowest tests before the runner's summary, which stays last."""

import re
import sys

SHOWN = 20
TEST = re.compile(r'[✔✘] Test (?P<name>".*?"|\S+)(?: with \d+ test cases?)? (?:passed|failed) after (?P<seconds>[\d.]+) seconds')
SUMMARY = re.compile(r"Test run with \d+ tests? |Executed \d+ tests?,|Test Suite '(?:All tests|Selected tests)'")


def main():
    times, summary = [], []
    for line in sys.stdin:
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
    sys.stdout.writelines(summary)


if __name__ == "__main__":
    main()
