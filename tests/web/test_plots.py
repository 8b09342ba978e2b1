"""Plots over the API: what they take, refuse, and show to whom."""

from typing import Any

import pytest
from flask import Flask

from batches.harvest.model import Batch
from batches.plots.model import Plot
from tests.builders import Cooperative, make_batch, make_cooperative
from tests.builders_people import make_member
from tests.builders_registry import make_square
from tests.conftest import Writing
from tests.web.callers import Caller
from tests.web.changing import change
from tests.web.farmers import log_in_farmer

PLOTS = "/api/v1/plots"
MISSING = "019aa000-0000-7000-8000-000000000000"
PLOT: dict[str, Any] = {"code": "b-02", "variety": "Ri6", "area_ha": "1.2", "commune_code": "30244"}


def test_a_plot_reads_back_as_it_was_entered(
    manager: Caller, writing: Writing, cooperative: Cooperative
) -> None:
    """With its household, its outline and a point in it; the province follows from the commune."""
    with writing() as session:
        member_id = str(make_member(session, cooperative).id)
    stated = {
        "member_id": member_id,
        "tree_count": 250,
        "planted_year": 2016,
        "expected_yield_kg": "25000",
        "boundary": make_square(),
    }

    answer = manager.post(PLOTS, json=PLOT | stated)

    plot = answer.get_json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == plot["links"]["self"]
    assert plot.items() >= stated.items()
    assert (plot["code"], plot["area_ha"], plot["province_code"]) == ("B-02", "1.2", "82")
    assert plot["centroid"] == [105.8005, 10.2505]
    assert manager.get(plot["links"]["self"]).get_json() == plot
    assert plot in manager.get(PLOTS).get_json()["items"]


def test_a_plot_needs_little(manager: Caller) -> None:
    """Code, variety, area and commune; the rest is null until somebody knows it."""
    plot = manager.post(PLOTS, json=PLOT).get_json()

    unknown = ["member_id", "tree_count", "planted_year", "expected_yield_kg", "boundary", "centroid"]
    assert [plot[name] for name in unknown] == [None] * len(unknown)


def test_a_feature_of_a_map_is_unwrapped(manager: Caller) -> None:
    """Its properties are not kept."""
    feature = {"type": "Feature", "properties": {"name": "Vườn bà Thử"}, "geometry": make_square()}

    plot = manager.post(PLOTS, json=PLOT | {"boundary": feature}).get_json()

    assert plot["boundary"] == make_square()


@pytest.mark.parametrize(
    ("but", "status", "code", "pointer"),
    [
        ({"code": "A-01"}, 409, "plot-code-taken", "/code"),
        ({"code": "a-01"}, 409, "plot-code-taken", "/code"),
        ({"code": "B.02"}, 422, "plot-code-invalid", "/code"),
        ({"commune_code": "99999"}, 422, "commune-unknown", "/commune_code"),
        ({"member_id": MISSING}, 404, "not-found", "/member_id"),
        ({"planted_year": 2027}, 422, "planted-in-future", "/planted_year"),
        ({"planted_year": 1899}, 422, "invalid-input", "/planted_year"),
        ({"area_ha": "0"}, 422, "invalid-input", "/area_ha"),
        ({"area_ha": 1.2}, 422, "invalid-input", "/area_ha"),
        ({"boundary": make_square(side=0.002)}, 422, "area-differs", "/area_ha"),
        ({"boundary": make_square(west=10.25, south=50)}, 422, "position-outside-vietnam", "/boundary"),
        ({"boundary": {"type": "Point"}}, 422, "boundary-not-geojson", "/boundary"),
        ({"boundary": "POLYGON ((0 0))"}, 422, "invalid-input", "/boundary"),
        ({"boundary": make_square(), "centroid": [105.9, 10.25]}, 422, "centroid-outside-plot", "/centroid"),
        ({"centroid": [10.25, 105.8]}, 422, "position-outside-vietnam", "/centroid"),
        ({"centroid": [105.8]}, 422, "invalid-input", "/centroid"),
        ({"position": [105.8, 10.25]}, 422, "invalid-input", "/position"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(
    manager: Caller, but: dict[str, Any], status: int, code: str, pointer: str
) -> None:
    """And no plot is entered."""
    answer = manager.post(PLOTS, json=PLOT | but)

    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert len(manager.get(PLOTS).get_json()["items"]) == 1


def test_an_outline_that_crosses_itself_is_told_where(manager: Caller) -> None:
    """In the words of who draws it."""
    bow = make_square()
    bow["coordinates"][0][1:3] = bow["coordinates"][0][2:0:-1]

    problem = manager.post(PLOTS, json=PLOT | {"boundary": bow}).get_json()

    assert problem["code"] == "boundary-not-valid"
    assert "tự cắt nhau gần điểm 105.8005, 10.2505" in problem["detail"]


def test_another_organisations_household_is_missing(manager: Caller, writing: Writing) -> None:
    """Nobody's plot is put under a stranger's hand."""
    with writing() as session:
        other = str(make_member(session, make_cooperative(session, gtin=None)).id)

    assert manager.post(PLOTS, json=PLOT | {"member_id": other}).status_code == 404


def test_two_organisations_may_use_one_code(manager: Caller, writing: Writing) -> None:
    """A plot's code is unique in its organisation only."""
    with writing() as session:
        make_cooperative(session, gtin=None)

    assert manager.post(PLOTS, json=PLOT | {"code": "A-02"}).status_code == 201


def test_only_what_is_given_changes(manager: Caller) -> None:
    """And null takes away."""
    plot = manager.post(PLOTS, json=PLOT | {"tree_count": 250, "planted_year": 2016}).get_json()

    answer = change(manager, plot["links"]["self"], tree_count=240, planted_year=None, commune_code="30253")

    changed = answer.get_json()
    assert answer.status_code == 200
    differing = {name for name in plot if plot[name] != changed[name]}
    assert differing <= {"tree_count", "planted_year", "commune_code", "updated_at"}
    assert (changed["tree_count"], changed["planted_year"], changed["commune_code"]) == (240, None, "30253")


def test_a_new_boundary_moves_the_position(manager: Caller) -> None:
    """Unless a centroid comes along; without a boundary the last position stays."""
    path = manager.post(PLOTS, json=PLOT | {"centroid": [105.7, 10.2]}).get_json()["links"]["self"]

    moved = change(manager, path, boundary=make_square()).get_json()
    given = change(manager, path, boundary=make_square(west=105.9), centroid=[105.9002, 10.2502]).get_json()
    derived = change(manager, path, centroid=None).get_json()
    bare = change(manager, path, boundary=None).get_json()

    assert moved["centroid"] == [105.8005, 10.2505]
    assert given["centroid"] == [105.9002, 10.2502]
    assert derived["centroid"] == [105.9005, 10.2505]
    assert (bare["boundary"], bare["centroid"]) == (None, [105.9005, 10.2505])
    assert change(manager, path, centroid=None).get_json()["centroid"] is None


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        ({"area_ha": "2.4"}, "area-differs", "/area_ha"),
        ({"boundary": make_square(side=0.002)}, "area-differs", "/boundary"),
        ({"centroid": [106, 10.25]}, "centroid-outside-plot", "/centroid"),
        ({"planted_year": 2027}, "planted-in-future", "/planted_year"),
        ({"member_id": MISSING}, "not-found", "/member_id"),
        ({"code": "C-03"}, "invalid-input", "/code"),
    ],
)
def test_a_change_must_fit_what_stays(manager: Caller, body: dict[str, Any], code: str, pointer: str) -> None:
    """Area, boundary and position are checked together; the code stands in trace codes for ever."""
    path = manager.post(PLOTS, json=PLOT | {"boundary": make_square()}).get_json()["links"]["self"]
    before = manager.get(path).get_json()

    problem = change(manager, path, **body).get_json()

    assert (problem["code"], problem["errors"][0]["pointer"]) == (code, pointer)
    assert manager.get(path).get_json() == before


def test_area_and_boundary_change_together(manager: Caller) -> None:
    """What neither could alone."""
    path = manager.post(PLOTS, json=PLOT | {"boundary": make_square()}).get_json()["links"]["self"]

    changed = change(manager, path, area_ha="4.8", boundary=make_square(side=0.002))

    assert (changed.status_code, changed.get_json()["area_ha"]) == (200, "4.8")


def test_a_change_touches_no_batch(manager: Caller, writing: Writing, cooperative: Cooperative) -> None:
    """A smaller expected yield holds nothing that was harvested before."""
    with writing() as session:
        batch = make_batch(session, cooperative)
        before = (batch.status, batch.updated_at)

    answer = change(manager, f"{PLOTS}/{cooperative.plot.id}", expected_yield_kg="1", area_ha="0.5")

    assert answer.status_code == 200
    with writing() as session:
        after = session.get_one(Batch, batch.id)
        assert (after.status, after.updated_at) == before


def test_a_farmer_of_a_household_sees_its_plots_only(
    app: Flask, manager: Caller, writing: Writing, cooperative: Cooperative
) -> None:
    """In the list and one by one; who works for the whole cooperative sees all."""
    with writing() as session:
        member = make_member(session, cooperative, household_code="H-07")
        plot = session.get_one(Plot, cooperative.plot.id)
        plot.member_id = member.id
    other = manager.post(PLOTS, json=PLOT).get_json()["links"]["self"]
    get = log_in_farmer(app, writing, cooperative, "H-07").get

    listed = get(PLOTS).get_json()["items"]

    assert [found["id"] for found in listed] == [str(cooperative.plot.id)]
    assert get(f"{PLOTS}/{cooperative.plot.id}").status_code == 200
    assert get(other).status_code == 404
    assert len(manager.get(PLOTS).get_json()["items"]) == 2


def test_where_a_plot_lies_stays_private(
    manager: Caller, writing: Writing, cooperative: Cooperative, harvest: dict[str, Any]
) -> None:
    """Neither a public page nor an event tells the boundary or the position."""
    change(manager, f"{PLOTS}/{cooperative.plot.id}", area_ha="1.2", boundary=make_square())
    batch = manager.post("/api/v1/batches", json=harvest).get_json()
    place = f"/loc/plot/{cooperative.organisation.short_code}.A-01"

    texts = [
        manager.client.get(batch["links"]["page"], headers={"Accept": "text/html"}).get_data(as_text=True),
        manager.client.get(place, follow_redirects=True).get_data(as_text=True),
        manager.get(batch["links"]["events"]).get_data(as_text=True),
    ]

    assert "Phú Hựu" in texts[0]
    for text in texts:
        assert "105.8" not in text
        assert "10.25" not in text
