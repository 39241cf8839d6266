"""A standby that reads, a failover without loss, and one of a standby that is behind."""

import os
import pathlib
import sys
import time

from .ledger import ROOT, Ledger
from .server import Place, Server

# Every command that only reads, in the forms that read most.
READING = [
    "report 2026-10", "report 2026-10 --format json", "report 2026-10 --format csv", "report 2026-10 --format html",
    "report 2026", "explain 2026-10 CC-1009", "explain 2026-10 CC-1009 --history", "explain 2026-10 CC-1001 --json",
    "statement C-001 --year 2026", "budget 2026-11", "budget 2026-11 --format prometheus",
    f"simulate --terms {ROOT}/examples/terms/axantis-contact-experience.yaml --from 2026-09 --to 2026-10",
    "note list", "note show AV-2026-000001", "note show AV-2026-000001 --json",
    "list outages --month 2026-10", "list subscriptions --format csv",
    "list holds", "imports list", "imports show 1", "propose notifications 2026-10", "terms list",
    "terms show axantis-contact-experience", "issuer show", "audit", "status", "verify", "verify 2026-09",
]
WRITING = [
    ["issue", "2026-10", "--date", "2026-11-05"],
    # A plan holds imports up for as long as it is made.
    ["issue", "2026-10", "--date", "2026-11-05", "--dry-run"], ["assess", "2026-10"], ["hold", "CC-1002", "2026-10", "--reason", "r"],
    ["record", "customers", "customer=C-9", "name=x"], ["note", "reverse", "AV-2026-000001", "--reason", "r"],
    ["import", "customers", str(ROOT / "examples/month/customers.csv")], ["close", "2026-09-30"],
    ["run", "2026-10", "--date", "2026-11-05", "--output", "out"],
]
BEGAN = time.monotonic()


def say(text):
    print(f"{time.monotonic() - BEGAN:6.1f} s  {text}", flush=True)


def equal(found, wanted, what):
    if found != wanted:
        raise SystemExit(f"FAILED: {what}\n  found  {found}\n  wanted {wanted}")


def reads(primary, standby):
    for line in READING:
        equal(standby.avoir(*line.split()), primary.avoir(*line.split()), f"avoir {line} on the standby")
    for ledger, folder in ((primary, "first"), (standby, "second")):
        ledger.avoir("note", "export", "--month", "2026-09", "--format", "ubl", "--output", folder)
    files = [{file.name: file.read_bytes() for file in (primary.home / folder).iterdir()} for folder in ("first", "second")]
    equal(files[1], files[0], "exported notes")
    equal(len(files[0]) > 0, True, "notes are exported")
    say(f"{len(READING) + 1} reading commands say the same on the standby, byte for byte")
    for words in WRITING:
        said = standby.avoir(*words, code=69)
        equal("only reads" in said, True, f"avoir {' '.join(words)} on the standby\n{said}")
    say(f"{len(WRITING)} writing commands are refused there (69)")


def without_loss(primary, place):
    """Everything had arrived: the next number follows."""
    standby = primary.server.standby("second")
    primary.avoir("issue", "2026-10", "--date", "2026-11-05", "--only", "CC-1004")
    standby.catch_up(primary.server)
    notes = primary.notes()
    primary.server.stop("immediate")
    standby.promote()
    promoted = primary.on(standby)
    equal(promoted.notes(), notes, "notes after the failover")
    promoted.avoir("issue", "2026-10", "--date", "2026-11-05", "--only", "CC-1002")
    numbers = list(promoted.notes())
    equal(numbers, [f"AV-2026-{number:06}" for number in range(1, len(notes) + 2)], "numbers without a gap")
    promoted.avoir("verify")
    say(f"failover without loss: {numbers[-1]} follows {list(notes)[-1]}")
    return promoted


def behind(primary, place):
    """The standby did not get the last notes: it gives none of their numbers."""
    standby = primary.server.standby("third")
    standby.catch_up(primary.server)
    standby.query("alter system set primary_conninfo = ''")
    standby.query("select pg_reload_conf()")
    before = primary.notes()
    primary.avoir("issue", "2026-10", "--date", "2026-11-06")
    given = primary.notes()
    lost = sorted(given.keys() - before.keys())
    equal(len(lost) > 0, True, "the primary gave numbers that the standby never saw")
    primary.server.stop("immediate")
    standby.promote()
    promoted = primary.on(standby)
    equal(promoted.notes(), before, "the promoted standby lacks the last notes")
    for words in (["issue", "2026-10", "--date", "2026-11-06"], ["run", "2026-10", "--date", "2026-11-06", "--output", "out"],
                  ["note", "reverse", "AV-2026-000001", "--reason", "r", "--date", "2026-11-06"],
                  ["note", "issue", "CC-1002", "2026-10", "--amount", "1.00", "--reason", "r", "--date", "2026-11-06"]):
        said = promoted.avoir(*words, code=78)
        equal("know a later ledger" in said and "is not in this database" in said, True, said)
    said = promoted.avoir("verify", code=1)
    equal("is missing" in said, True, said)
    equal(promoted.notes(), before, "nothing was numbered")
    say(f"failover of a standby that is behind: it gives none of {lost[0]} to {lost[-1]} again (78)")
    # As the operations guide says: the lost notes are kept apart, and a new series begins.
    (primary.home / "anchors.log").rename(primary.home / "anchors-lost.log")
    issuer = (ROOT / "examples/issuer.yaml").read_text().replace("series: AV-", "series: AV2-")
    (primary.home / "issuer.yaml").write_text(issuer)
    promoted.avoir("issuer", "set", "issuer.yaml")
    promoted.avoir("issue", "2026-10", "--date", "2026-11-06", "--only", "CC-1013")
    new = promoted.notes().keys() - before.keys()
    equal(len(new) > 0 and not new & given.keys(), True, f"numbers of the new series: {sorted(new)}")
    promoted.avoir("verify")
    say(f"the new series begins with {sorted(new)[0]}")


def main():
    if "AVOIR" not in os.environ:
        sys.exit("AVOIR names the program")
    with Place() as place:
        primary = Server.new(place, "first")
        home = pathlib.Path(place.folder / "home")
        home.mkdir()
        ledger = Ledger(primary, home)
        ledger.fill()
        say(f"PostgreSQL {primary.query('show server_version')}: the sample month, {len(ledger.notes())} notes")
        standby = primary.standby("reading")
        standby.catch_up(primary)
        reads(ledger, ledger.on(standby))
        standby.stop()
        behind(without_loss(ledger, place), place)
    say("all passed")


main()
