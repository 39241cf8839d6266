"""Words and signs that do not belong in the tree."""

import os.path
import re


VAGUE = ["Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Manager", "Misc", "Common", "Stuff", "Impl", "Base",
         "Processor", "Thing", "Things", "My"]
TYPE = re.compile(r"\b(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)")
PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

LEFT = re.compile("|".join(["MA" + r"RK:", "TO" + "DO", "FIX" + "ME"]))
FORBIDDEN = re.compile(r"\btry!|\bfatalError\(|\bas!|\.disabled\(|\bwithKnownIssue\b|\bXCTSkip|\bimport XCTest\b")
PROVEN = re.compile(r"@unchecked Sendable|nonisolated\(unsafe\)|unowned\(unsafe\)")
SKIPPED = re.compile(r"\bskip(?:If|Unless|Test)\b|unittest\.skip|pytest\.mark\.skip")

# Hosts that the tree may name: what is published, standards, and names that are reserved for examples.
HOSTS = re.compile(
    r"(?:[\w-]+\.)*(?:github\.com|legifrance\.gouv\.fr|json-schema\.org|w3\.org|aiim\.org|adobe\.com|purl\.org|oclc\.org|"
    r"postgresql\.org|www\.debian\.org|spdx\.org|schemas\.openxmlformats\.org|status\.cloud\.google\.com|swift\.org|typst\.app|127\.0\.0\.1|example|example\.(?:com|org|net)|invalid|test|localhost)")
URL = re.compile(r"https?://([A-Za-z0-9.-]*[A-Za-z0-9])")
MACHINE = re.compile(r"(?<![\w.$}*-])/(?:work|root|Users|home/(?!you/)[a-z]\w*)/")
OUTSIDE = re.compile(r"(?<![\w/.])(?:\.\./)+[\w./-]*")

# Word order of another language, or words that nobody says. To be lengthened as places are mended.
ODD = re.compile(r"\bone an? (?:month|day|line)\b|\b(?:tells?|told) of\b|\bbefalls?\b|\bthere(?:of|in|with)\b|\bwhere(?:of|in|with)\b|"
                 r"\bin the mean\b|\bas yet\b|\bthe which\b|\bso that that\b|\bhither|\bwhither\b")


def vague(tree):
    """Names that say nothing, in the names of files and types."""
    for path in tree.under("Sources/", "Tests/", "Benchmarks/", "scripts/", ending=("",)):
        if path.startswith("Tests/Fuzz/corpus/"):
            continue
        names = [(1, path.rsplit("/", 1)[-1].split(".")[0])]
        if path.endswith(".swift"):
            code = tree.code(path)
            names += [(code.count("\n", 0, m.start()) + 1, m[1]) for m in TYPE.finditer(code)]
        for number, name in names:
            for piece in PIECE.findall(name):
                if piece.capitalize() in VAGUE:
                    yield path, number, f"{piece} in {name}"


def left_over(tree):
    for path in tree.files:
        if LEFT.search(tree.text(path)) and not path.startswith("Tests/Fuzz/corpus/"):
            for number, line in enumerate(tree.lines(path), 1):
                if found := LEFT.search(line):
                    yield path, number, found[0]


def forbidden(tree):
    """What crashes or hides a failure, and what needs a comment with its proof on one of the two lines above."""
    for path in tree.under("Sources/", "Tests/", "Benchmarks/"):
        code, lines = tree.code(path), tree.lines(path)
        if not FORBIDDEN.search(code) and not PROVEN.search(code):
            continue
        for number, line in enumerate(code.split("\n"), 1):
            if found := FORBIDDEN.search(line):
                yield path, number, found[0]
            found = PROVEN.search(line)
            if found and not any(above.lstrip().startswith("//") for above in lines[max(0, number - 3):number - 1]):
                yield path, number, f"{found[0]} without a comment above it"
    for path in tree.under("", ending=(".py",)):
        for number, line in enumerate(tree.lines(path), 1):
            if (found := SKIPPED.search(line)) and path != "Tests/House/words.py":
                yield path, number, found[0]


def pure(tree):
    """SLA has neither imports nor floating point."""
    for path in tree.under("Sources/SLA/"):
        for number, line in enumerate(tree.code(path).split("\n"), 1):
            if found := re.search(r"\b(?:Double|Float\w*|CGFloat|Decimal)\b|\b\d+\.\d|\d[eE]-?\d|^\s*(?:\w+ )*import\b", line):
                yield path, number, f"SLA has {found[0].strip()}"


def outside(tree):
    """Machines and places that a reader does not have."""
    for path in tree.files:
        text = tree.text(path)
        if path.startswith("Tests/Fuzz/corpus/") or not ("http" in text or "/" in text):
            continue
        for number, line in enumerate(tree.lines(path), 1):
            for host in URL.findall(line):
                if not HOSTS.fullmatch(host):
                    yield path, number, f"the host {host} is not listed in Tests/House/words.py"
            if found := MACHINE.search(line):
                yield path, number, f"a path of one machine: {found[0]}"
            if path.endswith(".md"):
                for found in OUTSIDE.findall(line):
                    if os.path.normpath(os.path.join(os.path.dirname(path), found)).startswith(".."):
                        yield path, number, f"{found} is not in the tree"


def english(tree):
    for path in tree.files:
        if not path.endswith((".md", ".swift")) or path.startswith("Tests/Fuzz/corpus/"):
            continue
        if ODD.search(tree.text(path)):
            for number, line in enumerate(tree.lines(path), 1):
                if found := ODD.search(line):
                    yield path, number, found[0]


def links(tree):
    for path, aim in tree.links.items():
        yield path, 1, f"a symbolic link to {aim}"
