"""The faults in runs of some subscriptions, of scripts/mutations."""

# As in faults.py.
CHOICE_FAULTS = [
    ("a run of some subscriptions decides all", [
        "and (only_these is null or u.subscription = any (only_these))", ""], "LedgerChoiceTests/stays"),
    ("a run of all but some decides them, too", [
        "and (except_these is null or u.subscription <> all (except_these))", ""], "LedgerChoiceTests/stays"),
    ("a run is repeated with another choice", [
        "or known.except_these is distinct from issue_month.except_these then", "then"], "LedgerChoiceTests/kept"),
    ("the choice is not audited", [
        "'only', only_these, 'except', except_these, ", ""], "LedgerChoiceTests/kept"),
]
