"""Print runs over the API: from a batch to a PDF whose every code opens a page."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select

from labels.runs.model import PrintRun
from tests.builders import Cooperative, make_cooperative, make_product, make_run, make_token
from tests.conftest import BASE_URL, MakeApp, Writing
from tests.web.callers import Caller
from tests.web.printed import decoded
from tests.web.printing import QUANTITY, RUNS, print_run
from tests.web.printing import batch as batch


def runs(writing: Writing) -> int:
    with writing() as session:
        return session.scalar(select(func.count()).select_from(PrintRun)) or 0


def test_every_code_of_the_pdf_opens_its_page(manager: Caller, batch: dict[str, Any], app: Flask) -> None:
    """All labels of the sheets decode, differ, stand in order, and each link shows the batch's page."""
    run = print_run(manager, batch)
    pdf = manager.get(run["links"]["labels_pdf"])

    links = decoded(pdf.data)

    assert pdf.content_type == "application/pdf"
    assert len(links) == len(set(links)) == QUANTITY
    assert links[0] == run["links"]["first_label"] == f"{BASE_URL}/01/09521234560012/21/{run['first_code']}"
    assert links[-1].endswith(run["last_code"])
    for link in links:
        page = app.test_client().get(urlsplit(link).path, headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert batch["lot"] in page.get_data(as_text=True)


def test_without_a_gtin_the_link_is_short(
    manager: Caller, harvest: dict[str, Any], cooperative: Cooperative, writing: Writing
) -> None:
    """No GTIN is invented: the labels carry /t/{code}."""
    with writing() as session:
        product = make_product(session, cooperative.actor, gtin=None)
    batch = manager.post("/api/v1/batches", json=harvest | {"product_id": str(product.id)}).get_json()

    run = print_run(manager, batch)

    assert run["links"]["first_label"] == f"{BASE_URL}/t/{run['first_code']}"
    assert manager.client.get(f"/t/{run['first_code']}").status_code == 200


def test_the_pdf_is_a_function_of_the_run(manager: Caller, batch: dict[str, Any]) -> None:
    """Fetched twice it has the same bytes, whatever happened to the product meanwhile."""
    path = print_run(manager, batch)["links"]["labels_pdf"]

    assert manager.get(path).data == manager.get(path).data


def test_a_compact_pdf_says_the_same_in_less(manager: Caller, batch: dict[str, Any]) -> None:
    """By choice, for printers that were seen to keep its edges; another mode is refused by name."""
    path = print_run(manager, batch)["links"]["labels_pdf"]
    vector, compact = manager.get(path), manager.get(f"{path}?mode=compact")
    unknown = manager.get(f"{path}?mode=tiny")

    assert decoded(compact.data) == decoded(vector.data)
    assert len(compact.data) < len(vector.data)
    assert unknown.status_code == 422
    assert unknown.get_json()["errors"][0]["pointer"] == "/mode"


def test_a_range_gives_its_labels_alone(manager: Caller, batch: dict[str, Any]) -> None:
    """`from` and `to` are serials, both included."""
    run = print_run(manager, batch)

    links = decoded(manager.get(run["links"]["labels_pdf"], query_string={"from": 24, "to": 26}).data)

    assert len(links) == 3
    assert links == decoded(manager.get(run["links"]["labels_pdf"]).data)[23:26]


WRONG_RANGES = [
    ({"from": 0}, "Expected from 1 to"),
    ({"from": 31}, "There is no label 31: the run has the labels 1 to 30."),
    ({"to": 31}, "There is no label 31: the run has the labels 1 to 30."),
    ({"from": 40, "to": 45}, "There is no label 40: the run has the labels 1 to 30."),
    ({"from": 5, "to": 4}, "begins at 5 and ends at 4"),
    ({"from": "x"}, "x"),
    ({"page": 1}, "page"),
]


def test_a_wrong_range_is_refused(manager: Caller, batch: dict[str, Any]) -> None:
    """Outside of the run, backwards, or not understood: a problem that names it and what there is, not a PDF."""
    run = print_run(manager, batch)

    for query, told in WRONG_RANGES:
        answer = manager.get(
            run["links"]["labels_pdf"], query_string=query, headers={"Accept-Language": "en"}
        )
        assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
        assert told in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"quantity": 0}, 422, "invalid-input"),
        ({"quantity": 32**4}, 422, "invalid-input"),
        ({"start_position": 25}, 422, "start-position-beyond-sheet"),
        ({"stock": "a4-4x9"}, 422, "unknown-stock"),
        ({"design": "poster"}, 422, "unknown-design"),
        ({"batch_id": "019aa000-0000-7000-8000-000000000000"}, 404, "not-found"),
        ({"language": "fr"}, 422, "invalid-input"),
    ],
)
def test_a_run_that_cannot_be_printed_is_refused(
    manager: Caller, batch: dict[str, Any], writing: Writing, change: dict[str, Any], status: int, code: str
) -> None:
    """The code says why, and no run is left behind."""
    answer = manager.post(RUNS, json={"batch_id": batch["id"], "quantity": 1} | change)

    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert runs(writing) == 0


def test_a_batch_that_lacks_something_gets_no_labels(
    manager: Caller, harvest: dict[str, Any], cooperative: Cooperative, writing: Writing
) -> None:
    """409 names what the law still misses."""
    with writing() as session:
        bare = make_product(session, cooperative.actor, gtin=None, with_image=False)
    batch = manager.post("/api/v1/batches", json=harvest | {"product_id": str(bare.id)}).get_json()

    answer = manager.post(RUNS, json={"batch_id": batch["id"], "quantity": 1})

    assert (answer.status_code, answer.get_json()["code"]) == (409, "batch-incomplete")
    assert "Hình ảnh sản phẩm" in answer.get_json()["detail"]
    assert manager.client.get(f"/b/{batch['lot']}").status_code == 404


def test_another_cooperatives_run_is_not_there(
    manager: Caller, batch: dict[str, Any], writing: Writing
) -> None:
    """Neither its document, nor its labels, nor a run for its batch."""
    run = print_run(manager, batch)
    with writing() as session:
        stranger = Caller(
            manager.client, make_token(session, make_cooperative(session, gtin=None).organisation)
        )

    assert stranger.get(run["links"]["self"]).status_code == 404
    assert stranger.get(run["links"]["labels_pdf"]).status_code == 404
    assert stranger.post(RUNS, json={"batch_id": batch["id"], "quantity": 1}).status_code == 404
    assert manager.get(run["links"]["self"]).get_json() == run


def test_without_a_base_url_nothing_is_printed(
    make_app: MakeApp, writing: Writing, cooperative: Cooperative
) -> None:
    """The service starts and registers, but a run is refused until its links have a home."""
    with writing() as session:
        token = make_token(session, cooperative.organisation)
    manager = Caller(make_app(LABEL_BASE_URL="").test_client(), token)
    batch = manager.post(
        "/api/v1/batches",
        json={
            "plot_id": str(cooperative.plot.id),
            "product_id": str(cooperative.product.id),
            "harvested_on": "2026-10-20",
            "net_weight_kg": "100",
        },
    )
    answer = manager.post(RUNS, json={"batch_id": batch.get_json()["id"], "quantity": 1})

    assert batch.status_code == 201
    assert (answer.status_code, answer.get_json()["code"]) == (409, "label-base-url-missing")


def test_a_run_number_is_drawn_again_when_it_is_taken(
    writing: Writing, cooperative: Cooperative, app: Flask
) -> None:
    """A code is never issued twice: the same draw gives the next number."""
    from app.secrets import label_keys

    draws = iter([7, 7, 8])
    with writing() as session:
        first = make_run(session, cooperative, label_keys(), draw_number=lambda _bits: next(draws))
        second = make_run(session, cooperative, label_keys(), draw_number=lambda _bits: next(draws))

        assert (first.number, second.number) == (7, 8)
