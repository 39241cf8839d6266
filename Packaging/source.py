"""The commit that is packaged: its time, its author, its version, the packages that it was built from."""

import json
import os
import pathlib
import subprocess


class Source:
    def __init__(self):
        self.root = pathlib.Path(__file__).resolve().parent.parent
        self.commit = self.git("rev-parse", "HEAD")
        # The usual variable of reproducible builds wins.
        self.epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or self.git("log", "-1", "--format=%ct"))

    def git(self, *words):
        return subprocess.run(["git", "-C", self.root, *words], check=True, capture_output=True, text=True).stdout.strip()

    @property
    def maintainer(self):
        name = os.environ.get("DEBFULLNAME") or self.git("log", "-1", "--format=%an")
        address = os.environ.get("DEBEMAIL") or self.git("log", "-1", "--format=%ae")
        return f"{name} <{address}>"

    def version(self, program):
        """The program's where the commit has its tag, else one that comes before it and names the commit."""
        changed = bool(self.git("status", "--porcelain", "--untracked-files=no"))
        if not changed and f"v{program}" in self.git("tag", "--points-at", "HEAD").split():
            return program
        count = self.git("rev-list", "--count", "HEAD")
        return f"{program}~dev{count}.{self.commit[:8]}{'.changed' if changed else ''}"

    def read(self, path):
        return (self.root / path).read_bytes()

    def tracked(self, *folders):
        """The files of folders that git knows, in order: what lies about is not packaged."""
        return sorted(self.git("ls-files", "--", *folders).split("\n"))

    def pins(self):
        """Name, version, revision, place of each Swift package."""
        for pin in json.loads(self.read("Package.resolved"))["pins"]:
            state = pin["state"]
            yield pin["location"].removesuffix(".git").rsplit("/", 1)[-1], state["version"], state["revision"], pin["location"]
