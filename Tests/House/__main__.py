"""The rules of the house, as a test.

    scripts/check                prints FILE:LINE: RULE: what is wrong; ends with 1 when anything is
    scripts/check --self-test    plants a fault for every rule in a copy of the tree, and expects it to be found

What a rule lets pass stands in allowed.py with its reason. An exception that is no longer needed is a fault.
"""

import sys

from . import planted
from .rules import check
from .tree import Tree


def main(arguments):
    if arguments not in ([], ["--self-test"]):
        print(__doc__, file=sys.stderr)
        return 64
    faults = planted.test() if arguments else check(Tree())
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
