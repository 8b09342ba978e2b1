"""Two small drawings of where fruit grew: its province in the country, its commune among those of its province.

The country is drawn of the cells in which a commune lies, the province as a dot for each commune: no outline, so
none that is wrong, and nothing nearer than a commune. Both are of the official list, islands and all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import cos, radians
from typing import Final

from flask_babel import gettext as _

from app.pages.languages import Language
from batches.places.addresses import Address
from batches.places.centres import Centre, centres, get_centre
from batches.places.units import communes_of, get_commune, get_province
from batches.provenance.story import PublicBatch

HEIGHT, GAP, EDGE = 194, 16, 7  # of the drawing, in its own units
CELL_DEG, CELL = 0.25, 3  # 28 km: as fine as communes of the highlands allow without holes
KM_OF_DEGREE = 111.2
PROVINCE_WIDTH = 150
LONGEST_BAR = 60
BARS_KM: Final = (1, 2, 5, 10, 20, 50, 100, 200)

Point = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class CommuneMap:
    """What the drawing is made of.

    Attributes:
        country: a path of dots, one a cell.
        province: a path of dots, one a commune.
        marks: where the fruit grew, on both.
        bar: the scale below the province: its left end, and how long it is.
        bar_km: how much that is.
        words: what is seen.
    """

    width: int
    height: int
    country: str
    province: str
    marks: list[Point]
    bar: Point
    bar_km: int
    words: str


def commune_map(batch: PublicBatch, language: Language) -> CommuneMap:
    places = list({origin.place.commune_code: origin.place for origin in batch.origins}.values())
    country, width = _country()
    drawn = _provinces(tuple(sorted({place.province_code for place in places})))
    shift = width + GAP
    grown_at = [get_centre(place.commune_code) for place in places]
    marks = [(x * CELL + EDGE, y * CELL + EDGE) for x, y in map(_cell, grown_at)]
    marks += [(x + shift, y) for x, y in map(drawn.place, grown_at)]
    bar_km = max(km for km in BARS_KM if km * drawn.per_km <= LONGEST_BAR or km == BARS_KM[0])
    return CommuneMap(
        width=shift + PROVINCE_WIDTH,
        height=HEIGHT,
        country=country,
        province=_dots((x + shift, y) for x, y in drawn.dots),
        marks=list(dict.fromkeys(marks)),
        bar=(shift + EDGE, round(bar_km * drawn.per_km)),
        bar_km=bar_km,
        words=_words(places, language),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Drawn:
    """Communes laid out; `per_km` is how long a kilometre is, `top` where the northernmost stands."""

    west: float
    north: float
    narrowed: float
    per_km: float
    top: int
    dots: tuple[Point, ...]

    def place(self, centre: Centre) -> Point:
        east_km = (centre.longitude - self.west) * KM_OF_DEGREE * self.narrowed
        south_km = (self.north - centre.latitude) * KM_OF_DEGREE
        return EDGE + round(east_km * self.per_km), self.top + round(south_km * self.per_km)


@cache
def _provinces(codes: tuple[str, ...]) -> _Drawn:
    found = [get_centre(commune.code) for code in codes for commune in communes_of(code)]
    west, north = min(one.longitude for one in found), max(one.latitude for one in found)
    south = min(one.latitude for one in found)
    narrowed = cos(radians((north + south) / 2))
    wide_km = (max(one.longitude for one in found) - west) * KM_OF_DEGREE * narrowed
    high_km = (north - south) * KM_OF_DEGREE
    room = (PROVINCE_WIDTH - 2 * EDGE, HEIGHT - 4 * EDGE)  # the scale stands below
    per_km = min(room[0] / max(wide_km, 1), room[1] / max(high_km, 1))
    top = EDGE + round((room[1] - high_km * per_km) / 2)
    drawn = _Drawn(west=west, north=north, narrowed=narrowed, per_km=per_km, top=top, dots=())
    return replace(drawn, dots=tuple(sorted({drawn.place(one) for one in found})))


@cache
def _country() -> tuple[str, int]:
    """The path of its cells, in runs of neighbours, and its width; a dash for each cell is the stylesheet's."""
    cells = sorted({(y, x) for x, y in map(_cell, centres().values())})
    runs: list[list[Point]] = [[cells[0]]]
    for before, cell in pairwise(cells):
        if cell != (before[0], before[1] + 1):
            runs.append([])
        runs[-1].append(cell)
    path = "".join(
        f"M{run[0][1] * CELL + EDGE} {run[0][0] * CELL + EDGE}h{(len(run) - 1) * CELL}.1" for run in runs
    )
    return path, max(x for _y, x in cells) * CELL + 2 * EDGE


def _cell(centre: Centre) -> Point:
    """Column and row, from the country's north-western corner."""
    narrowed = cos(radians(16))
    return round((centre.longitude - 102.1) * narrowed / CELL_DEG), round((23.4 - centre.latitude) / CELL_DEG)


def _dots(points: Iterable[Point]) -> str:
    """A path of lines without length, each from the one before, which round ends make dots of."""
    at, steps = (0, 0), []
    for point in points:
        steps.append(f"m{point[0] - at[0]} {point[1] - at[1]}h0")
        at = point
    return "".join(steps)


def _words(places: list[Address], language: Language) -> str:
    codes = list(dict.fromkeys(place.province_code for place in places))
    provinces, communes = (
        "; ".join(unit.name_vi if language.code == "vi" else unit.name_en for unit in units)
        for units in (map(get_province, codes), (get_commune(place.commune_code) for place in places))
    )
    words: str = _(
        "Trái: Việt Nam. Phải: %(provinces)s, mỗi chấm nhỏ là một xã, phường hoặc đặc khu. Chấm lớn: %(communes)s.",
        provinces=provinces,
        communes=communes,
    )
    return words
