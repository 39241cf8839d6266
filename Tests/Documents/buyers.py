"""A note to a customer of every kind, and what its e-invoice must say."""

import re
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent.parent
CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"
CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"

# A customer of every kind, a subscription each, with the VAT rate of its invoice, and orders.
BUYERS = {
    "customers": """customer,name,kind,siren,siret,vat_number,street,postcode,city,country,endpoint_scheme,endpoint_id,service_code,exemption_code,exemption_reason
Z-ASSO,Association Exemple,business,299990010,,,1 rue A,69002,Lyon,FR,,,,,
Z-CITY,Ville d'Exemple,public,299990010,29999001000017,,1 place de la Mairie,69002,Lyon,FR,0225,299990010_SERV01,SERV01,,
Z-BE,Exemple Belgique SA,business,,,BE0123456749,1 rue Haute,1000,Bruxelles,BE,0208,0123456749,,VATEX-EU-AE,
Z-DE,Beispiel GmbH,business,,,DE123456789,Hauptstraße 1,10115,Berlin,DE,,,,VATEX-EU-IC,
Z-US,Example Inc.,business,,,,1 Main Street,,Springfield,US,,,,VATEX-EU-G,
Z-CH,Beispiel AG,business,,,,Bahnhofstrasse 1,8001,Zürich,CH,EM,ap@example.com,,VATEX-EU-O,"Prestation hors champ, art. 259-1 du CGI"
Z-GF,Client Guyane SAS,business,299990010,,FR65299990010,1 rue A,97300,Cayenne,GF,,,,,"TVA non applicable, art. 294 du CGI"
Z-ME,Camille Exemple,consumer,,,,1 rue A,69002,Lyon,FR,,,,,
Z-MIX,Client Mixte SA,business,299990028,,FR22299990028,1 rue A,69002,Lyon,FR,,,,VATEX-FR-CGI261-4,"Exonération, art. 261, 4 du CGI"
""",
    "subscriptions": """subscription,customer,service,terms,starts_on,ends_on,order_reference,contract_reference
ZB-ASSO,Z-ASSO,buyers,contact-essentiel,2025-06-01,2026-10-31,,
ZB-CITY,Z-CITY,buyers,contact-essentiel,2025-06-01,,ENG-1,MARCHE-5
ZB-BE,Z-BE,buyers,contact-essentiel,2025-06-01,,PO 7 <&>,
ZB-DE,Z-DE,buyers,contact-essentiel,2025-06-01,,,
ZB-US,Z-US,buyers,contact-essentiel,2025-06-01,,,
ZB-CH,Z-CH,buyers,contact-essentiel,2025-06-01,,,
ZB-GF,Z-GF,buyers,contact-essentiel,2025-06-01,,,
ZB-ME,Z-ME,buyers,contact-essentiel,2025-06-01,,,
ZB-MIX,Z-MIX,buyers,contact-essentiel,2025-06-01,,,
""",
    "invoices": """invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,order_reference
FZ-1,ZB-ASSO,2026-10,2026-10-31,1000,20,
FZ-2,ZB-CITY,2026-10,2026-10-31,1000,20,ENG-2026-77
FZ-3,ZB-BE,2026-10,2026-10-31,1000,0,
FZ-4,ZB-DE,2026-10,2026-10-31,1000,0,
FZ-5,ZB-US,2026-10,2026-10-31,1000,0,
FZ-6,ZB-CH,2026-10,2026-10-31,1000,0,
FZ-7,ZB-GF,2026-10,2026-10-31,1000,0,
FZ-8,ZB-ME,2026-10,2026-10-31,1000,20,
FZ-9,ZB-MIX,2026-10,2026-10-31,1000,20,A-1
FZ-9,ZB-MIX,2026-10,2026-10-31,500,0,B-2
""",
    "outages": """source,id,service,started_at,ended_at,notified_at
buyers,1,buyers,2026-10-06T09:00:00+02:00,2026-10-06T13:00:00+02:00,2026-10-06T09:05:00+02:00
""",
}
# A customer in dollars, whose VAT is stated in euros.
DOLLARS = {
    "customers": "customer,name,siren,street,postcode,city,country\nZ-USD,Client en dollars,299990010,1 rue A,69002,Lyon,FR\n",
    "subscriptions": "subscription,customer,service,terms,starts_on\nZB-USD,Z-USD,buyers,contact-essentiel,2025-06-01\n",
    "invoices": "invoice,subscription,month,issued_on,amount_excl_tax,vat_rate,currency,eur_rate\n"
                "FZ-10,ZB-USD,2026-10,2026-10-31,1000,20,USD,0.9234\n",
}
# The same issuer with VAT on debits, one that charges none, and one that refunds, with a logo and somebody to ask.
ISSUERS = {
    "ZB-DEBITS": (20, lambda text: text + "vat_on_debits: true\n"),
    "ZB-FREE": (0, lambda text: re.sub("(?m)^vat_number:.*\n", "", text)
                + 'vat_exemption: { code: VATEX-FR-FRANCHISE, reason: "TVA non applicable, art. 293 B du CGI" }\n'),
    "ZB-LOGO": (20, lambda text: text + "settlement: refund\nlogo: logo.svg\n"
                "contact: { name: Facturation, phone: \"+33 1 00 00 00 00\", email: facturation@exemple.example }\n"),
}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20" rx="4" fill="#22384f"/></svg>'
# How the credit of one that goes on is settled, of one that has ended, and of one whose issuer refunds.
SETTLED = {"ZB-CITY": "Avoir à imputer sur la prochaine échéance.", "ZB-ASSO": "Le montant de cet avoir vous sera remboursé.",
           "ZB-LOGO": "Le montant de cet avoir vous sera remboursé."}
# What the e-invoice of each says of whom it is between (BT-22, subject BAR), and the category of its first rate.
TREATMENTS = {"ZB-ASSO": ("B2B", "S"), "ZB-CITY": ("B2B", "S"), "ZB-BE": ("B2BINT", "AE"), "ZB-DE": ("B2BINT", "K"),
              "ZB-US": ("B2BINT", "G"), "ZB-CH": ("B2BINT", "O"), "ZB-GF": ("B2B", "E"), "ZB-ME": ("B2C", "S"),
              "ZB-MIX": ("B2B", "S"), "ZB-DEBITS": ("B2B", "S"), "ZB-FREE": ("B2B", "E"),
              "ZB-LOGO": ("B2B", "S")}


def bring(avoir, folder, facts, requests):
    files = folder / "buyers"
    files.mkdir(exist_ok=True)
    facts = {**facts, "requests": "subscription,month,requested_on\n" + "".join(f"{name},2026-10,2026-11-02\n" for name in requests)}
    for kind, text in facts.items():
        (files / f"{kind}.csv").write_text(text)
        avoir.run("import", kind, str(files / f"{kind}.csv"))


def issue(avoir, folder):
    """A note to each, reversals of two, and notes of three other issuers, the first one's number in between."""
    bring(avoir, folder, BUYERS, [name for name in TREATMENTS if name not in ISSUERS])
    avoir.run("issue", "2026-10", "--date", "2026-11-21")
    for name in ["ZB-BE", "ZB-CITY"]:
        avoir.run("note", "reverse", number_of(avoir, name), "--reason", "Client erroné", "--date", "2026-11-21")
    issuer = (ROOT / "examples/issuer.yaml").read_text()
    (folder / "logo.svg").write_text(LOGO)
    for name, (rate, change) in ISSUERS.items():
        (folder / "issuer.yaml").write_text(change(issuer))
        avoir.run("issuer", "set", str(folder / "issuer.yaml"))
        bring(avoir, folder, {
            "subscriptions": f"subscription,customer,service,terms,starts_on\n{name},Z-ASSO,buyers,contact-essentiel,2025-06-01\n",
            "invoices": f"invoice,subscription,month,issued_on,amount_excl_tax,vat_rate\nF-{name},{name},2026-10,2026-10-31,1000,{rate}\n",
        }, [name])
        avoir.run("issue", "2026-10", "--date", "2026-11-21")
    avoir.run("issuer", "set", "../issuer.yaml")


def issue_commercial(avoir):
    """Commercial notes: at two VAT rates, net of tax, and one that is reversed. A reversal for the books only."""
    for subscription, amount, *more in [("IVR-2001", "25.00"), ("CC-1005", "10.01", "--vat-treatment", "net_of_tax"),
                                        ("CC-1002", "3.33")]:
        avoir.run("note", "issue", subscription, "2026-10", "--amount", amount, "--reason", 'Geste <amiable> & "unique"',
                  "--date", "2026-11-21", *more)
    number = avoir.psql(avoir.url, "select max(number) from avoir.credit_note")[0][0]
    avoir.run("note", "reverse", number, "--reason", "Geste retiré", "--date", "2026-11-21")
    avoir.run("note", "reverse", number_of(avoir, "ZB-ME"), "--reason", "Jamais envoyé", "--internal", "--date", "2026-11-21")


def number_of(avoir, subscription, kind="credit"):
    return avoir.psql(avoir.url, f"""
        select min(n.number) from avoir.credit_note n join avoir.credit_line l using (series, no)
            join avoir.subscription s using (subscription_key)
        where s.subscription = '{subscription}' and n.kind = '{kind}'""")[0][0]


def differences(avoir, folder):
    """What of the buyers' e-invoices is not as it must be."""
    for name, expected in TREATMENTS.items():
        root = ElementTree.parse(folder / f"ubl/{number_of(avoir, name)}.ubl.xml").getroot()
        found = (root.find(f"{CBC}Note").text.removeprefix("#BAR#"),
                 root.findtext(f"{CAC}TaxTotal/{CAC}TaxSubtotal/{CAC}TaxCategory/{CBC}ID"))
        if found != expected:
            yield f"{name}: {found}, and right is {expected}"
        settled = root.findtext(f"{CAC}PaymentTerms/{CBC}Note")
        if settled != SETTLED.get(name, settled):
            yield f"{name}: {settled}"


def issue_in_dollars(avoir, folder):
    bring(avoir, folder, DOLLARS, ["ZB-USD"])
    avoir.run("issue", "2026-10", "--date", "2026-11-22")
    for name in ["ubl", "cii"]:
        avoir.run("note", "export", number_of(avoir, "ZB-USD"), "--format", name, "--output", str(folder / "dollars"))
