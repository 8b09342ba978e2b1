"""Label stocks over the API: those that there are, own ones, and what becomes of runs made with them."""

from typing import Any

import pypdfium2
import pytest

from app.api.schemas.stocks import OWN_SOURCE
from labels.stock.stocks import BUILT_IN
from tests.builders import Cooperative, make_cooperative, make_token
from tests.builders_labels import make_stock_document
from tests.conftest import Writing
from tests.web.callers import Caller
from tests.web.printed import qr_lefts_mm

STOCKS = "/api/v1/stocks"
RUNS = "/api/v1/print-runs"
KEY = "cuon-80x30"
READ = "left_mm=4&right_mm=60&top_mm=4&bottom_mm=20"


def create(manager: Caller, **but: Any) -> Any:
    return manager.post(STOCKS, json=make_stock_document(**but))


def change(manager: Caller, key: str, body: dict[str, Any]) -> Any:
    path = f"{STOCKS}/{key}"
    headers = {"Authorization": f"Bearer {manager.token}", "If-Match": manager.get(path).headers["ETag"]}
    return manager.client.patch(path, json=body, headers=headers)


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["code"]


def body_for(batch: dict[str, Any], **but: Any) -> dict[str, Any]:
    return {"batch_id": batch["id"], "quantity": 3, "design": "fruit-35x22", "stock": KEY} | but


@pytest.fixture
def batch(manager: Caller, harvest: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = manager.post("/api/v1/batches", json=harvest).get_json()
    return made


def test_an_own_stock_is_kept_as_it_was_sent(manager: Caller) -> None:
    """201 with its address; read again it is the same, and what was left out has its default."""
    made = create(manager)

    assert made.status_code == 201, made.get_json()
    again = manager.get(made.headers["Location"]).get_json()
    assert again == made.get_json()
    assert {name: again[name] for name in make_stock_document()} == make_stock_document()
    assert (again["is_built_in"], again["per_page"]) == (False, 2)
    least = make_stock_document(key="to-nho")
    for name in (
        "kind",
        "margin_left_mm",
        "margin_top_mm",
        "gap_y_mm",
        "source",
        "is_measured",
        "printer_dpi",
    ):
        del least[name]
    plain = manager.post(STOCKS, json=least).get_json()
    assert plain["source"] == OWN_SOURCE
    assert (plain["kind"], plain["margin_left_mm"], plain["is_measured"], plain["printer_dpi"]) == (
        "sheet",
        0,
        False,
        None,
    )


def test_a_list_walks_own_stocks_and_then_the_built_in_ones(manager: Caller) -> None:
    """Each says where its measures are from and whether they were held against paper; a copy is an own one."""
    create(manager)
    copied = manager.get(f"{STOCKS}/tomy-145").get_json()
    for name in ("per_page", "is_built_in", "updated_at", "retired_at", "warnings", "links"):
        del copied[name]
    measured = copied | {"key": "tomy-145-kho", "margin_top_mm": 11.5, "is_measured": True}
    assert manager.post(STOCKS, json=measured).status_code == 201

    items, path = [], f"{STOCKS}?limit=10"
    while path:
        page = manager.get(path).get_json()
        items += page["items"]
        path = page["next"]

    assert [item["key"] for item in items] == ["tomy-145-kho", KEY, *BUILT_IN]
    assert all(item["source"] for item in items)
    assert [item["key"] for item in items if item["is_measured"]] == ["tomy-145-kho", KEY]


def test_whoever_chooses_a_stock_is_told_what_it_lacks(manager: Caller) -> None:
    """A roll that direct thermal paper fades, in the caller's language; what nobody measured, that nobody did."""
    create(manager)
    told = {
        key: manager.get(f"{STOCKS}/{key}", headers={"Accept-Language": "en"}).get_json()["warnings"]
        for key in (KEY, "roll-50x30", "a4-3x8")
    }

    assert {key: [one["code"] for one in found] for key, found in told.items()} == {
        KEY: ["direct-thermal-fades"],
        "roll-50x30": ["direct-thermal-fades", "stock-not-measured"],
        "a4-3x8": ["stock-not-measured"],
    }
    assert "fades in heat and sun" in told[KEY][0]["detail"]
    assert "“a4-3x8”" in told["a4-3x8"][0]["detail"]


def test_all_that_is_wrong_is_told_at_once(manager: Caller) -> None:
    """Every measure, as met and as expected; when all are right, the sum that leaves the page; nothing is kept."""
    measures = create(manager, key="Cuộn 1", label_width_mm=4, rows=2, gap_x_mm=-1)
    sums = create(manager, label_width_mm=39, label_height_mm=31)

    assert refused(measures) == refused(sums) == (422, "stock-not-possible")
    assert {one["pointer"] for one in measures.get_json()["errors"]} == {
        "/key",
        "/label_width_mm",
        "/rows",
        "/gap_x_mm",
    }
    details = [one["detail"] for one in sums.get_json()["errors"]]
    assert "1 + 2 × 39 + 1 × 2 = 81 mm" in details[0]
    assert "<= 80 mm" in details[0]
    assert "0 + 1 × 31 + 0 × 2 = 31 mm" in details[1]
    assert manager.get(f"{STOCKS}/{KEY}").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("label_width_mm", "38", "not-a-measure"),
        ("label_width_mm", True, "not-a-measure"),
        ("page_width_mm", 10**400, "out-of-range"),
        ("columns", 2.5, "not-whole"),
        ("printer_dpi", 204, "not-a-choice"),
        ("kind", "fanfold", "not-a-choice"),
        ("colour", "red", "unknown-field"),
    ],
)
def test_what_is_no_measure_is_refused_by_its_field(
    manager: Caller, field: str, value: object, code: str
) -> None:
    """A text, a truth, a number that no paper has, a field that there is not."""
    answer = create(manager, **{field: value})

    assert refused(answer) == (422, "invalid-input")
    assert [(one["pointer"], one["code"]) for one in answer.get_json()["errors"]] == [(f"/{field}", code)]


@pytest.mark.parametrize("key", ["a4-3x8", KEY])
def test_a_key_is_one_stock_s(manager: Caller, key: str) -> None:
    """An own stock hides no built-in one, and no other own one; a built-in one is copied, not changed."""
    create(manager)

    assert refused(create(manager, key=key)) == (409, "stock-key-taken")
    assert refused(change(manager, "a4-3x8", {"name_vi": "Giấy khác"})) == (409, "stock-built-in")


def test_a_change_reaches_later_runs_alone(manager: Caller, batch: dict[str, Any]) -> None:
    """A run keeps the stock that it was made with, byte by byte; a retired one gets no new run."""
    create(manager)
    run = manager.post(RUNS, json=body_for(batch)).get_json()
    before = manager.get(run["links"]["labels_pdf"]).data

    changed = change(manager, KEY, {"margin_left_mm": 0, "gap_x_mm": 4})
    later = manager.post(RUNS, json=body_for(batch)).get_json()

    assert (changed.status_code, changed.get_json()["gap_x_mm"]) == (200, 4)
    assert manager.get(run["links"]["labels_pdf"]).data == before
    assert qr_lefts_mm(before)[1] - qr_lefts_mm(before)[0] == pytest.approx(40, abs=0.1)
    moved = qr_lefts_mm(manager.get(later["links"]["labels_pdf"]).data)
    assert moved[1] - moved[0] == pytest.approx(42, abs=0.1)
    assert refused(change(manager, KEY, {"gap_x_mm": 5})) == (422, "stock-not-possible")
    assert change(manager, KEY, {"retired": True}).get_json()["retired_at"] is not None
    assert refused(manager.post(RUNS, json=body_for(batch))) == (409, "stock-retired")
    assert manager.get(run["links"]["labels_pdf"]).data == before
    assert KEY not in manager.post(RUNS, json=body_for(batch, stock="a5")).get_json()["detail"]


def test_anothers_stock_prints_nothing(
    manager: Caller, batch: dict[str, Any], cooperative: Cooperative, writing: Writing
) -> None:
    """It is not there to read, a run that names it is told the stocks that there are, and its key is free."""
    with writing() as session:
        other = make_cooperative(session, gtin=None)
        stranger = Caller(manager.client, make_token(session, other.organisation))
    create(stranger)

    answer = manager.post(RUNS, json=body_for(batch))

    for path in ("", "/test-page.pdf", f"/calibration?{READ}"):
        assert refused(manager.get(f"{STOCKS}/{KEY}{path}")) == (404, "not-found")
    assert refused(change_of(manager, {"gap_x_mm": 1})) == (404, "not-found")
    assert refused(answer) == (422, "unknown-stock")
    assert "a4-3x8" in answer.get_json()["detail"]
    assert create(manager).status_code == 201


def change_of(manager: Caller, body: dict[str, Any]) -> Any:
    headers = {"Authorization": f"Bearer {manager.token}", "If-Match": '"none"'}
    return manager.client.patch(f"{STOCKS}/{KEY}", json=body, headers=headers)


def test_a_test_page_is_as_large_as_its_paper(manager: Caller) -> None:
    """Of an own stock too, whatever letters its name has; the calibration given moves all of it."""
    create(manager, name_vi="Cuộn 🍈 của kho 2")
    plain = manager.get(f"{STOCKS}/{KEY}/test-page.pdf")
    moved = manager.get(f"{STOCKS}/{KEY}/test-page.pdf?offset_x_mm=1.5&scale_y=1.01")

    assert (plain.status_code, plain.content_type) == (200, "application/pdf")
    assert "trang-thu-cuon-80x30.pdf" in plain.headers["Content-Disposition"]
    page = pypdfium2.PdfDocument(plain.data)[0]
    assert [side / 72 * 25.4 for side in page.get_size()] == pytest.approx([80, 30], abs=0.01)
    assert "Cuộn của kho 2" in page.get_textpage().get_text_range().replace("  ", " ")
    assert moved.status_code == 200
    assert moved.data != plain.data


def test_a_design_is_seen_on_an_own_stock(manager: Caller) -> None:
    """A row of its lanes, each with a label."""
    create(manager)

    answer = manager.get("/api/v1/label-designs/fruit-35x22/preview.png", query_string={"stock": KEY})

    assert (answer.status_code, answer.content_type) == (200, "image/png")
