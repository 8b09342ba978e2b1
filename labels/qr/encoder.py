"""segno's symbols about a hundred times as fast, for texts that differ only in their tail.

An encoder that follows ISO/IEC 18004:2015 to the letter spends most of its time on trying all eight data masks
(7.8), and the rest on what is the same in each symbol of a run. Two facts save nearly all of it, and neither
changes a module:

**A symbol is affine over GF(2) in its data bits.** With version, level, mask and the lengths of the segments
given, mode indicators, counts, terminator and padding (7.4) are constant; Reed-Solomon codes are linear (7.5);
interleaving and placement (7.6, 7.7) move bits; a mask (7.8.2) XORs a constant. So for three messages of one
shape

    symbol(a XOR b XOR c) = symbol(a) XOR symbol(b) XOR symbol(c)

What one data bit changes, it changes in every symbol of the shape, under every mask. We ask segno for a symbol
whose varying characters are all "0", under each mask, and for one more per data bit; from then on a symbol is
the first XOR one remembered difference for each pair of characters (7.4.4) or byte (7.4.5) of its tail.

**A symbol is one integer**, and its penalty points (7.8.3) are shifts, ANDs and bit counts of that integer:
see `penalties`. The mask with the fewest points is taken, the first of equals, as segno does.

So a symbol is kept twice in what is XORed: in the high bits as `Symbol.columns`, ready to be drawn, and in the low
bits as the field whose points are counted.

segno stays the definition: everything is learnt from its symbols, it is asked itself wherever this way does not
apply, and the tests compare the two module by module.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Final

from labels.qr.payload import Payload
from labels.qr.penalties import SURE_FINDERS, Masks, Plane, encoding_region
from labels.qr.symbol import Level, Mode, Segment, Symbol, encode, encode_segments

MASKS: Final = range(8)
LEARN_AFTER: Final = 20  # symbols of one shape from segno, about what learning the shape takes
MAX_VERSION: Final = 10  # of labels; tables of larger symbols would take tens of megabytes
MAX_TEMPLATES: Final = 8

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"  # by value: table 5
_ASCII: Final = "".join(map(chr, range(128)))  # what is beyond depends on the character set
_GROUP: Final[dict[Mode, int]] = {"alphanumeric": 2, "byte": 1}  # characters written as one number


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """What texts have in common: the segments that never change, of which the last one goes on with a tail.

    Attributes:
        segments: a link's is its host in byte mode and the start of its path in alphanumeric mode.
    """

    segments: tuple[Segment, ...]
    level: Level
    version: int

    def with_tail(self, tail: str) -> tuple[Segment, ...]:
        *before, last = self.segments
        return (*before, Segment(last.text + tail, last.mode))


class Encoder:
    """Symbols of one template. Each length of tail is a shape, learnt once it has been asked for often enough."""

    def __init__(self, template: Template, *, learn_after: int = LEARN_AFTER) -> None:
        self._template = template
        self._learn_after = learn_after
        self._asked: Counter[int] = Counter()
        self._shapes: dict[int, _Shape] = {}

    def encode(self, tail: str) -> Symbol:
        """Exactly the symbol that segno makes of the template's segments with this tail.

        Raises:
            PayloadTooLong, PayloadNotEncodable: the template's version or the mode does not hold it.
        """
        shape = self._shapes.get(len(tail))
        symbol = shape.find(tail) if shape else None
        if symbol is None:
            template = self._template
            symbol = encode_segments(template.with_tail(tail), template.level, version=template.version)
            self._learn(len(tail))
        return symbol

    def _learn(self, length: int) -> None:
        self._asked[length] += 1
        is_worth_while = self._asked[length] > self._learn_after and self._template.version <= MAX_VERSION
        if is_worth_while and length and length not in self._shapes:
            self._shapes[length] = _Shape(self._template, length)


class PayloadEncoder:
    """Symbols of a run's payloads, which differ in their last characters; other payloads are served as well.

    Args:
        tail: how many characters differ.
    """

    def __init__(self, level: Level, version: int, *, tail: int) -> None:
        self._level, self._version, self._tail = level, version, tail
        self._encoders: dict[tuple[str, str], Encoder] = {}

    def encode(self, payload: Payload) -> Symbol:
        """The payload's symbol in the run's version and level.

        Raises:
            PayloadTooLong: that version does not hold it.
        """
        head, rest = payload.segments
        fixed = rest[: -self._tail]
        encoder = self._encoders.get((head, fixed)) or self._new_encoder(head, fixed)
        if encoder is None:
            return encode(payload, self._level, version=self._version)
        return encoder.encode(rest[-self._tail :])

    def _new_encoder(self, head: str, fixed: str) -> Encoder | None:
        if len(self._encoders) == MAX_TEMPLATES:
            return None
        segments = (Segment(head, "byte"), Segment(fixed, "alphanumeric"))
        encoder = Encoder(Template(segments=segments, level=self._level, version=self._version))
        self._encoders[head, fixed] = encoder
        return encoder


class _Shape:
    """The symbols of a template's tails of one length."""

    def __init__(self, template: Template, length: int) -> None:
        fixed, mode = template.segments[-1].text, template.segments[-1].mode
        first, begun = divmod(len(fixed), _GROUP[mode])  # the group that the tail starts in or continues
        self._begun = fixed[len(fixed) - begun :]
        self._version, self._plane = template.version, _plane(template.version)
        segments = template.with_tail("0" * length)
        lengths = tuple((len(segment.text), segment.mode) for segment in segments)
        self._masks, self._tables = _differences(lengths, first, template.level, template.version)
        self._counted = self._plane.field(tuple(encoding_region(self._plane.size)))
        counted_masks = [mask & self._counted for mask in self._masks]
        self._scores = Masks(self._plane, counted_masks, sure=SURE_FINDERS)
        self._zero = _both(encode_segments(segments, template.level, version=template.version, mask=0))
        if self._begun:
            start, end, table = self._tables[0]
            self._zero ^= table[(self._begun + "0" * length)[start:end]]

    def find(self, tail: str) -> Symbol | None:
        """The symbol, or None when a character is none of the mode's, which segno must judge."""
        text, both = self._begun + tail, self._zero
        try:
            for start, end, table in self._tables:
                both ^= table[text[start:end]]
        except KeyError:
            return None
        both ^= self._masks[self._scores.fewest(both & self._counted)]
        return Symbol(version=self._version, size=self._plane.size, columns=both >> self._plane.bits)


@lru_cache(maxsize=4)
def _differences(
    lengths: tuple[tuple[int, Mode], ...], first: int, level: Level, version: int
) -> tuple[tuple[int, ...], tuple[tuple[int, int, Mapping[str, int]], ...]]:
    """What masks and texts change in symbols of one shape, learnt from symbols of nothing but zeros.

    Args:
        lengths: of each segment in characters, and its mode.
        first: the first group of characters of the last segment that varies.
        level: as asked of segno.
        version: likewise.

    Returns:
        For each mask what is different from mask 0; and for each varying group where it stands in the text,
        counted from the first, and for each text of it what is different from zeros.
    """
    *before, (length, mode) = lengths
    zeros = [Segment("0" * count, of) for count, of in before]

    def both(last: str, mask: int) -> int:
        return _both(encode_segments((*zeros, Segment(last, mode)), level, version=version, mask=mask))

    nothing = "0" * length
    origin = both(nothing, 0)
    masks = tuple(origin ^ both(nothing, mask) for mask in MASKS)
    tables = []
    for start in range(first * _GROUP[mode], length, _GROUP[mode]):
        texts = _texts(mode, len(nothing[start : start + _GROUP[mode]]))
        zero, end = texts.index("0" * len(texts[0])), start + len(texts[0])
        bits = [
            origin ^ both(nothing[:start] + texts[zero ^ 1 << bit] + nothing[end:], 0)
            for bit in range((len(texts) - 1).bit_length())
        ]
        sums = _sums(bits)
        table = {text: sums[value ^ zero] for value, text in enumerate(texts)}
        tables.append((start - first * _GROUP[mode], end - first * _GROUP[mode], table))
    return masks, tuple(tables)


def _sums(bits: Sequence[int]) -> list[int]:
    """At n, the XOR of those that n has a 1 for."""
    sums = [0]
    for bit in bits:
        sums += [bit ^ lower for lower in sums]
    return sums


@cache
def _texts(mode: Mode, length: int) -> tuple[str, ...]:
    """All groups of so many characters, each at the number that the mode writes for it (7.4.4, 7.4.5)."""
    characters = ALPHABET if mode == "alphanumeric" else _ASCII
    return tuple("".join(group) for group in product(characters, repeat=length))


def _both(symbol: Symbol) -> int:
    plane = _plane(symbol.version)
    return symbol.columns << plane.bits | plane.field(symbol.rows)


@cache
def _plane(version: int) -> Plane:
    return Plane(17 + 4 * version)
