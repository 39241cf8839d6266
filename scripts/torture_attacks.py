"""The ways in which scripts/torture disturbs a command. Each returns what it did, by name and number."""

import contextlib
import os
import random
import time

from torture_data import JUNE
from torture_proxy import Cut
from torture_world import Failed

MODES = ["before", "after", "sent"]


def point(scenario, rng):
    """One of the calls of an undisturbed run; rare kinds of call as likely as frequent ones."""
    kinds = sorted({(name, text[:24]) for _, name, text in scenario.calls})
    kind = rng.choice(kinds)
    return rng.choice([number for number, name, text in scenario.calls if (name, text[:24]) == kind])


def allow(run, scenario, *others):
    if run.code not in (scenario.code, *others):
        raise Failed(f"disturbed, it ends with {run.code}: {run}")


def kill(world, scenario, name, home, out, rng, points=None):
    """SIGKILL at a call, several times in a row, each time after the command was given again."""
    done = {"client kills": 0, "calls not reached": 0}
    for at in points or [point(scenario, rng) for _ in range(rng.choice([2, 3, 4]))]:
        run = world.avoir.run(scenario.command(world.data, out), home, world.cluster.url(name), at=at,
                              mode=rng.choice(MODES))
        if not run.was_killed:
            allow(run, scenario, 69, 75)
        done["client kills" if run.was_killed else "calls not reached"] += 1
    return done


@contextlib.contextmanager
def held(world, scenario, name, home, out, rng):
    """The command, standing still at one of its calls; goes on afterwards."""
    flag = world.folder / f"{name}.hold"
    child = world.avoir.start(scenario.command(world.data, out), home, world.cluster.url(name),
                              at=point(scenario, rng), mode=rng.choice(MODES), hold=flag)
    while not flag.exists() and child.poll() is None:
        time.sleep(0.002)
    time.sleep(rng.choice([0, 0, 0.005, 0.02]))
    holder = type("Held", (), {"is_there": flag.exists(), "run": None})()
    try:
        yield holder
    finally:
        flag.unlink(missing_ok=True)
        holder.run = world.avoir.end(child)


def backend(world, scenario, name, home, out, rng):
    """Ends a server process of the command, and kills one of the command that is given again, or the other way round."""
    done = {"backends terminated": 0, "backends killed": 0}
    for how in rng.sample(sorted(done), 2):
        with held(world, scenario, name, home, out, rng) as command:
            pids = world.cluster.backends(name) if command.is_there else []
            if pids and how == "backends killed":
                world.cluster.kill_hard(rng.choice(pids))
            elif pids:
                world.cluster.sql(f"select pg_terminate_backend({rng.choice(pids)}, 5000)")
            done[how] += bool(pids)
        allow(command.run, scenario, 69, 75)
    return done


def stop(world, scenario, name, home, out, rng):
    """The whole server stops at once, and recovers from its log; twice."""
    for _ in range(2):
        with held(world, scenario, name, home, out, rng) as command:
            world.cluster.stop("immediate")
            world.cluster.start()
        allow(command.run, scenario, 69)
    return {"immediate stops": 2}


def cut(world, scenario, name, home, out, rng):
    """The connection breaks after a statement was sent; the server got it, or did not."""
    commits = scenario.commits
    at_commit = bool(commits) and rng.random() < 0.7
    texts = [text for _, kind, text in scenario.calls if kind in ("PQexec", "PQexecParams") and len(text) > 12]
    if at_commit:
        place = rng.randrange(len(commits))
        needle = b"COMMIT\0"
    else:
        place, needle = 0, rng.choice(texts).split("  ")[0].encode()
    is_delivered = rng.random() < 0.5
    with Cut(world.cluster.sockets, world.folder / f"{name}.proxy", needle, place, is_delivered) as proxy:
        run = world.avoir.run(scenario.command(world.data, out), home, f"postgresql://avoir@/{name}?host={proxy.folder}")
    if not proxy.has_cut:
        allow(run, scenario)
        return {"cuts not reached": 1}
    if run.code != 69:
        raise Failed(f"the connection was cut, but it ends with {run.code}: {run}")
    is_unknown = at_commit and commits[place]
    if is_unknown != ("unknown whether it is stored" in run.err):
        raise Failed(f"the outcome is {'un' if is_unknown else ''}known, but it says: {run.err}")
    return {f"connections cut, {'commit' if at_commit else 'statement'} {'got' if is_delivered else 'not got'}": 1}


def full_output(world, scenario, name, home, out, rng):
    """The disk of the output is full after so many writes; the first that does not fit is written in part."""
    writes = [call for call in scenario.calls if call[1] in ("write", "pwrite", "writev")]
    after = rng.choice([0, 1, 2, rng.randrange(max(1, len(writes)))])
    run = world.avoir.run(scenario.command(world.data, out), home, world.cluster.url(name), full_after=after)
    allow(run, scenario, 73)
    return {"full output disks" if run.code == 73 else "output disks that sufficed": 1}


def full_server(world, scenario, name, home, out, rng):
    """The disk of the data or of the write-ahead log is full for a while."""
    part = rng.choice(["/base/", "/pg_wal/"])
    world.cluster.stop()
    world.cluster.start(filling=part)
    try:
        with held(world, scenario, name, home, out, rng) as command:
            world.cluster.flag.touch()
        allow(command.run, scenario, 1, 69)
    finally:
        world.cluster.flag.unlink(missing_ok=True)
        world.cluster.stop("immediate")
        world.cluster.start()
    return {f"full disks of the {'data' if part == '/base/' else 'log'}, {'noticed' if command.run.code != scenario.code else 'not noticed'}": 1}


def clock(world, scenario, name, home, out, rng):
    """The clock is wrong, or jumps while the command runs; the months stay over."""
    offset = rng.choice(["-2592000", "2592000", "315360000", "-3600,3600", "0,-1209600", "86400,-86400"])
    run = world.avoir.run(scenario.command(world.data, out), home, world.cluster.url(name), clock=offset)
    allow(run, scenario)
    return {"clocks moved": 1}


def clock_before(world, scenario, name, home, out, rng):
    """The clock stands in the middle of the month: what it says then is provisional, and issues nothing."""
    middle = 1_750_000_000
    run = world.avoir.run(scenario.command(world.data, out), home, world.cluster.url(name), clock=int(middle - time.time()))
    if "assess" in scenario.name:
        allow(run, scenario)
    notes = world.cluster.sql(f"select count(*) from avoir.credit_note where month = '{JUNE}-01'", name)
    if notes != [["0"]]:
        raise Failed(f"{notes[0][0]} notes of a month that is not over")
    return {"clocks moved": 1}


def crowd(world, scenario, name, home, out, rng, size=16, kills=True):
    """So many at once of the same; every third is killed somewhere."""
    children, done = [], {f"{size} at once": 1, "client kills": 0}
    for place in range(size):
        torture = {"at": point(scenario, rng), "mode": rng.choice(MODES)} if kills and place % 3 == 2 else {}
        children.append(world.avoir.start(scenario.command(world.data, out), home, world.cluster.url(name), **torture))
    for child in children:
        run = world.avoir.end(child)
        if run.was_killed:
            done["client kills"] += 1
        else:
            allow(run, scenario, 75)
    return done


def mixed_crowd(world, scenario, name, home, out, rng, size=16):
    """So many at once of all that leads to the same end."""
    commands = [["assess", JUNE], ["assess", JUNE, "--share"], scenario.arguments, ["issue", *scenario.arguments[1:4]],
                ["verify"], ["import", "outages", "{data}/outages.csv"], ["note", "list"]]
    children = []
    for place in range(size):
        command = commands[place] if place < len(commands) else rng.choice(commands)
        command = [str(part).format(data=world.data, out=out) for part in command]
        children.append(world.avoir.start(command, home, world.cluster.url(name)))
    for child in children:
        allow(world.avoir.end(child), scenario, 75)
    return {f"{size} at once, mixed": 1}
