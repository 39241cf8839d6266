"""What the shim wrote down of an undisturbed run: the calls that count, and what became of each file."""

import pathlib
import re


def lines(trace):
    return pathlib.Path(trace).read_text(errors="replace").splitlines() if pathlib.Path(trace).exists() else []


def calls(trace):
    """Number, name and text of each call that counts."""
    found = [re.match(r"(\d+) (\w+) ?(.*)", line) for line in lines(trace)]
    return [(int(m[1]), m[2], m[3]) for m in found if m]


def kind(name, text):
    """Calls of one kind; temporary names and those of notes make no difference."""
    if name.startswith("PQ"):
        return name, text[:24]
    return name, pathlib.PurePath(text).suffix


def done(trace):
    """What was done, in order: `opened 7 avoir-….part`."""
    return [line[2:] for line in lines(trace) if line.startswith("- ")]


def copied(deeds):
    """How many bytes were copied into the database."""
    return sum(int(deed.split()[1]) for deed in deeds if deed.startswith("copied "))


def file_writes(deeds):
    """How many writes went to files."""
    opened, count = set(), 0
    for deed in deeds:
        what, descriptor = deed.split()[:2]
        if what == "opened":
            opened.add(descriptor)
        count += what == "wrote" and descriptor in opened
    return count


def unsafe(deeds, files):
    """Sentences for the files that were not flushed, with all that was written to them, before they got their name."""
    open_as, flushed, named, faults = {}, set(), set(), []
    for deed in deeds:
        what, rest = deed.split(" ", 1)
        if what == "opened":
            descriptor, path = rest.split(" ", 1)
            open_as[descriptor] = pathlib.PurePath(path).name
        elif what == "wrote":
            flushed.discard(open_as.get(rest))
        elif what == "synced":
            flushed.add(open_as.get(rest))
        elif what == "renamed":
            before, after = (pathlib.PurePath(path).name for path in rest.split(" to "))
            named.add(after)
            if before not in flushed:
                faults.append(f"{after} got its name before it was flushed")
    missing = {pathlib.PurePath(file).name for file in files} - named
    return faults + [f"{name} was not written under another name first" for name in sorted(missing)]
