"""Faults put into valid e-invoices: each must be refused, with the rule that it breaks. A check that accepts everything
would pass every export; this shows that it does not.
"""

import copy
from pathlib import Path

from lxml import etree

from einvoice_changes import PREFIXES, add_cents, add_vat_number, put, remove, rename, repeat

FEWEST = 10


SUPPLIER, CUSTOMER = "//cac:AccountingSupplierParty/", "//cac:AccountingCustomerParty/"
SELLER, BUYER = "//ram:SellerTradeParty/", "//ram:BuyerTradeParty/"
SUMS = "//ram:SpecifiedTradeSettlementHeaderMonetarySummation/"

# What is wrong, the rule that says so (or one for UBL, one for CII), the change, and where: in UBL, in CII. Where a place does not exist in
# a document, the fault does not apply to it.
FAULTS = [
    ("gross total wrong", "BR-CO-15", add_cents,
     "//cbc:TaxInclusiveAmount", SUMS + "ram:GrandTotalAmount"),
    ("net is not the sum of the lines", "BR-CO-10", add_cents,
     "//cac:LegalMonetaryTotal/cbc:LineExtensionAmount", SUMS + "ram:LineTotalAmount"),
    ("amount due is not the gross", "BR-CO-16", add_cents,
     "//cbc:PayableAmount", SUMS + "ram:DuePayableAmount"),
    ("VAT total is not the sum of the rates'", "BR-CO-14", add_cents,
     "/*/cac:TaxTotal/cbc:TaxAmount", SUMS + "ram:TaxTotalAmount"),
    ("VAT is not rate times base", "BR-CO-17", add_cents,
     "//cac:TaxSubtotal[cac:TaxCategory/cbc:ID='S']/cbc:TaxAmount",
     "//ram:ApplicableTradeTax[ram:CategoryCode='S']/ram:CalculatedAmount"),
    ("three decimals", "BR-FR-DEC-01", put("50.001"),
     "//cbc:PayableAmount", SUMS + "ram:DuePayableAmount"),
    ("negative price", "BR-27", put("-50.00"),
     "//cbc:PriceAmount", "//ram:NetPriceProductTradePrice/ram:ChargeAmount"),
    ("VAT rate of another country", "BR-FR-16", put("21.00"),
     "//cbc:Percent[.!='0.00']", "//ram:RateApplicablePercent[.!='0.00']"),
    ("credit note without the invoice that it corrects (BT-25)", "BR-FR-CO-05", remove,
     "//cac:BillingReference[/*/cbc:CreditNoteTypeCode]",
     "//ram:InvoiceReferencedDocument[//ram:TypeCode='381']"),
    ("credit note without that invoice's date (BT-26)", "BR-FR-CO-05", remove,
     "//cac:InvoiceDocumentReference[/*/cbc:CreditNoteTypeCode]/cbc:IssueDate",
     "//ram:InvoiceReferencedDocument[//ram:TypeCode='381']/ram:FormattedIssueDateTime"),
    ("number of the corrected invoice with a blank", "BR-FR-02", put("FA 2026"),
     "//cac:InvoiceDocumentReference/cbc:ID", "//ram:InvoiceReferencedDocument/ram:IssuerAssignedID"),
    ("number of 36 characters", "BR-FR-01", put("A" * 36),
     "/*/cbc:ID", "/*/*[local-name()='ExchangedDocument']/ram:ID"),
    ("type code that France does not take", "BR-FR-04", put("383"),
     "/*/cbc:CreditNoteTypeCode | /*/cbc:InvoiceTypeCode", "/*/*/ram:TypeCode"),
    ("issued in 1999", "BR-FR-03", (put("1999-11-05"), put("19991105")),
     "/*/cbc:IssueDate", "/*/*/ram:IssueDateTime/udt:DateTimeString"),
    ("no process (BT-23)", "BR-FR-08", remove,
     "/*/cbc:ProfileID", "//ram:BusinessProcessSpecifiedDocumentContextParameter"),
    ("no mention of the late payment fee (PMT)", "BR-FR-05", remove,
     "/*/cbc:Note[contains(., '#PMT#')]", "//ram:IncludedNote[ram:SubjectCode='PMT']"),
    ("mention of late payment interest twice (PMD)", "BR-FR-06", repeat,
     "/*/cbc:Note[contains(., '#PMD#')]", "//ram:IncludedNote[ram:SubjectCode='PMD']"),
    ("seller without SIREN", "BR-FR-10", remove,
     SUPPLIER + "/cac:PartyLegalEntity/cbc:CompanyID", SELLER + "ram:SpecifiedLegalOrganization"),
    ("buyer without SIREN", "BR-FR-11", remove,
     CUSTOMER + "/cac:PartyLegalEntity/cbc:CompanyID", BUYER + "ram:SpecifiedLegalOrganization"),
    ("buyer's endpoint is another company's", "BR-FR-21", put("300000007"),
     CUSTOMER + "/cbc:EndpointID", BUYER + "/ram:URIID"),
    ("seller without endpoint", "BR-FR-13", remove,
     SUPPLIER + "/cbc:EndpointID", SELLER + "ram:URIUniversalCommunication"),
    ("buyer's address without country", "BR-11", remove,
     CUSTOMER + "/cac:Country", BUYER + "/ram:CountryID"),
    ("seller without VAT number where VAT is charged", "BR-S-02", remove,
     SUPPLIER + "/cac:PartyTaxScheme[//cac:TaxCategory/cbc:ID='S']",
     SELLER + "ram:SpecifiedTaxRegistration[//ram:CategoryCode='S']"),
    ("VAT number in a document outside VAT", "BR-O-02", add_vat_number,
     CUSTOMER + "/cac:PartyLegalEntity[//cac:TaxCategory/cbc:ID='O']",
     "//ram:BuyerTradeParty[//ram:CategoryCode='O']"),
    ("reverse charge without the buyer's VAT number", "BR-AE-02", remove,
     CUSTOMER + "/cac:PartyTaxScheme[//cac:TaxCategory/cbc:ID='AE']",
     "//ram:BuyerTradeParty[//ram:CategoryCode='AE']/ram:SpecifiedTaxRegistration"),
    ("supply within the Union without the buyer's VAT number", "BR-IC-02", remove,
     CUSTOMER + "/cac:PartyTaxScheme[//cac:TaxCategory/cbc:ID='K']",
     "//ram:BuyerTradeParty[//ram:CategoryCode='K']/ram:SpecifiedTaxRegistration"),
    ("supply within the Union without the country of delivery", "BR-IC-12", remove,
     "/*/cac:Delivery[//cac:TaxCategory/cbc:ID='K']", "//ram:ShipToTradeParty[//ram:CategoryCode='K']"),
    ("exempt seller without VAT number or tax number", "BR-E-02", remove,
     SUPPLIER + "/cac:PartyTaxScheme[//cac:TaxCategory/cbc:ID='E'][not(//cac:TaxCategory/cbc:ID='S')]",
     SELLER + "ram:SpecifiedTaxRegistration[//ram:CategoryCode='E'][not(//ram:CategoryCode='S')]"),
    ("code of an exemption that does not exist", ("BR-CL-22", "FX-SCH-A-000589"), put("VATEX-EU-XX"),
     "//cbc:TaxExemptionReasonCode", "//ram:ExemptionReasonCode"),
    ("SIRET of another company", "BR-FR-09", put("30000000700017"),
     CUSTOMER + "/cac:PartyIdentification/cbc:ID", BUYER + "ram:GlobalID"),
    ("code of the date of VAT that does not exist", ("BR-CL-06", "FX-SCH-A-000588"), put("9"),
     "//cbc:DescriptionCode", "//ram:DueDateTypeCode"),
    ("unknown currency", ("BR-CL-04", "FX-SCH-A-000595"), put("EUX"),
     "//cbc:DocumentCurrencyCode", "//ram:InvoiceCurrencyCode"),
    ("reversal due before it is issued", "BR-FR-CO-07", (put("2026-01-01"), put("20260101")),
     "/*/cbc:DueDate", "//ram:DueDateDateTime/udt:DateTimeString"),
    ("reversal due in another century", "BR-FR-03", (put("2100-01-01"), put("21000101")),
     "/*/cbc:DueDate", "//ram:DueDateDateTime/udt:DateTimeString"),
    ("VAT in another currency and not in euros", "BR-FR-CO-12", remove,
     "/*/cac:TaxTotal[../cbc:TaxCurrencyCode][not(cac:TaxSubtotal)]", SUMS + "ram:TaxTotalAmount[@currencyID='EUR'][//ram:TaxCurrencyCode]"),
    ("element that the schema does not know", "XSD", rename,
     "/*/cac:PaymentTerms", "//ram:SpecifiedTradePaymentTerms"),
] + [
    (f"no reason why there is no VAT ({category})", f"BR-{category}-10", remove,
     f"//*[cbc:ID='{category}']/*[starts-with(local-name(), 'TaxExemption')]",
     f"//*[ram:CategoryCode='{category}']/*[starts-with(local-name(), 'Exemption')]")
    for category in ["E", "O", "AE", "G"]
]


def is_refused(verdict, rule):
    return any(found == rule or found.startswith((rule + "_", rule + "/")) for found in verdict.rules())


def of_form(root, choice):
    """Of a pair for UBL and CII the one for this document."""
    if not isinstance(choice, tuple):
        return choice
    return choice[root.tag.endswith("CrossIndustryInvoice")]


def faulty(root, change, place):
    """The document with the fault; None where it does not apply."""
    copied = copy.deepcopy(root)
    places = copied.xpath(place, namespaces=PREFIXES)
    if not places:
        return None
    change(places)
    return etree.tostring(copied)


def seed(files, checker):
    intact, seeded = [], []
    for file in files:
        data = Path(file).read_bytes()
        intact.append(checker.add(file, data))
        root = etree.fromstring(data)
        for name, rule, change, *places in FAULTS:
            if checker.is_abroad(root) and of_form(root, rule).startswith("BR-FR"):
                continue
            document = faulty(root, of_form(root, change), of_form(root, tuple(places)))
            if document is not None:
                seeded.append((name, of_form(root, rule), checker.add(f"{file}: {name}", document)))
    checker.run()
    wrong = 0
    for verdict in intact:
        if verdict.broken:
            wrong += 1
            print(f"FAIL {verdict.name}: not valid to begin with: {' '.join(verdict.rules())}")
    for name, rule, verdict in seeded:
        if is_refused(verdict, rule):
            print(f"REFUSED {verdict.name}: {' '.join(verdict.rules())}")
        else:
            wrong += 1
            found = " ".join(verdict.rules()) or "accepted"
            print(f"FAIL {verdict.name}: expected {rule}, found {found}")
    kinds = {name for name, _, _ in seeded}
    if len(kinds) < FEWEST:
        wrong += 1
        print(f"FAIL only {len(kinds)} kinds of fault apply; at least {FEWEST} are wanted")
    print(f"{len(seeded)} faults of {len(kinds)} kinds in {len(files)} files; {wrong} wrong")
    return 1 if wrong else 0
