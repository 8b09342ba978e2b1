"""Label designs over the API: those that there are, own ones, and what becomes of runs made with them."""

import io
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from labels.design.built_in import BUILT_IN
from tests.builders import Cooperative, make_cooperative, make_token
from tests.builders_labels import make_design_document
from tests.conftest import Writing
from tests.web.callers import Caller

DESIGNS = "/api/v1/label-designs"
RUNS = "/api/v1/print-runs"


def create(manager: Caller, **but: Any) -> Any:
    return manager.post(DESIGNS, json=make_design_document(**but))


def change(manager: Caller, key: str, body: dict[str, Any]) -> Any:
    path = f"{DESIGNS}/{key}"
    headers = {"Authorization": f"Bearer {manager.token}", "If-Match": manager.get(path).headers["ETag"]}
    return manager.client.patch(path, json=body, headers=headers)


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["code"]


def test_an_own_design_is_kept_as_it_was_sent(manager: Caller) -> None:
    """201 with its address; read again it is the same, with the defaults of what was left out."""
    made = create(manager)

    assert made.status_code == 201, made.get_json()
    again = manager.get(made.headers["Location"]).get_json()
    assert again == made.get_json()
    sent = make_design_document()
    assert {name: again[name] for name in sent if name != "elements"} == {
        name: sent[name] for name in sent if name != "elements"
    }
    assert again["elements"][1]["passages"][0]["min_size_pt"] == 5.5
    assert (again["is_built_in"], again["market"]) == (False, "")


def test_a_list_walks_own_designs_and_then_the_built_in_ones(manager: Caller) -> None:
    """The newest first, whatever the size of a page; a copy of a built-in one is accepted under another key."""
    create(manager)
    copied = manager.get(f"{DESIGNS}/box-100x50").get_json()
    for name in ("is_built_in", "updated_at", "retired_at", "links"):
        del copied[name]
    assert manager.post(DESIGNS, json=copied | {"key": "thung-rieng"}).status_code == 201

    for limit in (1, 2, 3, 200):
        keys, path = [], f"{DESIGNS}?limit={limit}"
        while path:
            page = manager.get(path).get_json()
            assert len(page["items"]) <= limit
            keys += [item["key"] for item in page["items"]]
            path = page["next"]
        assert keys == ["thung-rieng", "tem-vuon-40x30", *BUILT_IN]
    own = manager.get(f"{DESIGNS}?updated_since=2026-10-25T00:00:00Z").get_json()
    assert [item["key"] for item in own["items"]] == ["thung-rieng", "tem-vuon-40x30"]


def test_all_that_is_wrong_is_told_at_once(manager: Caller) -> None:
    """Each place with its pointer: first of the shape, then of what stands where; nothing is kept."""
    elements = make_design_document()["elements"]
    elements[0]["x_mm"] = 5
    elements[1]["colour"] = "red"
    shape = create(manager, elements=elements, qr_level="H")
    del elements[1]["colour"]
    elements[2]["passages"] = elements[2]["passages"][1:]
    rules = create(manager, elements=elements)

    assert refused(shape) == refused(rules) == (422, "design-not-possible")
    assert {(one["pointer"], one["code"]) for one in shape.get_json()["errors"]} == {
        ("/qr_level", "not-a-choice"),
        ("/elements/1/colour", "unknown"),
    }
    assert {(one["pointer"], one["code"]) for one in rules.get_json()["errors"]} == {
        ("/elements/1", "over-quiet-zone"),
        ("/elements", "fields-missing"),
    }
    assert "21.5, 1 – 39, 21 mm" in rules.get_json()["errors"][0]["detail"]
    assert manager.get(f"{DESIGNS}/tem-vuon-40x30").status_code == 404


def test_what_not_even_sample_values_fit_is_refused(manager: Caller) -> None:
    """A name of 30 pt in a narrow box and a snowman in another: both at once, each at its element."""
    elements = make_design_document()["elements"]
    elements[1]["passages"][0] |= {"size_pt": 40, "min_size_pt": 30}
    elements[2]["passages"][0] |= {"caption": "☃"}

    answer = create(manager, elements=elements)

    assert refused(answer) == (422, "design-not-possible")
    assert [(one["pointer"], one["code"]) for one in answer.get_json()["errors"]] == [
        ("/elements/1", "text-does-not-fit"),
        ("/elements/2", "character-not-in-font"),
    ]


@pytest.mark.parametrize("key", ["fruit-a4", "tem-vuon-40x30"])
def test_a_key_is_one_design_s(manager: Caller, key: str) -> None:
    """An own design hides no built-in one, and no other own one."""
    create(manager)

    assert refused(create(manager, key=key)) == (409, "design-key-taken")


def test_a_built_in_design_stays(manager: Caller) -> None:
    """It is copied, not changed."""
    assert refused(change(manager, "fruit-a4", {"name_vi": "Tem khác"})) == (409, "design-built-in")


def test_a_change_reaches_later_runs_alone(manager: Caller, harvest: dict[str, Any]) -> None:
    """A run keeps the design that it was made with: its labels stay the same, byte by byte."""
    create(manager)
    batch = manager.post("/api/v1/batches", json=harvest).get_json()
    body = {"batch_id": batch["id"], "quantity": 2, "design": "tem-vuon-40x30", "stock": "roll-40x30"}
    run = manager.post(RUNS, json=body).get_json()
    before = manager.get(run["links"]["labels_pdf"]).data

    elements = make_design_document()["elements"]
    elements[2]["passages"].append({"words": "Ngọt bùi", "size_pt": 5.5})
    done = change(manager, "tem-vuon-40x30", {"elements": elements, "name_vi": "Tem vườn mới"})
    later = manager.post(RUNS, json=body).get_json()

    assert (done.status_code, done.get_json()["name_vi"]) == (200, "Tem vườn mới")
    assert manager.get(run["links"]["labels_pdf"]).data == before
    assert "Ngọt bùi" not in text_of(before)
    assert "Ngọt bùi" in text_of(manager.get(later["links"]["labels_pdf"]).data)
    assert refused(change(manager, "tem-vuon-40x30", {"width_mm": 20})) == (422, "design-not-possible")


def text_of(pdf: bytes) -> str:
    found: str = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return found


def test_a_retired_design_prints_no_more(manager: Caller, harvest: dict[str, Any]) -> None:
    """New runs are refused, runs that were made with it are printed; it stays in the list, and can come back."""
    key = create(manager).get_json()["key"]
    batch = manager.post("/api/v1/batches", json=harvest).get_json()
    body = {"batch_id": batch["id"], "quantity": 1, "design": key, "stock": "roll-40x30"}
    run = manager.post(RUNS, json=body).get_json()

    retired = change(manager, key, {"retired": True}).get_json()

    assert retired["retired_at"] is not None
    assert refused(manager.post(RUNS, json=body)) == (409, "design-retired")
    assert manager.get(run["links"]["labels_pdf"]).status_code == 200
    assert manager.get(DESIGNS).get_json()["items"][0] == retired
    assert refused(create(manager)) == (409, "design-key-taken")
    unknown = manager.post(RUNS, json=body | {"design": "tem-la"}).get_json()
    assert key not in unknown["detail"].replace("tem-la", "")
    assert change(manager, key, {"retired": False}).get_json()["retired_at"] is None
    assert manager.post(RUNS, json=body).status_code == 201


@pytest.mark.parametrize(
    ("query", "size"),
    [("", (320, 240)), ("?dpi=72", (113, 85)), ("?stock=roll-40x30&dpi=300", (472, 354))],
)
def test_a_design_can_be_seen(manager: Caller, query: str, size: tuple[int, int]) -> None:
    """With made-up texts and a code that can be scanned and leads nowhere; a viewer may see it too."""
    create(manager)

    answer = manager.get(f"{DESIGNS}/tem-vuon-40x30/preview.png{query}")

    assert (answer.status_code, answer.content_type) == (200, "image/png")
    picture = Image.open(io.BytesIO(answer.data))
    assert picture.size == size
    assert [one.text.rpartition("/")[2] for one in zxingcpp.read_barcodes(picture)] == ["7KX3Q9MT2A4B0CDE"]


def test_a_page_of_a_design_shows_all_its_labels(manager: Caller) -> None:
    """A sheet of 24, each where the stock has it."""
    answer = manager.get(f"{DESIGNS}/fruit-a4/preview.png?stock=a4-3x8&dpi=150")

    picture = Image.open(io.BytesIO(answer.data))
    assert picture.size == (1240, 1754)
    assert len(zxingcpp.read_barcodes(picture)) == 24


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("fruit-a4/preview.png?stock=roll-40x30", 422, "stock-does-not-fit"),
        ("fruit-a4/preview.png?stock=a5", 422, "unknown-stock"),
        ("fruit-a4/preview.png?dpi=601", 422, "invalid-input"),
        ("tem-la/preview.png", 404, "not-found"),
        ("..%2f..%2fetc%2fpasswd/preview.png", 404, "not-found"),
    ],
)
def test_a_picture_that_there_is_not_is_refused(manager: Caller, path: str, status: int, code: str) -> None:
    """By its stock, its size or its key."""
    assert refused(manager.get(f"{DESIGNS}/{path}")) == (status, code)


def test_anothers_design_prints_nothing(
    manager: Caller, harvest: dict[str, Any], cooperative: Cooperative, writing: Writing
) -> None:
    """It is not there to read, and a run that names it is told the designs that there are."""
    with writing() as session:
        other = make_cooperative(session, gtin=None)
        stranger = Caller(manager.client, make_token(session, other.organisation))
    create(stranger, key="tem-la")
    batch = manager.post("/api/v1/batches", json=harvest).get_json()

    answer = manager.post(RUNS, json={"batch_id": batch["id"], "quantity": 1, "design": "tem-la"})

    assert manager.get(f"{DESIGNS}/tem-la").status_code == 404
    assert manager.get(f"{DESIGNS}/tem-la/preview.png").status_code == 404
    assert refused(answer) == (422, "unknown-design")
    assert "fruit-a4" in answer.get_json()["detail"]
    assert create(manager, key="tem-la").status_code == 201
