"""Kills avoir, its server and its disks everywhere, repeats the command, and compares with an undisturbed twin.

    scripts/torture              two minutes: 42 cases of 20 commands, which the seed chooses; a part of scripts/test
    scripts/torture --long       1,000 client kills, 200 backend kills, 100 immediate stops, 100,000 notes; 40 minutes or more
    scripts/torture --seed 7 --only 23    one case again, without the examination of the judges; 0: that alone
    scripts/torture --verify URL          proves any ledger without any of avoir's code

A case is a command of avoir on a database of its own, a disturbance, and the same command again until it is done. Before
the repetition every file must be whole or as it was, every transaction done or not at all. Then
the database, the files and the report must be those of the twin, byte for byte but for times, run ids and the hashes over
them (state.py says what else), `avoir verify` and verify.py, which shares no code with avoir, must find no
fault, and the last notes must be anchored. Before that, doctored databases show that these judges see what they should.
Builds nothing: --avoir names the program, else the debug build's is used. Ends with 1 when anything was found.
"""

import os
import pathlib
import shutil
import sys
import tempfile

from . import verify
from .plan import options
from .run import Torture


def place(given):
    """In memory where there is plenty and programs may run: databases are copied several times faster. None: the usual place."""
    memory = "/dev/shm"
    if os.environ.get("TMPDIR") or given.fsync or given.long or not os.access(memory, os.W_OK):
        return None
    there = os.statvfs(memory)
    room = min(there.f_bavail * there.f_frsize, os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    return memory if room > 4e9 and not there.f_flag & os.ST_NOEXEC else None


def main():
    given = options(__doc__.split("\n")[0])
    if given.verify:
        return verify.report(given.verify)
    for name in [name for name in os.environ if name.startswith(("PG", "AVOIR_", "TORTURE_"))]:
        del os.environ[name]
    folder = pathlib.Path(tempfile.mkdtemp(prefix="avoir-torture.", dir=place(given)))
    folder.chmod(0o755)
    torture = Torture(given, folder)
    try:
        torture.run()
        return torture.report()
    finally:
        if not (given.keep or torture.found):
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
