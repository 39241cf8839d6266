"""One command of avoir on a database, a home and an output folder of its own, and what must be true of them."""

import random
import re
import time

from . import state, verify
from .data import JUNE
from .world import Failed

OLD = b"of another day\n"


class Case:
    def __init__(self, world, scenario, name, rng=None):
        """rng: chooses among the files that an undisturbed run leaves some that stood there before."""
        self.world, self.scenario, self.name, self.rng = world, scenario, name, rng or random.Random(0)
        self.home, self.out = world.begin(name, scenario.template)
        self.url = world.cluster.url(name)
        for file in self.rng.sample(sorted(scenario.files), len(scenario.files) // 2):
            (self.out / file).parent.mkdir(exist_ok=True)
            (self.out / file).write_bytes(OLD)
        self.files, self.parts = state.files(self.out, self.url), set()

    def end(self):
        self.world.end(self.name)

    # The command

    def start(self, url=None, **torture):
        """torture: see Avoir.start."""
        return self.world.avoir.start(self.scenario.command(self.world.data, self.out), self.home, url or self.url,
                                      self.scenario.input(self.world.data), **torture)

    def run(self, url=None, **torture):
        return self.world.avoir.end(self.start(url, **torture))

    def allow(self, run, *codes):
        if run.code not in (self.scenario.code, *codes):
            raise Failed(f"disturbed, it ends with {run.code}: {run}")

    def until_done(self, attempt, code):
        """Tries again until it is done; only "try again" and "not reachable" are answers to wait for."""
        for waited in range(20):
            run = attempt()
            if run.code == code:
                return run, waited
            if run.code not in (69, 75):
                break
            self.world.cluster.sql("select pg_sleep(0.2)", patient=True)
        raise Failed(f"the repetition fails: {run}")

    def repeat(self):
        return self.until_done(self.run, self.scenario.code)[1]

    # Between the disturbance and the repetition

    def look(self, *runs, is_same_work=True):
        """Raises Failed unless every file is whole or as it was, and every transaction done or not at all.

        runs: those that have ended since; what one that was not killed began to write must be gone.
        is_same_work: all of them were this command, so that its transactions can be told.
        """
        self.wait_for_backends()
        faults, files, parts = [], state.files(self.out, self.url), set(self.out.rglob("*.part"))
        for name in sorted(files.keys() | self.files.keys()):
            if name not in files:
                faults.append(f"{name} is gone")
            elif files[name] not in (self.files.get(name), self.scenario.files.get(name)):
                faults.append(f"{name} is neither whole nor as it was: {len(files[name])} bytes")
        if not any(run.was_killed for run in runs) and (left := parts - self.parts):
            faults.append(f"it ended by itself and left {', '.join(sorted(part.name for part in left))}")
        self.files, self.parts = files, parts
        stages = self.scenario.stages if is_same_work else None
        if stages and (now := state.state(self.url)) not in stages:
            faults += ["stored in part: " + state.difference(stage, now, f"against stage {place}")
                       for place, stage in enumerate(stages)]
        if faults:
            raise Failed(f"before the repetition: {'; '.join(faults[:5])}")

    def wait_for_backends(self):
        """What was sent before a kill is still carried out."""
        deadline = time.monotonic() + 60
        while backends := self.world.cluster.backends(self.name):
            if time.monotonic() > deadline:
                raise Failed(f"sessions {backends} live on")
            time.sleep(0.02)

    def ask_for_run(self, message):
        """Gives the command that the message of an unknown outcome names: it must give exactly that run's result."""
        named = re.search(r"avoir (issue \S+ --date \S+ --run ([0-9a-f-]{36})) gives this run's result", message)
        if not named:
            raise Failed(f"the outcome is unknown, but no run is named: {message}")
        run, _ = self.until_done(lambda: self.world.avoir.run(named[1].split(), self.home, self.url), 0)
        result = state.without_own(run.out, self.url)
        if fault := state.difference(self.scenario.issued, result, f"avoir {named[1]}"):
            raise Failed(fault)
        runs = self.world.cluster.sql(f"select distinct run from avoir.credit_note join avoir.credit_line using (series, no) where month = '{JUNE}-01'", self.name)
        if runs != [[named[2]]]:
            raise Failed(f"the notes are of the runs {runs} instead of {named[2]}")

    # In the end

    def report(self):
        """What anybody would read of the month, where there is something to read."""
        if self.scenario.template in ("empty", "migrated", "ready") or self.scenario.name.startswith("import"):
            return b""
        return self.world.avoir.must(["report", JUNE, "--format", "json"], self.home, self.url).out

    def judge(self, is_later=False, verifies=True):
        """Raises Failed where the result is not the undisturbed one. is_later: other revisions, the same result."""
        scenario = self.scenario
        verified = self.world.avoir.run(["verify"], self.home, self.url) if verifies else None
        faults = [f"avoir verify: {verified}"] if verified and verified.code != 0 else []
        faults += verify.verify(self.url)
        if not is_later:
            faults += [state.difference(scenario.state, state.state(self.url), "the database")]
            faults += [state.difference(scenario.files, state.files(self.out, self.url), "the output")]
        # When a month was put on hold is the command's own time; the revision counts what was judged before.
        own = rb'"at": "[^"]*"' + (rb'|"revision": \d+' if is_later else b"")
        wanted, found = (re.sub(own, b"", report) for report in [scenario.report, self.report()])
        faults += [state.difference(wanted, found, "the report")]
        faults += [self.world.unanchored(self.home, self.name)]
        faults = [fault for fault in faults if fault]
        if faults:
            raise Failed("; ".join(faults[:5]))
