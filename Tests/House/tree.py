"""The tree that is checked: its files, and what of a Swift file is code."""

import fnmatch
import functools
import os
import pathlib
import re
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# Where code ends or begins again: a comment, a string with as many # as it has, an escape, an interpolation.
MARKS = re.compile(r'//|/\*|#*"""(?=\n)|#*"')


@dataclass(frozen=True)
class Fault:
    path: str
    line: int
    rule: str
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.text}"


class Tree:
    """The files below `root` that .gitignore does not name; paths are relative, with `/`."""

    def __init__(self, root=ROOT):
        self.root = pathlib.Path(root)
        ignored = [line.rstrip("/") for line in (self.root / ".gitignore").read_text().split()] + [".git"]
        self.links, self.files, self.texts = {}, [], {}
        for folder, folders, names in os.walk(self.root):
            kept = [name for name in folders if not any(fnmatch.fnmatch(name, pattern) for pattern in ignored)]
            folders[:] = [name for name in kept if not os.path.islink(os.path.join(folder, name))]
            for name in names + [name for name in kept if name not in folders]:
                file = os.path.join(folder, name)
                path = os.path.relpath(file, self.root)
                if os.path.islink(file):
                    self.links[path] = os.readlink(file)
                elif not any(fnmatch.fnmatch(name, pattern) for pattern in ignored):
                    self.files.append(path)
        self.files.sort()

    def text(self, path):
        """What is not UTF-8, as pictures and corpora, counts as empty."""
        if path not in self.texts:
            try:
                self.texts[path] = (self.root / path).read_bytes().decode()
            except UnicodeDecodeError:
                self.texts[path] = ""
        return self.texts[path]

    def lines(self, path):
        return self.text(path).split("\n")

    def under(self, *places, ending=(".swift",)):
        return [path for path in self.files if path.startswith(places) and path.endswith(ending)]

    def code(self, path):
        return code(self.text(path))


@functools.cache
def code(text):
    """The Swift text with comments and the insides of strings as spaces; what is interpolated is code."""
    kept, place = [], 0

    def blank(begin, end):
        kept.append(re.sub(r"[^\n]", " ", text[begin:end]))

    def go_on(place, closing):
        """Copies code up to the parenthesis that closes an interpolation, or to the end."""
        depth, begin = 0, place
        pattern = INTERPOLATED if closing else MARKS
        while found := pattern.search(text, place):
            mark = found[0]
            place = found.end()
            if mark == "(":
                depth += 1
            elif mark == ")":
                if depth == 0:
                    kept.append(text[begin:place])
                    return place
                depth -= 1
            else:
                kept.append(text[begin:found.start()])
                if mark == "//":
                    end = text.find("\n", place)
                    place = begin = len(text) if end < 0 else end
                    blank(found.start(), place)
                elif mark == "/*":
                    end = text.find("*/", place)
                    place = begin = len(text) if end < 0 else end + 2
                    blank(found.start(), place)
                else:
                    kept.append(mark)
                    place = begin = string(place, mark)
        kept.append(text[begin:])
        return len(text)

    def string(place, mark):
        hashes = mark.count("#")
        quote, escape = mark.lstrip("#") + "#" * hashes, "\\" + "#" * hashes
        stop = stops(quote, escape)
        while found := stop.search(text, place):
            blank(place, found.start())
            place = found.end()
            if found[0] == quote:
                kept.append(quote)
                return place
            if text.startswith("(", place):
                kept.append(found[0].replace("\\", " ") + "(")
                place = go_on(place + 1, True)
            else:
                blank(found.start(), place + 1)
                place += 1
        blank(place, len(text))
        return len(text)

    go_on(place, False)
    return "".join(kept)


INTERPOLATED = re.compile(MARKS.pattern + r"|[()]")


@functools.cache
def stops(quote, escape):
    return re.compile(f"{re.escape(quote)}|{re.escape(escape)}")
