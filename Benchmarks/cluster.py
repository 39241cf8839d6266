"""A throw-away cluster, the commands that are measured on it, and what was measured."""

import os
import pathlib
import re
import statistics
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Run:
    """Seconds, processor seconds of client and server, and the client's peak memory of one command."""

    def __init__(self, bench, command, stdin=None, check=True, output=None):
        before, start = bench.server_seconds(), time.monotonic()
        child = subprocess.Popen(command, stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
                                 stdout=output or bench.output, stderr=bench.errors, env=bench.environment)
        if stdin:
            child.stdin.write(stdin.encode())
            child.stdin.close()
        _, status, usage = os.wait4(child.pid, 0)
        self.seconds = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if check and child.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))[:200]}: exit code {child.returncode}; {bench.last_error()}")
        self.peak_bytes = usage.ru_maxrss * 1024
        # The postmaster is charged for a session once it has ended.
        time.sleep(0.05)
        self.cpu = usage.ru_utime + usage.ru_stime + bench.server_seconds() - before


def build(product):
    """For release, linked as scripts/demo does."""
    print(f"bench: building {product}", file=sys.stderr, flush=True)
    command = ["swift", "build", "-c", "release", "--static-swift-stdlib"]
    subprocess.run([*command, "--product", product], cwd=ROOT, check=True, stdout=sys.stderr)
    folder = subprocess.run([*command, "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True)
    return f"{folder.stdout.strip()}/{product}"


class Cluster:
    def __init__(self, options, folder):
        self.options, self.folder = options, pathlib.Path(folder)
        self.output = open(self.folder / "output.log", "wb")
        self.errors = open(self.folder / "errors.log", "wb")
        self.environment = {k: v for k, v in os.environ.items() if not re.match("PG|AVOIR_", k)}
        self.environment["AVOIR_HOME"] = str(self.folder / "home")
        self.program = str(pathlib.Path(options.avoir).resolve()) if options.avoir else build("avoir")
        self.measures, self.peaks = [], {}
        self.say("starting a cluster")
        subprocess.run([self.program, "database", "migrate"], check=True, env=self.environment, stdout=self.output)
        pid_file = self.folder / "home/postgres/data/postmaster.pid"
        self.postmaster = int(pid_file.read_text().split("\n")[0])
        url = subprocess.run([self.program, "database", "url"], check=True, env=self.environment,
                             capture_output=True, text=True).stdout.strip()
        self.url = url
        self.version = subprocess.run([self.program, "--version"], capture_output=True, text=True).stdout.strip()

    @staticmethod
    def say(text):
        print(f"bench: {text}", file=sys.stderr, flush=True)

    def last_error(self):
        return pathlib.Path(self.errors.name).read_text(errors="replace").strip()[-500:]

    def server_seconds(self):
        """Processor seconds of the server's ended processes."""
        try:
            fields = pathlib.Path(f"/proc/{self.postmaster}/stat").read_text().rsplit(")", 1)[1].split()
            return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
        except (OSError, AttributeError):
            return 0.0

    def database(self, name):
        return self.url.replace("/avoir?", f"/{name}?")

    def sql(self, text, database="avoir"):
        done = subprocess.run(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", self.database(database)], input=text, text=True,
                              capture_output=True, env=self.environment)
        if done.returncode != 0:
            sys.exit(f"psql: {done.stderr}")
        return done.stdout.strip()

    def copy(self, name, template):
        self.sql(f"drop database if exists {name} with (force)")
        self.sql(f"create database {name} template {template}")
        self.sql("checkpoint")

    def avoir(self, database, *arguments, check=True):
        return Run(self, [self.program, *map(str, arguments), "--database", self.database(database)], check=check)

    def converted(self, path, *arguments):
        """Of a command that touches no database and writes the file."""
        with open(path, "wb") as output:
            return Run(self, [self.program, *map(str, arguments), "--quiet"], output=output)

    def psql(self, database, text):
        return Run(self, ["psql", "-qX", "-v", "ON_ERROR_STOP=1", self.database(database)], stdin=text)

    def measure(self, what, values, must=None, aim=None, unit="", command="", at_least=False, extra=None):
        median = statistics.median(values)
        met = None if must is None else "-"
        if must is not None:
            reaches = (lambda goal: median >= goal) if at_least else (lambda goal: median <= goal)
            met = "aim" if reaches(aim) else "must" if reaches(must) else "NO"
        self.measures.append({"what": what, "median": median, "values": values, "unit": unit, "must": must, "aim": aim,
                              "met": met, "command": command, **(extra or {})})

    def compare(self, what, ours, theirs, must, aim, command, at_least=False):
        """`ours` ÷ `theirs`, or the other way round when at least so much is wanted."""
        def ratio(of):
            pairs = [(of(a), of(b)) for a, b in zip(ours, theirs)]
            return [(b / a if at_least else a / b) for a, b in pairs if a > 0 and b > 0]
        cpu = ratio(lambda run: run.cpu)
        self.measure(what, ratio(lambda run: run.seconds), must, aim, "×", command, at_least, {
            "cpu": statistics.median(cpu) if cpu else None,
            "seconds": [run.seconds for run in ours], "baseline_seconds": [run.seconds for run in theirs]})

    def peak(self, events, command, run):
        self.peaks.setdefault((events, command), []).append(run.peak_bytes)

    def settings(self):
        names = ["server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "max_wal_size",
                 "work_mem", "maintenance_work_mem", "lc_collate", "max_parallel_workers_per_gather"]
        return {name: self.sql(f"show {name}") for name in names}

    def stop(self):
        subprocess.run([self.program, "database", "stop", "--quiet"], env=self.environment, stdout=self.output,
                       stderr=self.errors)


class SeriesLock:
    """How long a transaction holds the note series: its table's lock is taken with the row's and kept to the end."""

    HELD = "select count(*) from pg_locks l where l.relation = 'avoir.note_series'::regclass and l.granted " \
        "and l.mode in ('RowShareLock', 'RowExclusiveLock') and l.pid <> pg_backend_pid()"

    def __init__(self, bench, database):
        self.psql = subprocess.Popen(["psql", "-qXAt", bench.database(database)], stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, text=True, env=bench.environment)
        self.ends, self.seconds = threading.Event(), 0.0

    def __enter__(self):
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()
        return self

    def watch(self):
        last = time.monotonic()
        while not self.ends.is_set():
            self.psql.stdin.write(self.HELD + ";\n")
            self.psql.stdin.flush()
            held, now = self.psql.stdout.readline().strip() != "0", time.monotonic()
            self.seconds += now - last if held else 0
            last = now
            time.sleep(0.01)

    def __exit__(self, *_):
        self.ends.set()
        self.thread.join()
        self.psql.stdin.close()
        self.psql.wait()
