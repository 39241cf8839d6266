"""Whether the rules find what they should: one fault after another in a copy of the tree."""

import pathlib
import shutil
import tempfile

from .rules import RULES, check
from .tree import Fault, Tree

SWIFT, PURE, TEST = "Sources/Store/Planted%d.swift", "Sources/SLA/Planted%d.swift", "Tests/StoreTests/Planted%dTests.swift"
PYTHON, TEXT = "Tests/Torture/planted_%d.py", "docs/planted-%d.md"
# A file for each, the rule that must find it there, and what it holds. In two parts where a rule would find it here, or a name.
FAULTS = [
    (SWIFT, "imports", "import CLibYAML\n"),
    (SWIFT, "imports", "@testable private import struct Documents.Page\n"),
    ("Sources/Planted/Planted.swift", "imports", "import SLA\n"),
    ("scripts/check-cycles", "cycles", "#!/bin/sh\necho 'Store: A.swift, B.swift, C.swift'\nexit 1\n"),
    (SWIFT, "file size", "\n" * 201),
    (PYTHON, "file size", "\n" * 201),
    (SWIFT, "function size", "struct S {\n    func f() {\n" + "        f()\n" * 69 + "    }\n}\n"),
    (SWIFT, "function size", "private init(\n    a: Int\n) {\n" + "    f()\n\n" * 34 + "}\n"),
    (PYTHON, "function size", "def f():\n" + "    f()\n" * 70),
    (TEXT, "prose", "word " * 31 + "\n"),
    (SWIFT, "dead declaration", "// unnamedThing\nlet a = \"unnamedThing\"\nextension A {\n    static var unnamedThing: Int {\n"
     "        1\n    }\n}\n"),
    (SWIFT, "dead declaration", "enum Named {\n    case one(Int), unnamedCase\n}\n"),
    (SWIFT, "dead declaration", "protocol P {\n    func unnamed()\n}\nextension S: P {\n    func unnamed() {}\n}\n"),
    ("docs/forgot" "ten.csv", "unnamed file", "a,b\n"),
    ("sql/migrations/9999_forgot" "ten.sql", "unnamed file", "select 1;\n"),
    ("Tests/StoreTests/DatabaseHelper.swift", "vague name", "\n"),
    (SWIFT, "vague name", "package final class MonthManager {}\n"),
    (SWIFT, "left over", "// MA" "RK: - Things\n"),
    (TEXT, "left over", "TO" "DO\n"),
    (SWIFT, "forbidden", "let a = try! b()\n"),
    (SWIFT, "forbidden", "let a = \"\\(b as! Int)\"\n"),
    (SWIFT, "forbidden", "func f() -> Never { fatalError(\"never\") }\n"),
    (TEST, "forbidden", "@Test(\"it works\", .disabled())\nfunc works() {}\n"),
    (TEST, "forbidden", "func works() { withKnownIssue {} }\n"),
    (SWIFT, "forbidden", "\n\nfinal class Shared: @unchecked Sendable {}\n"),
    (PURE, "pure", "import Glibc\n"),
    (PURE, "pure", "let a: Double = b\n"),
    (PURE, "pure", "let a = 0.1\n"),
    (TEXT, "outside", "See https:" "//registry.of-the-house.net/x.\n"),
    (TEXT, "outside", "In `/wo" "rk/main`.\n"),
    (TEXT, "outside", "See ../../elsewhere/x.md.\n"),
    (TEXT, "english", "It is one a mon" "th.\n"),
    (TEST, "english", "// That is to" "ld of.\n"),
    ("docs/planted", "link", "-> ../README.md"),
]


def test():
    """What was planted and not found; the copy without it must be clean."""
    real = Tree()
    with tempfile.TemporaryDirectory(prefix="avoir-check.") as folder:
        root = pathlib.Path(folder)
        for path in [*real.files, *real.links]:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(real.root / path, root / path, follow_symlinks=False)
        faults = check(Tree(root))
        for number, (path, _, content) in enumerate(FAULTS):
            plant(root / (path % number if "%d" in path else path), content)
        found = {(fault.path, fault.rule) for fault in check(Tree(root))}
    for number, (path, rule, content) in enumerate(FAULTS):
        place = "Sources" if rule == "cycles" else path % number if "%d" in path else path
        if (place, rule) not in found:
            faults.append(Fault("Tests/House/planted.py", 1, "self-test", f"{rule}: not found: {content[:60]!r}"))
    for rule in RULES.keys() - {rule for _, rule, _ in FAULTS}:
        faults.append(Fault("Tests/House/planted.py", 1, "self-test", f"{rule}: nothing is planted"))
    print(f"check: {len(FAULTS)} faults planted")
    return faults


def plant(file, content):
    file.parent.mkdir(parents=True, exist_ok=True)
    if content.startswith("-> "):
        file.symlink_to(content.removeprefix("-> "))
    else:
        file.write_text(content)
        file.chmod(0o755)
