"""Penalty points of a masked symbol (ISO/IEC 18004:2015, 7.8.3.1) by bit operations on one integer.

Points are counted as segno counts them, since its choice of mask is the one to match: what a symbol shows
beside the encoding region's own modules is the caller's to leave out, and the quiet zone counts as light.
"""

from collections.abc import Iterator, Sequence
from typing import Final

_GAP: Final = 4  # light modules before each line: as many as N3 looks at, and enough that no run wraps


class Plane:
    """Symbols of one size as single integers, called fields, and their penalty points.

    A field holds every module twice: the rows one after the other, then the columns, so that what the
    standard counts "in row/column" is counted by the same shift. A line takes `size` bits above `_GAP` zeros;
    in a row the rightmost module is the lowest bit. XOR of fields is XOR of symbols.

        column n-1 ... column 0   row n-1 ...   row 1    gap    row 0    gap
        highest bit                           |--n bits--|-4-|--n bits--|-4-|
    """

    def __init__(self, size: int) -> None:
        self.size, self._pitch = size, size + _GAP
        starts = range(_GAP, _GAP + 2 * size * self._pitch, self._pitch)
        self._starts = starts[:size]
        self._row = (1 << size) - 1
        self._ones = (1 << starts[-1] + size + _GAP) - 1
        self._pairs = _repeat(self._row >> 1, starts)  # modules that have a neighbour in their line
        self._squares = _repeat(self._row >> 1, starts[: size - 1])  # those of a row that has a next row
        self._dark_points = [_dark_points(dark, size * size) for dark in range(size * size + 1)]

    def field(self, rows: Sequence[int]) -> int:
        """The field of a symbol's rows."""
        size, pitch = self.size, self._pitch
        columns = (sum((row >> x & 1) << y for y, row in enumerate(rows)) for x in range(size))
        return sum(line << number * pitch + _GAP for number, line in enumerate((*rows, *columns)))

    def rows(self, field: int) -> tuple[int, ...]:
        """The rows of a field's symbol."""
        row = self._row
        return tuple([field >> start & row for start in self._starts])

    def points(self, field: int) -> int:
        """N1 + N2 + N3 + N4 of table 11.

        Bit i of each integer says something of the modules that begin at bit i and go up in their line:
        `same` that two are of one colour, `three` and `five` that so many are, and so on.
        """
        differ = field ^ field >> 1
        same = differ ^ self._ones
        two = same & self._pairs
        three = two & two >> 1
        five = three & three >> 2
        # N1: a run of 5 + i modules costs 3 + i. It holds i + 1 windows of five and i of six: 3(i+1) - 2i = 3 + i.
        six = five & five >> 1
        # N2: two equal modules, two in the row below, and the first of each pair equal: a square of one colour.
        below = field ^ field >> self._pitch ^ self._ones
        squares = two & two >> self._pitch & below & self._squares
        # N3: dark-light-dark-dark-dark-light-dark changes colour twice, stays twice, changes twice,
        # and has four light modules right before or right after it.
        turns = differ & differ >> 1
        light = same & (field ^ self._ones)
        light &= light >> 2
        finders = turns & three >> 2 & turns >> 4 & field & (light << 4 | light >> 7)
        # Patterns can share their last modules with the next one's first, at 4 or at 6 modules' distance; of
        # two that overlap segno counts one. Both qualify only if the light stands at the outer ends, so a
        # chain has no third, and from which end one counts makes no difference.
        finders ^= finders & (finders << 4 | finders << 6)
        return (
            3 * (five.bit_count() + squares.bit_count())
            - 2 * six.bit_count()
            + 40 * finders.bit_count()
            + self._dark_points[field.bit_count() >> 1]  # each module stands in it twice
        )


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
