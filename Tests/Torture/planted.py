"""Shows that the judges bite: plants faults in what a command leaves; each must be seen."""

import re
import uuid

from . import attacks, state, trace
from .case import OLD, Case
from .world import Failed


def all(world):
    """What was planted, and whether it was seen."""
    by_name = {scenario.name: scenario for scenario in world.scenarios}
    return {**files(world, by_name["export html"]), **transactions(world, by_name["import staged"]),
            **tables(world), **traces(by_name["export html"]), **outcome(world, by_name["issue"])}


def is_seen(judge):
    try:
        judge()
    except Failed:
        return True
    return False


def files(world, scenario):
    """Files before the repetition and after it, and an anchor."""
    case = Case(world, scenario, "doctored")
    run = case.run()
    case.look(run)
    case.judge(verifies=False)
    first, second = [case.out / name for name in sorted(scenario.files)[:2]]
    content, seen = first.read_bytes(), {}

    def plant(what, file, planted, judge):
        before = file.read_bytes() if file.exists() else None
        file.write_bytes(planted) if planted is not None else file.unlink()
        seen[what] = is_seen(judge)
        file.write_bytes(before) if before is not None else file.unlink()

    def look():
        case.look(run)

    def judge():
        case.judge(verifies=False)

    changed = content[:-20] + bytes([content[-20] ^ 1]) + content[-19:]
    plant("a changed byte", first, changed, judge)
    plant("a lost file", first, None, judge)
    plant("a file of another day", first, OLD, judge)
    plant("a changed byte before the repetition", first, changed, look)
    plant("half a file before the repetition", first, content[:len(content) // 2], look)
    plant("an empty file before the repetition", second, b"", look)
    plant("a lost file before the repetition", second, None, look)
    plant("a file of nobody before the repetition", case.out / "notes.html", content, look)
    plant("a file that is left unfinished", case.out / "avoir-0.part", content, look)
    log = case.home / "anchors.log"
    plant("a lost anchor", log, b"".join(log.read_bytes().splitlines(keepends=True)[:-2]), judge)
    case.look(run)
    case.judge(verifies=False)
    case.end()
    return seen


def transactions(world, scenario):
    """An import that was killed before its commit, not repeated or stored in part."""
    case = Case(world, scenario, "doctored")
    at = next(number for number, _, text in scenario.calls[::-1] if text == "COMMIT")
    run = case.run(at=at, mode="before")
    seen = {"a command that was killed": run.was_killed and is_seen(lambda: case.judge(verifies=False))}
    case.look(run)
    world.cluster.sql("insert into avoir.service (service) values ('of half an import')", case.name)
    seen["half a transaction"] = is_seen(lambda: case.look(run))
    case.end()
    return seen


def tables(world):
    """Tables that the comparison does not know of, forgets, or misspells."""
    url = world.cluster.url("doctored")
    world.cluster.copy("doctored", "issued")
    known = state.TABLES
    misspelt = [("outtage", *table[1:]) if table[0] == "outage" else table for table in known]
    seen = {"a table that is forgotten": is_seen(lambda: state.state(url, known[1:])),
            "a table that is misspelt": is_seen(lambda: state.state(url, misspelt))}
    world.cluster.sql("create table avoir.surplus ()", "doctored")
    seen["a table that is new"] = is_seen(lambda: state.state(url))
    world.cluster.drop("doctored")
    world.cluster.copy("doctored", "empty")
    bare = state.state(url)
    world.cluster.sql("create schema avoir; create table avoir.half ()", "doctored")
    seen["half a schema"] = state.state(url) != bare
    world.cluster.drop("doctored")
    return seen


def traces(scenario):
    """Files that get their name too early."""
    deeds = scenario.done
    name = next(deed for deed in deeds if deed.startswith("renamed "))
    file = name.split()[1]
    opened = next(place for place, deed in enumerate(deeds) if deed.startswith("opened ") and deed.endswith(file))
    descriptor = deeds[opened].split()[1]
    synced = next(place for place in range(opened, len(deeds)) if deeds[place] == f"synced {descriptor}")
    planted = {"a file that is not flushed": deeds[:synced] + deeds[synced + 1:],
               "a file that is written to after it was flushed": [*deeds[:synced + 1], f"wrote {descriptor}", *deeds[synced + 1:]],
               "a file that is written in place": [deed for deed in deeds if deed != name]}
    return {what: bool(trace.unsafe(doctored, scenario.files)) for what, doctored in planted.items()}


def outcome(world, scenario):
    """Messages of an unknown outcome that name no run, or another."""
    seen = {}
    for what, pattern, planted in [("a run that is not named", "--run", "--ran"),
                                   ("another run that is named", r"--run [0-9a-f-]{36}", f"--run {uuid.UUID(int=7)}")]:
        case = Case(world, scenario, "doctored")
        last = len(scenario.commits) - 1 - scenario.commits[::-1].index(True)
        run, has_cut = attacks.through(case, needle=b"COMMIT\0", place=last, delivered=True)
        message = re.sub(pattern, planted, run.err)
        seen[what] = has_cut and message != run.err and is_seen(lambda: case.ask_for_run(message))
        case.end()
    return seen
