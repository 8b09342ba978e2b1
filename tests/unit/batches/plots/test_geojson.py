"""Reading a boundary: the form of GeoJSON, RFC 7946."""

import math
from typing import Any

import pytest

from batches.plots.errors import BoundaryNotGeojson
from batches.plots.geojson import MOST_POSITIONS, read_boundary
from tests.builders_registry import make_square

SQUARE = make_square()
RING = SQUARE["coordinates"][0]


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def test_a_polygon_reads_back_as_it_was_drawn() -> None:
    """Outline and hole, in their order."""
    drawn = polygon(RING, make_square(west=105.8002, south=10.2502, side=0.0002)["coordinates"][0])

    assert read_boundary(drawn).geojson() == drawn


def test_several_pieces_read_back_as_they_were_drawn() -> None:
    """A plot that a road cuts is one plot."""
    drawn = {"type": "MultiPolygon", "coordinates": [[RING], make_square(west=105.9)["coordinates"]]}

    assert read_boundary(drawn).geojson() == drawn


def test_of_a_feature_the_geometry_is_kept_and_nothing_else() -> None:
    """Its properties may name a person."""
    feature = {"type": "Feature", "properties": {"owner": "Lê Thị Thử"}, "geometry": SQUARE, "id": 7}

    assert read_boundary(feature).geojson() == SQUARE


def test_altitudes_and_foreign_members_are_read_over() -> None:
    """A GPS device tells them; an outline is flat."""
    drawn = polygon([[*position, 3.5] for position in RING]) | {"bbox": [1, 2, 3, 4], "name": "x"}

    assert read_boundary(drawn).geojson() == SQUARE


def test_whole_degrees_are_degrees() -> None:
    """JSON writes 106 where it means 106.0."""
    assert read_boundary(polygon([[105, 10], [106, 10], [106, 11], [105, 10]])).polygons[0][0][1] == (
        106.0,
        10.0,
    )


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"type": 7},
        {"type": ["Polygon"], "coordinates": []},
        {"type": "Point", "coordinates": [105.8, 10.2]},
        {"type": "FeatureCollection", "features": []},
        {"type": "Feature"},
        {"type": "Feature", "geometry": None},
        {"type": "Feature", "geometry": {"type": "Feature", "geometry": SQUARE}},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": {}},
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "MultiPolygon", "coordinates": [[]]},
        {"type": "MultiPolygon", "coordinates": [RING]},
        {"type": "MultiPolygon", "coordinates": [7]},
        polygon(),
        polygon([]),
        polygon(7),
        polygon(RING, []),
        polygon(RING[:3]),
        polygon(RING[:4]),
        polygon([RING[0], RING[1], RING[0]]),
        polygon([*RING[:4], [105.8, 10.2500001]]),
        polygon([[105.8], *RING[1:]]),
        polygon([[105.8, 10.2, 0, 0], *RING[1:]]),
        polygon([["105.8", 10.2], *RING[1:]]),
        polygon([[True, 10.2], *RING[1:]]),
        polygon([[None, 10.2], *RING[1:]]),
        polygon([[math.inf, 10.2], *RING[1:]]),
        polygon([[math.nan, 10.2], *RING[1:]]),
        polygon([[10**400, 10.2], *RING[1:]]),
        polygon([RING[0], RING[1], "\u202e", *RING[2:]]),
    ],
)
def test_what_is_no_outline_is_refused(value: dict[str, Any]) -> None:
    """With the field to blame and printable words, whatever was sent."""
    with pytest.raises(BoundaryNotGeojson) as refusal:
        read_boundary(value)

    assert refusal.value.pointer == "/boundary"
    assert refusal.value.sentence("vi").isprintable()


def test_an_outline_has_an_end() -> None:
    """2,000 positions are read, one more is not."""
    ring = [[105 + place / 1e6, 10.0] for place in range(MOST_POSITIONS - 1)]

    assert len(list(read_boundary(polygon([*ring, ring[0]])).positions)) == MOST_POSITIONS
    with pytest.raises(BoundaryNotGeojson, match="got 2001"):
        read_boundary(polygon([*ring, ring[1], ring[0]]))


def test_a_ring_that_is_not_closed_is_told_how() -> None:
    """Both of its ends are named."""
    with pytest.raises(BoundaryNotGeojson) as refusal:
        read_boundary(polygon(RING[:4]))

    assert f"{RING[0][0]}, {RING[0][1]}" in refusal.value.sentence("vi")
    assert f"{RING[3][0]}, {RING[3][1]}" in refusal.value.sentence("vi")
