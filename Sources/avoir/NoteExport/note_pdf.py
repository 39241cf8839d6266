"""Turns the data of notes into PDF/A-3a and PDF/UA-1 files with Typst, with their CII in them for Factur-X; avoir runs it.

Arguments: folders of fonts. Standard input, in turn:
    template LENGTH         and the bytes of the template of the notes that follow
    note LENGTH CII         and the bytes of a note's data, JSON; then CII bytes of its e-invoice, if CII is not 0
Standard output: "ready VERSION" once; then for each note in turn
    pdf LENGTH CODES        and the bytes of the file; CODES: the characters that no font has, shown as U+FFFD; "-" if none
    failed LENGTH           and why
Each line ends with a line feed. The same input gives the same bytes: no clock, no network, no file but the fonts.
"""
import datetime
import glob
import json
import os
import re
import struct
import sys
import tempfile
import unicodedata

OLDEST = (0, 14)
MISSING = 69
FONT = "DejaVu Sans"
STANDARDS = ["a-3a", "ua-1"]
# On the template's first line, so that the lines of messages are its own.
PRELUDE = (
    '#let avoir-note = json(bytes(sys.inputs.note));'
    '#set document(title: avoir-note.title, author: sys.inputs.author);'
    '#set text(lang: avoir-note.language);'
    '#if "cii" in sys.inputs { pdf.attach("factur-x.xml", bytes(sys.inputs.cii), relationship: "alternative", '
    'mime-type: "text/xml", description: "Factur-X") };'
)

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


class Coverage:
    """The characters that fonts have: all that are below some folders, or those of which the files are named."""

    def __init__(self, folders, names="*"):
        self.patterns = [
            f"{glob.escape(folder)}/**/{names}.{ending}" for folder in folders for ending in ("ttf", "otf", "ttc")]
        self.codes = None

    def fit(self, text):
        """The text with U+FFFD for what they lack, and the code points of that. Marks that show nothing are left out."""
        if self.codes is None:
            files = {file for pattern in self.patterns for file in glob.glob(pattern, recursive=True)}
            self.codes = {code for file in files for code in characters(file)}
        missing = {character for character in set(text) if character > "~" and ord(character) not in self.codes}
        silent = {c for c in missing if unicodedata.category(c) == "Cf" or "\ufe00" <= c <= "\ufe0f"}
        table = {ord(c): None if c in silent else "\ufffd" for c in missing}
        return text.translate(table), sorted(ord(c) for c in missing - silent)


def characters(file):
    """Those of a font, by its table "cmap"."""
    with open(file, "rb") as opened:
        data = opened.read()

    def numbers(form, place):
        return struct.unpack_from(">" + form, data, place)

    start = numbers("I", 12)[0] if data[:4] == b"ttcf" else 0
    entries = range(start + 12, start + 12 + 16 * numbers("H", start + 4)[0], 16)
    cmap = next(numbers("I", at + 8)[0] for at in entries if data[at:at + 4] == b"cmap")
    for n in range(numbers("H", cmap + 2)[0]):
        at = cmap + numbers("I", cmap + 8 + 8 * n)[0]
        form, = numbers("H", at)
        if form == 12:
            for group in range(numbers("I", at + 12)[0]):
                first, last, _ = numbers("III", at + 16 + 12 * group)
                yield from range(first, last + 1)
        elif form == 4:
            double, = numbers("H", at + 6)
            ends, starts, deltas, offsets = (
                numbers(f"{double // 2}H", at + place) for place in (14, 16 + double, 16 + 2 * double, 16 + 3 * double))
            for segment, (first, last) in enumerate(zip(starts, ends)):
                for code in range(first, last + 1):
                    glyph = code
                    if offsets[segment]:
                        place = at + 16 + 3 * double + 2 * segment + offsets[segment] + 2 * (code - first)
                        glyph = numbers("H", place)[0] if place + 2 <= len(data) else 0
                    # A segment has gaps: what maps to the first glyph is missing.
                    if glyph and (offsets[segment] or (glyph + deltas[segment]) % 65536):
                        yield code


class Printer:
    def __init__(self, folders):
        # An empty folder that is gone: the template can read nothing.
        nowhere = tempfile.mkdtemp(prefix="avoir-")
        try:
            fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
            self.compiler = typst.Compiler(
                b"", root=nowhere, font_paths=fonts, package_path=nowhere, package_cache_path=nowhere)
        finally:
            os.rmdir(nowhere)
        if FONT not in fonts.families():
            raise ImportError(f"the font {FONT} is not below {', '.join(folders)}")
        # A mark that only another font has is not shown with a letter of this one.
        self.coverages = [Coverage(folders), Coverage(folders, "DejaVuSans")]

    def pdf(self, template, data, cii):
        """The file, and the code points that no font has."""
        note, missing, coverages = data.decode(), [], iter(self.coverages)
        while True:
            try:
                return self.compile(template, note, cii), missing
            except typst.TypstError as error:
                coverage = next(coverages, None)
                if coverage is None or "could not be displayed" not in str(error):
                    raise
                note, missing = coverage.fit(json.dumps(json.loads(data), ensure_ascii=False))

    def compile(self, template, note, cii):
        read = json.loads(note)
        day = datetime.datetime.fromisoformat(read["issue_date"] + "T00:00:00+00:00")
        # PDF/A allows 32 KiB.
        inputs = {"note": note, "author": read["issuer"][:200], **({"cii": cii.decode()} if cii else {})}
        pdf = self.compiler.compile(
            input=PRELUDE.encode() + template, sys_inputs=inputs, format="pdf", pdf_standards=STANDARDS, timestamp=day)
        return with_facturx(pdf) if cii else pdf


def reason(error):
    """What is wrong, where in the template, and what would help."""
    if not isinstance(error, typst.TypstError):
        return f"{type(error).__name__}: {error}"
    place = re.search(r"\.typ:(\d+):(\d+)", error.diagnostic)
    if not place:
        return "; ".join([str(error), *error.hints])
    line, column = int(place[1]), int(place[2]) - (len(PRELUDE) if place[1] == "1" else 0)
    return "; ".join([f"{error} (line {line}, column {column} of the template)", *error.hints])


def main(folders):
    read, out = sys.stdin.buffer, sys.stdout.buffer
    printer = Printer(folders)
    out.write(f"ready {typst.__version__}\n".encode())
    out.flush()
    template = b""
    while line := read.readline().split():
        if line[0] == b"template":
            template = read.read(int(line[1]))
            continue
        data, cii = read.read(int(line[1])), read.read(int(line[2]))
        try:
            pdf, missing = printer.pdf(template, data, cii)
            codes = ",".join(f"U+{code:04X}" for code in missing) or "-"
            out.write(f"pdf {len(pdf)} {codes}\n".encode() + pdf)
        # A panic of Typst is no Exception.
        except BaseException as error:
            said = reason(error).encode(errors="replace")
            out.write(f"failed {len(said)}\n".encode() + said)
        out.flush()


try:
    import typst
    if tuple(int(part) for part in typst.__version__.split(".")[:2]) < OLDEST:
        raise ImportError(f"Typst is of version {typst.__version__}")
    main(sys.argv[1:])
except (ImportError, FileNotFoundError) as error:
    sys.stderr.write(str(error))
    sys.exit(MISSING)
