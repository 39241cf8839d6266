"""The life of a package: installed, used, upgraded, removed, installed again, purged."""

import json
import pathlib
import re
import shlex
import shutil
import sys
import time

from .bare import Bare

LEDGER = "var/lib/avoir/ledger"
DOCUMENTS = "/usr/share/doc/avoir"
# The sample month is October 2026, so that is last month here.
NOW = "2026-11-27T12:00:00Z"
DATE = f"#!/bin/sh\nif [ \"$1\" = -d ]; then exec /bin/date \"$@\"; fi\nexec /bin/date -d {NOW} \"$@\"\n"


def step(text):
    print(f"{time.monotonic() - BEGAN:6.1f} s  {text}", flush=True)


def equal(found, wanted, what):
    if found != wanted:
        raise SystemExit(f"FAILED: {what}\n  found  {found}\n  wanted {wanted}")


def main():
    if len(sys.argv) != 3:
        raise SystemExit("usage: scripts/check-package OLD.deb NEW.deb")
    old, new = map(pathlib.Path, sys.argv[1:])
    with Bare() as bare:
        for package in (old, new):
            shutil.copy(package, bare.folder / "srv" / package.name)
        step("a bare Debian")
        bare.run("apt-get update -q && apt-get install -q -y postgresql adduser tzdata")
        before = set(bare.files())
        install(bare, old)
        first_month(bare)
        upgrade(bare, new)
        remove(bare, new)
        purge(bare, before)
    step("all passed")


def install(bare, package):
    bare.run(f"apt-get install -q -y /srv/{package.name}")
    step(f"installed {package.name}")
    kilobytes = bare.run("dpkg-query -W -f '${Installed-Size}' avoir")
    start = bare.run("for i in 1 2 3 4 5; do avoir --version >/dev/null; done; "
                     "a=$(date +%s%N); for i in 1 2 3 4 5 6 7 8 9 10; do avoir --version >/dev/null; done; "
                     "b=$(date +%s%N); echo $(((b - a) / 10000))")
    step(f"installed size {int(kilobytes) / 1024:.1f} MiB, avoir --version in {int(start) / 1000:.1f} ms")
    equal(bare.run("stat -c '%a %U' /var/lib/avoir /var/lib/avoir/ledger /etc/avoir/environment"),
          "711 root\n700 avoir\n600 root\n", "rights")
    equal(bare.run("dpkg --verify avoir"), "", "the installed files are the package's")
    bare.run("test -s /usr/share/man/man1/avoir.1.gz && bash -n /usr/share/bash-completion/completions/avoir")
    equal(bare.run("runuser -u nobody -- avoir-service database status", code=77),
          "avoir-service: run it as root: it changes to the account avoir\n", "others")


def first_month(bare):
    bare.write("usr/local/bin/date", DATE, 0o755)
    # The line that the administrator writes; it must survive the upgrade.
    bare.run(f"printf 'AVOIR_NOW={NOW}\\nAVOIR_QUOTED=\"a b\"\\n' >> /etc/avoir/environment")
    began = time.monotonic()
    examples = f"{DOCUMENTS}/examples"
    for terms in ("terms/axantis-contact-experience", "month/terms/antilles-contact", "month/terms/contact-essentiel",
                  "month/terms/premium-24x7", "month/terms/sms-business"):
        bare.run(f"avoir-service terms add {examples}/{terms}.yaml")
    bare.run(f"avoir-service issuer set - < {examples}/issuer.yaml")
    for kind in ("calendars", "holidays", "customers", "subscriptions", "invoices", "outages", "notifications",
                 "excusable-events", "maintenance", "requests"):
        bare.run(f"avoir-service import {kind} {examples}/month/{kind}.csv --quiet")
    said = service(bare, "avoir-monthly.service", code=0)
    step(f"from nothing to the sample month's notes in {time.monotonic() - began:.1f} s")
    notes = numbers(bare)
    if not notes or f"{LEDGER}/months/2026-10/report.json" not in set(bare.files()):
        raise SystemExit(f"FAILED: the month was not run\n{said}")
    service(bare, "avoir-monthly.service", code=0)
    equal(numbers(bare), notes, "a second run issues nothing")
    service(bare, "avoir-verify.service", code=0)
    equal(bare.run(f"find /{LEDGER} ! -user avoir"), "", "everything in the ledger's folder is the account's")
    step(f"a month by the timer's service: {len(notes)} notes")


def service(bare, name, code):
    """Runs a unit as systemd would, as far as its file says how."""
    unit = bare.run(f"cat /lib/systemd/system/{name}")
    stated = dict(re.findall(r"^(\w+)=(.*)$", unit, re.MULTILINE))
    equal(stated["User"], "avoir", "the unit's account")
    lines = bare.run(f"cat {stated['EnvironmentFile'].removeprefix('-')}").split("\n")
    given = [line for line in lines if re.match(r"\w+=", line)] + stated["Environment"].split()
    words = " ".join(map(shlex.quote, given))
    home = "HOME=/var/lib/avoir/ledger PATH=/usr/local/bin:/usr/bin:/bin"
    return bare.run(f"cd / && runuser -u avoir -- env -i {home} {words} {stated['ExecStart']}", code=code)


def numbers(bare):
    return [note["number"] for note in json.loads(bare.run("avoir-service note list --json"))["notes"]]


def upgrade(bare, package):
    notes, anchors = numbers(bare), (bare.folder / LEDGER / "anchors.log").read_bytes()
    bare.run(f"apt-get install -q -y /srv/{package.name}")
    lines = (bare.folder / "etc/avoir/environment").read_text()
    equal(f"AVOIR_NOW={NOW}\n" in lines, True, "a changed configuration file survives the upgrade")
    equal(numbers(bare), notes, "notes after the upgrade")
    equal((bare.folder / LEDGER / "anchors.log").read_bytes(), anchors, "anchors after the upgrade")
    service(bare, "avoir-verify.service", code=0)
    step(f"upgraded to {package.name}")


def remove(bare, package):
    notes = numbers(bare)
    bare.run("apt-get remove -q -y avoir")
    present = set(bare.files())
    for path, stays in [("usr/bin/avoir", False), ("usr/bin/avoir-monthly", False), ("etc/avoir/environment", True),
                        ("etc/avoir/config.yaml", True), (f"{LEDGER}/anchors.log", True),
                        (f"{LEDGER}/postgres/data/PG_VERSION", True), (f"{LEDGER}/postgres/data/postmaster.pid", False)]:
        equal(path in present, stays, f"{path} after removing")
    bare.run(f"apt-get install -q -y /srv/{package.name}")
    equal(numbers(bare), notes, "notes after removing and installing again")
    step("removed, and installed again")


def purge(bare, before):
    said = bare.run("apt-get purge -q -y avoir")
    equal("/var/lib/avoir/ledger stays, with its credit notes" in said, True, f"purging says what stays\n{said}")
    left = {path for path in set(bare.files()) - before if not path.startswith(f"{LEDGER}/")}
    left -= {"usr/local/bin/date"} | {path for path in left if re.fullmatch(r"etc/(passwd|group|shadow|gshadow|subuid|subgid)-", path)}
    equal(sorted(left), [], "files that purging left, but the ledger")
    equal((bare.folder / LEDGER / "anchors.log").exists(), True, "the ledger stays")
    step("purged; the ledger stayed")


BEGAN = time.monotonic()
main()
