"""Sets of serials kept as ranges, so that a million labels are a few numbers. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from labels.runs.errors import RangeReversed


@dataclass(frozen=True, order=True, slots=True)
class Range:
    """The serials from `first` to `last`, both included."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"expected first <= last, got {self.first} to {self.last}")

    @classmethod
    def told(cls, first: int, last: int, *, pointer: str = "/to") -> "Range":
        """As somebody told it.

        Raises:
            RangeReversed: it ends before it begins.
        """
        if first > last:
            raise RangeReversed(first=first, last=last, pointer=pointer)
        return cls(first, last)

    def __len__(self) -> int:
        return self.last - self.first + 1

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Ranges:
    """A set of serials: ranges in order, none touching the next. Equal sets are equal values."""

    parts: tuple[Range, ...] = ()

    @classmethod
    def of(cls, *ranges: Range) -> "Ranges":
        """The union of ranges in any order, overlapping or not."""
        return cls(tuple(_merged(sorted(ranges))))

    def __or__(self, other: "Ranges") -> "Ranges":
        return Ranges.of(*self.parts, *other.parts)

    def __and__(self, other: "Ranges") -> "Ranges":
        return self - (self - other)

    def __sub__(self, other: "Ranges") -> "Ranges":
        left: list[Range] = []
        cuts = list(other.parts)
        for part in self.parts:
            start = part.first
            while cuts and cuts[0].last < start:
                cuts.pop(0)
            for cut in cuts:
                if cut.first > part.last:
                    break
                if cut.first > start:
                    left.append(Range(start, cut.first - 1))
                start = cut.last + 1
            if start <= part.last:
                left.append(Range(start, part.last))
        return Ranges(tuple(left))

    def within(self, part: Range) -> "Ranges":
        """Those of its serials that lie in one range."""
        return self & Ranges((part,))

    def __contains__(self, serial: object) -> bool:
        if not isinstance(serial, int):
            return False
        before = bisect_right(self.parts, serial, key=lambda part: part.first)
        return before > 0 and serial <= self.parts[before - 1].last

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __iter__(self) -> Iterator[Range]:
        return iter(self.parts)

    def __str__(self) -> str:
        return ", ".join(map(str, self.parts))

    @property
    def count(self) -> int:
        """How many serials; `len` would be limited to the machine's word."""
        return sum(map(len, self.parts))


NONE = Ranges()


def _merged(ordered: Iterable[Range]) -> Iterator[Range]:
    open_part: Range | None = None
    for part in ordered:
        if open_part is None or part.first > open_part.last + 1:
            if open_part is not None:
                yield open_part
            open_part = part
        elif part.last > open_part.last:
            open_part = Range(open_part.first, part.last)
    if open_part is not None:
        yield open_part
