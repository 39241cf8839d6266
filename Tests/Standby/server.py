"""A PostgreSQL server in a folder, and standbys of it."""

import glob
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile
import time


def programs():
    """The folder of AVOIR_POSTGRES_BIN, else of the newest version that Debian's packages installed."""
    if given := os.environ.get("AVOIR_POSTGRES_BIN"):
        return pathlib.Path(given).resolve()
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
    if not found:
        raise SystemExit("scripts/standby: PostgreSQL is not installed: scripts/setup")
    return pathlib.Path(found[-1])


class Place:
    """A folder for servers, of an account that may run them: PostgreSQL refuses to be root's."""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="avoir-standby."))
        self.programs = programs()
        self.servers = []
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self.prefix = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
        else:
            self.prefix = []
        return self

    def make(self, folder):
        folder.mkdir()
        shutil.copystat(self.folder, folder)
        os.chown(folder, self.folder.stat().st_uid, self.folder.stat().st_gid)

    def __exit__(self, *_):
        for server in self.servers:
            server.stop("immediate", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, program, *arguments, check=True):
        done = subprocess.run([*self.prefix, self.programs / program, *arguments], text=True, cwd=self.folder,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if check and done.returncode != 0:
            raise SystemExit(f"FAILED: {program}\n{done.stdout}")
        return done.stdout


class Server:
    """Listens on a socket in its own folder; everybody on this machine is its superuser."""

    def __init__(self, place, name):
        self.place, self.name, self.folder = place, name, place.folder / name
        self.database = "avoir"
        self.log = place.folder / f"{name}.log"
        # Beside the data, or a copy of them would bring the lock of the socket.
        self.sockets = place.folder / f"{name}.run"
        place.make(self.sockets)
        place.servers.append(self)

    @classmethod
    def new(cls, place, name):
        server = cls(place, name)
        place.run("initdb", "-D", server.folder, "--username=drill", "--auth=trust", "--encoding=UTF8", "--locale=C",
                  "--no-instructions", "--no-sync")
        server.configure("wal_level = replica", "max_wal_senders = 5", "fsync = off", "timezone = 'UTC'")
        server.start()
        server.query("create database avoir", "postgres")
        return server

    def configure(self, *lines):
        file = self.folder / "postgresql.conf"
        sockets = f"listen_addresses = ''\nunix_socket_directories = '{self.sockets}'\n"
        with file.open("a") as text:
            text.write(sockets + "".join(f"{line}\n" for line in lines))

    def standby(self, name):
        """A copy that follows by streaming."""
        copy = Server(self.place, name)
        self.place.run("pg_basebackup", "-D", copy.folder, "-d", f"host={self.sockets} user=drill", "-R",
                       "--wal-method=stream", "--checkpoint=fast", "--no-sync")
        copy.configure("hot_standby = on")
        copy.start()
        return copy

    def start(self):
        said = self.place.run("pg_ctl", "-D", self.folder, "-w", "-l", self.log, "start", check=False)
        if "server started" not in said:
            raise SystemExit(f"FAILED: {self.name} does not start\n{said}{self.log.read_text()[-2000:]}")

    def stop(self, mode="fast", check=True):
        self.place.run("pg_ctl", "-D", self.folder, "-w", "-m", mode, "stop", check=check)

    def promote(self):
        self.place.run("pg_ctl", "-D", self.folder, "-w", "promote")

    @property
    def url(self):
        return f"postgresql://drill@/{self.database}?host={self.sockets}"

    def query(self, sql, database=None):
        text = self.place.run("psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-c", sql,
                              f"postgresql://drill@/{database or self.database}?host={self.sockets}")
        return text.strip()

    def catch_up(self, primary):
        """Waits until everything that the primary wrote is applied."""
        place = primary.query("select pg_current_wal_flush_lsn()")
        for _ in range(600):
            if self.query(f"select pg_last_wal_replay_lsn() >= '{place}'") == "t":
                return
            time.sleep(0.1)
        raise SystemExit(f"FAILED: {self.name} does not follow {primary.name}\n{self.log.read_text()[-2000:]}")
