"""Holds a package to contents.txt, and its parts to each other.

    python3 Tests/Packages/contents.py PACKAGE.deb
"""

import fnmatch
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def said(*words):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout


def listed(package):
    """Rights, owner and path of each file; folders are known by their files."""
    for line in said("dpkg-deb", "-c", package).split("\n"):
        rights, owner, _, _, _, path = (line.split(None, 5) + [""] * 6)[:6]
        if path and not rights.startswith("d"):
            yield f"{rights} {owner} {path}"


def unlisted(package):
    """Files that the list does not have, and lines of it that the package does not."""
    text = pathlib.Path(__file__).with_name("contents.txt").read_text()
    wanted = [line for line in text.split("\n") if line and not line.startswith("#")]
    found = list(listed(package))
    for line in found:
        if not any(matches(line, pattern) for pattern in wanted):
            yield f"is not listed: {line}"
    for pattern in wanted:
        if not any(matches(line, pattern) for line in found):
            yield f"is missing: {pattern}"


def matches(line, pattern):
    """A star is a part of one name."""
    return fnmatch.fnmatchcase(line, pattern) and line.count("/") == pattern.count("/")


def disagreements(folder):
    """Between the files and what md5sums, conffiles and the SPDX list say of them."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*")
             if path.is_file() and "DEBIAN" not in path.parts}
    control = folder / "DEBIAN"
    sums = dict(reversed(line.split("  ")) for line in (control / "md5sums").read_text().strip().split("\n"))
    for path, data in files.items():
        if not path.startswith("etc/") and sums.pop(path, None) != hashlib.md5(data).hexdigest():
            yield f"md5sums and {path}"
    yield from (f"md5sums has {path}" for path in sums)
    if (control / "conffiles").read_text().split() != [f"/{path}" for path in sorted(files) if path.startswith("etc/")]:
        yield "conffiles"
    spdx = json.loads(files["usr/share/doc/avoir/avoir.spdx.json"])
    listed = {file["fileName"].removeprefix("./"): file["checksums"][1]["checksumValue"] for file in spdx["files"]}
    of_debian = {"usr/share/doc/avoir/changelog.gz", "usr/share/doc/avoir/copyright", "usr/share/lintian/overrides/avoir",
                 "usr/share/doc/avoir/avoir.spdx.json"}
    if listed != {path: hashlib.sha256(data).hexdigest() for path, data in files.items() if path not in of_debian}:
        yield "avoir.spdx.json and the files"
    linked = {package["name"] for package in spdx["packages"]}
    for name in {"swift-runtime", "swift-argument-parser", "swift-subprocess", "swift-system", "libpq", "libyaml-0"} - linked:
        yield f"avoir.spdx.json lacks {name}"
    for path, data in files.items():
        if re.match(rb"#!|\[Unit\]", data) and b"@" in re.sub(rb"\"\$@\"", b"", data):
            yield f"{path} has an unfilled place"


def main():
    package = pathlib.Path(sys.argv[1])
    faults = list(unlisted(package))
    with tempfile.TemporaryDirectory(prefix="avoir-contents.") as folder:
        said("dpkg-deb", "-R", package, folder)
        faults += disagreements(pathlib.Path(folder))
    for field, pattern in [("Depends", r"adduser, .*libpq5 .*, tzdata"), ("Recommends", "postgresql"),
                           ("Suggests", "curl, fonts-dejavu-core, openssl, python3-venv")]:
        if not re.search(pattern, value := said("dpkg-deb", "-f", package, field)):
            faults.append(f"{field}: {value.strip()}")
    if faults:
        raise SystemExit("\n".join(f"{package.name}: {fault}" for fault in faults))
    print(f"{package.name}: {len(list(listed(package)))} files, all as listed; packed twice, the same bytes")


main()
