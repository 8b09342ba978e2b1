"""An estimate becomes a weight, once: rules that count kilograms are asked again."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from batches.events.model import Event
from batches.plots.model import Plot
from tests.builders import Cooperative
from tests.conftest import Writing
from tests.web.callers import Caller

BATCHES = "/api/v1/batches"


def test_an_estimate_is_weighed_once(manager: Caller, harvest: dict[str, Any], writing: Writing) -> None:
    """The weight and grades take the estimate's place with an event of their own; a second weighing is refused."""
    batch = manager.post(BATCHES, json=harvest | {"weight_kind": "estimated"}).get_json()
    weighing = {
        "net_weight_kg": "1198.25",
        "weighed_on": "2026-10-21",
        "fruit_count": 390,
        "grades": [{"grade": "A", "net_weight_kg": "900", "fruit_count": 280}],
    }

    answer = manager.post(batch["links"]["weighings"], json=weighing)
    again = manager.post(batch["links"]["weighings"], json=weighing)

    weighed = answer.get_json()
    assert answer.status_code == 201
    assert (weighed["net_weight_kg"], weighed["weight_kind"], weighed["fruit_count"]) == (
        "1198.25",
        "weighed",
        390,
    )
    assert weighed["grades"] == [{"grade": "A", "net_weight_kg": "900", "fruit_count": 280}]
    assert (again.status_code, again.get_json()["code"]) == (409, "already-weighed")
    with writing() as session:
        assert sorted(session.scalars(select(Event.kind))) == ["harvest", "weighing"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"weighed_on": "2026-10-19"}, "weighed-before-harvest"),
        ({"weighed_on": "2026-10-26"}, "weighing-in-future"),
        ({"grades": [{"grade": "A", "net_weight_kg": "1000"}]}, "grades-exceed-batch"),
    ],
)
def test_a_weighing_that_cannot_be_changes_nothing(
    manager: Caller, harvest: dict[str, Any], change: dict[str, Any], code: str
) -> None:
    """Refused with its field; the estimate stays."""
    batch = manager.post(BATCHES, json=harvest | {"weight_kind": "estimated"}).get_json()
    weighing = {"net_weight_kg": "900", "weighed_on": "2026-10-21"} | change

    answer = manager.post(batch["links"]["weighings"], json=weighing)

    assert (answer.status_code, answer.get_json()["code"]) == (422, code)
    assert manager.get(batch["links"]["self"]).get_json() == batch


def test_a_weight_over_the_quota_holds_what_the_estimate_did_not(
    manager: Caller, harvest: dict[str, Any], writing: Writing, cooperative: Cooperative
) -> None:
    """Rules are asked again; the batch itself does not count as used before."""
    with writing() as session:
        session.get_one(Plot, cooperative.plot.id).expected_yield_kg = Decimal(1200)
    batch = manager.post(BATCHES, json=harvest | {"weight_kind": "estimated"}).get_json()
    assert [found["code"] for found in batch["warnings"]] == ["yield-above-expected"]

    weighed = manager.post(
        batch["links"]["weighings"], json={"net_weight_kg": "1500", "weighed_on": "2026-10-21"}
    ).get_json()

    assert ([found["code"] for found in weighed["holds"]], weighed["warnings"]) == (["yield-exceeded"], [])


def test_a_held_estimate_that_weighs_more_is_held_for_that_too(
    manager: Caller, harvest: dict[str, Any], writing: Writing, cooperative: Cooperative
) -> None:
    """Who decides sees the figures of the weight, not of the estimate alone; less weight takes no hold away."""
    with writing() as session:
        session.get_one(Plot, cooperative.plot.id).expected_yield_kg = Decimal(1000)
    batch = manager.post(BATCHES, json=harvest | {"weight_kind": "estimated"}).get_json()
    assert [found["code"] for found in batch["holds"]] == ["yield-exceeded"]

    weighed = manager.post(
        batch["links"]["weighings"], json={"net_weight_kg": "9000", "weighed_on": "2026-10-21"}
    ).get_json()

    assert [found["code"] for found in weighed["holds"]] == ["yield-exceeded"] * 2
    assert "9000 kg" in weighed["holds"][1]["detail"]
