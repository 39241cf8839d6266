"""The faults in what imports keep of themselves, of scripts/mutations."""

# As in faults.py.
IMPORT_FAULTS = [
    ("a version that is closed concerns no month", [
        "batch_column text := case tg_op when 'INSERT' then 'from_batch' else 'until_batch' end;",
        "batch_column text := 'from_batch';"], "ImportReachTests/exact"),
    ("an event concerns all of the month that it begins in", [
        "case when starts >= first and starts < last then first else starts end",
        "case when starts < last then m else starts end"], "ImportReachTests/exact"),
    ("an event without an end ends as it begins", [
        "max(coalesce(%3$s.ended_at, 'infinity')) as ends", "max(coalesce(%3$s.ended_at, %3$s.started_at)) as ends"],
     "ImportReachTests/exact"),
    ("what a batch concerns can be changed", [
        "create or replace trigger no_change before delete or update or truncate on import_reach ",
        "create or replace trigger no_change before delete on import_reach "], "ImportReachTests/guarded"),
]
