"""Whether an outline is sound, how large it is, where the point lies that stands for it."""

from typing import Any

import pytest

from batches.plots.boundaries import area_m2, check_boundary, check_in_vietnam, position_in, settle_position
from batches.plots.errors import AreaDiffers, BoundaryNotValid, CentroidOutsidePlot, PositionOutsideVietnam
from batches.plots.geojson import Boundary, read_boundary
from tests.builders_registry import SQUARE_M2, make_square

SQUARE = read_boundary(make_square())


def ring(*corners: tuple[float, float]) -> list[list[float]]:
    """In thousandths of a degree from a corner in Đồng Tháp, closed."""
    positions = [[round(105.8 + x / 1000, 6), round(10.25 + y / 1000, 6)] for x, y in corners]
    return [*positions, positions[0]]


def box(x: float, y: float, side: float) -> list[list[float]]:
    return ring((x, y), (x + side, y), (x + side, y + side), (x, y + side))


def outline(*rings: Any) -> Boundary:
    return read_boundary({"type": "Polygon", "coordinates": list(rings)})


def outlines(*polygons: Any) -> Boundary:
    return read_boundary({"type": "MultiPolygon", "coordinates": list(polygons)})


@pytest.mark.parametrize(
    "sound",
    [
        SQUARE,
        outline(box(0, 0, 10), box(2, 2, 2), box(6, 6, 2)),
        outlines([box(0, 0, 1)], [box(5, 5, 1)]),
        outline(ring((0, 0), (4, 0), (4, 1), (1, 1), (1, 3), (4, 3), (4, 4), (0, 4))),
    ],
)
def test_sound_outlines_are_taken(sound: Boundary) -> None:
    """With holes, in pieces, bent."""
    check_boundary(sound)


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (outline(ring((0, 0), (1, 1), (1, 0), (0, 1))), "crosses itself near 105.8005, 10.2505"),
        (
            outline(ring((0, 0), (2, 0), (1, 1), (2, 2), (0, 2), (1, 1))),
            "touches itself near 105.801, 10.251",
        ),
        (outline(box(0, 0, 1), box(2, 2, 1)), "a hole lies outside"),
        (outline(box(0, 0, 9), box(1, 1, 5), box(2, 2, 1)), "a hole lies in another"),
        (outline(box(0, 0, 2), ring((0, 1), (1, 2), (2, 1), (1, 0))), "cut the plot into pieces"),
        (outlines([box(0, 0, 9)], [box(1, 1, 1)]), "one part lies within another"),
        (outlines([box(0, 0, 2)], [box(1, 1, 2)]), "crosses itself"),
        (outline(ring((0, 0), (0, 0), (0, 0))), "too few different positions"),
    ],
)
def test_a_broken_outline_is_refused_in_words(broken: Boundary, words: str) -> None:
    """What is wrong and where, so that it can be drawn again."""
    with pytest.raises(BoundaryNotValid, match=words) as refusal:
        check_boundary(broken)

    assert refusal.value.pointer == "/boundary"


@pytest.mark.parametrize("position", [(102, 6), (118, 24), (105.8, 10.25), (114.3, 10.4)])
def test_vietnam_has_islands(position: tuple[float, float]) -> None:
    """The box reaches over Trường Sa; its edge counts."""
    check_in_vietnam(position, pointer="/centroid")


@pytest.mark.parametrize(
    ("position", "hint"),
    [
        ((101.9, 10), r"WGS 84\.$"),
        ((105, 24.1), r"WGS 84\.$"),
        ((10.25, 105.8), "the other way round"),
        ((585_000.0, 1_133_000.0), "VN-2000"),
    ],
)
def test_a_point_abroad_is_refused_with_a_hint(position: tuple[float, float], hint: str) -> None:
    """What is often mixed up is told."""
    with pytest.raises(PositionOutsideVietnam, match=hint):
        check_in_vietnam(position, pointer="/centroid")


def test_one_corner_abroad_is_refused() -> None:
    """A typing error in one position."""
    with pytest.raises(PositionOutsideVietnam):
        check_boundary(outline([[105.8, 10.25], [105.8, 1.025], [105.9, 10.25], [105.8, 10.25]]))


def test_the_area_is_geodesic() -> None:
    """Karney's: a square degree at 10-11° N is 12,112 km² within a promille, as tables of the ellipsoid have it."""
    degree = read_boundary(make_square(west=105, south=10, side=1))

    assert area_m2(degree) == pytest.approx(110_605 * 109_468, rel=2e-3)
    assert area_m2(SQUARE) == SQUARE_M2


def test_holes_are_left_out_and_pieces_are_added() -> None:
    """Whichever way their rings turn."""
    hole = box(2, 2, 2)

    assert area_m2(outline(box(0, 0, 10), hole)) == pytest.approx(96 * SQUARE_M2, rel=1e-3)
    assert area_m2(outline(box(0, 0, 10), hole[::-1])) == area_m2(outline(box(0, 0, 10), hole))
    assert area_m2(outlines([box(0, 0, 1)], [box(5, 5, 1)[::-1]])) == pytest.approx(2 * SQUARE_M2, rel=1e-3)


def test_the_point_of_a_bent_plot_lies_inside() -> None:
    """Where the centre of gravity of a horseshoe does not; with six decimals."""
    horseshoe = ring((0, 0), (4, 0), (4, 1), (1, 1), (1, 3), (4, 3), (4, 4), (0, 4))

    longitude, latitude = position_in(outline(horseshoe))

    assert (round(longitude, 6), round(latitude, 6)) == (longitude, latitude)
    in_back = 105.8 < longitude < 105.801
    in_arm = 10.25 < latitude < 10.251 or 10.253 < latitude < 10.254
    assert in_back or in_arm


def test_without_a_boundary_the_centroid_stands() -> None:
    """Rounded to a tenth of a metre; without both there is no position."""
    assert settle_position(stated_m2=1, boundary=None, centroid=(105.80000049, 10.25)) == (105.8, 10.25)
    assert settle_position(stated_m2=1, boundary=None, centroid=None) is None


@pytest.mark.parametrize("centroid", [(105.8001, 10.2501), (105.8, 10.25), (105.7992, 10.2505)])
def test_a_centroid_in_or_near_the_boundary_is_taken(centroid: tuple[float, float]) -> None:
    """Inside, on the edge, 88 m from it."""
    assert settle_position(stated_m2=SQUARE_M2, boundary=SQUARE, centroid=centroid) == centroid


def test_a_centroid_elsewhere_is_refused_with_its_distance() -> None:
    """110 m from the edge is too far."""
    with pytest.raises(CentroidOutsidePlot, match=r"110 m.*100 m"):
        settle_position(stated_m2=SQUARE_M2, boundary=SQUARE, centroid=(105.799, 10.2505))


def test_area_and_boundary_must_agree() -> None:
    """A tenth of the drawn area was stated: a decimal point in the wrong place."""
    with pytest.raises(AreaDiffers, match=r"0\.12 ha.*1\.2118 ha"):
        settle_position(stated_m2=1_200, boundary=SQUARE, centroid=None)


def test_a_line_there_and_back_encloses_nothing() -> None:
    """Its rounded corners may be sound; the area tells."""
    line = outline(ring((0, 0), (1, 1), (2, 2)))

    with pytest.raises((AreaDiffers, BoundaryNotValid)):
        settle_position(stated_m2=SQUARE_M2, boundary=line, centroid=None)
