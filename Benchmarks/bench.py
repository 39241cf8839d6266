"""What is measured, each beside what PostgreSQL itself takes for the same."""

import itertools
import re
import shutil
import statistics
import subprocess
import sys

from . import convert, data as months
from .cluster import ROOT, Cluster, Run, SeriesLock, build

OUTAGE_COLUMNS = "source text, id text, service text, subscription text, started_at timestamptz, " \
    "ended_at timestamptz, notified_at timestamptz"
# What judging needs of an outage.
NEEDED = "subscription_key, service_key, started_at, ended_at, notified_at"


class Bench(Cluster):
    def ingest(self, events, data, runs):
        self.say(f"{events:,} events: ingest, {runs} times")
        plain, first, known = [], [], []
        for _ in range(runs):
            self.copy("bench", "base")
            self.sql(f"create table public.plain ({OUTAGE_COLUMNS}); create unique index on public.plain (source, id)",
                     "bench")
            plain.append(self.psql("bench", f"\\copy public.plain from '{data}/outages.csv' csv header"))
            self.sql("drop table public.plain; checkpoint", "bench")
            first.append(self.avoir("bench", "import", "outages", data / "outages.csv"))
            known.append(self.avoir("bench", "import", "outages", data / "outages.csv"))
            self.peak(events, "import", first[-1])
        self.compare(f"ingest of {events:,} outages ÷ \\copy", first, plain, 0.9, 0.6, "avoir import outages")
        self.compare(f"ingest of the same file again ÷ first, {events:,}", known, first, 0.6, 0.1, "avoir import outages")
        return statistics.median(run.cpu for run in first) / events, \
            statistics.median(run.seconds for run in first) / events

    def load(self, data):
        for kind in ["invoices", "outages", "notifications", "excusable-events", "maintenance", "requests"]:
            self.avoir("loaded", "import", kind, data / f"{kind}.csv")
        self.sql("vacuum analyze", "loaded")

    def assess(self, events, runs):
        self.say(f"{events:,} events: assess, {runs} times")
        copies, assessments, proofs = [], [], []
        needed = f"copy (select {NEEDED} from avoir.outage where until_batch is null) to stdout"
        for turn in range(runs):
            self.copy("bench", "loaded")
            self.psql("bench", f"\\o /dev/null\n{needed};")  # warms the copy
            copies.append(self.psql("bench", f"\\o /dev/null\n{needed};"))
            assessments.append(self.avoir("bench", "assess", months.MONTH))
            self.peak(events, "assess", assessments[-1])
            if turn < (runs if events <= 100_000 else 1):
                proofs.append(self.psql("bench", self.proof("bench")))
        self.compare(f"assess of {events:,} events ÷ COPY of what it needs", assessments, copies, 1.6, 1.0,
                     f"avoir assess {months.MONTH}; {needed}")
        self.compare(f"assess vs the SQL proof, {events:,}", assessments, proofs, 5, 7, "sql/proof/month.sql", True)
        return statistics.median(run.cpu for run in assessments) / events, \
            statistics.median(run.seconds for run in assessments) / events

    def proof(self, database):
        """The statement that `avoir verify` runs."""
        keys = self.sql("select array_agg(distinct subscription_key order by subscription_key) from avoir.assessment",
                        database)
        batch, at = self.sql("select watermark, assessed_at from avoir.assessment_run order by run desc limit 1",
                             database).split("|")
        statement = (ROOT / "sql/proof/month.sql").read_text().rstrip().rstrip(";")
        return f"set search_path = avoir, pg_temp; set jit = off;\n\\o /dev/null\n" \
            f"prepare proof (date, int, timestamptz, int[]) as\n{statement};\n" \
            f"execute proof ('{months.MONTH}-01', {batch}, '{at}', '{keys}');"

    def verify(self, events):
        self.say(f"{events:,} events: verify, report")
        for command in ["verify", "report"]:
            run = self.avoir("bench", command, months.MONTH)
            self.peak(events, command, run)
            self.measure(f"{command}, {events:,} events", [run.seconds], unit="s")

    def issue(self, notes):
        data = self.folder / "issue"
        # Four in five subscriptions miss the target.
        months.make(data, notes * 16, notes * 8 // 5, self.options.seed)
        self.prepare(data, "issue")
        self.avoir("loaded", "assess", months.MONTH)
        self.say(f"issue of about {notes:,} notes")
        locked, walls, issued = [], [], 0
        for turn in range(3 if self.options.runs >= 3 else 1):
            self.copy("bench", "loaded")
            # What was issued in the copy before is gone on purpose.
            (self.folder / "home/anchors.log").unlink(missing_ok=True)
            with SeriesLock(self, "bench") as lock:
                run = self.avoir("bench", "issue", months.MONTH, check=False)
            locked.append(lock.seconds)
            walls.append(run.seconds)
            self.peak(notes * 16, "issue", run)
            issued = int(self.sql("select count(*) from avoir.credit_note", "bench"))
        self.measure(f"issue of {issued:,} notes, series locked", locked, 3, 1.5, "s", f"avoir issue {months.MONTH}")
        self.measure(f"issue of {issued:,} notes, all of it", walls, unit="s")
        for command in (["verify", months.MONTH], ["report", months.MONTH],
                        ["note", "export", "--month", months.MONTH, "--format", "ubl", "--output", self.folder / "ubl"]):
            run = self.avoir("bench", *command)
            self.peak(notes * 16, command[0], run)
            self.measure(f"{' '.join(command[:2]) if command[0] == 'note' else command[0]}, {issued:,} notes",
                         [run.seconds], unit="s")

    def prepare(self, data, name):
        """A database `base` with names and terms, and `loaded` with all the facts."""
        self.say(f"{name}: loading")
        self.copy("base", "empty")
        self.avoir("base", "terms", "add", ROOT / "examples/terms/axantis-contact-experience.yaml")
        self.avoir("base", "issuer", "set", ROOT / "examples/issuer.yaml")
        for kind in ["customers", "subscriptions"]:
            self.avoir("base", "import", kind, data / f"{kind}.csv")
        self.sql("vacuum analyze", "base")
        self.copy("loaded", "base")
        self.load(data)

    def start_up(self, runs):
        self.say("start-up")
        many = max(runs, 5) * 4
        version = [1000 * Run(self, [self.program, "--version"]).seconds for _ in range(many)]
        self.measure("avoir --version", version, 15, 5, "ms", "avoir --version")
        explain = [1000 * self.avoir("bench", "explain", months.MONTH, "SUB-0000005").seconds for _ in range(many)]
        self.measure("explain of one subscription, warm", explain, 100, 50, "ms", "avoir explain")

    def instructions(self, data):
        """Of the parts that need no database: what twice the work takes more. Instructions repeat where seconds do not."""
        if not shutil.which("valgrind") or not shutil.which("strip"):
            self.say("valgrind or strip is not there: no instruction counts")
            return
        self.say("counting instructions")
        # valgrind gives up over what Swift writes for debuggers.
        stripped, whole, half = self.folder / "bench-pure", data / "outages.csv", data / "half.csv"
        subprocess.run(["strip", "-o", stripped, build("bench-pure")], check=True)
        rows = self.options.sizes[0]
        with open(whole, encoding="ascii") as lines, open(half, "w", encoding="ascii") as some:
            some.writelines(itertools.islice(lines, rows // 2 + 1))
        for part, what, once, twice, work in [
                ("read", "a row read, typed and checked", half, whole, rows // 2),
                ("sweep", "an outage swept", 10_000, 20_000, 10_000),
                ("judge", "an outage judged plainly", 10_000, 20_000, 10_000)]:
            self.measure(f"instructions for {what}",
                         [(counted(stripped, part, twice) - counted(stripped, part, once)) / work],
                         command=f"valgrind --tool=callgrind bench-pure {part}")

    def growth(self, what, costs):
        """Seconds an event at each size ÷ those at the smallest."""
        if len(costs) > 1:
            smallest = costs[min(costs)]
            self.measure(f"growth of {what}, {min(costs):,} to {max(costs):,}", [costs[max(costs)][1] / smallest[1]],
                         unit="×", extra={"cpu": costs[max(costs)][0] / smallest[0]})

    def memory(self):
        for (events, command), peaks in sorted(self.peaks.items()):
            limit = 64 * events + 100e6
            self.measure(f"peak memory of {command}, {events:,} events", [max(peaks) / 1e6], limit / 1e6, limit / 2e6, "MB")

    def all(self):
        options = self.options
        self.sql("create database empty template avoir")
        costs = {"ingest": {}, "assess": {}}
        for events in options.sizes:
            data = self.folder / str(events)
            self.say(f"{events:,} events: making the files")
            months.make(data, events, None, options.seed)
            self.prepare(data, f"{events:,} events")
            runs = options.runs if events <= 1_000_000 else min(options.runs, 5)
            costs["ingest"][events] = self.ingest(events, data, runs)
            costs["assess"][events] = self.assess(events, runs)
            if events <= 1_000_000:
                self.verify(events)
            if events == max(n for n in options.sizes if n <= 1_000_000):
                convert.measure(self, events, min(options.runs, 3))
            if events == options.sizes[0]:
                self.start_up(runs)
                self.instructions(data)
            shutil.rmtree(data)
        for what, cost in costs.items():
            self.growth(what, cost)
        if options.notes:
            self.issue(options.notes)
        self.memory()


def counted(*command):
    report = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)],
                            capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", report.stderr)
    if not found:
        sys.exit(f"valgrind failed: {report.stderr[-500:]}")
    return int(found[1])
