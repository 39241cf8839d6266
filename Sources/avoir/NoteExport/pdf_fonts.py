"""The characters that fonts have; a part of note_pdf.py."""
import glob
import struct
import unicodedata


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
