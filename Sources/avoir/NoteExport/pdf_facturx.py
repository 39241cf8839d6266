"""What Factur-X wants said in the metadata of a PDF; a part of note_pdf.py."""
import re

FACTURX = b"""<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"><fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName><fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>"""
SCHEMA = """<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>{}</rdf:Seq></pdfaSchema:property></rdf:li>"""
PROPERTY = """<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category><pdfaProperty:description>{}</pdfaProperty:description></rdf:li>"""
PROPERTIES = {
    "DocumentFileName": "The name of the embedded XML document",
    "DocumentType": "The type of the hybrid document in capital letters, e.g. INVOICE or ORDER",
    "Version": "The actual version of the standard applying to the embedded XML document",
    "ConformanceLevel": "The conformance level of the embedded XML document",
}
SCHEMAS = b"<pdfaExtension:schemas><rdf:Bag>"


def with_facturx(pdf):
    """Adds what Factur-X wants said to the metadata, which Typst has no words for.

    The metadata stream is rewritten in its place, and the table of objects follows.
    """
    table = int(pdf[pdf.rindex(b"startxref") + 9:].split()[0])
    count, = re.match(rb"xref\s+0 (\d+)\s", pdf[table:]).groups()
    entries = pdf.index(count, table + 6) + len(count) + 1
    offsets = [int(pdf[entries + 20 * n:][:10]) for n in range(int(count))]
    trailer = pdf[entries + 20 * len(offsets):]
    catalog = offsets[int(re.search(rb"/Root (\d+) 0 R", trailer)[1])]
    found = re.search(rb"/Metadata (\d+) 0 R", pdf[catalog:pdf.index(b"endobj", catalog)])
    start = offsets[int(found[1])]
    head = re.match(rb"(\d+ 0 obj\s*<<[^>]*/Length )(\d+)([^>]*>>\s*stream\r?\n)", pdf[start:start + 500])
    body = start + head.end()
    xmp = pdf[body:body + int(head[2])]
    if xmp.count(SCHEMAS) != 1 or xmp.count(b"</rdf:RDF>") != 1:
        raise ValueError("the metadata of the PDF has an unknown form")
    schema = SCHEMA.format("".join(PROPERTY.format(*named) for named in PROPERTIES.items())).encode()
    xmp = xmp.replace(SCHEMAS, SCHEMAS + schema).replace(b"</rdf:RDF>", FACTURX + b"</rdf:RDF>")
    written = head[1] + str(len(xmp)).encode() + head[3] + xmp
    longer = len(written) - (body + int(head[2]) - start)

    def moved(offset):
        return offset + longer if offset > start else offset

    rows = b"".join(
        b"%010d" % moved(offset) + pdf[entries + 20 * n + 10:][:10] for n, offset in enumerate(offsets))
    trailer = re.sub(rb"(startxref\s+)\d+", lambda found: found[1] + b"%d" % moved(table), trailer)
    return pdf[:start] + written + pdf[body + int(head[2]):entries] + rows + trailer
