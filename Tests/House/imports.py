"""Who imports whom: targets and files."""

import re
import subprocess


# SwiftPM does not check it: an undeclared import of a transitive target compiles.
ALLOWED = {
    "SLA": "",
    "Hashing": "CLibCrypto",
    "Intake": "SLA Messages Hashing CLibZ Glibc",
    "Postgres": "CLibPQ Glibc",
    "Store": "SLA Postgres Hashing Dispatch Glibc Synchronization",
    "Messages": "",
    "Documents": "SLA Messages",
    "StrictYAML": "Messages CLibYAML",
    "TimeZones": "SLA Messages Glibc",
    "Contracts": "SLA Messages Intake StrictYAML",
    "EmbeddedPostgres": "Subprocess SystemPackage Glibc",
    "avoir": "SLA Messages Hashing Intake Postgres Store Documents StrictYAML TimeZones Contracts EmbeddedPostgres ArgumentParser "
             "Subprocess Glibc Synchronization SystemPackage",
}
IMPORT = re.compile(
    r" *(?:@[A-Za-z_()]+ +)*(?:(?:package|public|internal|private|fileprivate) +)?import +"
    r"(?:(?:struct|enum|class|func|protocol|typealias|var|let) +)?(\w+)")


def imports(tree):
    """Who may import whom (ARCHITECTURE.md)."""
    for path in tree.under("Sources/"):
        target = path.split("/")[1]
        for number, line in enumerate(tree.lines(path), 1):
            found = IMPORT.match(line)
            if found and target not in ALLOWED:
                yield path, number, f"{target} is not listed in Tests/House/imports.py"
            elif found and found[1] not in ALLOWED[target].split():
                yield path, number, f"{target} may not import {found[1]}"


def cycles(tree):
    """Files of a target that name each other in circles of more than two."""
    program = tree.root / "scripts/check-cycles"
    done = subprocess.run([program], cwd=tree.root, text=True, capture_output=True)
    for line in (done.stdout + done.stderr).splitlines() if done.returncode else []:
        yield "Sources", 1, line
