"""Measures avoir against PostgreSQL itself, on data that it makes, and compares the ratios with the goals.

    scripts/bench                       100,000 and 1 million events, 20,000 notes; some minutes
    scripts/bench --events 10000000     up to 10 million events; an hour, 10 GB of disk

Builds avoir for release, unless --avoir names one, and starts a throw-away embedded cluster for it. avoir and what it is
compared with run in turns; a ratio is the median of the ratios of turns. Machines differ and are busy: only ratios within
a run of this script mean something. "cpu" is the ratio of processor time, server and client together, which other
work on the machine disturbs less. Prints a table and writes everything, with the commands, as JSON.
"""

import argparse
import json
import os
import pathlib
import platform
import shutil
import sys
import tempfile

from .bench import Bench


def shown(value, unit):
    return "" if value is None else f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if unit == "MB" else f"{value:.2f}"


def table(measures):
    rows = [("", "measured", "", "cpu", "must", "aim", "met")]
    for m in measures:
        rows.append((m["what"], shown(m["median"], m["unit"]), m["unit"], shown(m.get("cpu"), ""),
                     shown(m["must"], m["unit"]), shown(m["aim"], m["unit"]), m["met"] or ""))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = [text.ljust(w) if i in (0, 2, 6) else text.rjust(w) for i, (text, w) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000, help="the largest size; 100,000 is measured too")
    parser.add_argument("--runs", type=int, default=5, help="turns of each comparison")
    parser.add_argument("--notes", type=int, default=20_000, help="about how many notes to issue; 0: none")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--avoir", help="a release build of avoir")
    parser.add_argument("--json", default="bench.json", help="where to write the figures (default: bench.json)")
    options = parser.parse_args()
    sizes = [100_000, 1_000_000, 10_000_000]
    options.sizes = sorted({*(n for n in sizes if n < options.events), options.events})
    # Where the server's own account can read and everybody can enter.
    folder = tempfile.mkdtemp(prefix="avoir-bench.")
    os.chmod(folder, 0o755)
    bench = Bench(options, folder)
    try:
        settings = bench.settings()
        bench.say("  ".join(f"{name}={value}" for name, value in settings.items()))
        bench.all()
    finally:
        bench.stop()
        shutil.rmtree(folder, ignore_errors=True)
    machine = {"system": platform.platform(), "processors": os.cpu_count(),
               "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")}
    table(bench.measures)
    pathlib.Path(options.json).write_text(json.dumps(
        {"avoir": bench.version, "machine": machine, "settings": settings, "seed": options.seed,
         "sizes": options.sizes, "measures": bench.measures}, indent=1) + "\n")
    return 1 if any(m["met"] == "NO" for m in bench.measures) else 0


if __name__ == "__main__":
    sys.exit(main())
