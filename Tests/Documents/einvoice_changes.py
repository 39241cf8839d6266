"""What is done to a valid e-invoice so that it breaks a rule. Each change gets the places that it is for."""

import copy

from lxml import etree

PREFIXES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}


def put(value):
    """Every place gets the value."""

    def change(places):
        for place in places:
            place.text = value

    return change


def remove(places):
    for place in places:
        place.getparent().remove(place)


def repeat(places):
    place = places[0]
    place.addnext(copy.deepcopy(place))


def rename(places):
    places[0].tag += "X"


def add_cents(places):
    places[0].text = f"{float(places[0].text) + 1.01:.2f}"


def add_vat_number(places):
    """In front of the buyer's legal entity (UBL), or after the address (CII)."""
    place = places[0]
    if place.tag.startswith("{" + PREFIXES["cac"]):
        xml = """<cac:PartyTaxScheme xmlns:cac="{cac}" xmlns:cbc="{cbc}"><cbc:CompanyID>FR37200000008</cbc:CompanyID>
            <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>"""
        place.addprevious(etree.fromstring(xml.format(**PREFIXES)))
    else:
        xml = """<ram:SpecifiedTaxRegistration xmlns:ram="{ram}"><ram:ID schemeID="VA">FR37200000008</ram:ID>
            </ram:SpecifiedTaxRegistration>"""
        place.append(etree.fromstring(xml.format(**PREFIXES)))
