"""What nothing names: declarations and files."""

import collections
import pathlib
import re


TYPES = {"struct", "class", "enum", "actor", "protocol", "extension"}
KEYWORD = re.compile(r"\b(struct|class|enum|actor|protocol|extension|func|init|var|let|if|for|while|switch|do|subscript)\b")
DECLARED = re.compile(
    r"\s*(?:(?:@\w+(?:\([^)]*\))?|package|public|private|fileprivate|internal|static|final|indirect|mutating|nonisolated|"
    r"nonmutating|borrowing|consuming|lazy|weak|override|dynamic|(?:private|fileprivate|package)\(set\)) +)*"
    r"(func|var|let|case|struct|class|enum|actor|protocol|typealias) +`?(\w+)`?(.*)")
WORD = re.compile(r"\w+")
# Called by the language, the standard library or a package, by these names.
CALLED_FROM_OUTSIDE = {"allValueStrings", "customMirror", "defaultValueDescription", "validate"}


def members(code):
    """Line number and name of what stands at the top of a file or directly in a type, but for cases that `allCases` names."""
    scopes, header, is_listed = [True], "", False
    for number, line in enumerate(code.split("\n"), 1):
        found = DECLARED.match(line) if scopes[-1] else None
        if found and not (found[1] == "case" and is_listed):
            yield number, found[2]
            if found[1] == "case":
                for name in re.findall(r", *`?(\w+)`?", re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", found[3])):
                    yield number, name
        for part in re.split(r"([{}])", line):
            if part == "{":
                keywords = KEYWORD.findall(header)
                scopes.append(bool(keywords) and keywords[-1] in TYPES)
                is_listed = "CaseIterable" in header
                header = ""
            elif part == "}":
                if len(scopes) > 1:
                    scopes.pop()
                header = ""
            else:
                header += part + " "


def declarations(tree):
    """A declaration in Sources whose name stands on no line but those that declare it."""
    lines, declared = collections.Counter(), collections.Counter()
    for path in tree.under("Sources/", "Tests/", "Benchmarks/"):
        code = tree.code(path)
        for line in code.split("\n"):
            lines.update(set(WORD.findall(line)))
        declared.update(name for _, name in set(members(code)))
    for path in tree.under("Sources/"):
        for number, name in members(tree.code(path)):
            if lines[name] == declared[name] and name not in CALLED_FROM_OUTSIDE and name != "_":
                yield path, number, f"nothing names {name}"


# Read as folders, or by names that are put together: CorpusTests, CaseTests, SchemaShape.
FOLDERS = ("Tests/Fuzz/corpus/", "Tests/SourcesTests/Cases/", "sql/shapes/")
# What people and tools look for by name.
LOOKED_FOR = {"README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "ARCHITECTURE.md", "DECISIONS.md", "LICENSE",
              "Package.swift", ".gitignore", ".gitattributes", ".swift-format", ".ci/run", "module.modulemap", "__main__.py"}


def files(tree):
    """A file that is not Swift and that no other file names: by its name, as Python imports it, or as Swift embeds it."""
    wanted = {}
    for path in tree.files:
        file = pathlib.PurePath(path)
        if path.endswith(".swift") or path.startswith(FOLDERS) or file.name in LOOKED_FOR or path in LOOKED_FOR:
            continue
        names = {file.name}
        if file.suffix == ".py":
            names.add(file.stem)
        if file.suffix in (".sql", ".css", ".js", ".typ", ".py", ".txt"):
            # The name of an embedded resource has _ for what Swift does not allow in names, a first digit included.
            embedded = re.sub(r"\W", "_", file.name)
            names.add(re.sub(r"^\d", "_", embedded))
        wanted[path] = names
    named = collections.defaultdict(set)
    for path in tree.files:
        for name in set(re.findall(r"[\w.-]*\w", tree.text(path))):
            named[name].add(path)
            named[name.split(".")[-1]].add(path)
    for path, names in wanted.items():
        if not any(named[name] - {path} for name in names):
            yield path, 1, "no other file names it"
