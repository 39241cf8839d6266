"""The faults in the cap, in cuts, in the VAT of supplements and in the order of dates, of scripts/mutations."""

# As in faults.py.
CAP_FAULTS = [
    ("the cap's windows are a day short", [
        "n.issue_date between on_date - days + 1 and on_date\n", "n.issue_date between on_date - days + 2 and on_date\n"],
     "LedgerCapTests"),
    ("the cap's windows are a day long", [
        "n.issue_date between on_date - days + 1 and on_date\n", "n.issue_date between on_date - days and on_date\n"],
     "LedgerCapTests"),
    ("the checked cap windows are a day short", [
        "and s.issue_date between f.issue_date - f.cap_days + 1 and f.issue_date\n",
        "and s.issue_date between f.issue_date - f.cap_days + 2 and f.issue_date\n"], "LedgerConstraintTests"),
    ("the checked cap windows are a day long", [
        "and s.issue_date between f.issue_date - f.cap_days + 1 and f.issue_date\n",
        "and s.issue_date between f.issue_date - f.cap_days and f.issue_date\n",
        "and c.issue_date between f.issue_date - f.cap_days + 1 and f.issue_date)",
        "and c.issue_date between f.issue_date - f.cap_days and f.issue_date)"],
     "LedgerCapTests"),
    ("what was credited near a note is looked for a day short", [
        "and c.issue_date between f.issue_date - f.cap_days + 1 and f.issue_date)",
        "and c.issue_date between f.issue_date - f.cap_days + 2 and f.issue_date)"],
     "LedgerConstraintTests"),
    ("a reversal gives room to other months", [
        "sum(greatest(m.net_cents, 0)) filter", "sum(m.net_cents) filter"], "LedgerCapNetTests/other"),
    ("a reversal gives no room to its own month", [
        "case when w.others > cap then greatest(w.own, 0) else w.own end", "greatest(w.own, 0)"], "LedgerCapNetTests/again"),
    ("a reversal gives room where the other months exceed the cap", [
        "case when w.others > cap then greatest(w.own, 0) else w.own end", "w.own"], "LedgerCapNetTests/othersAlone"),
    ("the checked cap lets a reversal give room to other months", [
        "select sum(greatest(m.net, 0)) as net from (", "select sum(m.net) as net from ("], "LedgerCapNetTests/guarded"),
    ("a run that may not cut cuts", [
        "                when not allows_cuts then 'undecided'\n", ""], "LedgerCutTests/undecided"),
    ("a cut does not shrink", [
        """case when amount <= cut.amount_cents then least(remainder, cut.left_cents)
            else remainder - cut.cut_cents end""", "greatest(remainder - cut.cut_cents, 0)"], "LedgerCutTests/topPart"),
    ("a cut takes what a later revision adds", [
        """case when amount <= cut.amount_cents then least(remainder, cut.left_cents)
            else remainder - cut.cut_cents end""", "least(remainder, cut.left_cents)"], "LedgerCutTests/topPart"),
    ("the database lets what was cut be credited", [
        "then left_by_cuts(f.subscription_key, f.month, a.amount_cents) else", "then a.amount_cents else"],
     "LedgerCutTests/guarded"),
    ("a supplement takes a negative part for none", [
        "                when j.lowest < 0 then 'needs_reversal'\n", ""], "LedgerVATDifferenceTests/difference"),
    ("the database does not check the VAT of a supplement", [
        "and w.net > f.net_cents and v.vat_net_cents is not null", "and false"], "LedgerVATDifferenceTests/guarded"),
    ("a supplement is dated before its note", [
        "if on_date < last_date and", "if false and"], "LedgerDateTests/supplement"),
    ("a reversal is dated before a later note", [
        "if later is not null then", "if false then"], "LedgerDateTests/reversal"),
    ("the database does not check the dates of a subscription", [
        "    where last_note_of(f.subscription_key) > f.issue_date\n    limit 1;", "    where false limit 1;"], "LedgerDateTests/guarded"),
    ("the date from which nothing is cut is a day early", [
        "select min(l.issue_date + j.cap_days) from", "select min(l.issue_date + j.cap_days - 1) from"], "LedgerCapTests"),
    ("the plan's cap counts amounts with tax", [
        "case n.kind when 'credit' then n.net_cents else", "case n.kind when 'credit' then n.net_cents * 6 / 5 else"],
     "LedgerCapTests"),
    ("the database does not check the cap", [
        "and w.net > f.cap_cents\n", "and false\n"], "LedgerConstraintTests"),
    ("terms without a cap have one of nothing", [
        "            percent_of(o.base_cents, v.cap_micropercent) as cap\n",
        "            greatest(percent_of(o.base_cents, v.cap_micropercent), 0) as cap\n"], "LedgerCapTests/uncapped"),
    ("a cut is forgotten, and issued later", [
        "o.uncut - o.credited as due", "o.amount_cents - o.credited as due",
        "where o.uncut > o.credited", "where o.amount_cents > o.credited"], "LedgerCapTests"),
]
