"""Debian's packages: the program's, and that of its debug symbols."""

import email.utils
import hashlib
import os
import subprocess

from .layout import zipped
from .program import run

DESCRIPTION = """\
Description: turns outages into correct credit notes
 avoir is for telecom and SaaS providers with a service level agreement. It
 keeps outages in PostgreSQL, computes the availability of each subscription
 and month to the microsecond and the credit due to the cent, and explains
 both. Credit notes are numbered without gaps, chained by hashes and never
 changed; finance gets pages, tables, e-invoices and accounting entries.
"""
SCRIPTS = ["postinst", "prerm", "postrm"]


def write(layout, output, work):
    """`avoir_VERSION_ARCH.deb`: the same files give the same bytes."""
    control = [
        *fields(layout, "avoir", layout.contents.values()),
        f"Depends: {', '.join(sorted(['adduser', 'tzdata', *layout.program.depends(work)]))}",
        "Recommends: postgresql",
        "Suggests: curl, fonts-dejavu-core, openssl, python3-venv",
    ]
    files = {path: (content.data, content.mode) for path, content in layout.contents.items()}
    documents = "usr/share/doc/avoir"
    files[f"{documents}/changelog.gz"] = zipped(changelog(layout)), 0o644
    files[f"{documents}/copyright"] = layout.filled("debian/copyright"), 0o644
    files["usr/share/lintian/overrides/avoir"] = layout.filled("debian/lintian-overrides"), 0o644
    files["DEBIAN/control"] = ("\n".join(control) + "\n" + DESCRIPTION).encode(), 0o644
    files["DEBIAN/conffiles"] = "".join(f"/{path}\n" for path in sorted(files) if path.startswith("etc/")).encode(), 0o644
    for name in SCRIPTS:
        files[f"DEBIAN/{name}"] = layout.filled(f"debian/{name}"), 0o755
    pack(files, "avoir", layout, output, work)


def write_debug_symbols(layout, output, work):
    """Where a debugger looks for them, by the name of the build."""
    build = layout.program.build
    files = {f"usr/lib/debug/.build-id/{build[:2]}/{build[2:]}.debug": (layout.program.symbols.read_bytes(), 0o644)}
    documents = "usr/share/doc/avoir-dbgsym"
    files[f"{documents}/changelog.gz"] = zipped(changelog(layout)), 0o644
    files[f"{documents}/copyright"] = layout.filled("debian/copyright"), 0o644
    control = [
        *fields(layout, "avoir-dbgsym", [], section="debug"),
        f"Depends: avoir (= {layout.version})",
        "Description: debug symbols for avoir",
        f" They belong to the build {build}.",
    ]
    files["DEBIAN/control"] = ("\n".join(control) + "\n").encode(), 0o644
    pack(files, "avoir-dbgsym", layout, output, work)


def fields(layout, package, contents, section="misc"):
    return [
        f"Package: {package}",
        f"Version: {layout.version}",
        f"Architecture: {architecture()}",
        f"Maintainer: {layout.source.maintainer}",
        f"Section: {section}",
        "Priority: optional",
        f"Installed-Size: {sum(-(-len(content.data) // 1024) for content in contents)}",
    ]


def architecture():
    return run("dpkg", "--print-architecture").strip()


def changelog(layout):
    date = email.utils.formatdate(layout.source.epoch, localtime=False)
    return (f"avoir ({layout.version}) stable; urgency=medium\n\n"
            f"  * What is new stands in CHANGELOG.md. Built from commit\n    {layout.source.commit}.\n\n"
            f" -- {layout.source.maintainer}  {date}\n").encode()


def pack(files, package, layout, output, work):
    folder = work / package
    sums = [f"{hashlib.md5(data).hexdigest()}  {path}\n" for path, (data, _) in sorted(files.items())
            if not path.startswith(("DEBIAN/", "etc/"))]
    for path, (data, mode) in {**files, "DEBIAN/md5sums": ("".join(sums).encode(), 0o644)}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        file.chmod(mode)
    # One thread, because blocks of several give other bytes.
    compression = ["-Zgzip", "-z1"] if layout.program.is_draft else ["-Zxz", "-z6", "--threads-max=1"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(layout.source.epoch), "LC_ALL": "C", "TZ": "UTC"}
    subprocess.run(["dpkg-deb", "--root-owner-group", *compression, "--build", folder,
                    output / f"{package}_{layout.version}_{architecture()}.deb"],
                   check=True, capture_output=True, text=True, env=environment)
