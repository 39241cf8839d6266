"""What is asked for, and the cases that follow from it."""

import argparse
import os
import random

from .scenarios import scenarios


def options(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--long", action="store_true", help="the figures of docs/internals/reliability.md")
    parser.add_argument("--client-kills", type=int, help="at least so many")
    parser.add_argument("--backend-kills", type=int)
    parser.add_argument("--stops", type=int, help="immediate stops of the server")
    parser.add_argument("--others", type=int, help="cases of each other disturbance")
    parser.add_argument("--share", type=int, choices=[1, 2, 3], help="how many thirds of the commands")
    parser.add_argument("--notes", type=int, help="notes of a month at scale, issued while it is killed")
    parser.add_argument("--subscriptions", type=int, default=40, help="of the small months")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--only", type=int, nargs="+", help="the numbers of some cases; 0: the examination of the judges")
    parser.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1))
    parser.add_argument("--avoir", help="the program; the debug build's when left out")
    parser.add_argument("--fsync", action="store_true", help="the servers write through to the disk")
    parser.add_argument("--output", help="a JSON file of what was done and found")
    parser.add_argument("--verify", metavar="URL", help="prove the ledger of this database, and do nothing else")
    parser.add_argument("--keep", action="store_true", help="leave the folder")
    given = parser.parse_args()
    amounts = {"client_kills": (26, 1000), "backend_kills": (5, 200), "stops": (2, 100), "others": (1, 16), "notes": (0, 100_000),
               "share": (2, 3)}
    for name, (short, long) in amounts.items():
        if getattr(given, name) is None:
            setattr(given, name, long if given.long else short)
    return given


def cases(given):
    """Number, disturbance and command of each; the same for the same options. The seed chooses the commands."""
    everything = [scenario.name for scenario in scenarios()]
    exports = [name for name in everything if name.startswith(("export", "report"))]
    imports = [name for name in everything if name.startswith("import ") and name != "import known"]
    writing = [name for name in everything if name not in exports and name != "verify"]
    choice = random.Random(f"{given.seed}/commands")
    chosen = [name for names in [writing, [*exports, "verify"]] for name in choice.sample(names, len(names) * given.share // 3)]
    planned = []

    def plan(attack, names, count):
        rng = random.Random(f"{given.seed}/{attack}/{len(planned)}")
        names = [name for name in names if name in chosen] or [rng.choice(names)]
        rng.shuffle(names)
        for place in range(count):
            planned.append((attack, names[place % len(names)]))

    # A case kills three times in the mean; some calls are not reached.
    plan("kill", everything, max(18, given.client_kills * 9 // 25))
    plan("embedded", ["start"], max(1, given.client_kills // 40))
    plan("backend", everything, given.backend_kills * 3 // 5)
    plan("stop", everything, -(-given.stops // 2))
    plan("cut", [*writing, "issue", "import staged", "assess", "reverse", "run", "terms"], given.others * 4)
    plan("cut_copy", imports, given.others)
    plan("cut_issuing", ["issue", "run"], given.others)
    plan("full_output", ["issue", "run", "reverse", *exports], given.others * 3)
    plan("full_server", ["issue", "import direct", "assess", "run", "import changed"], given.others * 2)
    plan("clock", ["assess", "issue", "run", "import staged", "reverse", "export entries"], given.others * 2)
    plan("clock_before", ["assess", "issue", "run", "assess --share"], given.others)
    plan("crowd of 2", [*writing, *exports], given.others)
    plan("crowd of 16", ["issue", "issue --run", "assess --share", "run", "reverse", *imports, "migrate"], given.others)
    plan("crowd of 16", [name for name in exports if name != "export facturx"], given.others)
    plan("mixed crowd of 16", ["run"], given.others)
    plan("embedded of 16", ["start"], max(1, given.others // 6))
    return [(number, *case) for number, case in enumerate(planned, 1)]
