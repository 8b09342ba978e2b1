"""The diary over the API."""

from typing import Any

import pytest

from tests.builders import Cooperative, make_batch
from tests.builders_field import make_pesticide, make_plot
from tests.conftest import Writing
from tests.web.callers import Caller

PESTICIDES = "/api/v1/pesticides"
ENTRIES = "/api/v1/diary-entries"
MISSING = "019aa000-0000-7000-8000-000000000000"


@pytest.fixture
def spraying(cooperative: Cooperative) -> dict[str, Any]:
    """A valid body: 15 October, 7 days, a name in private."""
    return {
        "plot_ids": [str(cooperative.plot.id)],
        "kind": "pesticide",
        "performed_on": "2026-10-15",
        "product_name": "Thuốc Mẫu 50WP",
        "pre_harvest_interval_days": 7,
        "target": "Rầy",
        "dose": "20 g / 16 lít",
        "performed_by": {"name": "Đội phun mẫu"},
    }


def test_an_entry_reads_back_as_it_was_entered(manager: Caller, spraying: dict[str, Any]) -> None:
    """With the first day of harvest, and who entered it when."""
    answer = manager.post(ENTRIES, json=spraying)

    entry = answer.get_json()
    assert answer.status_code == 201
    assert entry["harvest_from_on"] == "2026-10-22"
    assert entry["performed_by"] == {"member_id": None, "name": "Đội phun mẫu"}
    assert {name: entry[name] for name in ("plot_ids", "kind", "target", "dose")} == {
        name: spraying[name] for name in ("plot_ids", "kind", "target", "dose")
    }
    assert (entry["void"], entry["corrects_id"], entry["corrected_by_id"]) == (False, None, None)
    assert entry["recorded_at"] == "2026-10-25T03:00:00Z"
    assert manager.get(answer.headers["Location"]).get_json() == entry


def test_the_list_gives_name_and_interval(
    manager: Caller, writing: Writing, cooperative: Cooperative, spraying: dict[str, Any]
) -> None:
    """A pesticide of the list needs no days; when the list is put right the entry keeps its own."""
    with writing() as session:
        pesticide = make_pesticide(session, cooperative)
    named = {"pesticide_id": str(pesticide.id), "product_name": None, "pre_harvest_interval_days": None}
    entry = manager.post(ENTRIES, json=spraying | named).get_json()

    manager.patch(f"{PESTICIDES}/{pesticide.id}", json={"pre_harvest_interval_days": 21})

    again = manager.get(entry["links"]["self"]).get_json()
    assert (again["product_name"], again["pre_harvest_interval_days"]) == ("Thuốc Mẫu 50WP", 7)


@pytest.mark.parametrize(
    ("change", "status", "code", "pointer"),
    [
        ({"performed_on": "2026-10-26"}, 422, "work-in-future", "/performed_on"),
        ({"plot_ids": []}, 422, "diary-entry-incomplete", "/plot_ids"),
        ({"kind": None}, 422, "diary-entry-incomplete", "/kind"),
        ({"plot_ids": [MISSING]}, 404, "not-found", "/plot_ids/0"),
        ({"plot_ids": [MISSING] * 201}, 422, "invalid-input", "/plot_ids"),
        ({"product_name": None}, 422, "pesticide-not-named", "/product_name"),
        ({"pre_harvest_interval_days": None}, 422, "interval-missing", "/pre_harvest_interval_days"),
        ({"pesticide_id": MISSING}, 422, "pesticide-named-twice", "/product_name"),
        ({"kind": "irrigation"}, 422, "interval-of-pesticides-only", "/kind"),
        ({"performed_by": {}}, 422, "performer-unclear", "/performed_by"),
        ({"performed_by": {"name": "A", "member_id": MISSING}}, 422, "performer-unclear", "/performed_by"),
        ({"performed_by": {"member_id": MISSING}}, 404, "not-found", "/performed_by/member_id"),
        ({"corrects_id": MISSING}, 404, "not-found", "/corrects_id"),
        ({"void": True}, 422, "void-unclear", "/plot_ids"),
    ],
)
def test_what_the_diary_refuses(
    manager: Caller, spraying: dict[str, Any], change: dict[str, Any], status: int, code: str, pointer: str
) -> None:
    """Each with its code and the field to blame; nothing is recorded."""
    answer = manager.post(ENTRIES, json=spraying | change)

    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (status, code)
    assert [found["pointer"] for found in problem["errors"]] == [pointer]
    assert manager.get(ENTRIES).get_json()["items"] == []


def test_an_entry_is_corrected_by_another(manager: Caller, spraying: dict[str, Any]) -> None:
    """The first stays and leads to the second; there is no other way to change it, and no second time."""
    first = manager.post(ENTRIES, json=spraying).get_json()
    right = spraying | {"dose": "15 g / 16 lít", "corrects_id": first["id"]}
    second = manager.post(ENTRIES, json=right).get_json()
    again = manager.post(ENTRIES, json=right)

    assert second["corrects_id"] == first["id"]
    assert manager.get(first["links"]["self"]).get_json() == first | {"corrected_by_id": second["id"]}
    assert (again.status_code, again.get_json()["code"]) == (409, "diary-entry-corrected")
    assert second["id"] in again.get_json()["detail"]
    assert manager.client.patch(first["links"]["self"], json={}).status_code == 405


def test_an_entry_is_taken_back_with_a_reason(manager: Caller, spraying: dict[str, Any]) -> None:
    """The reason is needed; what takes back names the same plots and day, so the plot's diary shows it."""
    first = manager.post(ENTRIES, json=spraying).get_json()
    bare = {"corrects_id": first["id"], "void": True}
    refused = [manager.post(ENTRIES, json=bare), manager.post(ENTRIES, json={"void": True, "note": "Nhầm"})]
    taken = manager.post(ENTRIES, json=bare | {"note": "Ghi nhầm vườn"}).get_json()

    assert [answer.get_json()["errors"][0]["pointer"] for answer in refused] == ["/note", "/corrects_id"]
    assert (taken["void"], taken["plot_ids"], taken["performed_on"]) == (
        True,
        first["plot_ids"],
        "2026-10-15",
    )
    assert taken["harvest_from_on"] is None


def test_a_late_spraying_tells_which_harvests_it_holds(
    manager: Caller, writing: Writing, cooperative: Cooperative, spraying: dict[str, Any]
) -> None:
    """Also as a dry run, which holds nothing; the real one does."""
    with writing() as session:
        batch = make_batch(session, cooperative)
    path = f"/api/v1/batches/{batch.id}"

    dry = manager.post(f"{ENTRIES}?validate_only=true", json=spraying).get_json()
    assert manager.get(path).get_json()["status"] == "published"
    real = manager.post(ENTRIES, json=spraying).get_json()

    assert dry["warnings"] == real["warnings"]
    assert [found["code"] for found in real["warnings"]] == ["harvests-held"]
    assert batch.lot in real["warnings"][0]["detail"]
    held = manager.get(path).get_json()
    assert (held["status"], [hold["code"] for hold in held["holds"]]) == ("on_hold", ["pre-harvest-interval"])


def test_a_retired_pesticide_is_told_for_later_work_only(
    manager: Caller, writing: Writing, cooperative: Cooperative, spraying: dict[str, Any]
) -> None:
    """Work of before is plainly recorded; what was done with it afterwards too, with a warning."""
    with writing() as session:
        path = f"{PESTICIDES}/{make_pesticide(session, cooperative).id}"
    manager.patch(path, json={"retired": True})
    named = {
        "pesticide_id": path.rpartition("/")[2],
        "product_name": None,
        "pre_harvest_interval_days": None,
    }

    warned = [
        manager.post(ENTRIES, json=spraying | named | {"performed_on": day}).get_json()["warnings"]
        for day in ("2026-10-24", "2026-10-25")
    ]

    assert [[found["code"] for found in found_then] for found_then in warned] == [[], ["pesticide-retired"]]


def test_the_diary_is_asked_by_plot_kind_and_days(
    manager: Caller, writing: Writing, cooperative: Cooperative, spraying: dict[str, Any]
) -> None:
    """Each question alone and all together; pages keep them; both days are included."""
    with writing() as session:
        other = str(make_plot(session, cooperative).id)
    flowering = {"plot_ids": [other], "kind": "flowering", "performed_on": "2026-06-20"}
    both = spraying | {"plot_ids": [*spraying["plot_ids"], other], "performed_on": "2026-10-16"}
    ids = [manager.post(ENTRIES, json=body).get_json()["id"] for body in (spraying, flowering, both)]

    def asked(query: str) -> list[int]:
        items: list[dict[str, Any]] = []
        following: str | None = f"{ENTRIES}?limit=1&{query}"
        while following:
            page = manager.get(following).get_json()
            items, following = items + page["items"], page["next"]
        return [ids.index(item["id"]) for item in items]

    assert asked("") == [2, 1, 0]
    assert asked(f"plot_id={other}") == [2, 1]
    assert asked("kind=pesticide") == [2, 0]
    assert asked("from_on=2026-06-20&to_on=2026-10-15") == [1, 0]
    assert asked(f"plot_id={other}&kind=pesticide&from_on=2026-10-16") == [2]
    assert asked(f"plot_id={MISSING}") == []
    assert manager.get(f"{ENTRIES}?kind=spraying").get_json()["errors"][0]["pointer"] == "/kind"
