"""What scripts/torture works in: a throw-away PostgreSQL of its own, and avoir run against it with the shim or without."""

import os
import pathlib
import shutil
import signal
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


class Failed(Exception):
    """Something is not as an undisturbed run leaves it."""


class Cluster:
    """A server on a Unix socket; root has the account postgres run it."""

    def __init__(self, folder, shim, fsync=False):
        self.folder, self.shim = pathlib.Path(folder), shim
        self.data, self.sockets = self.folder / "data", self.folder / "run"
        self.flag = self.folder / "disk-is-full"
        self.account = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
        given = os.environ.get("AVOIR_POSTGRES_BIN")
        self.programs = (pathlib.Path(given).resolve() if given else found[-1].parent if found
                         else pathlib.Path(shutil.which("initdb")).resolve().parent)
        self.fsync = fsync

    def create(self, like=None):
        """like: a cluster that stands still, to be copied."""
        self.folder.mkdir(mode=0o755)
        for made in [self.data, self.sockets]:
            made.mkdir(mode=0o700 if made == self.data else 0o755)
            if self.account:
                shutil.chown(made, "postgres", "postgres")
        if self.account:
            shutil.chown(self.folder, "postgres", "postgres")
        if like:
            subprocess.run(["cp", "-a", f"{like.data}/.", self.data], check=True)
        else:
            self.program("initdb", "-D", self.data, "-U", "avoir", "-E", "UTF8", "--locale=C", "-A", "trust", "--no-sync")
        # Of a setting that is there twice the last one counts.
        with open(self.data / "postgresql.conf", "a") as settings:
            settings.write(f"listen_addresses = ''\nunix_socket_directories = '{self.sockets}'\nmax_connections = 150\n"
                           f"shared_buffers = 64MB\nfsync = {'on' if self.fsync else 'off'}\nautovacuum = off\njit = off\n"
                           "max_wal_size = 256MB\nmin_wal_size = 32MB\nlog_checkpoints = off\n")

    def program(self, name, *arguments, check=True, **variables):
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **variables}
        with open(self.folder / "programs.log", "ab") as log:
            return subprocess.run([self.programs / name, *arguments], cwd=self.folder, env=environment, stdout=log,
                                  stderr=log, stdin=subprocess.DEVNULL, check=check, **self.account).returncode

    def start(self, filling=None):
        """filling: the part of a path to which nothing can be written while the flag is there."""
        variables = {} if filling is None else {
            "LD_PRELOAD": str(self.shim), "TORTURE_FULL_FLAG": str(self.flag), "TORTURE_FULL_PART": filling}
        for _ in range(100):
            if self.program("pg_ctl", "start", "-D", self.data, "-l", self.folder / "server.log", "-s", "-w", check=False,
                            **variables) == 0:
                return
            time.sleep(0.1)
        raise Failed(f"the server does not start again; see {self.folder}/server.log")

    def stop(self, how="fast"):
        self.program("pg_ctl", "stop", "-D", self.data, "-m", how, "-s", "-w", check=False)

    def is_up(self):
        return self.program("pg_ctl", "status", "-D", self.data, "-s", check=False) == 0

    def url(self, database):
        return f"postgresql://avoir@/{database}?host={self.sockets}"

    def sql(self, text, database="postgres", patient=False):
        """patient: also over a crash recovery."""
        for attempt in range(200):
            done = subprocess.run(["psql", "-qXAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", self.url(database)],
                                  input=text, text=True, capture_output=True)
            if done.returncode == 0:
                return [line.split("\t") for line in done.stdout.splitlines()]
            if done.returncode != 2 or not patient:
                break
            time.sleep(0.05)
        raise Failed(f"psql: {done.stderr.strip()[:500]}")

    def copy(self, database, template):
        self.sql(f'drop database if exists "{database}" with (force)', patient=True)
        # PostgreSQL 15 copies how far a sequence was logged ahead, but not its log: until a checkpoint a crash sets it back.
        self.sql(f'create database "{database}" template "{template}"; checkpoint', patient=True)

    def drop(self, database):
        self.sql(f'drop database if exists "{database}" with (force)', patient=True)

    def backends(self, database):
        return [int(row[0]) for row in self.sql(
            f"select pid from pg_stat_activity where datname = '{database}' and application_name like 'avoir%'", patient=True)]

    def kill_hard(self, pid):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


class Run:
    """What a command did."""

    def __init__(self, arguments, code, out, err):
        self.arguments, self.code, self.out, self.err = arguments, code, out, err

    @property
    def was_killed(self):
        return self.code == -signal.SIGKILL

    def __str__(self):
        return f"avoir {' '.join(self.arguments)}: {self.code}: {self.err.strip()[-600:]}"


class Avoir:
    def __init__(self, program, shim):
        self.program, self.shim = program, shim

    def start(self, arguments, home, url=None, piped=None, **torture):
        """torture: the shim's variables without their TORTURE_, in small letters; without any there is no shim.

        piped: a file that comes through a pipe.
        """
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "AVOIR_HOME": str(home), "HOME": str(home),
                       "TMPDIR": os.environ.get("TMPDIR", "/tmp"),
                       "AVOIR_PYTHON": str(ROOT / ".build/typst-venv/bin/python3")}
        if torture:
            environment["LD_PRELOAD"] = str(self.shim)
            environment.update({f"TORTURE_{name.upper()}": str(value) for name, value in torture.items()})
        command = [str(part) for part in arguments] + (["--database", url] if url else [])
        feeder = subprocess.Popen(["cat", piped], stdout=subprocess.PIPE) if piped else None
        child = subprocess.Popen([self.program, *command], env=environment, stdin=feeder.stdout if feeder else subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT / "examples")
        child.feeder = feeder
        if feeder:
            feeder.stdout.close()
        child.arguments_given = [str(part) for part in arguments]
        return child

    @staticmethod
    def end(child, patience=300):
        try:
            out, err = child.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
            raise Failed(f"avoir {' '.join(child.arguments_given)} hangs")
        finally:
            if child.feeder:
                child.feeder.wait()
        return Run(child.arguments_given, child.returncode, out, err.decode(errors="replace"))

    def run(self, arguments, home, url=None, piped=None, **torture):
        return self.end(self.start(arguments, home, url, piped, **torture))

    def must(self, arguments, home, url=None, codes=(0,), piped=None):
        run = self.run(arguments, home, url, piped)
        if run.code not in codes:
            raise Failed(str(run))
        return run


def compile_shim(folder):
    """With the C compiler of the machine, or the one that comes with Swift."""
    swift = shutil.which("swift")
    beside = pathlib.Path(swift).resolve().parent / "clang" if swift else None
    compiler = shutil.which("cc") or shutil.which("clang") or (str(beside) if beside and beside.exists() else None)
    if not compiler:
        raise SystemExit("torture: no C compiler; install gcc")
    flags = subprocess.run(["pkg-config", "--cflags", "libpq"], capture_output=True, text=True, check=True).stdout.split()
    shim = pathlib.Path(folder) / "shim.so"
    subprocess.run([compiler, "-std=gnu17", "-O1", "-shared", "-fPIC", "-pthread", "-Wl,-z,lazy", *flags, "-o", shim,
                    ROOT / "Tests/Torture/shim.c", "-ldl"], check=True)
    shim.chmod(0o755)
    return shim
