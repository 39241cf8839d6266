"""Measures the commands of the desk on years of history, beside assessing the last month.

    python3 -m Benchmarks.history [--avoir BINARY] [--months 36] [--events 300000]

Every month has so many outages and all that goes with them, is assessed, and all but the last are issued. Times are of the
whole command, warm, the median of several turns; only ratios within a run mean something on another machine.
"""

import argparse
import os
import shutil
import sys
import tempfile

from . import data
from .__main__ import table
from .cluster import ROOT, Cluster

LAST = "2026-10"


def earlier(count):
    """The month so many before the last one."""
    year, number = map(int, LAST.split("-"))
    place = year * 12 + number - 1 - count
    return f"{place // 12}-{place % 12 + 1:02d}"


class History(Cluster):
    def load(self, options):
        terms = (ROOT / "examples/terms/axantis-contact-experience.yaml").read_text()
        path = self.folder / "terms.yaml"
        path.write_text(terms.replace("effective_from: 2025-03-01", "effective_from: 2015-03-01"))
        self.avoir("avoir", "terms", "add", path)
        self.avoir("avoir", "issuer", "set", ROOT / "examples/issuer.yaml")
        for count in reversed(range(options.months)):
            month = earlier(count)
            self.say(f"{month}: {options.events:,} events")
            folder = self.folder / month
            data.make(folder, options.events, seed=options.seed + count, month=month)
            if count == options.months - 1:
                self.avoir("avoir", "import", "customers", folder / "customers.csv")
                subscriptions = folder / "subscriptions.csv"
                subscriptions.write_text(subscriptions.read_text().replace("2025-06-01", "2015-06-01"))
                self.avoir("avoir", "import", "subscriptions", subscriptions)
            for kind in ["invoices", "outages", "notifications", "excusable-events", "maintenance", "requests"]:
                self.avoir("avoir", "import", kind, folder / f"{kind}.csv")
            run = self.avoir("avoir", "assess", month)
            self.say(f"assessed in {run.seconds:.2f} s")
            if count > 0:
                self.avoir("avoir", "issue", month, "--date", f"{earlier(count - 1)}-05")
            shutil.rmtree(folder)
        self.sql("vacuum analyze")

    def desk(self, turns):
        commands = {
            "status": ["status"],
            "list outages of a subscription": ["list", "outages", "--subscription", "SUB-0000005", "--month", LAST],
            "list invoices of a customer": ["list", "invoices", "--customer", "C-000005"],
            "statement of a customer's year": ["statement", "C-000005", "--year", "2026"],
            "note list of a month": ["note", "list", "--month", earlier(1)],
        }
        for what, arguments in commands.items():
            self.avoir("avoir", *arguments)
            self.measure(what, [1000 * self.avoir("avoir", *arguments).seconds for _ in range(turns)], 200, 200, "ms",
                         f"avoir {' '.join(arguments)}")
        explain = ["explain", LAST, "SUB-0000005"]
        self.measure("explain of one subscription", [1000 * self.avoir("avoir", *explain).seconds for _ in range(turns)],
                     100, 50, "ms", f"avoir {' '.join(explain)}")
        budgets, assessments = [], []
        for _ in range(turns):
            budgets.append(self.avoir("avoir", "budget", LAST))
            assessments.append(self.avoir("avoir", "assess", LAST))
        self.compare("budget ÷ assess of the month again", budgets, assessments, 1.2, 1.2, f"avoir budget {LAST}")
        self.measure("assess of the month again", [run.seconds for run in assessments], unit="s")
        self.measure("report of the last year", [self.avoir("avoir", "report", "2026").seconds], unit="s")
        self.measure("database", [float(self.sql("select pg_database_size('avoir') / 1e6"))], unit="MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--avoir", help="a release build of avoir")
    parser.add_argument("--months", type=int, default=36)
    parser.add_argument("--events", type=int, default=300_000, help="of each month")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="avoir-bench.")
    os.chmod(folder, 0o755)
    history = History(options, folder)
    try:
        history.load(options)
        history.desk(options.turns)
    finally:
        history.stop()
        shutil.rmtree(folder, ignore_errors=True)
    table(history.measures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
