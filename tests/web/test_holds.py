"""A held batch claims nothing and prints nothing until somebody else decides in writing; estimates become weights."""

from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.accounts.service import create_token
from app.policy import SCOPES
from batches.harvest.model import Batch, Hold, HoldDecision
from batches.plots.model import Plot
from tests.builders import Cooperative, make_trail, make_user
from tests.builders_registry import give_season
from tests.conftest import Writing
from tests.web.callers import Caller

BATCHES = "/api/v1/batches"
RUNS = "/api/v1/print-runs"


@pytest.fixture
def people(client: FlaskClient, writing: Writing, cooperative: Cooperative) -> list[Caller]:
    """Two managers, each with a token of their own."""
    with writing() as session:
        return [
            Caller(
                client,
                create_token(
                    session,
                    make_trail(),
                    organisation_id=cooperative.organisation.id,
                    name="của quản lý",
                    role="manager",
                    scopes=SCOPES,
                    expires_at=None,
                    created_by=make_user(session, cooperative.organisation).id,
                )[1],
            )
            for _ in range(2)
        ]


@pytest.fixture
def held(harvest: dict[str, Any], cooperative: Cooperative) -> dict[str, Any]:
    """A body that names a code on a day on which it does not hold."""
    return harvest | {"growing_area_code_id": str(cooperative.area_code.id), "harvested_on": "2025-12-31"}


def decision_path(batch: dict[str, Any]) -> str:
    found: str = batch["holds"][0]["links"]["decision"]
    return found


def test_another_person_releases_a_hold(people: list[Caller], held: dict[str, Any]) -> None:
    """Then it is published with its claims, its hold is told as decided, and labels may be printed."""
    batch = people[0].post(BATCHES, json=held).get_json()
    answer = people[1].post(
        decision_path(batch), json={"decision": "release", "reason": "Mã có hiệu lực, đã xem giấy"}
    )

    assert (answer.status_code, answer.get_json()["is_alone"]) == (201, False)
    now = people[0].get(batch["links"]["self"]).get_json()
    assert (now["status"], now["holds"]) == ("published", [])
    (ended,) = now["decided_holds"]
    assert (ended["code"], ended["decision"], ended["is_alone"]) == (
        "growing-area-code-not-valid",
        "release",
        False,
    )
    assert ended["reason"] == "Mã có hiệu lực, đã xem giấy"
    assert people[0].post(RUNS, json={"batch_id": batch["id"], "quantity": 24}).status_code == 201


def test_who_registered_it_does_not_decide(
    people: list[Caller], held: dict[str, Any], writing: Writing
) -> None:
    """Not by another token of theirs either; nothing is kept of the attempt."""
    batch = people[0].post(BATCHES, json=held).get_json()
    answer = people[0].post(decision_path(batch), json={"decision": "release", "reason": "Tôi tự duyệt"})

    assert (answer.status_code, answer.get_json()["code"]) == (403, "second-person-needed")
    with writing() as session:
        assert session.scalar(select(func.count()).select_from(HoldDecision)) == 0


def test_a_manager_alone_decides_and_it_is_marked(manager: Caller, held: dict[str, Any]) -> None:
    """An organisation of one person cannot wait for a second one."""
    batch = manager.post(BATCHES, json=held).get_json()

    answer = manager.post(decision_path(batch), json={"decision": "release", "reason": "Đã kiểm tra"})

    assert (answer.status_code, answer.get_json()["is_alone"]) == (201, True)


def test_a_rejected_batch_is_at_its_end(people: list[Caller], held: dict[str, Any]) -> None:
    """It claims nothing, prints nothing, is weighed no more, and the decision stands."""
    batch = people[0].post(BATCHES, json=held | {"weight_kind": "estimated"}).get_json()
    people[1].post(decision_path(batch), json={"decision": "reject", "reason": "Mã mượn"})

    now = people[0].get(batch["links"]["self"]).get_json()
    again = people[1].post(decision_path(batch), json={"decision": "release", "reason": "Nhầm"})
    printed = people[0].post(RUNS, json={"batch_id": batch["id"], "quantity": 1})
    weighed = people[0].post(
        batch["links"]["weighings"], json={"net_weight_kg": "1", "weighed_on": "2026-01-02"}
    )

    assert (now["status"], now["claims"], now["holds"]) == ("rejected", [], [])
    assert (again.status_code, again.get_json()["code"]) == (409, "hold-decided")
    assert (printed.status_code, printed.get_json()["code"]) == (409, "batch-rejected")
    assert (weighed.status_code, weighed.get_json()["code"]) == (409, "batch-rejected")


def test_a_held_batch_prints_nothing(manager: Caller, held: dict[str, Any]) -> None:
    """The refusal repeats why it is held."""
    batch = manager.post(BATCHES, json=held).get_json()

    answer = manager.post(RUNS, json={"batch_id": batch["id"], "quantity": 1})

    assert (answer.status_code, answer.get_json()["code"]) == (409, "batch-on-hold")
    assert "2025-12-31" in answer.get_json()["detail"]


def test_a_run_of_before_the_hold_prints_nothing_while_it_lasts(
    people: list[Caller], harvest: dict[str, Any]
) -> None:
    """A run that lies ready is no way round a hold that comes later; released, it prints."""
    batch = people[0].post(BATCHES, json=harvest).get_json()
    run = people[0].post(RUNS, json={"batch_id": batch["id"], "quantity": 1}).get_json()
    sprayed = {
        "plot_ids": [harvest["plot_id"]],
        "kind": "pesticide",
        "performed_on": harvest["harvested_on"],
        "product_name": "Thuốc Mẫu 50WP",
        "pre_harvest_interval_days": 7,
    }
    assert people[0].post("/api/v1/diary-entries", json=sprayed).status_code == 201
    now_held = people[0].get(batch["links"]["self"]).get_json()

    files = [run["links"]["self"] + "/labels." + kind for kind in ("pdf", "zpl", "tspl")]
    refusals = [people[0].get(path) for path in (*files, run["links"]["preview"])]
    people[1].post(decision_path(now_held), json={"decision": "release", "reason": "Ghi nhầm ngày phun"})

    assert {(answer.status_code, answer.get_json()["code"]) for answer in refusals} == {
        (409, "batch-on-hold")
    }
    assert people[0].get(run["links"]["labels_pdf"]).status_code == 200
    assert people[0].get(run["links"]["preview"]).status_code == 200


def test_a_hold_of_another_batch_is_not_there(manager: Caller, held: dict[str, Any]) -> None:
    """Under the wrong batch a hold is missing."""
    one, other = (manager.post(BATCHES, json=held).get_json() for _ in range(2))
    path = decision_path(one).replace(one["id"], other["id"])

    assert manager.post(path, json={"decision": "release", "reason": "x"}).status_code == 404


def test_the_last_gram_of_a_quota_is_allowed(
    manager: Caller, harvest: dict[str, Any], writing: Writing, cooperative: Cooperative
) -> None:
    """1,250.5 kg twice fill a quota of 2,501 kg with a warning; a third is held with all figures."""
    with writing() as session:
        give_season(session, cooperative, quota_kg=Decimal(2501))
    first, second, third = (manager.post(BATCHES, json=harvest).get_json() for _ in range(3))

    assert (first["warnings"], first["status"]) == ([], "published")
    assert ([found["code"] for found in second["warnings"]], second["status"]) == (
        ["quota-nearly-used"],
        "published",
    )
    assert ([found["code"] for found in third["holds"]], third["status"]) == (["quota-exceeded"], "on_hold")
    for figure in ("2501", "1250.5", "Vụ 2026"):
        assert figure in third["holds"][0]["detail"]


def test_a_rejected_batch_gives_its_quota_back(
    manager: Caller, harvest: dict[str, Any], writing: Writing, cooperative: Cooperative
) -> None:
    """A slip of a zero is held; rejected, it does not stand in the way of true harvests."""
    with writing() as session:
        session.get_one(Plot, cooperative.plot.id).expected_yield_kg = Decimal(5000)
    slip = manager.post(BATCHES, json=harvest | {"net_weight_kg": "12505"}).get_json()
    assert [found["code"] for found in slip["holds"]] == ["yield-exceeded"]
    assert manager.post(BATCHES, json=harvest).get_json()["status"] == "on_hold"

    manager.post(decision_path(slip), json={"decision": "reject", "reason": "Gõ thừa một số"})

    assert manager.post(BATCHES, json=harvest).get_json()["status"] == "published"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, "possible-duplicate"),
        ({"product_id": None}, "possible-duplicate"),
        ({"net_weight_kg": "1250.501"}, None),
        ({"harvested_on": "2026-10-21"}, None),
        ({"confirm_duplicate": True}, None),
    ],
)
def test_a_second_press_of_the_button_makes_no_second_batch(
    manager: Caller, harvest: dict[str, Any], writing: Writing, change: dict[str, Any], code: str | None
) -> None:
    """Same plot, day and weight within ten minutes: refused by lot and time, unless confirmed."""
    harvest = harvest | {"confirm_duplicate": False}
    first = manager.post(BATCHES, json=harvest).get_json()
    change = {name: value for name, value in change.items() if value is not None}

    answer = manager.post(BATCHES, json=harvest | change)

    assert answer.get_json().get("code") == code
    if code:
        assert first["lot"] in answer.get_json()["detail"]
    with writing() as session:
        assert session.scalar(select(func.count()).select_from(Batch)) == (1 if code else 2)


def test_holds_and_decisions_are_final(manager: Caller, held: dict[str, Any], writing: Writing) -> None:
    """What held a batch and who let it go cannot be rewritten."""
    from batches.base import InsertOnlyViolation

    batch = manager.post(BATCHES, json=held).get_json()
    manager.post(decision_path(batch), json={"decision": "release", "reason": "Đã kiểm tra"})

    for kind in (Hold, HoldDecision):
        with pytest.raises(InsertOnlyViolation), writing() as session:
            session.delete(session.scalars(select(kind)).one())
            session.flush()
