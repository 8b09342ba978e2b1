"""The fraud drill: what people do with labels that are not theirs or too many, and where it stops or shows."""

from decimal import Decimal
from typing import Any

import pytest

from tests.builders import make_batch
from tests.builders_chain import make_packed, make_weighed
from tests.conftest import Writing
from tests.web.label_world import Station, code_of


def page(station: Station, path: str) -> tuple[int, str]:
    answer = station.packer.client.get(path, headers={"Accept": "text/html"})
    return answer.status_code, answer.get_data(as_text=True)


def test_surplus_that_is_kept_after_closing_tells_on_itself(station: Station) -> None:
    """Ten of fifty were never applied: stuck on other fruit next month, each says that it is void."""
    run = station.run(50)
    station.tell(run, "close", applied=[[1, 40]])

    assert "Tem đã bị hủy" in page(station, f"/t/{run['last_code']}")[1]
    assert "Tem đã bị hủy" not in page(station, f"/t/{run['first_code']}")[1]
    assert code_of(station.packer.get(run["links"]["labels_pdf"])) == (409, "run-closed")


@pytest.mark.parametrize("is_packed_first", [False, True])
def test_fruit_is_not_labelled_both_before_and_after_it_is_packed(
    station: Station, writing: Writing, is_packed_first: bool
) -> None:
    """A harvest with all its tags leaves none for what is packed of it, and the other way round."""
    with writing() as session:
        harvest = make_weighed(session, station.cooperative, "150")
        packed = make_packed(session, station.cooperative, [(harvest, "150")])
    for batch in (harvest, packed):
        station.manager.post(
            f"/api/v1/batches/{batch.id}/weight-confirmations", json={"net_weight_kg": "150"}
        )
    first, second = (packed, harvest) if is_packed_first else (harvest, packed)

    assert station.ask_run(105, batch_id=str(first.id)).status_code == 201
    answer = station.ask_run(1, batch_id=str(second.id))
    assert code_of(answer) == (409, "allotment-exceeded")


def test_a_small_smallest_fruit_brings_no_flood_of_labels(station: Station) -> None:
    """A product cannot say that its durians weigh a hundred grams."""
    product = f"/api/v1/products/{station.cooperative.product.id}"

    assert code_of(station.manager.patch(product, json={"smallest_fruit_kg": "0.1"})) == (
        422,
        "invalid-input",
    )
    changed = station.manager.patch(product, json={"smallest_fruit_kg": "0.5"})
    assert (changed.status_code, changed.get_json()["smallest_fruit_kg"]) == (200, "0.5")


def test_a_product_of_heavy_fruit_gets_fewer_labels(station: Station, writing: Writing) -> None:
    """150 kg of a variety that never weighs under 3 kg are 50 fruits, not 100."""
    with writing() as session:
        batch = make_batch(session, station.cooperative, net_weight_kg=Decimal(150), fruit_count=None)
    product = f"/api/v1/products/{station.cooperative.product.id}"
    assert station.manager.patch(product, json={"smallest_fruit_kg": "3"}).status_code == 200
    station.manager.post(f"/api/v1/batches/{batch.id}/weight-confirmations", json={"net_weight_kg": "150"})

    assert code_of(station.ask_run(53, batch_id=str(batch.id))) == (409, "allotment-exceeded")
    assert station.ask_run(52, batch_id=str(batch.id)).status_code == 201


def test_the_file_is_not_printed_a_second_time(station: Station) -> None:
    """After the packer's confirmation neither whole nor in part; a file kept elsewhere has the same codes."""
    run = station.run(30)
    station.packer.get(run["links"]["labels_pdf"]).get_data()
    station.tell(run, "confirmations")

    for query in ({}, {"from": 7, "to": 7}):
        answer = station.packer.get(run["links"]["labels_pdf"], query_string=query)
        assert code_of(answer) == (409, "run-already-printed")


def test_who_weighed_alone_does_not_confirm_alone(station: Station, writing: Writing) -> None:
    """Where somebody else could: the grower's own word twice is one word."""
    token: dict[str, Any] = {
        "plot_id": str(station.cooperative.plot.id),
        "product_id": str(station.cooperative.product.id),
        "harvested_on": "2026-10-20",
        "net_weight_kg": "500",
        "weight_kind": "weighed",
        "confirm_duplicate": True,
    }
    batch = station.manager.post("/api/v1/batches", json=token).get_json()

    answer = station.manager.post(
        f"/api/v1/batches/{batch['id']}/weight-confirmations", json={"net_weight_kg": "500"}
    )

    assert code_of(answer) == (403, "second-person-needed")


def test_a_code_under_another_product_or_lot_is_told(station: Station) -> None:
    """A real code pasted into a link of another GTIN or lot opens neither of them; a forged one opens nothing."""
    run = station.run(10)
    code, gtin = run["first_code"], station.cooperative.product.gtin
    forged = code[:9] + ("0" if code[9] != "0" else "1") + code[10:]

    status, text = page(station, f"/01/09521234560029/21/{code}")
    assert (status, station.batch.lot in text, "Mã không khớp" in text) == (200, False, True)
    status, text = page(station, f"/01/{gtin}/10/PHUU2610057K3Q/21/{code}")
    assert (status, station.batch.lot in text) == (200, False)
    assert page(station, f"/t/{forged}")[0] == 404
