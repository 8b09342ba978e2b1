"""Penalty points, beside those that segno counts."""

import random
from collections.abc import Sequence

import pytest
from segno.encoder import mask_scores

from labels.qr.penalties import SURE_FINDERS, Masks, Plane, encoding_region
from labels.qr.symbol import Segment, encode_segments

SIZES = [21, 25, 33, 37, 45]


def segno_parts(rows: list[int], size: int) -> tuple[int, ...]:
    """N1, N2, N3 and N4."""
    matrix = [bytearray(map(int, f"{row:0{size}b}")) for row in rows]
    return tuple(mask_scores(matrix, size, size))  # type: ignore[no-untyped-call] # not part of its public interface


def segno_points(rows: list[int], size: int) -> int:
    return sum(segno_parts(rows, size))


def our_points(rows: Sequence[int], size: int) -> int:
    return Masks(Plane(size), [0]).points(Plane(size).field(rows), 0)


def random_rows(source: random.Random, size: int, share: float) -> list[int]:
    return [sum((source.random() < share) << x for x in range(size)) for _ in range(size)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.8, 1.0])
def test_points_are_those_of_segno(size: int, share: float) -> None:
    """Runs, squares, finder-like patterns and the dark share, in light, even and dark pictures."""
    source = random.Random(size)
    for _ in range(5):
        rows = random_rows(source, size, share)

        assert our_points(rows, size) == segno_points(rows, size)


@pytest.mark.parametrize("dark", range(0, 626, 25))
def test_the_dark_share_is_counted_in_steps_of_five_percent(dark: int) -> None:
    """Also right at a step, such as 375 of 625 modules."""
    picture = (1 << dark) - 1
    rows = [picture >> 25 * y & (1 << 25) - 1 for y in range(25)]

    assert our_points(rows, 25) == segno_points(rows, 25)


@pytest.mark.parametrize(
    ("line", "patterns"),
    [
        ("00001011101", 1),
        ("10111010000", 1),
        ("1011101", 1),  # the quiet zone is light
        ("110111010001", 0),
        ("000010111011101", 1),
        ("0000101110111010000", 1),  # two that share three modules count once
        ("00001011101011101", 1),
        ("000010111010111010000", 1),  # two that share one module
        ("000010111010000101110100001011101", 3),  # neighbours that share only light
        ("1011101110111011101", 2),  # from edge to edge, with two in the middle that lack the light
    ],
)
def test_overlapping_finder_patterns_are_counted_as_segno_does(line: str, patterns: int) -> None:
    """Forced in a row and in a column: from the line's start, none that shares a module with one counted."""
    size = len(line) if len(line) % 2 else len(line) + 1
    row = int(line.ljust(size, "0"), 2)
    rows = [0] * (size // 2) + [row] + [0] * (size // 2)
    columns = [(row >> size - 1 - y & 1) << size // 2 for y in range(size)]
    straight = [int("10" * size, 2) & (1 << size) - 1] * size

    assert our_points(rows, size) == segno_points(rows, size)
    assert our_points(columns, size) == segno_points(columns, size)
    assert segno_parts(rows, size)[2] == segno_parts(columns, size)[2] == 40 * patterns
    assert our_points(straight, size) == segno_points(straight, size)


def test_the_mask_with_the_fewest_points_is_found_although_some_are_not_counted_whole() -> None:
    """In any picture, and the first of equals."""
    source, plane = random.Random(2), Plane(21)
    masks = [plane.field(random_rows(source, 21, 0.5)) for _ in range(6)]
    masks += masks[:2]
    chooser = Masks(plane, masks)
    for _ in range(50):
        field = plane.field(random_rows(source, 21, source.random()))
        points = [chooser.points(field, at) for at in range(len(masks))]

        assert chooser.fewest(field) == points.index(min(points))


@pytest.mark.parametrize("version", range(1, 11))
def test_every_symbol_has_the_patterns_that_are_counted_on(version: int) -> None:
    """Also where one of the data shares its last module with a finder pattern: of the two one counts."""
    size, source = 17 + 4 * version, random.Random(version)
    for mask in range(8):
        text = str(source.randrange(10**9))
        symbol = encode_segments((Segment(text, "byte"),), "M", version=version, mask=mask)
        counted = [row & region for row, region in zip(symbol.rows, encoding_region(size), strict=True)]
        assert segno_parts(counted, size)[2] >= 40 * SURE_FINDERS
        if version == 1:  # the second finder pattern begins too early for an overlap
            continue
        row = counted[3] & ~(0b11111111111 << size - 18)  # columns 7 to 17
        overlapped = [*counted[:3], row | 0b11101 << size - 13, *counted[4:]]  # 1011101 0000 from column 6 on
        assert segno_parts(overlapped, size)[2] >= 40 * SURE_FINDERS
        assert our_points(overlapped, size) == segno_points(overlapped, size)


@pytest.mark.parametrize("version", [1, 4, 6, 7, 10])
def test_what_masks_change_and_what_is_written_later_is_told_apart(version: int) -> None:
    """Between two masks the counted modules differ only as the mask does; what differs else is not counted.

    The format information is the only thing beside the encoding region in which two masks differ.
    """
    size = 17 + 4 * version
    region = list(encoding_region(size))
    symbols = [
        encode_segments((Segment("0", "byte"),), "M", version=version, mask=mask).rows for mask in (0, 4)
    ]
    differ = [(first ^ second) & counted for first, second, counted in zip(*symbols, region, strict=True)]

    for y, row in enumerate(differ):
        for x in range(size):
            if row >> size - 1 - x & 1:
                assert ((y + x) % 2 == 0) != ((y // 2 + x // 3) % 2 == 0)
