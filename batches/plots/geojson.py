"""Reads a boundary from GeoJSON (RFC 7946): its form only, not whether it is sound. Pure.

Taken are a Polygon, a MultiPolygon, and a Feature of one of them, of which only the geometry is kept:
properties may name people. A third coordinate, the altitude, is read over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from batches.plots.errors import BoundaryNotGeojson

MOST_POSITIONS = 2000  # a walked outline has hundreds; the area of this many takes a fifth of a second
LEAST_OF_RING = 4  # RFC 7946 3.1.6: three corners, and the first again
_WITHIN = 1e9  # far more than any coordinate, and neither infinity nor NaN lies within

Position = tuple[float, float]
Ring = tuple[Position, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Boundary:
    """An outline: polygons, each with its outer ring first and its holes behind; [longitude, latitude].

    Attributes:
        kind: Polygon or MultiPolygon, as it was sent.
    """

    kind: str
    polygons: tuple[tuple[Ring, ...], ...]

    @property
    def positions(self) -> Iterator[Position]:
        return (position for rings in self.polygons for ring in rings for position in ring)

    def geojson(self) -> dict[str, Any]:
        """As it stands in a JSON column and in an answer."""
        polygons = [[[list(position) for position in ring] for ring in rings] for rings in self.polygons]
        return {"type": self.kind, "coordinates": polygons[0] if self.kind == "Polygon" else polygons}


def read_boundary(value: dict[str, Any]) -> Boundary:
    """The outline that a JSON object describes.

    Raises:
        BoundaryNotGeojson: it describes none, or one with too many positions.
    """
    kind = value.get("type")
    if kind == "Feature":
        value = _object(value.get("geometry"))
        kind = value.get("type")
    if not isinstance(kind, str) or kind not in ("Polygon", "MultiPolygon"):
        raise _refusal(
            f"cần type là Polygon, MultiPolygon hoặc một Feature chứa chúng, nhận được {_shown(kind)}",
            f"expected the type Polygon, MultiPolygon or a Feature of one, got {_shown(kind)}",
        )
    coordinates = _list(value.get("coordinates"))
    polygons = [coordinates] if kind == "Polygon" else coordinates
    _check_count(polygons)
    return Boundary(
        kind=kind, polygons=tuple(tuple(_ring(ring) for ring in _list(rings)) for rings in polygons)
    )


def _check_count(polygons: list[Any]) -> None:
    """Before any position is looked at, so that a huge outline costs little."""
    rings = [ring for polygon in polygons for ring in _list(polygon)]
    count = sum(len(_list(ring)) for ring in rings)
    if not polygons or not all(polygons) or count > MOST_POSITIONS or len(rings) > MOST_POSITIONS:
        raise _refusal(
            f"cần từ 1 đến {MOST_POSITIONS} điểm, nhận được {count}",
            f"expected 1 to {MOST_POSITIONS} positions, got {count}",
        )


def _ring(value: Any) -> Ring:
    ring = tuple(_position(found) for found in _list(value))
    if len(ring) < LEAST_OF_RING:
        raise _refusal(
            f"mỗi vòng cần ít nhất {LEAST_OF_RING} điểm, nhận được {len(ring)}",
            f"each ring takes at least {LEAST_OF_RING} positions, got {len(ring)}",
        )
    if ring[0] != ring[-1]:
        raise _refusal(
            f"vòng chưa khép kín: điểm cuối {_at(ring[-1])} phải trùng điểm đầu {_at(ring[0])}",
            f"a ring is not closed: its last position {_at(ring[-1])} must be its first, {_at(ring[0])}",
        )
    return ring


def _position(value: Any) -> Position:
    if isinstance(value, list) and 2 <= len(value) <= 3 and all(_is_number(number) for number in value):
        return float(value[0]), float(value[1])
    raise _refusal(
        f"mỗi điểm cần hai hoặc ba số [kinh độ, vĩ độ, độ cao], nhận được {_shown(value)}",
        f"a position takes two or three numbers [longitude, latitude, altitude], got {_shown(value)}",
    )


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and -_WITHIN < value < _WITHIN


def _object(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise _refusal(
        f"geometry cần là một đối tượng, nhận được {_shown(value)}",
        f"expected an object as geometry, got {_shown(value)}",
    )


def _list(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    raise _refusal(
        f"coordinates cần là các danh sách lồng nhau, nhận được {_shown(value)}",
        f"expected nested lists as coordinates, got {_shown(value)}",
    )


def _refusal(vi: str, en: str) -> BoundaryNotGeojson:
    return BoundaryNotGeojson(reason_vi=vi, reason_en=en, pointer="/boundary")


def _shown(value: Any) -> str:
    """Short and plain enough to stand in a sentence."""
    if isinstance(value, dict | list):
        return f"{type(value).__name__}({len(value)})"
    return ascii(value)[:40]


def _at(position: Position) -> str:
    return f"{position[0]}, {position[1]}"
