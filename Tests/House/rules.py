"""All rules, and what they let pass."""

from . import dead, imports, sizes, words
from .allowed import ALLOWED, LONG
from .tree import Fault

RULES = {
    "imports": imports.imports,
    "cycles": imports.cycles,
    "file size": sizes.files,
    "function size": sizes.functions,
    "prose": sizes.prose,
    "dead declaration": dead.declarations,
    "unnamed file": dead.files,
    "vague name": words.vague,
    "left over": words.left_over,
    "forbidden": words.forbidden,
    "pure": words.pure,
    "outside": words.outside,
    "english": words.english,
    "link": words.links,
}


def check(tree):
    """The faults of a tree, in the order of its files."""
    exceptions = {*ALLOWED, *(("file size", path) for path in LONG)}
    left, found = set(exceptions), []
    for name, rule in RULES.items():
        for path, line, text in rule(tree):
            known = {(name, place) for place in [path, *folders(path)]} & exceptions
            left -= known
            if not known or name == "file size" and int(text.split()[0]) > LONG[path]:
                found.append(Fault(path, line, name, text))
    found += [Fault("Tests/House/allowed.py", 1, "exception", f"{name} in {path}: not needed any more") for name, path in left]
    return sorted(found, key=lambda fault: (fault.path, fault.line))


def folders(path):
    """`a/b/` and `a/` of `a/b/c`."""
    return [path[:end + 1] for end, sign in enumerate(path) if sign == "/"]
