"""The faults in holds, of scripts/mutations."""

# As in faults.py.
HOLD_FAULTS = [
    ("a month on hold is planned as if it were not", [
        "case when is_on_hold(j.subscription_key, of_month) then 'on_hold'\n                when cardinality(j.missing) > 0 then",
        "case when cardinality(j.missing) > 0 then"], "LedgerHoldTests/untilReleased"),
    ("the database lets a month on hold be credited", [
        "where f.kind = 'credit' and is_on_hold(f.subscription_key, f.month) limit 1;", "where false limit 1;"],
     "LedgerHoldTests/guarded"),
    ("a month once on hold stays so", [
        "select h.action = 'hold' from hold_event h", "select true from hold_event h"], "LedgerHoldTests/untilReleased"),
    ("a hold does not lock the guard", [
        "    perform lock_subscriptions(array[key]);\n    select * into last", "    select * into last"], "LedgerHoldConcurrencyTests/concurrent"),
    ("the guard of a hold is locked but not updated", [
        "update subscription_lock g set version = g.version + 1 from locked k where k.subscription_key = g.subscription_key;",
        "update subscription_lock g set version = 0 from (select count(*) from locked) k where k.count < 0;"],
     "LedgerHoldConcurrencyTests/repeatableRead"),
    ("a reversal holds nothing", [
        "    if holds then\n        perform hold_month", "    if false then\n        perform hold_month"],
     "LedgerHoldTests/reversedForGood"),
    ("events of a hold need not follow one another", [
        "    constraint events_follow_one_another foreign key (subscription_key, month, previous_no) references hold_event\n",
        "    check (true)\n"], "LedgerHoldTests/events"),
]
