"""The faults that scripts/mutations plants."""

from .buyer_faults import BUYER_FAULTS
from .cap_faults import CAP_FAULTS
from .approval_faults import APPROVAL_FAULTS
from .choice_faults import CHOICE_FAULTS
from .commercial_faults import COMMERCIAL_FAULTS
from .hold_faults import HOLD_FAULTS
from .import_faults import IMPORT_FAULTS

DROPPED = "check (true)"

ISSUE_LOCKS = """    with locked as materialized (
        select g.subscription_key from subscription_lock g where g.subscription_key in (
            select a.subscription_key from assessment a where a.month = of_month and a.status = 'issuable')
            and g.xmin <> pg_current_xact_id()::xid
        order by g.subscription_key for update
    )
    update subscription_lock g set version = version + 1 from locked l where l.subscription_key = g.subscription_key;
"""
NOTE_LOCKS = """    with locked as materialized (
        select g.subscription_key from subscription_lock g
        where g.subscription_key in (select subscription_key from fresh) and g.xmin <> pg_current_xact_id()::xid
        order by g.subscription_key for update
    )
    update subscription_lock g set version = version + 1 from locked l where l.subscription_key = g.subscription_key;
"""
UPDATED = "    update subscription_lock g set version = version + 1 from locked l where l.subscription_key = g.subscription_key;"
ONLY_LOCKED = "    update subscription_lock g set version = 0 from (select count(*) from locked) l where l.count < 0;"

# What is wrong, what the text becomes (old, new, ...; the old text stands once, in one file), and the tests that must
# catch it.
FAULTS = [
    ("the issue does not lock the guards", [
        ISSUE_LOCKS, ""], "LedgerRivalsTests/readCommitted"),
    ("a new note neither locks nor updates its guard", [
        NOTE_LOCKS, ""], "LedgerRivalsTests/planted"),
    ("the guard is locked but not updated", [
        NOTE_LOCKS, NOTE_LOCKS.replace(UPDATED, ONLY_LOCKED), ISSUE_LOCKS, ISSUE_LOCKS.replace(UPDATED, ONLY_LOCKED)],
     "LedgerRivalsTests/(repeatableRead|plantedRepeatableRead)"),
    *CAP_FAULTS,
    *APPROVAL_FAULTS,
    *IMPORT_FAULTS,
    *CHOICE_FAULTS,
    *COMMERCIAL_FAULTS,
    *HOLD_FAULTS,
    ("reversed credits still count", [
        """    where l.kind = 'credit' and not exists (select from credit_line r
        where r.kind = 'reversal' and r.subscription_key = l.subscription_key and r.month = l.month
            and r.revision = l.revision and r.promise = l.promise and r.attempt = l.attempt);""",
        "    where l.kind = 'credit';"], "Ledger(Cap|Revision)Tests"),
    ("the chain has no foreign key", [
        """    constraint numbers_are_gapless_and_chained foreign key (series, previous_no, previous_hash, previous_date)
        references credit_note (series, no, hash, issue_date),
""", ""], "LedgerConstraintTests"),
    ("a series begins anywhere", [
        "constraint the_first_note_follows_nothing check (no > 1 or previous_hash = digest_of('avoir.notes', series))",
        f"constraint the_first_note_follows_nothing {DROPPED}"], "LedgerConstraintTests"),
    ("dates go back within a series", [
        "constraint dates_never_go_back check (no = 1 or (previous_date is not null and issue_date >= previous_date))",
        f"constraint dates_never_go_back {DROPPED}"], "LedgerConstraintTests"),
    ("a date before the series' last one is issued", [
        "if on_date < last_used then", "if false then"], "LedgerIssueTests/dates"),
    ("a month is issued before it ends", [
        "if on_date < of_month + interval '1 month' then", "if false then"], "LedgerIssueTests/dates"),
    ("a date in the future is issued", [
        "if on_date > latest_today() then", "if false then"],
     "LedgerIssueTests/dates"),
    ("more than is due may be credited", [
        "having sum(l.net_cents) > case when exists", "having false and sum(l.net_cents) > case when exists"],
     "LedgerConstraintTests"),
    ("a note's cap need not be that of its terms", [
        "or l.cap_cents is distinct from percent_of(a.base_cents, t.cap_micropercent)\n", "\n"], "LedgerConstraintTests"),
    ("a note's base need not be that of its assessment", [
        "or l.base_cents <> a.base_cents or n.currency <> a.currency", "or n.currency <> a.currency"],
     "LedgerConstraintTests"),
    ("an old revision may be credited", [
        "and later.month = l.month and later.revision > l.revision)", "and false)"], "LedgerConstraintTests"),
    ("a revision may have two live credits", [
        """    constraint a_revision_has_one_live_credit
        foreign key (subscription_key, month, revision, promise, previous_attempt, reversal_kind)
        references credit_line (subscription_key, month, revision, promise, attempt, kind),
""", ""], "LedgerConstraintTests"),
    ("a reversal's amount is not bound to the credit's", [
        """    constraint a_reversal_cancels_one_whole_note
        foreign key (reverses_series, reverses_no, reversed_kind, is_commercial, line_count, net_cents, gross_cents)
        references credit_note (series, no, kind, is_commercial, line_count, net_cents, gross_cents),
""", ""], "LedgerConstraintTests"),
    ("a reversal's line is not bound to the credit's", [
        """    constraint a_reversal_cancels_one_whole_credit
        foreign key (subscription_key, month, revision, promise, attempt, reversed_kind, net_cents)
        references credit_line (subscription_key, month, revision, promise, attempt, kind, net_cents),
""", ""], "LedgerConstraintTests"),
    ("a reversal may have other lines than its note", [
        "where f.kind = 'reversal' and (\n", "where false and (\n"], "LedgerLineGuardTests/refused"),
    ("a note may lack a line", ["where s.lines <> n.line_count or s.last <> n.line_count or s.net", "where s.net"],
     "LedgerLineGuardTests/refused"),
    ("the digest of a note's lines is not checked", [
        "        or s.digest <> n.lines_digest\n", ""], "LedgerLineGuardTests/refused"),
    ("lines need not be of their note's kind and date", ["or not s.is_of_note", ""], "LedgerLineGuardTests/refused"),
    ("a note's VAT need not be that of its lines", [
        "then s.rates <> n.vat_micropercent or s.parts <> n.vat_net_cents", "then false"],
     "LedgerLineGuardTests/refused"),
    ("a note's VAT need not be that of its several lines", [
        "else row(n.vat_micropercent, n.vat_net_cents) is distinct from (", "else false and null is distinct from ("],
     "LedgerLineGuardTests/refused"),
    ("a note may have no lines", [
        """alter table credit_note add constraint a_note_has_lines foreign key (series, no, first_line)
    references credit_line (series, no, line) deferrable initially deferred;
""", ""], "LedgerLineGuardTests/refused"),
    ("lines may be added later", [
        """ or n.xmin <> pg_current_xact_id()::xid
        or n.issued_at < transaction_timestamp() - interval '1 hour' limit 1;""", " limit 1;"],
     "LedgerLineGuardTests/later"),
    ("a note may be another customer's", [
        """        or n.customer_key is distinct from (
            select s.customer_key from first_spell(l.subscription_key, l.month, r.watermark) s))""", ")"],
     "LedgerLineGuardTests/refused"),
    ("a note is for the customer of the month's last spell", [
        "    order by d.starts_on limit 1", "    order by d.starts_on desc limit 1"], "LedgerSpellTests/customer"),
    ("a spell of the day on which a month begins is not its first", [
        "later.starts_on > d.starts_on and later.starts_on <= of_month)",
        "later.starts_on > d.starts_on and later.starts_on < of_month)"], "LedgerSpellTests/customer"),
    ("a calendar that has run out is credited by", [
        "        and known.until < least(s.ends_on,", "        and false and known.until < least(s.ends_on,"],
     "LedgerSpellTests/runOut"),
    ("a calendar is known a day longer than it says", [
        "        and known.until < least(s.ends_on,", "        and known.until + 1 < least(s.ends_on,"],
     "LedgerSpellTests/runOut"),
    ("notes per customer mix currencies", [
        "\n            case when issuer.notes_per = 'customer' then p.currency end,", ""], "LedgerLineTests/currencies"),
    *BUYER_FAULTS,
    ("the VAT of a note of several lines is that of its first line", [
        "where l.note = n.note group by u.rate) s) v;", "where l.note = n.note and l.line = 1 group by u.rate) s) v;"],
     "LedgerLineTests"),
    ("a supplemented note is reversed first", [
        "if supplement is not null then", "if false then"], "LedgerRevisionTests"),
    ("numbers are given before what gets no note is left out", [
        "dense_rank() over (partition by p.credited_now > 0 order by", "dense_rank() over (order by"], "LedgerSeriesTests"),
    ("the hash leaves out the net amount", [
        "line_count::text, encode(lines_digest, 'hex'), net_cents::text, vat_treatment,",
        "line_count::text, encode(lines_digest, 'hex'), vat_treatment,",
        "        n.net_cents::text, n.vat_treatment, n.vat_micropercent::text, n.vat_net_cents::text, n.vat_cents::text,\n"
        "        n.vat_total_cents::text, n.gross_cents::text, n.document);",
        "        n.vat_treatment, n.vat_micropercent::text, n.vat_net_cents::text, n.vat_cents::text,\n"
        "        n.vat_total_cents::text, n.gross_cents::text, n.document);",
        "                n.net_cents::text, n.vat_treatment, n.vat_micropercent::text, n.vat_net_cents::text, n.vat_cents::text,\n"
        "                n.vat_total_cents", "                n.vat_treatment, n.vat_micropercent::text, "
        "n.vat_net_cents::text, n.vat_cents::text,\n                n.vat_total_cents"],
     "Ledger(Proof|Constraint)Tests"),
    ("the digest of a line leaves out its amount", [
        "cap_days::text, net_cents::text, vat_micropercent::text,", "cap_days::text, vat_micropercent::text,"],
     "Ledger(Proof|Line)Tests"),
    ("the hash is not checked", [
        "constraint the_hash_is_of_the_note check (hash = digest_of(",
        "constraint the_hash_is_of_the_note check (true or hash = digest_of("], "LedgerConstraintTests"),
    ("half a cent is rounded down", [
        "micropercent * 2 + 100000000, 200000000)::bigint\n", "micropercent * 2 + 99999999, 200000000)::bigint\n"], "LedgerVATTests"),
    ("money is floating", [
        "select div(amount_cents::numeric * micropercent * 2 + 100000000, 200000000)::bigint",
        "select round(amount_cents::float8 * micropercent / 100000000)::bigint"], "LedgerVATTests"),
    ("the odd cents go to the smallest remainders", [
        "order by mod(w.exact, w.whole) desc, w.rate desc", "order by mod(w.exact, w.whole), w.rate desc"],
     "LedgerVATTests"),
    ("what a decision refers to need not exist", [
        "where a.subscription_key = n.subscription_key and a.month = n.month and a.revision = n.revision) is null) then",
        "where a.subscription_key = n.subscription_key) is null and false) then"], "LedgerConstraintTests/decisions"),
    ("a credit needs no assessment", [
        "        left join assessment a using (subscription_key, month, revision)\n        left join assessment_run r",
        "        join assessment a using (subscription_key, month, revision)\n        left join assessment_run r"],
     "LedgerConstraintTests"),
    ("a replica changes what is recorded", [
        "alter table credit_line enable always trigger no_change;\n", ""], "LedgerImmutabilityTests/unchangeable"),
    ("a plan that facts have overtaken is issued", [
        "if planned.lines <> announced_lines or planned.cents <> announced_cents then", "if false then",
        "if announced_digest <> (select sha256", "if false and announced_digest <> (select sha256"],
     "LedgerRunTests/planChanged"),
    ("what changed while the issue waited for its locks is issued", [
        "(table before except table held) union all (table held except table before)) then",
        "(table before except table held) union all (table held except table before)) and false then"],
     "LedgerRivalsTests/readCommitted"),
    ("a run may be repeated with another date", [
        "known.month <> of_month or known.issue_date <> on_date\n", "known.month <> of_month\n"],
     "LedgerRunTests/otherParameters"),
    ("a batch undoes one of another kind", [
        "where b.batch = new.undoes and b.kind = new.kind and b.kind <> 'terms') then", "where b.batch = new.undoes) then"],
     "WorkGuardTests/undoing"),
    ("whether a subscription was assessed is not known", [
        "where exists (select from assessment a where a.subscription_key = k)", "where false"], "UndoRefusalTests/assessed"),
]
