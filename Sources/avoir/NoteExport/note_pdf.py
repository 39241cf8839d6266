"""Turns the data of notes into PDF/A-3a and PDF/UA-1 files with Typst, with their CII in them for Factur-X; avoir runs it.

Arguments: folders of fonts. Standard input, in turn:
    template LENGTH         and the bytes of the template of the notes that follow
    note LENGTH CII         and the bytes of a note's data, JSON; then CII bytes of its e-invoice, if CII is not 0
Standard output: "ready VERSION" once; then for each note in turn
    pdf LENGTH CODES        and the bytes of the file; CODES: the characters that no font has, shown as U+FFFD; "-" if none
    failed LENGTH           and why
Each line ends with a line feed. The same input gives the same bytes: no clock, no network, no file but the fonts.
pdf_facturx.py and pdf_fonts.py stand before this file.
"""
import datetime
import json
import os
import re
import sys
import tempfile

OLDEST = (0, 15)
MISSING = 69
FONT = "DejaVu Sans"
STANDARDS = ["a-3a", "ua-1"]
# On the template's first line, so that the lines of messages are its own.
PRELUDE = '#set text(lang: json("note.json").language);'
ATTACHED = (
    '#pdf.attach("factur-x.xml", read("cii.xml", encoding: none), relationship: "alternative", '
    'mime-type: "text/xml", description: "Factur-X");'
)
# After the template: Typst lays out anew what a style stands above that differs from the note before.
POSTLUDE = '\n#set document(title: json("note.json").title, author: sys.inputs.author)'


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
        files = {"note.json": note.encode(), **({"cii.xml": cii} if cii else {})}
        files["main.typ"] = prelude(cii).encode() + template + POSTLUDE.encode()
        # PDF/A allows 32 KiB.
        inputs = {"author": read["issuer"][:200]}
        pdf = self.compiler.compile(
            input=files, sys_inputs=inputs, format="pdf", pdf_standards=STANDARDS, timestamp=day)
        return with_facturx(pdf) if cii else pdf


def prelude(cii):
    return PRELUDE + ATTACHED if cii else PRELUDE


def reason(error, cii):
    """What is wrong, where in the template, and what would help."""
    if not isinstance(error, typst.TypstError):
        return f"{type(error).__name__}: {error}"
    place = re.search(r"\.typ:(\d+):(\d+)", error.diagnostic)
    if not place:
        return "; ".join([str(error), *error.hints])
    line, column = int(place[1]), int(place[2]) - (len(prelude(cii)) if place[1] == "1" else 0)
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
            said = reason(error, cii).encode(errors="replace")
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
