"""Measures avoir convert: a year of a large Zabbix and of a nagios.log, beside importing the rows that come out.

    python3 -m Benchmarks.convert FOLDER --events N [--seed N]      only makes the files

`scripts/bench` measures it. A file of N events for Zabbix; for Nagios a kilobyte of log for each.
"""

import argparse
import pathlib
import random

YEAR = 365 * 86400
BEGINNING = 1735689600  # 2025-01-01T00:00:00Z


def zabbix(path, events, seed):
    """What `problem` export writes: beginnings and ends in the order of time, a few without an end."""
    rng = random.Random(seed)
    step, pending, clock = YEAR / events, {}, 0.0
    with open(path, "w", buffering=1 << 20) as file:
        for number in range(1, events + 1):
            clock += step
            at = f'"clock":{BEGINNING + int(clock)},"ns":{rng.randrange(1_000_000_000)}'
            ended = rng.random() < 0.5 and pending and next(iter(pending))
            if ended and pending[ended] < number:
                del pending[ended]
                file.write(f'{{{at},"value":0,"eventid":{number},"p_eventid":{ended}}}\n')
                continue
            pending[number] = number + rng.randrange(1, 200)
            host = rng.randrange(5000)
            file.write(f'{{{at},"value":1,"eventid":{number},"name":"Interface down on host-{host}","severity":{number % 6},'
                       f'"hosts":[{{"host":"host-{host}","name":"host-{host}"}}],"groups":["Linux servers","Routers"],'
                       f'"tags":[{{"tag":"scope","value":"availability"}},{{"tag":"component","value":"network"}}]}}\n')


def nagios(path, size, seed):
    """Alerts of 2,000 hosts and services, soft and hard, between lines that say nothing of a state."""
    rng = random.Random(seed)
    states, text = ["OK", "WARNING", "CRITICAL", "UNKNOWN"], "0 of 30 channels; timeout after 10 seconds"
    step, clock, written = YEAR / (size / 100), 0.0, 0
    with open(path, "w", buffering=1 << 20) as file:
        while written < size:
            clock += step
            at, host, chance = f"[{BEGINNING + int(clock)}]", f"host-{rng.randrange(2000)}", rng.random()
            state = states[int(rng.random() * 4)]
            if chance < 0.4:
                line = f"{at} SERVICE NOTIFICATION: noc;{host};svc;{state};notify-service-by-email;{state} - {text}\n"
            elif chance < 0.9:
                kind = "HARD" if rng.random() < 0.4 else "SOFT"
                line = f"{at} SERVICE ALERT: {host};svc;{state};{kind};3;{state} - {text}\n"
            else:
                line = f"{at} EXTERNAL COMMAND: PROCESS_SERVICE_CHECK_RESULT;{host};svc;0;{text}\n"
            file.write(line)
            written += len(line)


def make(folder, events, seed=1):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    zabbix(folder / "zabbix.ndjson", events, seed)
    nagios(folder / "nagios.log", events * 1000, seed)
    # Two services of the benchmark's month; the names of hosts say which.
    lines = [f"host-{digit}*,svc-{digit % 2}\n" for digit in range(1, 10)]
    (folder / "objects.csv").write_text("object,service\n" + "".join(lines) + "*,\n")


def measure(bench, events, runs):
    """On a copy of the database `base`."""
    folder = bench.folder / "convert"
    bench.say(f"convert: making the files of {events:,} events")
    make(folder, events, bench.options.seed)
    for tool, name in [("zabbix", "zabbix.ndjson"), ("nagios", "nagios.log")]:
        bench.say(f"convert from {tool}, {runs} times")
        megabytes = (folder / name).stat().st_size / 1e6
        what, rows = f"convert of {megabytes:,.0f} MB of {tool}", folder / f"{tool}.csv"
        command = ["convert", "outages", "--from", tool, "--objects", folder / "objects.csv", folder / name]
        conversions, imports = [], []
        for _ in range(runs):
            bench.copy("bench", "base")
            conversions.append(bench.converted(rows, *command))
            imports.append(bench.avoir("bench", "import", "outages", rows))
        shown = f"avoir convert outages --from {tool}"
        bench.compare(f"{what} ÷ import of its rows", conversions, imports, None, None, shown)
        bench.measure(f"{what}, milliseconds a megabyte", [1000 * run.seconds / megabytes for run in conversions],
                      unit="ms", command=shown)
        bench.measure(f"{what}, peak memory ÷ of that import",
                      [a.peak_bytes / b.peak_bytes for a, b in zip(conversions, imports)], unit="×", command=shown)
        bench.measure(f"{what}, peak memory", [run.peak_bytes / 1e6 for run in conversions], unit="MB", command=shown)
        (folder / name).unlink()
        rows.unlink()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--events", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    make(given.folder, given.events, given.seed)
