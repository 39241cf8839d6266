"""The files of two small months, May and June 2025, the same for the same seed.

Credits of May, issued on 5 June, use the cap of those of June, issued on 2 July. Some rows are bad on purpose.
"""

import json
import pathlib
import random

MAY, JUNE = "2025-05", "2025-06"
ISSUED = {MAY: "2025-06-05", JUNE: "2025-07-02"}
# A subscription whose month scripts/torture puts on hold.
ON_HOLD = "SUB-00000"
# One with a commercial note.
COMMERCIAL = "SUB-00001"
CAUSES = ["force_majeure", "third_party_equipment", "customer_act", "over_capacity", "other_operator"]
HEADS = {
    "customers": "customer,name,siren,vat_number,street,postcode,city,country,email,kind,service_code",
    "subscriptions": "subscription,customer,service,terms,starts_on,ends_on,holidays",
    "invoices": "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency,order_reference",
    "outages": "source,id,service,subscription,started_at,ended_at,notified_at,summary,withdrawn",
    "notifications": "subscription,outage_source,outage_id,notified_at,reference",
    "excusable-events": "source,id,service,subscription,cause,started_at,ended_at,outage_source,outage_id,evidence,withdrawn",
    "maintenance": "source,id,service,subscription,started_at,ended_at,announced_at,summary,withdrawn",
    "requests": "subscription,month,requested_on,reference",
    "calendars": "calendar,based_on,known_until",
    "holidays": "calendar,date,name",
    "special-hours": "calendar,service,subscription,date,from,to,name",
}
# In the order of import.
KINDS = ["calendars", "holidays", "customers", "subscriptions", "special-hours", "invoices", "outages", "notifications", "excusable-events",
         "maintenance", "requests"]


def siren(number):
    """Nine digits whose Luhn sum is right."""
    digits = f"{number:08d}"
    total = sum(sum(divmod(2 * int(d), 10)) if place % 2 else int(d) for place, d in enumerate(digits))
    return digits + str(-total % 10)


def instant(month, minute):
    return f"{month}-{1 + minute // 1440:02d}T{minute // 60 % 24:02d}:{minute % 60:02d}:00+02:00"


def rows(subscriptions, seed):
    rng = random.Random(seed)
    made = {kind: [] for kind in KINDS}
    made["calendars"].append("TORTURE,FR,")
    made["holidays"].append("TORTURE,2025-06-17,Fête locale")
    made["special-hours"] += ["TORTURE,,,2025-06-18,08:00,12:00,Demi-journée", ",svc-1,,2025-05-12,,,Inventaire"]
    for c in range(max(1, subscriptions // 4)):
        number = siren(30_000_000 + c)
        key = (12 + 3 * (int(number) % 97)) % 97
        made["customers"].append(f"C-{c:04d},Client {c:04d} Œuvré,{number},FR{key:02d}{number},{c} rue de l'Essai,75001,Paris,FR,,{['business', 'public'][c % 2]},{['', 'SERV'][c % 2]}")
    for s in range(subscriptions):
        name = f"SUB-{s:05d}"
        calendar = ["FR", "FR-AM", "none", "TORTURE"][s % 4]
        made["subscriptions"].append(f"{name},C-{s % max(1, subscriptions // 4):04d},svc-{s % 5},"
                                     f"{['axantis-contact-experience', 'contact-essentiel'][s % 2]},2025-01-01,,{calendar}")
        if s % 5 == 0:
            # Another service and calendar from within May on; the customer stays.
            made["subscriptions"].append(f"{name},C-{s % max(1, subscriptions // 4):04d},svc-{(s + 1) % 5},"
                                         f"axantis-contact-experience,2025-05-20,,FR")
        for month in [MAY, JUNE]:
            amount = f"{rng.randrange(5_000, 500_000) / 100:.2f}"
            if rng.random() < 0.95 or name == COMMERCIAL:
                made["invoices"].append(f"F-{month}-{s:05d},{name},{month},{month}-28,{amount},20,EUR,{['', 'ENG-7'][s % 2]}")
            if rng.random() < 0.2:
                made["invoices"].append(f"F-{month}-{s:05d},{name},{month},{month}-28,{amount},5.5,EUR,")
            for event in range(rng.randrange(1, 4)):
                start = rng.randrange(3 * 1440, 27 * 1440)
                end = start + rng.randrange(1, 1600)
                id = f"{month}-{s}-{event}"
                notified = instant(month, start) if rng.random() < 0.8 else ""
                made["outages"].append(f"noc,{id},,{name},{instant(month, start)},{instant(month, end)},{notified},panne,")
                if not notified and rng.random() < 0.5:
                    made["notifications"].append(f"{name},noc,{id},{instant(month, end)},appel")
                if rng.random() < 0.2:
                    made["excusable-events"].append(f"desk,{id},,{name},{rng.choice(CAUSES)},{instant(month, start)},"
                                                    f"{instant(month, (start + end + 1) // 2)},noc,{id},ticket,")
            if rng.random() < 0.8:
                made["requests"].append(f"{name},{month},{ISSUED[month]},courriel")
            if s % 10 == 0:
                start = rng.randrange(5 * 1440, 25 * 1440)
                made["maintenance"].append(f"change,{month}-{s},,{name},{instant(month, start)},"
                                           f"{instant(month, start + 240)},,mise à jour,")
    return made


def write(folder, subscriptions, seed):
    folder = pathlib.Path(folder)
    folder.mkdir()

    def file(name, kind, lines):
        (folder / name).write_text("\n".join([HEADS[kind], *lines]) + "\n")

    made = rows(subscriptions, seed)
    for kind in KINDS:
        file(f"{kind}.csv", kind, made[kind])
    rng = random.Random(seed + 1)
    late = [f"late,{n},,SUB-{rng.randrange(subscriptions):05d},{instant(JUNE, n * 60)},{instant(JUNE, n * 60 + 30)},"
            f"{instant(JUNE, n * 60)},tard," for n in range(60)]
    bad = ["late,x1,,SUB-nobody,2025-06-02T10:00:00Z,,,,", "late,x2,,SUB-00000,yesterday,,,,",
           "late,x3,svc-0,SUB-00000,2025-06-02T10:00:00Z,,,,"]
    file("late.csv", "outages", late[:30] + bad + late[30:])
    (folder / "late.jsonl").write_text("".join(
        json.dumps(dict(zip(HEADS["outages"].split(","), line.split(","))), ensure_ascii=False) + "\n"
        for line in late[:30] + bad + late[30:]))
    # Another content for known outages: the versions before are kept.
    changed = [line.replace(",panne,", ",panne rectifiée,") for line in made["outages"][::7]]
    file("changed.csv", "outages", changed)
    # More than a megabyte goes into the history directly; it lies in July, so that June stays what it is.
    large = [f"bulk,{n},,SUB-{n % subscriptions:05d},2025-07-{1 + n % 28:02d}T09:00:00+02:00,"
             f"2025-07-{1 + n % 28:02d}T09:{n % 60:02d}:00+02:00,,{'journal du superviseur ' * 4},"
             for n in range(6_500)]
    file("large.csv", "outages", large + bad[:1] + [late[0].replace("tard", "corrigé")])
