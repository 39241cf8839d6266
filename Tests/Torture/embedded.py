"""Creating and starting the embedded cluster, killed anywhere."""

import os
import pathlib
import shutil
import subprocess
import time

from .attacks import MODES
from .trace import calls
from .world import Failed

COMMAND = ["database", "start"]


def processes(home):
    """Living server processes of a home's cluster."""
    found = []
    for entry in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(entry / "cwd").startswith(f"{os.path.realpath(home)}/"):
                found.append(int(entry.name))
        except OSError:
            pass
    return found


def shape(home):
    return sorted(str(path.relative_to(home)) for path in home.glob("*")) + sorted(
        path.name for path in (home / "postgres").glob("*"))


class Embedded:
    def __init__(self, world):
        self.world = world
        home = self.home("embedded")
        trace = world.folder / "embedded.trace"
        self.must(home, trace=trace)
        self.calls = calls(trace)
        self.shape = shape(home)
        self.end(home)

    def home(self, name):
        home = self.world.folder / name
        home.mkdir(mode=0o755)
        return home

    def must(self, home, **torture):
        run = self.world.avoir.run(COMMAND, home, **torture)
        if run.code != 0:
            raise Failed(f"{run}")

    def end(self, home):
        self.world.avoir.must(["database", "stop"], home)
        deadline = time.monotonic() + 10
        while processes(home) and time.monotonic() < deadline:
            time.sleep(0.05)
        if left := processes(home):
            raise Failed(f"processes {left} of {home} live on")
        shutil.rmtree(home)

    def attack(self, name, rng, size=1):
        """Killed up to three times, or so many at once of which every third is killed; then started, used, stopped."""
        home, done = self.home(name), {"client kills": 0, "calls not reached": 0}
        for _ in range(rng.choice([1, 2, 3]) if size == 1 else 1):
            children = []
            for place in range(size):
                torture = {"at": rng.choice(self.calls)[0], "mode": rng.choice(MODES)} if size == 1 or place % 3 == 2 else {}
                children.append(self.world.avoir.start(COMMAND, home, **torture))
            for child in children:
                run = self.world.avoir.end(child)
                if run.code not in (0, -9):
                    raise Failed(f"{run}")
                if run.was_killed:
                    done["client kills"] += 1
        # Its children may be at work for a moment; the command waits for them.
        self.must(home)
        self.world.avoir.must(["terms", "list"], home)
        if shape(home) != self.shape:
            raise Failed(f"the home holds {shape(home)}")
        url = self.world.avoir.must(["database", "url"], home).out.decode().strip()
        found = subprocess.run(["psql", "-qXAt", "-d", url, "-c", "select count(*) from avoir.schema_revision"],
                               capture_output=True, text=True)
        if found.returncode != 0 or int(found.stdout) < 1:
            raise Failed(f"the embedded database is not whole: {found.stdout}{found.stderr}")
        self.end(home)
        return {**done, **({f"{size} at once": 1} if size > 1 else {}), "embedded clusters": 1}
