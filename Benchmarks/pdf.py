"""Measures avoir note export --format facturx: notes of one line, each with the month's picture and a list of outages.

    python3 -m Benchmarks.pdf --avoir PATH [--notes 1000] [--outages 40] [--formats cii,facturx]

Starts a throw-away embedded cluster. AVOIR_PYTHON names the Python that has Typst; scripts/setup --typst makes one. Prints for
each format seconds, processor seconds with those of the programs that avoir starts, and the most memory of avoir and
of the largest of those programs.
"""

import argparse
import os
import pathlib
import random
import resource
import shutil
import subprocess
import tempfile
import threading
import time

from .data import MONTH, write

ROOT = pathlib.Path(__file__).resolve().parent.parent


def make(folder, notes, outages, seed=1):
    """Outages within service hours, of 5 to 30 minutes; half have a summary, a tenth an excuse."""
    rng = random.Random(seed)
    days = [day for day in range(1, 32) if (day + 2) % 7 < 5]
    write(folder / "customers.csv", "customer,name,siren,vat_number,street,postcode,city,country",
          (f"C-{n:06d},Client {n},200000008,FR37200000008,{n} rue du Client,75001,Paris,FR\n" for n in range(notes)))
    write(folder / "subscriptions.csv", "subscription,customer,service,terms,starts_on",
          (f"SUB-{n:06d},C-{n:06d},contact-centre,axantis-contact-experience,2025-06-01\n" for n in range(notes)))
    write(folder / "invoices.csv", "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate",
          (f"F-{n:06d},SUB-{n:06d},{MONTH},{MONTH}-31,{100 + n * 37 % 900}.{n % 100:02d},20\n" for n in range(notes)))
    write(folder / "requests.csv", "subscription,month,requested_on",
          (f"SUB-{n:06d},{MONTH},2026-11-03\n" for n in range(notes)))
    excuses = []

    def lines():
        for n in range(notes):
            for number in range(outages):
                start = rng.randrange(7 * 60, 15 * 60)
                end = start + rng.randrange(5, 30)
                begin, finish = (f"{MONTH}-{days[number % len(days)]:02d}T{m // 60:02d}:{m % 60:02d}:00Z"
                                 for m in (start, end))
                summary = f"Perte du lien principal {number}" if number % 2 else ""
                if number % 10 == 0:
                    excuses.append(f"desk,E-{n}-{number},,SUB-{n:06d},other_operator,{begin},{finish},,,ticket {number}\n")
                yield f"noc,INC-{n}-{number},,SUB-{n:06d},{begin},{finish},{begin},{summary}\n"

    write(folder / "outages.csv", "source,id,service,subscription,started_at,ended_at,notified_at,summary", lines())
    write(folder / "excusable-events.csv",
          "source,id,service,subscription,cause,started_at,ended_at,outage_source,outage_id,evidence", excuses)


class Peak:
    """The most resident memory of a process, and of the largest of its children, in MB."""

    def __init__(self, pid):
        self.own, self.child = 0, 0
        self.pid, self.ended = pid, threading.Event()
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()

    @staticmethod
    def of(pid):
        try:
            status = pathlib.Path(f"/proc/{pid}/status").read_text()
        except OSError:
            return 0
        return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0)

    def watch(self):
        while not self.ended.wait(0.1):
            self.own = max(self.own, self.of(self.pid))
            for task in pathlib.Path(f"/proc/{self.pid}/task").glob("*/children"):
                try:
                    self.child = max([self.child, *(self.of(child) for child in task.read_text().split())])
                except OSError:
                    pass


def measured(command, environment):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    peak = Peak(running.pid)
    code = running.wait()
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    peak.ended.set()
    peak.thread.join()
    if code:
        raise SystemExit(f"{command} ended with {code}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak.own, peak.child


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--avoir", required=True)
    parser.add_argument("--notes", type=int, default=1000)
    parser.add_argument("--outages", type=int, default=40)
    parser.add_argument("--formats", default="cii,facturx")
    given = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="avoir-bench."))
    folder.chmod(0o755)
    environment = {**os.environ, "AVOIR_HOME": str(folder / "home"), "AVOIR_NOW": "2026-11-30T12:00:00Z"}

    def avoir(*arguments):
        subprocess.run([given.avoir, *map(str, arguments)], env=environment, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.PIPE)

    try:
        make(folder, given.notes, given.outages)
        avoir("database", "migrate")
        avoir("terms", "add", ROOT / "examples/terms/axantis-contact-experience.yaml")
        avoir("issuer", "set", ROOT / "examples/issuer.yaml")
        for kind in ["customers", "subscriptions", "invoices", "outages", "excusable-events", "requests"]:
            avoir("import", kind, folder / f"{kind}.csv")
        avoir("assess", MONTH)
        avoir("issue", MONTH, "--date", "2026-11-05")
        for name in given.formats.split(","):
            output = folder / name
            wall, processor, own, child = measured(
                [given.avoir, "note", "export", "--format", name, "--output", str(output), "--quiet"], environment)
            files = list(output.iterdir())
            size = sum(file.stat().st_size for file in files) / max(1, len(files))
            print(f"{name}: {len(files)} notes, {wall:.1f} s, {processor:.1f} s of processor, avoir {own:.0f} MB, "
                  f"its largest program {child:.0f} MB, {size / 1000:.0f} KB each", flush=True)
    finally:
        subprocess.run([given.avoir, "database", "stop"], env=environment, stdout=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
