"""Whether an outline is sound, how large it is, and the point that stands for a plot. Pure.

Degrees of WGS 84, longitude first. Soundness is judged on the plane of degrees, which is right for outlines
of some kilometres; areas and distances are geodesic (C. F. F. Karney, Algorithms for geodesics, 2013).
"""

import re
from collections.abc import Iterable

import shapely
from geographiclib.geodesic import Geodesic
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.ops import nearest_points
from shapely.validation import explain_validity

from batches.plots.errors import BoundaryNotValid, CentroidOutsidePlot, PositionOutsideVietnam
from batches.plots.geojson import Boundary, Position, Ring
from batches.plots.rules import check_area

WEST, EAST, SOUTH, NORTH = 102, 118, 6, 24  # with Hoàng Sa and Trường Sa
NEAR_M = 100  # a phone under trees is that wrong
PLACES = 6  # of a degree: 0.1 m

_EXPLAINED = re.compile(r"(.+)\[(\S+) (\S+)\]")
_REASONS = {
    "Self-intersection": ("đường ranh giới tự cắt nhau", "the outline crosses itself"),
    "Ring Self-intersection": ("đường ranh giới chạm vào chính nó", "the outline touches itself"),
    "Hole lies outside shell": ("phần khoét nằm ngoài thửa", "a hole lies outside of its outline"),
    "Holes are nested": ("các phần khoét lồng vào nhau", "a hole lies in another hole"),
    "Nested shells": ("các phần của thửa chồng lên nhau", "one part lies within another"),
    "Interior is disconnected": ("phần khoét cắt rời thửa", "holes cut the plot into pieces"),
    "Too few points in geometry component": (
        "có quá ít điểm khác nhau",
        "it has too few different positions",
    ),
}
_UNNAMED = ("hình vẽ không hợp lệ", "its form is not valid")


def settle_position(
    *, stated_m2: int, boundary: Boundary | None, centroid: Position | None, area_pointer: str = "/area_ha"
) -> Position | None:
    """The point that stands for a plot, once area, boundary and centroid agree: that given, or one inside.

    Args:
        area_pointer: the request's field that is to blame when the areas differ.

    Raises:
        PositionOutsideVietnam, BoundaryNotValid, AreaDiffers, CentroidOutsidePlot
    """
    if boundary is not None:
        check_boundary(boundary)
        check_area(stated_m2=stated_m2, drawn_m2=area_m2(boundary), pointer=area_pointer)
    if centroid is None:
        return None if boundary is None else position_in(boundary)
    check_in_vietnam(centroid, pointer="/centroid")
    if boundary is not None:
        check_near(centroid, boundary)
    return rounded(centroid)


def check_boundary(boundary: Boundary) -> None:
    """Refuse an outline outside of Vietnam, and one that encloses nothing clearly.

    Raises:
        PositionOutsideVietnam, BoundaryNotValid
    """
    for position in boundary.positions:
        check_in_vietnam(position, pointer="/boundary")
    shape = _shape(boundary)
    if shape.is_valid:
        return
    found = _EXPLAINED.fullmatch(explain_validity(shape))
    reason, longitude, latitude = found.groups() if found else ("", "?", "?")
    vi, en = _REASONS.get(reason, _UNNAMED)
    raise BoundaryNotValid(
        reason_vi=vi, reason_en=en, longitude=longitude, latitude=latitude, pointer="/boundary"
    )


def check_in_vietnam(position: Position, *, pointer: str) -> None:
    """Refuse a point outside of the box around Vietnam and its islands.

    Raises:
        PositionOutsideVietnam: with a hint at what is often mixed up.
    """
    longitude, latitude = position
    if _is_in_vietnam(longitude, latitude):
        return
    hint_vi, hint_en = "", ""
    if _is_in_vietnam(latitude, longitude):
        hint_vi, hint_en = " Có lẽ kinh độ và vĩ độ bị đảo chỗ.", " The two seem to be the other way round."
    elif abs(longitude) > 180 or abs(latitude) > 90:
        hint_vi, hint_en = " Tọa độ VN-2000 phải chuyển đổi trước.", " Convert coordinates of VN-2000 first."
    raise PositionOutsideVietnam(
        longitude=longitude,
        latitude=latitude,
        west=WEST,
        east=EAST,
        south=SOUTH,
        north=NORTH,
        hint_vi=hint_vi,
        hint_en=hint_en,
        pointer=pointer,
    )


def area_m2(boundary: Boundary) -> int:
    """The geodesic area in whole square metres, holes left out; rings may turn either way (RFC 7946 3.1.6)."""
    return round(sum(_ring_m2(rings[0]) - sum(map(_ring_m2, rings[1:])) for rings in boundary.polygons))


def position_in(boundary: Boundary) -> Position:
    """A point inside, also where the centre of gravity of a bent plot is not."""
    point = _shape(boundary).representative_point()
    return rounded((point.x, point.y))


def rounded(position: Position) -> Position:
    """To the six decimals that are kept."""
    return round(position[0], PLACES), round(position[1], PLACES)


def check_near(position: Position, boundary: Boundary) -> None:
    """Refuse a point that is neither in an outline nor close by.

    Raises:
        CentroidOutsidePlot: it is over 100 m away.
    """
    point = Point(position)
    nearest, _ = nearest_points(_shape(boundary), point)
    distance = Geodesic.WGS84.Inverse(nearest.y, nearest.x, point.y, point.x)["s12"]
    if distance > NEAR_M:
        raise CentroidOutsidePlot(distance_m=round(distance), most_m=NEAR_M, pointer="/centroid")


def _is_in_vietnam(longitude: float, latitude: float) -> bool:
    return WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH


def _ring_m2(ring: Ring) -> float:
    outline = Geodesic.WGS84.Polygon()
    for longitude, latitude in ring[:-1]:
        outline.AddPoint(latitude, longitude)
    _, _, area = outline.Compute()
    return abs(float(area))


def _shape(boundary: Boundary) -> shapely.Geometry:
    return MultiPolygon(_polygons(boundary.polygons))


def _polygons(polygons: Iterable[tuple[Ring, ...]]) -> list[Polygon]:
    return [Polygon(rings[0], rings[1:]) for rings in polygons]
