"""The commands that are tortured, the databases that they start from, and what an undisturbed run leaves."""

import re
import shutil
from dataclasses import dataclass, field

import torture_data as data
import torture_state
import torture_verify
from torture_data import ISSUED, JUNE, MAY
from torture_world import ROOT, Failed, calls

TERMS = ROOT / "examples/terms/axantis-contact-experience.yaml"
OTHER_TERMS = ROOT / "examples/terms/callkom.yaml"
ISSUER = ROOT / "examples/issuer.yaml"
FORMATS = "json,csv,text,html,notes-json,notes-html,ubl,cii,notes-csv,entries"


@dataclass
class Scenario:
    name: str
    template: str
    arguments: list
    code: int = 0
    writes_files: bool = False
    # What an undisturbed run leaves; filled by World.
    state: list = field(default_factory=list)
    files: dict = field(default_factory=dict)
    report: bytes = b""
    calls: list = field(default_factory=list)

    def command(self, folder, out):
        return [str(part).format(data=folder, out=out) for part in self.arguments]

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


def scenarios():
    issue = ["issue", JUNE, "--date", ISSUED[JUNE]]
    return [
        Scenario("migrate", "empty", ["database", "migrate"]),
        Scenario("terms", "migrated", ["terms", "add", OTHER_TERMS]),
        Scenario("issuer", "migrated", ["issuer", "set", ISSUER]),
        Scenario("import names", "ready", ["import", "subscriptions", "{data}/subscriptions.csv"]),
        Scenario("import staged", "facts", ["import", "outages", "{data}/late.csv"], code=65),
        Scenario("import changed", "facts", ["import", "outages", "{data}/changed.csv"]),
        Scenario("import direct", "facts", ["import", "outages", "{data}/large.csv"], code=65),
        Scenario("import known", "facts", ["import", "invoices", "{data}/invoices.csv"]),
        Scenario("assess", "facts", ["assess", JUNE]),
        Scenario("assess --share", "facts", ["assess", JUNE, "--share", "--slices", "4"]),
        Scenario("issue", "facts", issue, writes_files=True),
        Scenario("run", "facts", ["run", JUNE, *issue[2:], "--output", "{out}", "--formats", FORMATS], writes_files=True),
        Scenario("reverse", "issued", ["note", "reverse", "AV-2025-000002", "--reason", "Essai", *issue[2:]], writes_files=True),
        Scenario("export html", "issued", ["note", "export", "--month", MAY, "--format", "html", "--output", "{out}"],
                 writes_files=True),
        Scenario("export ubl", "issued", ["note", "export", "--month", JUNE, "--format", "ubl", "--output", "{out}"],
                 writes_files=True),
        Scenario("export facturx", "issued", ["note", "export", "--month", MAY, "--format", "facturx", "--output", "{out}"],
                 writes_files=True),
        Scenario("export entries", "issued", ["note", "export", "--format", "entries", "--output", "{out}"], writes_files=True),
        Scenario("report", "issued", ["report", JUNE, "--format", "json", "--output", "{out}/report.json"], writes_files=True),
        Scenario("verify", "issued", ["verify"]),
    ]


class World:
    """A cluster with the databases that scenarios start from, and the folders of files, homes and output."""

    def __init__(self, folder, cluster, avoir):
        self.folder, self.cluster, self.avoir = folder, cluster, avoir
        self.data, self.homes = folder / "data", folder / "homes"

    def prepare(self, subscriptions, seed):
        data.write(self.data, subscriptions, seed)
        self.homes.mkdir()
        steps = {
            "migrated": [["database", "migrate"]],
            "ready": [["terms", "add", TERMS], ["issuer", "set", ISSUER],
                      *[["import", kind, self.data / f"{kind}.csv"] for kind in data.KINDS[:2]]],
            "facts": [*[["import", kind, self.data / f"{kind}.csv"] for kind in data.KINDS[2:]],
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
        name = f"twin {scenario.name}".replace(" ", "_")
        home, out = self.begin(name, scenario.template)
        command, url, trace = scenario.command(self.data, out), self.cluster.url(name), self.folder / f"{name}.trace"
        first = self.avoir.run(command, home, url, trace=trace)
        if first.code != scenario.code:
            raise Failed(f"{scenario.name}, undisturbed: {first}")
        scenario.calls = calls(trace)
        scenario.state, scenario.files = torture_state.state(url), torture_state.files(out, url)
        scenario.report = self.report(scenario, home, url)
        self.avoir.must(command, home, url, codes=(scenario.code,))
        self.judge(scenario, name, home, out, verifies=False)
        self.end(name)

    def report(self, scenario, home, url):
        """What anybody would read of the month, where there is something to read."""
        if scenario.template in ("empty", "migrated", "ready") or scenario.name.startswith("import"):
            return b""
        return self.avoir.must(["report", JUNE, "--format", "json"], home, url).out

    def repeat(self, scenario, name, home, out):
        """Gives the same command again until it is done; only "try again" and "not reachable" are answers to wait for."""
        command = scenario.command(self.data, out)
        for attempt in range(20):
            run = self.avoir.run(command, home, self.cluster.url(name))
            if run.code == scenario.code:
                return attempt
            if run.code not in (69, 75):
                break
            self.cluster.sql("select pg_sleep(0.2)", patient=True)
        raise Failed(f"the repetition fails: {run}")

    def judge(self, scenario, name, home, out, is_later=False, verifies=True):
        """Raises Failed where the result is not the undisturbed one. is_later: other revisions, the same result."""
        url = self.cluster.url(name)
        verified = self.avoir.run(["verify"], home, url) if verifies else None
        faults = [f"avoir verify: {verified}"] if verified and verified.code != 0 else []
        faults += torture_verify.verify(url)
        if not is_later:
            faults += [torture_state.difference(scenario.state, torture_state.state(url), "the database")]
            faults += [torture_state.difference(scenario.files, torture_state.files(out, url), "the output")]
        # The revision counts what was judged before.
        wanted, found = (re.sub(rb'"revision": \d+', b"", report) if is_later else report
                         for report in [scenario.report, self.report(scenario, home, url)])
        faults += [torture_state.difference(wanted, found, "the report")]
        faults += [self.unanchored(home, name)]
        faults = [fault for fault in faults if fault]
        if faults:
            raise Failed("; ".join(faults[:5]))

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
