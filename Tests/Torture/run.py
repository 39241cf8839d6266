"""Runs the cases on as many worlds as there are jobs, and says what was found."""

import json
import os
import pathlib
import platform
import queue
import random
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from . import attacks, doctor, volume
from .case import Case
from .embedded import Embedded
from .plan import cases
from .scenarios import World, scenarios
from .world import ROOT, Avoir, Cluster, Failed, compile_shim


class Torture:
    def __init__(self, given, folder):
        self.given, self.folder = given, folder
        self.began, self.done, self.found, self.lock = time.monotonic(), {}, [], threading.Lock()
        self.repeats, self.finished = 0, 0
        shim = compile_shim(folder)
        program = pathlib.Path(given.avoir).resolve() if given.avoir else self.debug_build()
        shutil.copy(program, folder / "avoir")
        self.avoir = Avoir(str(folder / "avoir"), shim)
        self.shim = shim

    @staticmethod
    def debug_build():
        shown = subprocess.run(["swift", "build", "--show-bin-path"], cwd=ROOT, capture_output=True, text=True, check=True)
        program = pathlib.Path(shown.stdout.strip()) / "avoir"
        if not program.exists():
            raise SystemExit("torture: build avoir first: swift build")
        return program

    def say(self, text):
        print(f"torture: {time.monotonic() - self.began:6.1f} s  {text}", file=sys.stderr, flush=True)

    def count(self, done):
        with self.lock:
            for what, times in done.items():
                self.done[what] = self.done.get(what, 0) + times

    def fault(self, error, **where):
        """Failed is what was looked for; anything else is a fault, too."""
        text = str(error) if isinstance(error, Failed) else f"{type(error).__name__}: {error}"
        self.say(f"FOUND  {', '.join(f'{name} {value}' for name, value in where.items())}: {text}")
        with self.lock:
            self.found.append({**where, "fault": text})

    def worlds(self):
        """All of them hold the same ledger, hashes and times included: PDF files cannot be compared without these."""
        made = []
        for number in range(self.given.jobs):
            folder = self.folder / f"world-{number}"
            folder.mkdir()
            folder.chmod(0o755)
            world = World(folder, Cluster(folder / "cluster", self.shim, self.given.fsync), self.avoir)
            world.create(self.given.subscriptions, self.given.seed, made[0] if made else None)
            made.append(world)
        for world in made:
            world.cluster.start()
        return made

    def perform(self, world, number, attack, scenario):
        """One case; raises Failed."""
        rng, name = random.Random(f"{self.given.seed}/{number}"), f"case_{number}"
        if attack.startswith("embedded"):
            return self.count(world.embedded.attack(name, rng, 16 if attack.endswith("16") else 1))
        case = Case(world, scenario, name, rng)
        kind, _, size = attack.partition(" of ")
        self.count(getattr(attacks, kind.replace(" ", "_"))(case, **({"size": int(size)} if size else {})))
        tries = case.repeat()
        case.judge(is_later=attack == "clock_before")
        with self.lock:
            self.repeats += tries
        case.end()

    def examine(self, world):
        """Whether the judges see what they should."""
        try:
            self.count(doctor.examine(world, self.say))
        except Exception as error:
            self.fault(error)

    def work(self, world, waiting, total, examines):
        if examines:
            self.examine(world)
        while True:
            try:
                number, attack, name = waiting.get_nowait()
            except queue.Empty:
                return
            scenario = next((s for s in world.scenarios if s.name == name), None)
            try:
                self.perform(world, number, attack, scenario)
            except Exception as error:
                self.fault(error, case=number, disturbance=attack, command=name)
                self.revive(world)
            with self.lock:
                self.finished += 1
                if self.finished % 25 == 0 or self.finished == total:
                    self.say(f"{self.finished} of {total} cases, {self.done.get('client kills', 0)} client kills, "
                             f"{len(self.found)} faults")

    @staticmethod
    def revive(world):
        world.cluster.flag.unlink(missing_ok=True)
        if not world.cluster.is_up():
            world.cluster.start()

    def start_worlds(self, names):
        """names: of the commands that are needed."""
        tortured = [scenario for scenario in scenarios() if scenario.name in names]

        worlds = self.worlds()

        def learn(number):
            worlds[number].scenarios = tortured
            for scenario in tortured[number::self.given.jobs]:
                worlds[number].learn(scenario)
            worlds[number].embedded = Embedded(worlds[number]) if "start" in names else None

        with ThreadPoolExecutor() as threads:
            list(threads.map(learn, range(self.given.jobs)))
        calls = sum(len(scenario.calls) for scenario in tortured)
        self.say(f"{len(tortured)} commands learnt, {calls} calls to the database and to files")
        return worlds

    def run(self):
        planned = cases(self.given)
        judges = doctor.COMMANDS if self.given.only is None or 0 in self.given.only else set()
        if self.given.only is not None:
            planned = [case for case in planned if case[0] in self.given.only]
        self.say(f"seed {self.given.seed}, {len(planned)} cases, in {self.folder}")
        worlds = self.start_worlds({name for _, _, name in planned} | judges)
        try:
            waiting = queue.Queue()
            for case in sorted(planned, key=lambda case: random.Random(f"{self.given.seed}:{case[0]}").random()):
                waiting.put(case)
            workers = [threading.Thread(target=self.work, args=(world, waiting, len(planned), judges and world is worlds[0]))
                       for world in worlds]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
            if self.finished != len(planned):
                raise Failed(f"{len(planned) - self.finished} cases were not done")
            if self.given.notes and self.given.only is None:
                self.count(volume.issue(worlds[0], self.given.notes, self.given.seed, self.say))
        except Failed as error:
            self.fault(error)
        finally:
            for world in worlds:
                world.cluster.stop("immediate")

    def report(self):
        facts = {"seed": self.given.seed, "seconds": round(time.monotonic() - self.began), "machine": platform.machine(),
                 "processors": os.cpu_count(), "jobs": self.given.jobs, "done": dict(sorted(self.done.items())),
                 "repetitions that had to wait": self.repeats, "found": self.found}
        for what, times in facts["done"].items():
            print(f"  {what:<44} {times:>9,}")
        print(f"  {'repetitions that had to wait':<44} {self.repeats:>9,}")
        print(f"  {'faults':<44} {len(self.found):>9,}")
        print(f"torture: seed {facts['seed']}, {facts['seconds']} s, {len(self.found)} faults")
        if self.given.output:
            pathlib.Path(self.given.output).write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n")
        return 1 if self.found else 0
