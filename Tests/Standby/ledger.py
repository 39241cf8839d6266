"""avoir on such a server: its home folder, with the anchors, stands beside."""

import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MONTH = ROOT / "examples/month"
TERMS = ["terms/axantis-contact-experience", "terms/alls-heberg", "terms/callkom", "month/terms/premium-24x7",
         "month/terms/antilles-contact", "month/terms/contact-essentiel", "month/terms/sms-business"]
KINDS = ["calendars", "holidays", "customers", "subscriptions", "invoices", "outages", "notifications",
         "excusable-events", "maintenance", "requests"]


class Ledger:
    def __init__(self, server, home):
        self.server, self.home = server, home

    def on(self, server):
        """The same installation of avoir, which has another server now."""
        return Ledger(server, self.home)

    def avoir(self, *words, code=0):
        """What a command says; fails loudly with another exit code."""
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.home), "AVOIR_HOME": str(self.home),
                       "AVOIR_DATABASE_URL": self.server.url, "AVOIR_NOW": "2026-11-27T12:00:00Z", "LC_ALL": "C.UTF-8"}
        done = subprocess.run([os.environ["AVOIR"], *words], env=environment, cwd=self.home, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode != code:
            raise SystemExit(f"FAILED ({done.returncode}, not {code}) on {self.server.name}: avoir {' '.join(words)}\n"
                             f"{done.stdout}{done.stderr}")
        return done.stdout if code == 0 else done.stdout + done.stderr

    def fill(self):
        """The sample month, with September's notes."""
        self.avoir("database", "migrate")
        for terms in TERMS:
            self.avoir("terms", "add", str(ROOT / f"examples/{terms}.yaml"))
        for kind in KINDS:
            self.avoir("import", kind, str(MONTH / f"{kind}.csv"))
        for month in ("2026-09", "2026-10"):
            self.avoir("assess", month)
        self.avoir("issuer", "set", str(ROOT / "examples/issuer.yaml"))
        self.avoir("issue", "2026-09", "--date", "2026-10-20")

    def notes(self):
        """Numbers and hashes, in their order."""
        return {note["number"]: note["hash"] for note in json.loads(self.avoir("note", "list", "--json"))["notes"]}
