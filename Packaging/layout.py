"""Which file goes where, with which rights."""

import gzip
import os
import pathlib
import shutil
import subprocess
import tempfile
from dataclasses import dataclass

SYSTEM = ["avoir-monthly.service", "avoir-monthly.timer", "avoir-verify.service", "avoir-verify.timer"]
# Each with its page, avoir-monthly.8 and avoir-service.8.
COMMANDS = ["avoir-monthly", "avoir-service"]


@dataclass(frozen=True)
class Content:
    data: bytes
    mode: int


class Layout:
    """The files below /, by their paths. The prefix is `usr` in Debian's package, `usr/local` elsewhere."""

    def __init__(self, source, program, version, prefix):
        self.source, self.program, self.version, self.prefix = source, program, version, prefix
        self.contents = {}
        self.add("bin/avoir", program.path.read_bytes(), 0o755)
        for name in COMMANDS:
            self.add(f"bin/{name}", self.filled(f"bin/{name}"), 0o755)
            self.add(f"share/man/man8/{name}.8.gz", zipped(self.filled(f"man/{name}.8")))
        for name in SYSTEM:
            self.put(f"{'' if self.is_debian else 'usr/local/'}lib/systemd/system/{name}", self.filled(f"systemd/{name}"))
        self.put("etc/avoir/config.yaml", self.filled("etc/config.yaml"))
        # A password may stand in it.
        self.put("etc/avoir/environment", self.filled("etc/environment"), 0o600)
        self.add_manual()
        self.add_documents()
        self.add_licences()

    @property
    def is_debian(self):
        return self.prefix == "usr"

    def add(self, path, data, mode=0o644):
        self.put(f"{self.prefix}/{path}", data, mode)

    def put(self, path, data, mode=0o644):
        assert path not in self.contents, path
        self.contents[path] = Content(data, mode)

    def filled(self, path):
        """A file of this folder, with the place of the programs and the version."""
        text = self.source.read(f"Packaging/{path}").decode()
        return text.replace("@BIN@", f"/{self.prefix}/bin").replace("@VERSION@", self.version).encode()

    def add_manual(self):
        """Pages and completions, as the program describes itself."""
        places = {"zsh/site-functions/_avoir": "zsh/vendor-completions/_avoir"} if self.is_debian else {}
        with tempfile.TemporaryDirectory() as folder:
            environment = {**os.environ, "AVOIR": str(self.program.path), "LC_ALL": "C.UTF-8"}
            script = self.source.root / "scripts/manual"
            subprocess.run([script, folder], check=True, env=environment)
            for file in sorted(pathlib.Path(folder).rglob("*")):
                path = file.relative_to(folder).as_posix()
                if file.is_dir():
                    continue
                if path.startswith("man/"):
                    self.add(f"share/{path}.gz", zipped(file.read_bytes()))
                else:
                    # A completion is read by its shell, and never run by itself.
                    data = file.read_bytes().removeprefix(b"#!/bin/bash\n")
                    self.add(f"share/{places.get(path, path)}", data)

    def add_documents(self):
        for path in self.source.tracked("README.md", "README.fr.md", "CHANGELOG.md", "SECURITY.md", "docs", "examples"):
            self.add(f"share/doc/avoir/{path}", self.source.read(path))

    def add_licences(self):
        """Of what was linked into the program."""
        for name, _, _, _ in self.source.pins():
            folder = self.source.root / ".build/checkouts" / name
            for file in sorted([*folder.glob("LICENSE*"), *folder.glob("NOTICE*")]):
                self.add(f"share/doc/avoir/licences/{name}.{file.stem.lower()}.txt", file.read_bytes())
        swift = pathlib.Path(os.path.realpath(shutil.which("swift"))).parent.parent / "share/swift/LICENSE.txt"
        self.add("share/doc/avoir/licences/swift.license.txt", swift.read_bytes())


def zipped(data):
    return gzip.compress(data, 9, mtime=0)
