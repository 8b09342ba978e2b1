"""Ranges behave as the sets of serials that they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.runs.errors import RangeReversed
from labels.runs.ranges import NONE, Range, Ranges

ranges = st.builds(
    lambda pairs: Ranges.of(*(Range(min(pair), max(pair)) for pair in pairs)),
    st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), max_size=6),
)


def serials(found: Ranges) -> set[int]:
    return {serial for part in found for serial in range(part.first, part.last + 1)}


@given(ranges, ranges)
def test_they_add_and_subtract_as_sets_do(one: Ranges, other: Ranges) -> None:
    """Union, intersection, difference, count and membership are those of plain sets of numbers."""
    left, right = serials(one), serials(other)

    assert serials(one | other) == left | right
    assert serials(one & other) == left & right
    assert serials(one - other) == left - right
    assert one.count == len(left)
    assert {serial for serial in range(42) if serial in one} == left


@given(ranges, ranges)
def test_equal_sets_are_equal_values(one: Ranges, other: Ranges) -> None:
    """However a set came to be, it has one form: in order, with a gap between neighbours."""
    assert (one | other) == (other | one)
    assert ((one - other) | (one & other)) == one
    assert all(a.last + 1 < b.first for a, b in zip(one.parts, one.parts[1:], strict=False))


def test_they_are_told_as_people_write_them() -> None:
    """One serial is a number, several are first and last; nothing is empty."""
    assert str(Ranges.of(Range(5, 9), Range(1, 1), Range(10, 12))) == "1, 5-12"
    assert not NONE
    with pytest.raises(ValueError, match="first <= last"):
        Range(2, 1)


def test_a_range_that_somebody_tells_backwards_is_refused() -> None:
    """With both ends and the place in the body; the right way round it is taken."""
    with pytest.raises(RangeReversed, match="begins at 5 and ends at 3") as refused:
        Range.told(5, 3, pointer="/applied/0")

    assert refused.value.pointer == "/applied/0"
    assert Range.told(3, 5) == Range(3, 5)
    assert Ranges.of(Range(1, 9)).within(Range(5, 20)) == Ranges.of(Range(5, 9))
