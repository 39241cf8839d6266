"""The ways in which scripts/torture disturbs a command. Each returns what it did, by name and number."""

import contextlib
import time

from . import trace
from .data import JUNE
from .proxy import Cut
from .world import Failed

MODES = ["before", "after", "sent"]


def point(case):
    """One of the calls of an undisturbed run; rare kinds of call as likely as frequent ones."""
    kinds = {}
    for number, name, text in case.scenario.calls:
        kinds.setdefault(trace.kind(name, text), []).append(number)
    return case.rng.choice(kinds[case.rng.choice(sorted(kinds))])


def kill(case):
    """SIGKILL at a call, several times in a row, each time after the command was given again."""
    done = {"client kills": 0, "calls not reached": 0}
    for _ in range(case.rng.choice([2, 3, 4])):
        run = case.run(at=point(case), mode=case.rng.choice(MODES))
        if not run.was_killed:
            case.allow(run, 69, 75)
        case.look(run)
        done["client kills" if run.was_killed else "calls not reached"] += 1
    return done


@contextlib.contextmanager
def held(case):
    """The command, standing still at one of its calls; goes on afterwards."""
    flag = case.world.folder / f"{case.name}.hold"
    child = case.start(at=point(case), mode=case.rng.choice(MODES), hold=flag)
    while not flag.exists() and child.poll() is None:
        time.sleep(0.002)
    time.sleep(case.rng.choice([0, 0, 0.005, 0.02]))
    holder = type("Held", (), {"is_there": flag.exists(), "run": None})()
    try:
        yield holder
    finally:
        flag.unlink(missing_ok=True)
        holder.run = case.world.avoir.end(child)


def backend(case):
    """Ends a server process of the command, and kills one of the command that is given again, or the other way round."""
    done, cluster = {"backends terminated": 0, "backends killed": 0}, case.world.cluster
    for how in case.rng.sample(sorted(done), 2):
        with held(case) as command:
            pids = cluster.backends(case.name) if command.is_there else []
            if pids and how == "backends killed":
                cluster.kill_hard(case.rng.choice(pids))
            elif pids:
                cluster.sql(f"select pg_terminate_backend({case.rng.choice(pids)}, 5000)")
            done[how] += bool(pids)
        case.allow(command.run, 69, 75)
        case.look(command.run)
    return done


def stop(case):
    """The whole server stops at once, and recovers from its log; twice."""
    for _ in range(2):
        with held(case) as command:
            case.world.cluster.stop("immediate")
            case.world.cluster.start()
        case.allow(command.run, 69)
        case.look(command.run)
    return {"immediate stops": 2}


def through(case, **where):
    """The command through a proxy that cuts its connection somewhere; what it did, and whether it was cut."""
    with Cut(case.world.cluster.sockets, case.world.folder / f"{case.name}.proxy", **where) as proxy:
        run = case.run(url=f"postgresql://avoir@/{case.name}?host={proxy.folder}")
    case.allow(run, *([69] if proxy.has_cut else []))
    if proxy.has_cut and run.code != 69:
        raise Failed(f"the connection was cut, but it ends with {run.code}: {run}")
    case.look(run)
    return run, proxy.has_cut


def say_rightly(case, run, is_unknown):
    """The message says whether the outcome is known, and where it is not, which run to ask for."""
    if is_unknown != ("unknown whether it is stored" in run.err):
        raise Failed(f"the outcome is {'un' if is_unknown else ''}known, but it says: {run.err}")
    if "--run" in run.err:
        case.ask_for_run(run.err)
        return {"runs asked for": 1}
    return {}


def cut(case):
    """The connection breaks after a statement was sent, half of the time a COMMIT; the server got it, or did not."""
    commits, is_delivered = case.scenario.commits, case.rng.random() < 0.5
    if commits and case.rng.random() < 0.5:
        return cut_commit(case, case.rng.randrange(len(commits)), is_delivered)
    texts = [text for _, kind, text in case.scenario.calls if kind in ("PQexec", "PQexecParams")
             and len(text) > 12]
    run, has_cut = through(case, needle=case.rng.choice(texts).split("  ")[0].encode(), delivered=is_delivered)
    if not has_cut:
        return {"cuts not reached": 1}
    say_rightly(case, run, False)
    return {f"connections cut, statement {'got' if is_delivered else 'not got'}": 1}


def cut_commit(case, place, is_delivered):
    run, has_cut = through(case, needle=b"COMMIT\0", place=place, delivered=is_delivered)
    if not has_cut:
        return {"cuts not reached": 1}
    return {f"connections cut, commit {'got' if is_delivered else 'not got'}": 1,
            **say_rightly(case, run, case.scenario.commits[place])}


def cut_issuing(case):
    """The reply to the COMMIT of the notes is lost, got or not: the run that the message names must give its result."""
    last = max(place for place, writes in enumerate(case.scenario.commits) if writes)
    done = cut_commit(case, last, case.rng.random() < 0.5)
    if "runs asked for" not in done:
        raise Failed(f"at the COMMIT of the notes no run is named: {done}")
    return done


def cut_copy(case):
    """The connection breaks within the rows that are copied into the database."""
    after = case.rng.randrange(1, trace.copied(case.scenario.done))
    run, has_cut = through(case, copied=after)
    if not has_cut:
        return {"cuts not reached": 1}
    say_rightly(case, run, False)
    return {"connections cut, within copied rows": 1}


def full_output(case):
    """The disk of the output is full after so many writes; the first that does not fit is written in part."""
    writes = trace.file_writes(case.scenario.done)
    run = case.run(full_after=case.rng.choice([0, writes - 1, case.rng.randrange(writes)]))
    case.allow(run, 73)
    case.look(run)
    return {"full output disks" if run.code == 73 else "output disks that sufficed": 1}


def full_server(case):
    """The disk of the data or of the write-ahead log is full for a while."""
    part, cluster = case.rng.choice(["/base/", "/pg_wal/"]), case.world.cluster
    cluster.stop()
    cluster.start(filling=part)
    try:
        with held(case) as command:
            cluster.flag.touch()
        case.allow(command.run, 1, 69)
    finally:
        cluster.flag.unlink(missing_ok=True)
        cluster.stop("immediate")
        cluster.start()
    case.look(command.run)
    is_noticed = command.run.code != case.scenario.code
    return {f"full disks of the {'data' if part == '/base/' else 'log'}, {'noticed' if is_noticed else 'not noticed'}": 1}


def clock(case):
    """The clock is wrong, or jumps while the command runs; the months stay over."""
    offset = case.rng.choice(["-2592000", "2592000", "315360000", "-3600,3600", "0,-1209600", "86400,-86400"])
    run = case.run(clock=offset)
    case.allow(run)
    case.look(run)
    return {"clocks moved": 1}


def clock_before(case):
    """The clock stands in the middle of the month: what it says then is provisional, and issues nothing."""
    middle = 1_750_000_000
    run = case.run(clock=int(middle - time.time()))
    if "assess" in case.scenario.name:
        case.allow(run)
    notes = case.world.cluster.sql(f"select count(*) from avoir.credit_line where month = '{JUNE}-01'", case.name)
    if notes != [["0"]]:
        raise Failed(f"{notes[0][0]} notes of a month that is not over")
    return {"clocks moved": 1}


def crowd(case, size):
    """So many at once of the same, with the same folder for their files; every third is killed somewhere."""
    children, runs = [], []
    for place in range(size):
        torture = {"at": point(case), "mode": case.rng.choice(MODES)} if place % 3 == 2 else {}
        children.append(case.start(**torture))
    for child in children:
        run = case.world.avoir.end(child)
        runs.append(run)
        if not run.was_killed:
            case.allow(run, 75)
    case.look(*runs)
    return {f"{size} at once": 1, "client kills": sum(run.was_killed for run in runs)}


def mixed_crowd(case, size):
    """So many at once of all that leads to the same end."""
    arguments = case.scenario.arguments
    commands = [["assess", JUNE], ["assess", JUNE, "--share"], arguments, ["issue", *arguments[1:4]],
                ["verify"], ["import", "outages", "{data}/outages.csv"], ["note", "list"]]
    children = []
    for place in range(size):
        command = commands[place] if place < len(commands) else case.rng.choice(commands)
        command = [str(part).format(data=case.world.data, out=case.out) for part in command]
        children.append(case.world.avoir.start(command, case.home, case.url))
    runs = [case.world.avoir.end(child) for child in children]
    for run in runs:
        case.allow(run, 75)
    case.look(*runs, is_same_work=False)
    return {f"{size} at once, mixed": 1}
