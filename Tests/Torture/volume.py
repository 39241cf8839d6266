"""Months of many notes, imported, assessed and issued while their commands are killed at random moments."""

import random
import time

from . import verify
from .data import HEADS, siren
from .scenarios import ISSUER, TERMS
from .world import Failed

MONTHS = ["2025-04", "2025-06", "2025-08", "2025-10", "2025-12"]


def write(folder, month, number, place):
    """Each of so many subscriptions has one long outage of its own, an invoice and a request."""
    def file(kind, lines):
        with open(folder / f"{kind}-{month}.csv", "w") as out:
            out.write(HEADS[kind] + "\n")
            out.writelines(lines)

    names = [f"V-{n:06d}" for n in range(number)]
    after = {"04": "05", "06": "07", "08": "09", "10": "11", "12": "01"}[month[5:]]
    file("invoices", (f"F{place}-{n},{name},{month},{month}-28,{100 + n % 900}.{n % 100:02d},20,EUR,\n" for n, name in enumerate(names)))
    file("outages", (f"noc,{place}-{n},,{name},{month}-{7 + n % 20:02d}T08:00:00Z,{month}-{11 + n % 20:02d}T12:00:00Z,"
                     f"{month}-{7 + n % 20:02d}T08:30:00Z,,\n" for n, name in enumerate(names)))
    file("requests", (f"{name},{month},{2025 + (month[5:] == '12')}-{after}-05,\n" for name in names))
    return f"{2025 + (month[5:] == '12')}-{after}-05"


def people(folder, number):
    with open(folder / "customers.csv", "w") as out:
        out.write(HEADS["customers"] + "\n")
        for n in range(number // 10 + 1):
            name = siren(30_000_000 + n)
            out.write(f"C-{n},Client {n},{name},FR{(12 + 3 * (int(name) % 97)) % 97:02d}{name},1 rue,75001,Paris,FR,,business,\n")
    with open(folder / "subscriptions.csv", "w") as out:
        out.write(HEADS["subscriptions"] + "\n")
        out.writelines(f"V-{n:06d},C-{n // 10},svc,axantis-contact-experience,2025-01-01,,FR\n" for n in range(number))


def issue(world, notes, seed, say):
    """Raises Failed unless every note is there once, and verified twice."""
    rng, each = random.Random(f"{seed}/volume"), -(-notes // len(MONTHS))
    folder, home = world.folder / "volume", world.folder / "volume.home"
    folder.mkdir()
    home.mkdir()
    world.cluster.sql("create database volume")
    url = world.cluster.url("volume")
    people(folder, each)
    for command in [["database", "migrate"], ["terms", "add", TERMS], ["issuer", "set", ISSUER],
                    ["import", "customers", folder / "customers.csv"], ["import", "subscriptions", folder / "subscriptions.csv"]]:
        world.avoir.must(command, home, url)
    kills = 0

    def killed(command):
        nonlocal kills
        start = time.monotonic()
        longest = 4.0
        for _ in range(3):
            child = world.avoir.start(command, home, url)
            time.sleep(rng.uniform(0, longest))
            if child.poll() is None:
                child.kill()
            run = world.avoir.end(child)
            kills += run.was_killed
            if run.code not in (0, -9, 75):
                raise Failed(str(run))
        for _ in range(100):
            run = world.avoir.run(command, home, url)
            if run.code != 75:
                break
            time.sleep(0.2)
        if run.code != 0:
            raise Failed(str(run))
        say(f"{' '.join(map(str, command[:2]))}: {time.monotonic() - start:.1f} s with three kills")

    for place, month in enumerate(MONTHS):
        date = write(folder, month, each, place)
        for kind in ["invoices", "outages", "requests"]:
            killed(["import", kind, folder / f"{kind}-{month}.csv"])
        killed(["assess", month])
        killed(["issue", month, "--date", date])
    found = world.cluster.sql("select count(*), count(distinct (subscription_key, month)) from avoir.credit_line", "volume")
    if found != [[str(each * len(MONTHS))] * 2]:
        raise Failed(f"{found[0]} notes and subscription months instead of {each * len(MONTHS)}")
    world.avoir.must(["verify"], home, url)
    say("avoir verify: no fault")
    if faults := verify.verify(url):
        raise Failed(f"{faults[:5]}")
    say("the other verifier: no fault")
    if problem := world.unanchored(home, "volume"):
        raise Failed(problem)
    world.cluster.drop("volume")
    return {"client kills": kills, "notes of large months": each * len(MONTHS)}
