"""The fonts of one PDF: characters get one-byte codes as they come, glyphs are embedded at the end.

A font file becomes as many PDF fonts of 256 codes as its characters need. ASCII keeps its own codes in the
first, so that a label's code is one readable string.
"""

from dataclasses import dataclass, field

from labels.drawing.fonts import Font, FontKey, font_key, get_font
from labels.drawing.pdf.document import PdfDocument, pack

_FIRST_CODE, _CODES = 128, 256
_SYMBOLIC = 4  # font flag, ISO 32000-1, 9.8.2: codes go through the font's own table
_PER_BLOCK = 100  # bfchar entries that one block may have


@dataclass(kw_only=True, slots=True)
class _Subset:
    """One PDF font: `codepoints[code]` is the character of a code, 0 while the code is free."""

    name: bytes
    font: Font
    free: int
    codepoints: list[int] = field(default_factory=lambda: [0] * _CODES)


class FontsAreFrozen(Exception):
    """A character that the frozen fonts have no code for; whoever owns the document must draw it."""


class PdfFonts:
    """Codes of the characters drawn so far, for one document."""

    def __init__(self) -> None:
        self._codes: dict[tuple[FontKey, str], tuple[bytes, int]] = {}
        self._known: tuple[dict[str, tuple[bytes, int]], ...] = ({}, {})  # the same by weight
        self._plain: tuple[set[str], ...] = (
            set(),
            set(),
        )  # of them those of ASCII and of one font: their own codes
        self._subsets: dict[FontKey, list[_Subset]] = {}
        self._is_frozen = False

    def freeze(self) -> None:
        """Give no more codes."""
        self._is_frozen = True

    def encode(self, text: str, *, bold: bool) -> list[tuple[bytes, bytes]]:
        """The text as (resource name of a font, codes in it), cut where that font changes.

        Raises:
            FontsAreFrozen: a character has no code and gets none.
        """
        known = self._known[bold]
        if text and self._plain[bold].issuperset(text):
            return [(known[text[0]][0], text.encode())]
        try:
            found = [known[character] for character in text]
        except KeyError:
            known |= {character: self._code(character, bold=bold) for character in text}
            is_plain = filter(lambda one: one.isascii() and font_key(one, bold=bold) != "chinese", text)
            self._plain[bold].update(is_plain)
            found = [known[character] for character in text]
        shown: list[tuple[bytes, bytearray]] = []
        last = b""
        for name, code in found:
            if name != last:
                last, codes = name, bytearray()
                shown.append((name, codes))
            codes.append(code)
        return [(name, bytes(codes)) for name, codes in shown]

    def write(self, document: PdfDocument) -> tuple[bytes, bytes]:
        """The bytes of the font objects, and the dictionary that names them."""
        written, names = b"", b""
        for subsets in self._subsets.values():
            for number, subset in enumerate(subsets):
                reference = document.reserve()
                written += _write_subset(document, reference, subset, number)
                names += b"/%b %d 0 R" % (subset.name, reference)
        return written, b"<<%b>>" % names

    def _code(self, character: str, *, bold: bool) -> tuple[bytes, int]:
        key = font_key(character, bold=bold)
        return self._codes.get((key, character)) or self._add(key, character)

    def _add(self, key: FontKey, character: str) -> tuple[bytes, int]:
        if self._is_frozen:
            raise FontsAreFrozen
        subsets = self._subsets.setdefault(key, [])
        is_ascii = ord(character) < _FIRST_CODE
        if not subsets or (not is_ascii and subsets[-1].free == _CODES):
            name = b"%b%d" % (key[0].upper().encode(), len(subsets))
            subsets.append(_Subset(name=name, font=get_font(key), free=1 if subsets else _FIRST_CODE))
        subset = subsets[0] if is_ascii else subsets[-1]
        code = ord(character) if is_ascii else subset.free
        subset.free += not is_ascii
        subset.codepoints[code] = ord(character)
        self._codes[key, character] = (subset.name, code)
        return subset.name, code


def _write_subset(document: PdfDocument, reference: int, subset: _Subset, number: int) -> bytes:
    """The font (9.6.3), its descriptor (9.8), its file and its way back to Unicode (9.10.3)."""
    used = [code for code, codepoint in enumerate(subset.codepoints) if codepoint]
    first, last = used[0], used[-1]
    codepoints = subset.codepoints[: last + 1]
    widths = b" ".join(b"%g" % subset.font.widths.get(chr(code), 0) for code in codepoints[first:])
    name = b"%b+%b" % (_tag(number), subset.font.file.name)
    descriptor, program, unicode_map = document.reserve(), document.reserve(), document.reserve()
    file = subset.font.subset(codepoints)
    return b"".join(
        (
            document.write(
                reference,
                b"<</Type/Font/Subtype/TrueType/BaseFont/%b/FirstChar %d/LastChar %d/Widths[%b]"
                b"/FontDescriptor %d 0 R/ToUnicode %d 0 R>>"
                % (name, first, last, widths, descriptor, unicode_map),
            ),
            document.write(descriptor, _descriptor(subset.font, name, program)),
            document.write_stream(program, pack(file), b"/Length1 %d" % len(file)),
            document.write_stream(unicode_map, pack(_unicode_map(codepoints))),
        )
    )


def _tag(number: int) -> bytes:
    """Six capitals that tell subsets of a font apart (9.6.4)."""
    return bytes(ord("A") + int(digit) for digit in f"{number:06d}")


def _descriptor(font: Font, name: bytes, program: int) -> bytes:
    file = font.file
    return (
        b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%b]/ItalicAngle %g/Ascent %g/Descent %g"
        b"/CapHeight %g/StemV %d/FontFile2 %d 0 R>>"
    ) % (
        name,
        _SYMBOLIC,
        b" ".join(b"%g" % value for value in file.bbox),
        file.italicAngle,
        file.ascent,
        file.descent,
        file.capHeight,
        file.stemV,
        program,
    )


def _unicode_map(codepoints: list[int]) -> bytes:
    pairs = [b"<%02X> <%04X>" % (code, codepoint) for code, codepoint in enumerate(codepoints) if codepoint]
    blocks = [pairs[start : start + _PER_BLOCK] for start in range(0, len(pairs), _PER_BLOCK)]
    return b"\n".join(
        (
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            b"/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def",
            b"/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            b"1 begincodespacerange <00> <FF> endcodespacerange",
            *(b"%d beginbfchar\n%b\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks),
            b"endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    )
