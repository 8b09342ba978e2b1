"""Penalty points of a masked symbol (ISO/IEC 18004:2015, 7.8.3.1) by bit operations on one integer.

Points are counted as segno counts them, since its choice of mask is the one to match: what a symbol shows
beside the encoding region's own modules is the caller's to leave out, and the quiet zone counts as light.
"""

from collections.abc import Iterator, Sequence
from typing import Final

SURE_FINDERS: Final = 18  # three rows and three columns of each finder pattern (6.3.3), beside the quiet zone
_GAP: Final = 4  # light modules before each line: as many as N3 looks at, and enough that no run wraps


class Plane:
    """Symbols of one size as single integers, called fields.

    A field holds every module twice: the rows one after the other, then the columns, so that what the
    standard counts "in row/column" is counted by the same shift. A line takes `size` bits above `_GAP` zeros;
    in a row the rightmost module is the lowest bit. XOR of fields is XOR of symbols.

        column n-1 ... column 0   row n-1 ...   row 1    gap    row 0    gap
        highest bit                           |--n bits--|-4-|--n bits--|-4-|

    Attributes:
        pitch: bits from a line to the next.
        bits: of a field, with a gap at its end.
        ones: a field of nothing but ones, gaps too.
        pairs: modules that have a neighbour in their line.
        rows: the modules of the rows, without those of the columns.
        squares: those of `rows` with a neighbour in a row that has a next row.
    """

    def __init__(self, size: int) -> None:
        self.size, self.pitch = size, size + _GAP
        starts = range(_GAP, _GAP + 2 * size * self.pitch, self.pitch)
        row, rows = (1 << size) - 1, starts[:size]
        self.bits = starts[-1] + size + _GAP
        self.ones = (1 << self.bits) - 1
        self.pairs, self.rows = _repeat(row >> 1, starts), _repeat(row, rows)
        self.squares = _repeat(row >> 1, rows[:-1])

    def field(self, rows: Sequence[int]) -> int:
        """The field of a symbol's rows."""
        columns = (sum((row >> x & 1) << y for y, row in enumerate(rows)) for x in range(self.size))
        lines = enumerate((*rows, *columns))
        return sum(line << number * self.pitch + _GAP for number, line in lines)


class Masks:
    """Counts the points that one field has under each of several masks; both without what is not counted.

    What a shift and an XOR give of a masked field is what they give of the field XOR what they give of the mask: the
    latter is worked out once, the former once for all masks. N3 costs half of the work and only adds points, so it is
    left out where the other points alone are too many.

    Args:
        sure: patterns like a finder pattern's that N3 finds in every field; symbols have `SURE_FINDERS`.
    """

    def __init__(self, plane: Plane, masks: Sequence[int], *, sure: int = 0) -> None:
        self._plane, self._masks, self._sure_points = plane, masks, 40 * sure
        shifted = [(mask ^ mask >> 1 ^ plane.ones, mask ^ mask >> plane.pitch ^ plane.ones) for mask in masks]
        self._others = [
            (same, below & plane.squares, mask & plane.rows)
            for mask, (same, below) in zip(masks, shifted, strict=True)
        ]
        modules = plane.size**2
        self._dark_points = [_dark_points(dark, modules) for dark in range(modules + 1)]

    def fewest(self, field: int) -> int:
        """The mask with the fewest points, the first of equals."""
        scored = sorted(self._score(field))
        fewest: tuple[int, int] | None = None
        for others, at, same, three in scored:
            if fewest and (others + self._sure_points, at) > fewest:
                break
            points = others + 40 * self._finders(field ^ self._masks[at], same, three)
            fewest = min(fewest or (points, at), (points, at))
        return fewest[1] if fewest else 0

    def points(self, field: int, at: int) -> int:
        """N1 + N2 + N3 + N4 of table 11 under one mask."""
        points, _, same, three = self._score(field)[at]
        return points + 40 * self._finders(field ^ self._masks[at], same, three)

    def _score(self, field: int) -> list[tuple[int, int, int, int]]:
        """Under each mask N1 + N2 + N4, its place, and what N3 goes on from.

        Bit i of each integer says something of the modules that begin at bit i and go up in their line:
        `same` that two are of one colour, `three` and `five` that so many are, and so on.
        """
        plane, dark_points, scored = self._plane, self._dark_points, []
        pairs, squares, pitch = plane.pairs, plane.squares, plane.pitch
        same_of, below_of, rows_of = (
            field ^ field >> 1,
            (field ^ field >> pitch) & squares,
            field & plane.rows,
        )
        for at, (same_under, below_under, rows_under) in enumerate(self._others):
            same = same_of ^ same_under
            two = same & pairs
            three = two & two >> 1
            five = three & three >> 2
            # N1: a run of 5 + i modules costs 3 + i. It holds i + 1 windows of five and i of six: 3(i+1) - 2i = 3 + i.
            six = five & five >> 1
            # N2: two equal modules, two in the row below, and the first of each pair equal: a square of one colour.
            square = ((below_of ^ below_under) & two) << pitch & two
            points = (
                3 * (five.bit_count() + square.bit_count())
                - 2 * six.bit_count()
                + dark_points[(rows_of ^ rows_under).bit_count()]
            )
            scored.append((points, at, same, three))
        return scored

    def _finders(self, field: int, same: int, three: int) -> int:
        """How many patterns like a finder pattern's N3 counts."""
        ones = self._plane.ones
        differ, light = same ^ ones, same & (field ^ ones)
        turns = differ & differ >> 1
        light &= light >> 2
        # Dark-light-dark-dark-dark-light-dark changes colour twice, stays twice, changes twice, and has four light
        # modules right before or right after it.
        finders = turns & three >> 2 & turns >> 4 & field & (light << 4 | light >> 7)
        # Patterns can share their last modules with the next one's first, at 4 or at 6 modules' distance; of
        # two that overlap segno counts one. Both qualify only if the light stands at the outer ends, so a
        # chain has no third, and from which end one counts makes no difference.
        finders ^= finders & (finders << 4 | finders << 6)
        return finders.bit_count()


def _repeat(line: int, starts: Sequence[int]) -> int:
    return sum(line << start for start in starts)


def _dark_points(dark: int, modules: int) -> int:
    """N4: 10 for each full 5 % that the dark share is away from 50 %."""
    return 10 * (abs(20 * dark - 10 * modules) // modules)


def encoding_region(size: int) -> Iterator[int]:
    """Rows with a 1 for each module that counts in `Plane.points`; the others count as light.

    Not counted: the format information and the dark module beside it (7.9.1), and the version information of
    symbols from version 7 on (7.10), which are written after the mask has been chosen. The timing patterns,
    which cross the format information in row and column 6, are counted.
    """
    everything = (1 << size) - 1
    beside_finders = 0b111111111 << size - 9 | 0b11111111  # columns 0 to 8 and the last 8
    timing = 1 << size - 7
    version = 0b111 << 8 if size >= 45 else 0  # columns size - 11 to size - 9, in rows 0 to 5
    for y in range(size):
        left_out = 0
        if y == 8:
            left_out = beside_finders & ~timing
        elif (y < 8 and y != 6) or y >= size - 8:
            left_out = 1 << size - 9  # column 8
        if y < 6:
            left_out |= version
        if size - 11 <= y < size - 8 and version:
            left_out |= 0b111111 << size - 6
        yield everything & ~left_out
