"""Makes the files of one month at scale, the same bytes for the same seed and sizes.

    python3 -m Benchmarks.data FOLDER --events N [--subscriptions N] [--seed N]

A few subscriptions have thousands of outages, half have none of their own; outages overlap, come out of order and some
repeat another's interval under another identifier; identifiers are random. One outage in 5,000 is of a whole service, one
in 10 has an excusable event, one in 100 a notification of its own, one subscription in 10 a maintenance window.
Subscriptions: one for 100 events when not given. Every subscription is invoiced and has asked for its credit.
"""

import argparse
import calendar
import pathlib
import random

MONTH = "2026-10"
CAUSES = ["force_majeure", "third_party_equipment", "customer_act", "over_capacity", "other_operator"]


def identifiers(seed):
    """Sixteen hexadecimal digits, never the same twice: steps and shifts that can be undone."""
    mask = (1 << 64) - 1
    number = seed * 0x9E3779B97F4A7C15 & mask
    while True:
        number = (number + 0xD1342543DE82EF95) & mask
        mixed = (number ^ number >> 31) * 0xBF58476D1CE4E5B9 & mask
        yield "%016x" % (mixed ^ mixed >> 29)


def write(path, header, lines):
    with open(path, "w", buffering=1 << 20) as file:
        file.write(header + "\n")
        file.writelines(lines)


def last_day(month):
    return calendar.monthrange(*map(int, month.split("-")))[1]


def outages(events, subscriptions, services, seed, month, excusable, notifications):
    rng = random.Random(seed).random
    ids = identifiers(seed)
    minutes = last_day(month) * 24 * 60
    instants = [f"{month}-{1 + m // 1440:02d}T{m // 60 % 24:02d}:{m % 60:02d}:" for m in range(minutes)]
    busy, half = max(1, subscriptions // 1000), max(1, subscriptions // 2)
    start, end, second = 0, 1, "00"
    for number, name in zip(range(events), ids):
        if rng() >= 0.03:
            start = int(rng() * (minutes - 1))
            end = min(start + 1 + int(rng() ** 3 * 240), minutes - 1)
            second = "%02d" % int(rng() * 60)
        if number % 5000 == 4999:
            scope = f"svc-{int(rng() * services)},"
        elif rng() < 0.05:
            scope = ",SUB-%07d" % int(rng() * busy)
        else:
            scope = ",SUB-%07d" % int(rng() ** 1.5 * half)
        begin, finish = instants[start] + second + "Z", instants[end] + second + "Z"
        notified = begin if rng() < 0.8 else ""
        yield f"noc,{name},{scope},{begin},{finish},{notified}\n"
        if number % 10 == 3:
            excusable.write(f"desk,{name},{scope},{CAUSES[number // 10 % 5]},{begin},"
                            f"{instants[min(start + 1, end)]}{second}Z,noc,{name},ticket {number}\n")
        if number % 100 == 7 and scope[0] == ",":
            notifications.write(f"{scope[1:]},noc,{name},{finish}\n")


def make(folder, events, subscriptions=None, seed=1, month=MONTH):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    subscriptions = subscriptions or max(10, events // 100)
    customers, services = max(1, subscriptions // 5), max(2, subscriptions // 1000)
    write(folder / "customers.csv", "customer,name,siren,vat_number,street,postcode,city,country",
          (f"C-{n:06d},Client {n},200000008,FR37200000008,{n} rue du Client,75001,Paris,FR\n"
           for n in range(customers)))
    write(folder / "subscriptions.csv", "subscription,customer,service,terms,starts_on",
          (f"SUB-{n:07d},C-{n % customers:06d},svc-{n % services},axantis-contact-experience,2025-06-01\n"
           for n in range(subscriptions)))
    write(folder / "invoices.csv", "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate",
          (f"F-{month}-{n:07d},SUB-{n:07d},{month},{month}-{last_day(month)},{100 + n * 37 % 900}.{n % 100:02d},20\n"
           for n in range(subscriptions)))
    year, number = map(int, month.split("-"))
    after = f"{year + number // 12}-{number % 12 + 1:02d}-03"
    write(folder / "requests.csv", "subscription,month,requested_on",
          (f"SUB-{n:07d},{month},{after}\n" for n in range(subscriptions)))
    write(folder / "maintenance.csv", "source,id,subscription,started_at,ended_at",
          (f"change,M-{month}-{n},SUB-{n:07d},{month}-{1 + n % 28:02d}T08:00:00Z,{month}-{1 + n % 28:02d}T10:00:00Z\n"
           for n in range(0, subscriptions, 10)))
    with open(folder / "excusable-events.csv", "w") as excusable, \
            open(folder / "notifications.csv", "w") as notifications:
        excusable.write(
            "source,id,service,subscription,cause,started_at,ended_at,outage_source,outage_id,evidence\n")
        notifications.write("subscription,outage_source,outage_id,notified_at\n")
        write(folder / "outages.csv", "source,id,service,subscription,started_at,ended_at,notified_at",
              outages(events, subscriptions, services, seed, month, excusable, notifications))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--events", type=int, required=True)
    parser.add_argument("--subscriptions", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    make(given.folder, given.events, given.subscriptions, given.seed)
