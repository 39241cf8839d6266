"""The command line of scripts/package."""

import argparse
import hashlib
import os
import pathlib
import shutil
import subprocess
import tempfile

from . import deb, inventory, tarball
from .layout import Layout
from .program import Program, built
from .source import Source


def options():
    parser = argparse.ArgumentParser(prog="scripts/package")
    parser.add_argument("--output", type=pathlib.Path, help="the folder of the packages; default .build/package")
    parser.add_argument("--program", type=pathlib.Path, help="a release that is built already")
    parser.add_argument("--version", help="default: the program's, and the commit where it has no tag")
    parser.add_argument("--draft", action="store_true", help="any program, hardly compressed, no debug symbols")
    given = parser.parse_args()
    if given.draft and not given.program:
        parser.error("--draft needs --program")
    return given


def main():
    given = options()
    os.umask(0o022)
    for tool in ("dpkg-deb", "dpkg-shlibdeps", "objcopy", "readelf"):
        if not shutil.which(tool):
            raise SystemExit(f"scripts/package: {tool} is missing: scripts/setup dpkg-dev binutils")
    source = Source()
    original = given.program.resolve() if given.program else built(source)
    output = (given.output or source.root / ".build/package").resolve()
    with tempfile.TemporaryDirectory(prefix="avoir-package.") as folder:
        work = pathlib.Path(folder)
        program = Program(original, work / "program", is_draft=given.draft)
        version = given.version or source.version(program.version)
        files = output.with_name(output.name + ".part")
        shutil.rmtree(files, ignore_errors=True)
        files.mkdir(parents=True)
        debian = Layout(source, program, version, prefix="usr")
        local = Layout(source, program, version, prefix="usr/local")
        for layout in (debian, local):
            layout.add("share/doc/avoir/avoir.spdx.json", inventory.document(layout))
        deb.write(debian, files, work)
        if not given.draft:
            deb.write_debug_symbols(debian, files, work)
        tarball.write(local, files)
        (files / f"avoir_{version}.spdx.json").write_bytes(debian.contents["usr/share/doc/avoir/avoir.spdx.json"].data)
        sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(files.iterdir())]
        (files / "SHA256SUMS").write_text("".join(sums))
    shutil.rmtree(output, ignore_errors=True)
    files.rename(output)
    print((output / "SHA256SUMS").read_text(), end="")
    for file in sorted(output.iterdir()):
        print(f"{file.stat().st_size:>12,} bytes  {file}")


try:
    main()
except subprocess.CalledProcessError as error:
    raise SystemExit(f"scripts/package: {' '.join(map(str, error.cmd))} failed\n{error.stderr or ''}") from None
