"""The faults in commercial notes, of scripts/mutations."""

# As in faults.py.
COMMERCIAL_FAULTS = [
    ("a commercial note exceeds what is left", [
        "    if amount > remaining.invoiced_cents - remaining.credited_cents - remaining.commercial_cents then",
        "    if false then",
        """    constraint a_commercial_note_is_within_what_is_left check (
        net_cents <= invoiced_cents::numeric - credited_cents - commercial_cents),
""", ""], "LedgerCommercialTests/bounded"),
    ("the database lets a commercial note exceed what is left", [
        """    constraint a_commercial_note_is_within_what_is_left check (
        net_cents <= invoiced_cents::numeric - credited_cents - commercial_cents),
""", ""], "LedgerCommercialGuardTests/refused"),
    ("what was invoiced and credited need not be what a commercial note says", [
        """        row(f.invoiced_cents, f.credited_cents, f.commercial_cents)
            is distinct from row(o.invoiced_cents, o.credited_cents, o.commercial_cents)
        or row(f.vat""", "        row(f.vat"], "LedgerCommercialGuardTests/refused"),
    ("the VAT of a commercial note is not checked", [
        "        or row(f.vat_micropercent, f.vat_net_cents) is distinct from row(p.vat_micropercent, p.vat_net_cents))",
        ")"], "LedgerCommercialGuardTests/refused"),
    ("a commercial note is split over what was invoiced, and not over what is left", [
        "select u.rate, -u.part\n        from standing s", "select u.rate, 0 * u.part\n        from standing s"],
     "LedgerCommercialVATTests/uneven"),
    ("reversed commercial notes still count", [
        "        and not exists (select from credit_note r where r.reverses_series = l.series and r.reverses_no = l.no);", ";"],
     "LedgerCommercialTests/bounded"),
    ("commercial notes are not counted", [
        "        select l.series, l.no, l.vat_micropercent, l.vat_net_cents, l.net_cents, true\n        from live_commercial l where",
        "        select l.series, l.no, l.vat_micropercent, l.vat_net_cents, l.net_cents, true\n        from live_commercial l where false and"],
     "LedgerCommercialTests/bounded"),
    ("a commercial note may have seen other invoices", [
        "            and (i.from_batch > f.watermark or i.until_batch > f.watermark))", "            and false)"],
     "LedgerCommercialGuardTests/newerInvoices"),
    ("a commercial note may be in another currency", [
        "i where i.currency <> n.currency)", "i where false)"], "LedgerCommercialGuardTests/refused"),
    ("a commercial note may be another customer's", [
        """        or n.customer_key is distinct from (
            select s.customer_key from invoiced_spell(f.subscription_key, f.month, f.watermark) s))""", ")"],
     "LedgerCommercialGuardTests/refused"),
    ("a commercial note may be an indemnity", [
        "not is_commercial or line_count = 1 and vat_treatment in ('price_reduction', 'net_of_tax')),",
        "not is_commercial or line_count = 1),"], "LedgerCommercialGuardTests/refused"),
    ("the line of a commercial note is not checked against its head", [
        "    where not n.is_commercial or f.kind <> n.kind", "    where false and f.kind <> n.kind"],
     "LedgerCommercialGuardTests/refused"),
    ("the digest of a commercial note's line is not checked", [
        "        or n.lines_digest <> sha256(commercial_bytes(l))\n", ""], "LedgerCommercialGuardTests/refused"),
    ("a commercial note may have no line", [
        """alter table credit_note add constraint a_commercial_note_has_its_line foreign key (series, commercial_no)
    references commercial_line (series, no) deferrable initially deferred;
""", ""], "LedgerCommercialGuardTests/refused"),
    ("a commercial line may be of no note", [
        "    constraint a_commercial_line_is_of_a_note foreign key (series, no) references credit_note,\n", ""],
     "LedgerCommercialGuardTests/later"),
    ("a commercial note may be dated before the last note of its subscription", [
        "    where last_note_of(f.subscription_key) > f.issue_date limit 1;", "    where false limit 1;"],
     "LedgerCommercialGuardTests/dates"),
    ("the last note of a subscription is that under the terms", [
        "        (select max(l.issue_date) from commercial_line l where l.subscription_key = of_subscription))",
        "        null)"], "LedgerCommercialTests/dates"),
    ("a commercial note may be dated in closed books", [
        "    where exists (select from closing c where c.closed_until >= n.issue_date)\n", "    where false\n"],
     "LedgerCommercialGuardTests/dates"),
    ("a commercial note may be dated before its invoice", [
        "            where i.issued_on > f.issue_date) limit 1;", "            where false) limit 1;"],
     "LedgerCommercialGuardTests/dates"),
    ("a commercial note's date is not compared with its invoices", [
        "    if invoices.later is not null then", "    if false then"], "LedgerCommercialTests/dates"),
    ("a reversal of a commercial note may have another line", [
        "    where f.kind = 'reversal' and (n.issue_date < r.issue_date", "    where false and (n.issue_date < r.issue_date"],
     "LedgerCommercialGuardTests/refused"),
    ("a commercial note may be given twice by one run", [
        "                and n.issue_date = on_date and n.net_cents = amount and n.vat_treatment = treatment",
        "                and n.issue_date = on_date and n.vat_treatment = treatment"], "LedgerCommercialTests/repeated"),
    ("a commercial note does not wait for imports", [
        "    seen := take_watermark();", "    seen := (select coalesce(max(b.batch), 0) from import_batch b);"],
     "LedgerCommercialConcurrencyTests/overtaken"),
]
