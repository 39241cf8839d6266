"""Faults in what a note must say of its buyer and of its VAT."""

BUYER_FAULTS = [
    ("notes per customer mix exchange rates", [
        "            case when issuer.notes_per = 'customer' then p.eur_rate end,\n", ""],
     "LedgerReferencesTests/rates"),
    ("notes per customer mix VAT and what is outside its scope", [
        "case when issuer.notes_per = 'customer' then p.is_outside_scope end, p.part)", "p.part)"],
     "LedgerRulesTests/outsideScope"),
    ("the plan forgets what no format could state", ["withheld ? j.subscription", "false"], "LedgerRulesTests/withheld"),
    ("another revision than the one that was planned is issued", [
        "if announced_digest <> (select", "if false and announced_digest <> (select"], "LedgerRulesTests/otherRevision"),
    ("the plan dates a note before its invoice", [
        "and i.revision = j.revision and i.issued_on > on_date", "and i.revision = j.revision and false"],
     "LedgerInvoiceDateTests/plan"),
    ("a note is dated before its invoice", [
        "and i.revision = f.revision) > f.issue_date", "and i.revision = f.revision) > 'infinity'"],
     "LedgerInvoiceDateTests/guarded"),
    ("0 % VAT needs no reason", [
        "case when 0 = any (rates) and exemption_of(buyer, issuer) is null then 'exemption_reason' end,", "null,"], "LedgerBuyersTests/plan"),
    ("a French company needs no SIREN", [
        "case when is_french(buyer.country) and buyer.kind <> 'consumer' and siren_of(buyer) is null then 'siren' end,",
        "null,"], "LedgerBuyersTests/plan"),
    ("an address need not begin with the SIREN", [
        "buyer.endpoint_scheme = '0225' and starts_with(buyer.endpoint_id, siren_of(buyer))", "buyer.endpoint_scheme = '0225'"],
     "LedgerBuyersTests/plan"),
    ("reverse charge needs no VAT number of the buyer", [
        "('VATEX-EU-AE', 'VATEX-FR-AE', 'VATEX-EU-IC') and buyer.vat_number is null", "('')"],
     "LedgerBuyersTests/plan"),
    ("an issuer without VAT number credits VAT", [
        "issuer.vat_number is null and (0 < any (rates) or", "issuer.vat_number is null and ("],
     "LedgerBuyersTests/franchise"),
    ("a month's invoices may name several exchange rates", [
        " and min(i.eur_rate_millionths) = max(i.eur_rate_millionths)", ""], "LedgerReferencesTests/references"),
    ("what is outside the scope of VAT stands beside VAT", [
        "0 = any (rates) and 0 < any (rates) and", "false and"], "LedgerBuyersTests/mixed"),
]
