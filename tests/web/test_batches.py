"""Registering a harvest over the API."""

from typing import Any

import pytest
from sqlalchemy import func, select

from batches.events.model import Event
from batches.harvest.model import Batch
from tests.builders import Cooperative, make_cooperative, make_product, make_token
from tests.conftest import NOW, Writing
from tests.web.callers import Caller

BATCHES = "/api/v1/batches"


def rows(writing: Writing) -> tuple[int, int]:
    with writing() as session:
        return (
            session.scalar(select(func.count()).select_from(Batch)) or 0,
            session.scalar(select(func.count()).select_from(Event)) or 0,
        )


def test_a_harvest_becomes_a_published_batch(
    manager: Caller, harvest: dict[str, Any], cooperative: Cooperative
) -> None:
    """The answer has the lot, the trace code, the code of the plot's growing area and the claim of that day."""
    answer = manager.post(BATCHES, json=harvest)

    batch = answer.get_json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == batch["links"]["self"]
    assert batch["lot"].startswith(cooperative.organisation.short_code + "261020")
    assert len(batch["lot"]) == len(cooperative.organisation.short_code) + 10
    assert batch["trace_code"] == f"09521234560012.{cooperative.area_code.code}.{batch['lot']}.261020"
    assert batch["status"] == "published"
    assert batch["net_weight_kg"] == "1250.5"
    assert batch["growing_area_code_id"] == str(cooperative.area_code.id)
    assert [claim["scheme"] for claim in batch["claims"]] == ["vietgap"]
    assert batch["completeness"] == {"missing": [], "recommended": []}


def test_a_batch_reads_back_as_it_was_answered(manager: Caller, harvest: dict[str, Any]) -> None:
    """GET gives the same document as POST did."""
    batch = manager.post(BATCHES, json=harvest).get_json()

    assert manager.get(batch["links"]["self"]).get_json() == batch


def test_without_a_picture_the_law_misses_something(
    manager: Caller, writing: Writing, harvest: dict[str, Any], cooperative: Cooperative
) -> None:
    """A product without an image leaves the batch registered and names the missing item as the law does."""
    with writing() as session:
        bare = make_product(session, cooperative.actor, gtin=None, with_image=False)

    batch = manager.post(BATCHES, json=harvest | {"product_id": str(bare.id)}).get_json()

    assert batch["status"] == "registered"
    assert batch["completeness"]["missing"] == [
        {"code": "product_image", "legal_name": "Hình ảnh sản phẩm, hàng hóa"}
    ]


def test_an_expired_certificate_is_not_claimed(manager: Caller, harvest: dict[str, Any]) -> None:
    """Fruit cut the day before the certificate began claims nothing."""
    batch = manager.post(BATCHES, json=harvest | {"harvested_on": "2025-12-31"}).get_json()

    assert batch["claims"] == []
    assert batch["growing_area_code_id"] is None


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"harvested_on": None}, "/harvested_on", "null-field"),
        ({"harvested_on": "20/10/2026"}, "/harvested_on", "not-a-day"),
        ({"harvested_on": 20261020}, "/harvested_on", "not-a-day"),
        ({"net_weight_kg": "0"}, "/net_weight_kg", "out-of-range"),
        ({"net_weight_kg": "-5"}, "/net_weight_kg", "out-of-range"),
        ({"net_weight_kg": "1.2345"}, "/net_weight_kg", "too-many-decimals"),
        ({"net_weight_kg": 1250.5}, "/net_weight_kg", "not-a-number"),
        ({"net_weight_kg": "1e3"}, "/net_weight_kg", "not-a-number"),
        ({"net_weight_kg": "--"}, "/net_weight_kg", "not-a-number"),
        ({"net_weight_kg": "NaN"}, "/net_weight_kg", "not-a-number"),
        ({"weight_kind": "guessed"}, "/weight_kind", "not-a-choice"),
        ({"fruit_count": 0}, "/fruit_count", "out-of-range"),
        ({"fruit_count": True}, "/fruit_count", "not-whole"),
        ({"fruit_count": "402"}, "/fruit_count", "not-whole"),
        ({"plot_id": "A-01"}, "/plot_id", "not-an-id"),
        ({"plot_id": 7}, "/plot_id", "not-an-id"),
        ({"colour": "green"}, "/colour", "unknown-field"),
        ({"a/b~c": 1}, "/a~1b~0c", "unknown-field"),
    ],
)
def test_a_wrong_field_is_named(
    manager: Caller,
    writing: Writing,
    harvest: dict[str, Any],
    change: dict[str, Any],
    pointer: str,
    code: str,
) -> None:
    """The answer points at the field, says what was met and expected, and nothing is recorded."""
    answer = manager.post(BATCHES, json=harvest | change)

    problem = answer.get_json()
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
    assert problem["code"] == "invalid-input"
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]
    assert rows(writing) == (0, 0)


@pytest.mark.parametrize("field", ["plot_id", "product_id", "harvested_on", "net_weight_kg"])
def test_a_missing_field_is_named(
    manager: Caller, writing: Writing, harvest: dict[str, Any], field: str
) -> None:
    """What the harvest cannot do without is asked for by its pointer."""
    del harvest[field]

    problem = manager.post(BATCHES, json=harvest).get_json()

    assert problem["errors"][0]["pointer"] == f"/{field}"
    assert problem["errors"][0]["code"] == "missing-field"
    assert rows(writing) == (0, 0)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"harvested_on": "2026-10-26"}, 422, "harvest-in-future"),
        ({"plot_id": "019aa000-0000-7000-8000-000000000000"}, 404, "not-found"),
        ({"product_id": "019aa000-0000-7000-8000-000000000000"}, 404, "not-found"),
        ({"growing_area_code_id": "019aa000-0000-7000-8000-000000000000"}, 404, "not-found"),
    ],
)
def test_what_cannot_be_is_refused(
    manager: Caller, writing: Writing, harvest: dict[str, Any], change: dict[str, Any], status: int, code: str
) -> None:
    """A future day and unknown things are refused with the field to blame, and nothing is recorded."""
    answer = manager.post(BATCHES, json=harvest | change)

    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert problem["errors"][0]["pointer"] == f"/{next(iter(change))}"
    assert rows(writing) == (0, 0)


def test_today_in_vietnam_is_no_future(manager: Caller, harvest: dict[str, Any]) -> None:
    """The clock stands at 03:00 UTC on 25 October: in Vietnam it is 10:00 of that day."""
    assert manager.post(BATCHES, json=harvest | {"harvested_on": "2026-10-25"}).status_code == 201


def test_another_cooperatives_things_are_not_there(
    manager: Caller, writing: Writing, harvest: dict[str, Any], cooperative: Cooperative
) -> None:
    """Another's plot, product, growing-area code and batch are 404, like those that do not exist."""
    with writing() as session:
        other = make_cooperative(session, gtin=None)
        theirs = make_token(session, other.organisation)
    batch = manager.post(BATCHES, json=harvest).get_json()

    for field, value in (
        ("plot_id", other.plot.id),
        ("product_id", other.product.id),
        ("growing_area_code_id", other.area_code.id),
    ):
        assert manager.post(BATCHES, json=harvest | {field: str(value)}).status_code == 404
    assert Caller(manager.client, theirs).get(batch["links"]["self"]).status_code == 404
    assert rows(writing) == (1, 1)


def test_a_code_must_cover_the_plot(
    manager: Caller, writing: Writing, harvest: dict[str, Any], cooperative: Cooperative
) -> None:
    """A growing-area code of one's own, but of other plots, is refused by name."""
    from datetime import date

    from batches.plots.growing_areas.service import add_growing_area_code

    with writing() as session:
        other_code = add_growing_area_code(
            session,
            cooperative.actor,
            code="VN-DTOR-8888",
            market="CN",
            valid_from=date(2026, 1, 1),
            valid_to=date(2026, 12, 31),
            plots=[],
            now=NOW,
        )

    answer = manager.post(BATCHES, json=harvest | {"growing_area_code_id": str(other_code.id)})

    assert answer.get_json()["code"] == "plot-not-under-code"
    assert rows(writing) == (0, 0)


def test_a_named_code_that_did_not_hold_holds_the_batch(
    manager: Caller, writing: Writing, harvest: dict[str, Any], cooperative: Cooperative
) -> None:
    """Named outside of its dates: recorded, on hold, without a claim; the hold tells from when to when it holds."""
    named = harvest | {"growing_area_code_id": str(cooperative.area_code.id), "harvested_on": "2025-12-31"}

    answer = manager.post(BATCHES, json=named)

    batch = answer.get_json()
    assert (answer.status_code, batch["status"], batch["claims"]) == (201, "on_hold", [])
    assert [hold["code"] for hold in batch["holds"]] == ["growing-area-code-not-valid"]
    assert "từ 2026-01-01 đến 2027-12-31" in batch["holds"][0]["detail"]
    assert rows(writing) == (1, 1)


@pytest.mark.parametrize(
    ("day", "code"), [("0001-01-01", "harvest-too-long-ago"), ("9999-12-31", "harvest-in-future")]
)
def test_the_ends_of_the_calendar_are_refused(
    manager: Caller, writing: Writing, harvest: dict[str, Any], day: str, code: str
) -> None:
    """A day that no event can carry is a slip of the hand, not a failure of ours."""
    answer = manager.post(BATCHES, json=harvest | {"harvested_on": day})

    assert (answer.status_code, answer.get_json()["code"]) == (422, code)
    assert rows(writing) == (0, 0)


def test_errors_speak_the_callers_language(manager: Caller, harvest: dict[str, Any]) -> None:
    """Vietnamese without a wish, English for who asks for it."""
    wrong = harvest | {"harvested_on": "2027-01-01"}

    vietnamese = manager.post(BATCHES, json=wrong).get_json()["detail"]
    english = manager.post(BATCHES, json=wrong, headers={"Accept-Language": "en-GB, vi;q=0.5"}).get_json()[
        "detail"
    ]

    assert vietnamese == "Ngày thu hoạch 2027-01-01 còn ở tương lai: hôm nay là 2026-10-25."
    assert english == "The harvest day 2027-01-01 is in the future: today is 2026-10-25."
