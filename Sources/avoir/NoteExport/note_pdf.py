"""Turns notes into PDF/A-3b with WeasyPrint, and embeds their CII as Factur-X; avoir runs it.

Standard input: a JSON array of {"html": TEXT, "identifier": TEXT, "cii": TEXT or null}.
Standard output, for each in turn: "pdf LENGTH", a line feed and the file's bytes; or "failed REASON" and the end.
The same input gives the same bytes: no clock, no network, no file but the system's fonts.
"""
import hashlib
import json
import logging
import sys
import zlib
from xml.sax.saxutils import escape

OLDEST = 57
MISSING = 69

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{producer}</pdf:Producer></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>{generator}</xmp:CreatorTool><xmp:CreateDate>{created}</xmp:CreateDate><xmp:ModifyDate>{created}</xmp:ModifyDate></rdf:Description>
{facturx}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

FACTURX = """<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"><fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName><fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""

PROPERTIES = {
    "DocumentFileName": "The name of the embedded XML document",
    "DocumentType": "The type of the hybrid document in capital letters, e.g. INVOICE or ORDER",
    "Version": "The actual version of the standard applying to the embedded XML document",
    "ConformanceLevel": "The conformance level of the embedded XML document",
}
PROPERTY = """<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category><pdfaProperty:description>{}</pdfaProperty:description></rdf:li>"""


def nothing_else(url, *_, **__):
    raise ValueError(f"a note refers to nothing outside itself: {url}")


def finisher(cii):
    def finish(document, pdf):
        meta = document.metadata
        # "2026-12-05T00:00:00Z" as PDF writes it; WeasyPrint 57 leaves the prefix out.
        date = pydyf.String("D:" + meta.created.translate(str.maketrans("", "", "-:T")))
        pdf.info["CreationDate"] = pdf.info["ModDate"] = date
        facturx = ""
        if cii is not None:
            facturx = FACTURX.format(properties="".join(PROPERTY.format(*p) for p in PROPERTIES.items()))
            embed(pdf, cii, date)
        xmp = XMP.format(
            title=escape(meta.title), author=escape(", ".join(meta.authors)), created=meta.created,
            producer=f"WeasyPrint {weasyprint.__version__}", generator=escape(meta.generator or ""),
            facturx=facturx)
        for item in pdf.objects:
            if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
                item.stream = [xmp.encode()]
    return finish


def embed(pdf, cii, date):
    stream = pydyf.Stream([zlib.compress(cii, 9)], {
        "Type": "/EmbeddedFile", "Subtype": "/text#2Fxml", "Filter": "/FlateDecode",
        "Params": pydyf.Dictionary({
            "CheckSum": f"<{hashlib.md5(cii, usedforsecurity=False).hexdigest()}>", "Size": len(cii),
            "ModDate": date})})
    pdf.add_object(stream)
    name = pydyf.String("factur-x.xml")
    spec = pydyf.Dictionary({
        "Type": "/Filespec", "F": name, "UF": name, "Desc": pydyf.String("Factur-X"),
        "AFRelationship": "/Alternative",
        "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference})})
    pdf.add_object(spec)
    names = pydyf.Dictionary({"Names": pydyf.Array([name, spec.reference])})
    pdf.add_object(names)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = names.reference
    pdf.catalog["AF"] = pydyf.Array([spec.reference])


def options(identifier):
    """WeasyPrint renamed them in version 59."""
    if major() < 59:
        return {"variant": "pdf/a-3b", "identifier": identifier}
    return {"pdf_variant": "pdf/a-3b", "pdf_identifier": identifier}


def major():
    return int(weasyprint.__version__.split(".")[0])


def pdf(job):
    cii = job["cii"].encode() if job["cii"] is not None else None
    # WeasyPrint fails on separators of lines and paragraphs, and on soft hyphens, where a line ends.
    html = job["html"].translate({0x2028: "\n", 0x2029: "\n", 0xAD: None})
    page = weasyprint.HTML(string=html, url_fetcher=nothing_else)
    return page.write_pdf(finisher=finisher(cii), **options(job["identifier"].encode()))


def main(jobs):
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    out = sys.stdout.buffer
    for job in jobs:
        try:
            content = pdf(job)
        except Exception as error:
            out.write(f"failed {type(error).__name__}: {error}".replace("\n", " ").encode())
            return
        out.write(f"pdf {len(content)}\n".encode() + content)


try:
    import pydyf
    import weasyprint
except (ImportError, OSError) as error:
    sys.stderr.write(str(error))
    sys.exit(MISSING)
if major() < OLDEST:
    sys.stderr.write(f"WeasyPrint is of version {weasyprint.__version__}")
    sys.exit(MISSING)
main(json.load(sys.stdin))
