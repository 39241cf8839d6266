"""The program: built, stripped, and what it links."""

import pathlib
import re
import shutil
import subprocess


def run(*words, **more):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True, **more).stdout


def built(source):
    """A release of this checkout. Paths of this machine do not get into it."""
    flags = ["-c", "release", "--static-swift-stdlib"]
    print("building a release", flush=True)
    subprocess.run(["swift", "build", *flags, "--product", "avoir"], cwd=source.root, check=True)
    return pathlib.Path(run("swift", "build", *flags, "--show-bin-path", cwd=source.root).strip()) / "avoir"


class Program:
    """A copy without symbols, its debug symbols apart, under the name of its build.

    A draft is any program, as it is.
    """

    def __init__(self, original, folder, is_draft=False):
        folder.mkdir()
        self.path, self.symbols = folder / "avoir", folder / "avoir.debug"
        self.is_draft = is_draft
        shutil.copy(original, self.path)
        self.path.chmod(0o755)
        self.version = run(self.path, "--version").strip()
        self.build = re.search(r"Build ID: ([0-9a-f]+)", run("readelf", "-n", self.path))[1]
        self.swift = run("swift", "--version").split("\n")[0]
        if not is_draft:
            if foreign := [name for name in self.needed if name.startswith("libswift")]:
                raise SystemExit(f"scripts/package: {original} is not linked statically: it needs {', '.join(foreign)}")
            run("objcopy", "--only-keep-debug", self.path, self.symbols)
            run("strip", "--strip-all", "--remove-section=.comment", self.path)
            self.symbols.chmod(0o644)

    @property
    def needed(self):
        """The libraries that it names, in order."""
        return sorted(re.findall(r"\(NEEDED\).*\[(.*)\]", run("readelf", "-d", self.path)))

    def depends(self, work):
        """Debian's packages of these libraries, with the oldest versions that will do."""
        folder = work / "shlibs"
        (folder / "debian").mkdir(parents=True)
        (folder / "debian/control").write_text("Source: avoir\n\nPackage: avoir\nArchitecture: any\n")
        given = ["--ignore-missing-info"] if self.is_draft else []
        said = run("dpkg-shlibdeps", "-O", *given, "-e", self.path, cwd=folder)
        return sorted(said.strip().removeprefix("shlibs:Depends=").split(", "))
