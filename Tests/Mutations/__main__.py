"""Shows that the ledger's tests test: plants one fault at a time and expects a named test to fail for it.

    scripts/mutations           every fault
    scripts/mutations cap date  those whose description contains one of the words

A fault is a change to the text of a file below sql, where the one definition stands. The changed files make a database on
a throw-away server, and the ledger's tests run on copies of it (AVOIR_TEST_MUTANT, which only
Tests/StoreTests/TestDatabase.swift reads), so that nothing is built again. Before, the same tests must pass on a
schema made the same way without a fault. Prints each fault and the tests that caught it; exit 1 when a fault survives or
a test fails without one. Takes a few minutes.

With AVOIR_TEST_DATABASE_URL set, that server is used, as a superuser, instead of a throw-away one.
"""

import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

from .faults import FAULTS

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# In the order in which the program applies them.
SCRIPTS = [ROOT / "sql" / path for path in re.findall(
    r'Script\(\s*path: "(.*?)"', (ROOT / "Sources/Store/Schema/SchemaScripts.swift").read_text())]


def planted(changes):
    """The files' texts with the changes made, each in the one file that has its old text, once."""
    texts = {file: file.read_text() for file in SCRIPTS}
    for old, new in zip(changes[::2], changes[1::2]):
        found = [file for file, text in texts.items() if old in text]
        if len(found) != 1 or texts[found[0]].count(old) != 1:
            raise SystemExit(f"mutations: the text to change is not there, or more than once:\n{old}")
        texts[found[0]] = texts[found[0]].replace(old, new)
    return texts


def psql(url, database, sql):
    command = ["psql", "-qX1", "-v", "ON_ERROR_STOP=1", "-d", f"{url}{'&' if '?' in url else '?'}dbname={database}"]
    done = subprocess.run(command, input=sql, text=True, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(f"mutations: psql failed:\n{done.stderr}")


def make_database(url, name, changes):
    """As Schema.migrate makes it; the digest is that of the files without the fault."""
    files = [(file.relative_to(ROOT / "sql"), file.read_bytes()) for file in SCRIPTS]
    digest = hashlib.sha256(b"".join(b"%s %d\n%s" % (str(path).encode(), len(text), text) for path, text in files))
    statements = ["""
        create schema avoir;
        create table avoir.schema_revision (revision int primary key check (revision >= 1), sha256 bytea not null,
            program text not null, applied_at timestamptz not null default clock_timestamp());
        set search_path = avoir, pg_temp;
        """]
    statements += planted(changes).values()
    revision = re.search(r"static let revision = (\d+)", (ROOT / "Sources/Store/Schema/Schema.swift").read_text())[1]
    statements.append(f"insert into schema_revision (revision, sha256, program) "
                      f"values ({revision}, '\\x{digest.hexdigest()}', 'mutations');")
    for sql in [f"drop database if exists {name} with (force)", f"create database {name} template template0"]:
        subprocess.run(["psql", "-qX", "-d", url, "-c", sql], check=True, stderr=subprocess.DEVNULL)
    psql(url, name, "\n".join(statements))


def failing(url, tests, changes):
    """The names of the tests that fail on a database with the changes."""
    name = f"avoir_mutated_{os.getpid()}"
    make_database(url, name, changes)
    environment = {**os.environ, "AVOIR_TEST_DATABASE_URL": url, "AVOIR_TEST_MUTANT": name}
    command = ["swift", "test", "--skip-build", "--filter", f"StoreTests.({tests})"]
    try:
        done = subprocess.run(command, env=environment, cwd=ROOT, text=True, capture_output=True, timeout=300)
        output = done.stdout + done.stderr
    except subprocess.TimeoutExpired as late:
        return [f"(no end after {late.timeout:.0f} s)"]
    finally:
        subprocess.run(["psql", "-qX", "-d", url, "-c", f"drop database {name} with (force)"], check=True)
    names = sorted(set(re.findall(r'✘ Test "(.*?)" (?:with .*? )?failed after', output)))
    if not names and (done.returncode != 0 or not re.search(r"✔ Test run with [1-9]", output)):
        raise SystemExit(f"mutations: the tests did not run:\n{output[-3000:]}")
    return names


def throw_away_server(home):
    """Starts one with the program itself, as scripts/test does."""
    folder = subprocess.run(["swift", "build", "--show-bin-path"], cwd=ROOT, check=True, text=True, capture_output=True)
    avoir = f"{folder.stdout.strip()}/avoir"
    environment = {**{key: value for key, value in os.environ.items() if not key.startswith(("PG", "AVOIR_"))},
                   "AVOIR_HOME": home}
    subprocess.run([avoir, "database", "start", "--quiet"], env=environment, check=True, stdout=subprocess.DEVNULL)
    found = subprocess.run([avoir, "database", "url"], env=environment, check=True, text=True, capture_output=True)
    url = found.stdout.strip()
    # It need not survive a power cut.
    subprocess.run(["psql", "-qX", url, "-c", "alter system set fsync = off", "-c", "select pg_reload_conf()"],
                   check=True, stdout=subprocess.DEVNULL)
    return url, lambda: subprocess.run([avoir, "database", "stop", "--quiet"], env=environment, stdout=subprocess.DEVNULL)


def check(url, faults):
    broken = failing(url, "|".join(sorted({tests for _, _, tests in faults})), [])
    if broken:
        print("without a fault these fail:", *broken, sep="\n    ")
        return False
    survivors = 0
    for what, changes, tests in faults:
        caught = failing(url, tests, changes)
        survivors += not caught
        print(f"{what}\n    " + ("; ".join(caught) if caught else "SURVIVED"), flush=True)
    print(f"{len(faults)} faults planted, {survivors} survived")
    return survivors == 0


def main(words):
    faults = [fault for fault in FAULTS if not words or any(word in fault[0] for word in words)]
    if not faults:
        raise SystemExit("mutations: no fault has these words in its description")
    url = os.environ.get("AVOIR_TEST_DATABASE_URL")
    subprocess.run(["swift", "build", "--build-tests"], cwd=ROOT, check=True)
    begun = time.monotonic()
    if url:
        passed = check(url, faults)
    else:
        with tempfile.TemporaryDirectory(prefix="avoir-mutations.") as home:
            url, stop = throw_away_server(home)
            try:
                passed = check(url, faults)
            finally:
                stop()
    print(f"{time.monotonic() - begun:.0f} s")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
