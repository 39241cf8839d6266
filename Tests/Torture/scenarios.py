"""The commands that are tortured, the databases that they start from, and what an undisturbed run leaves."""

import shutil
from dataclasses import dataclass, field

from . import data, state, trace
from .case import Case
from .data import ISSUED, JUNE, MAY
from .world import ROOT, Failed

TERMS = ROOT / "examples/terms/axantis-contact-experience.yaml"
# The same promise, but that the cap cuts.
CUTTING_TERMS = ROOT / "examples/month/terms/contact-essentiel.yaml"
OTHER_TERMS = ROOT / "examples/terms/callkom.yaml"
ISSUER = ROOT / "examples/issuer.yaml"
FORMATS = "json,csv,text,html,notes-json,notes-html,ubl,cii,notes-csv,entries"


ISSUE = ["issue", JUNE, "--date", ISSUED[JUNE]]
# The first transaction of those that issue.
ASSESS = ["assess", JUNE]
RUN_NAME = "0b0e5f52-6d0f-4d7e-9c34-3f6f7d1c2a10"


@dataclass
class Scenario:
    name: str
    template: str
    arguments: list
    code: int = 0
    writes_files: bool = False
    # Comes through a pipe.
    piped: str = ""
    # Commands for its transactions before the last one; None where how many of them are done is not judged.
    steps: list | None = field(default_factory=list)
    # What an undisturbed run leaves; filled by World. stages: the states after none of its transactions, one, and so on.
    state: list = field(default_factory=list)
    stages: list = field(default_factory=list)
    files: dict = field(default_factory=dict)
    report: bytes = b""
    calls: list = field(default_factory=list)
    done: list = field(default_factory=list)
    # What `issue` says where it comes last.
    issued: bytes = b""

    def command(self, folder, out):
        return [str(part).format(data=folder, out=out) for part in self.arguments]

    def input(self, folder):
        return self.piped.format(data=folder) or None

    @property
    def commits(self):
        """Of each COMMIT whether its transaction could write."""
        found, writes = [], True
        for _, name, text in self.calls:
            if text.startswith("BEGIN"):
                writes = "READ ONLY" not in text
            elif text == "COMMIT":
                found.append(writes)
        return found


def exporting(format, *more):
    return Scenario(f"export {format}", "issued", ["note", "export", *more, "--format", format, "--output", "{out}"],
                    writes_files=True)


def reporting(format):
    return Scenario(f"report {format}", "issued", ["report", JUNE, "--format", format, "--output", "{out}/report." + format],
                    writes_files=True)


def outages(name, *arguments, **more):
    return Scenario(f"import {name}", "facts", ["import", "outages", *arguments], **more)


def scenarios():
    run = ["run", JUNE, *ISSUE[2:], "--allow-cuts", "--output", "{out}", "--formats", FORMATS]
    return [
        Scenario("migrate", "empty", ["database", "migrate"]),
        Scenario("terms", "migrated", ["terms", "add", OTHER_TERMS]),
        Scenario("issuer", "migrated", ["issuer", "set", ISSUER]),
        Scenario("import names", "ready", ["import", "subscriptions", "{data}/subscriptions.csv"]),
        outages("staged", "{data}/late.csv", code=65),
        outages("changed", "{data}/changed.csv"),
        outages("direct", "{data}/large.csv", code=65),
        outages("lines", "{data}/late.jsonl", code=65),
        outages("pipe", "-", code=65, piped="{data}/late.csv"),
        outages("strict", "{data}/late.csv", "--strict", code=65),
        outages("several", "{data}/changed.csv", "{data}/late.csv", code=65,
                steps=[["import", "outages", "{data}/changed.csv"]]),
        Scenario("import known", "facts", ["import", "invoices", "{data}/invoices.csv"]),
        Scenario("assess", "facts", ASSESS),
        Scenario("assess --share", "facts", ["assess", JUNE, "--share", "--slices", "4"], steps=None),
        Scenario("issue", "facts", ISSUE, writes_files=True, steps=[ASSESS]),
        Scenario("issue --run", "facts", [*ISSUE, "--run", RUN_NAME], writes_files=True, steps=[ASSESS]),
        Scenario("issue --except", "facts", [*ISSUE, "--except", data.ON_HOLD, "--run", RUN_NAME], steps=[ASSESS]),
        Scenario("run", "facts", run, writes_files=True, steps=[ASSESS]),
        Scenario("reverse", "issued", ["note", "reverse", "AV-2025-000002", "--reason", "Essai", *ISSUE[2:]], writes_files=True),
        Scenario("reverse --hold", "issued", ["note", "reverse", "AV-2025-000002", "--reason", "Essai", "--hold", *ISSUE[2:]]),
        Scenario("note issue", "issued", ["note", "issue", data.COMMERCIAL, JUNE, "--amount", "12.34", "--reason", "Geste", *ISSUE[2:],
                                          "--run", RUN_NAME]),
        Scenario("hold", "issued", ["hold", data.ON_HOLD, JUNE, "--reason", "Litige"]),
        exporting("html", "--month", MAY),
        exporting("facturx", *[f"AV-2025-00000{number}" for number in (1, 2, 3)]),
        exporting("ubl", "--month", JUNE),
        exporting("cii", "--month", JUNE),
        exporting("json", "--month", JUNE),
        exporting("csv"),
        exporting("entries"),
        *[reporting(format) for format in ["json", "text", "csv", "html"]],
        Scenario("verify", "issued", ["verify"]),
    ]


class World:
    """A cluster with the databases that scenarios start from, and the folders of files, homes and output."""

    def __init__(self, folder, cluster, avoir):
        self.folder, self.cluster, self.avoir = folder, cluster, avoir
        self.data, self.homes = folder / "data", folder / "homes"

    def create(self, subscriptions, seed, like=None):
        """Leaves the cluster standing still. like: a world that stands still, to be copied."""
        if like:
            self.cluster.create(like.cluster)
            shutil.copytree(like.data, self.data)
            shutil.copytree(like.homes, self.homes)
            return
        self.cluster.create()
        self.cluster.start()
        self.prepare(subscriptions, seed)
        self.cluster.stop()

    def prepare(self, subscriptions, seed):
        data.write(self.data, subscriptions, seed)
        self.homes.mkdir()
        steps = {
            "migrated": [["database", "migrate"]],
            "ready": [["terms", "add", TERMS], ["terms", "add", CUTTING_TERMS], ["issuer", "set", ISSUER],
                      *[["import", kind, self.data / f"{kind}.csv"] for kind in data.KINDS[:3]]],
            "facts": [*[["import", kind, self.data / f"{kind}.csv"] for kind in data.KINDS[3:]],
                      ["assess", MAY], ["issue", MAY, "--date", ISSUED[MAY]]],
            "issued": [["issue", JUNE, "--date", ISSUED[JUNE]]],
        }
        self.cluster.sql('create database "empty"')
        (self.homes / "empty").mkdir()
        before = "empty"
        for name, commands in steps.items():
            self.cluster.copy(name, before)
            shutil.copytree(self.homes / before, self.homes / name)
            for command in commands:
                self.avoir.must(command, self.homes / name, self.cluster.url(name))
            before = name

    def begin(self, name, template):
        """A database, a home and an output folder of their own."""
        self.cluster.copy(name, template)
        home, out = self.folder / f"{name}.home", self.folder / f"{name}.out"
        shutil.copytree(self.homes / template, home)
        out.mkdir()
        return home, out

    def end(self, name):
        self.cluster.drop(name)
        for folder in [f"{name}.home", f"{name}.out"]:
            shutil.rmtree(self.folder / folder, ignore_errors=True)

    def learn(self, scenario):
        """Runs it undisturbed, twice: a repetition must leave what the first one left."""
        case = Case(self, scenario, f"twin {scenario.name}".replace(" ", "_"))
        log = self.folder / f"{case.name}.trace"
        first = case.run(trace=log)
        if first.code != scenario.code:
            raise Failed(f"{scenario.name}, undisturbed: {first}")
        scenario.calls, scenario.done = trace.calls(log), trace.done(log)
        scenario.state, scenario.files = state.state(case.url), state.files(case.out, case.url)
        scenario.report = case.report()
        scenario.stages = self.stages(scenario)
        if faults := trace.unsafe(scenario.done, scenario.files):
            raise Failed(f"{scenario.name}, undisturbed: {'; '.join(faults[:5])}")
        case.repeat()
        case.judge(verifies=False)
        case.end()

    def stages(self, scenario):
        """The states that its transactions lead through."""
        if scenario.steps is None:
            return None
        states = [state.state(self.cluster.url(scenario.template))]
        if scenario.steps:
            case = Case(self, scenario, "stages")
            for step in scenario.steps:
                self.avoir.must([part.format(data=self.data) for part in step], case.home, case.url)
                states.append(state.state(case.url))
            if scenario.steps == [ASSESS]:
                issued = self.avoir.must(ISSUE, case.home, case.url)
                scenario.issued = state.without_own(issued.out, case.url)
            case.end()
        return [*states, scenario.state]

    def unanchored(self, home, name):
        """The last note of each series must be anchored outside the database, whoever was killed meanwhile."""
        if self.cluster.sql("select to_regclass('avoir.note_series') is null", name) == [["t"]]:
            return ""
        log = (home / "anchors.log").read_text() if (home / "anchors.log").exists() else ""
        for series, no, hash in self.cluster.sql("select series, last_no, encode(last_hash, 'hex') from avoir.note_series "
                                                 "where last_no > 0", name):
            if f"\t{series}\t{no}\t{hash}\n" not in log:
                return f"note {no} of {series} is not anchored"
        return ""
