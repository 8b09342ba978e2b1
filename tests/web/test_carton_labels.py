"""Labels of cartons: what they print, and for which batches."""

from typing import Any

import pypdfium2
import pytest

from tests.builders_chain import authorise, make_carton
from tests.builders_registry import make_packing_house
from tests.web.chain_world import Chain, refused
from tests.web.chain_world import chain as chain
from tests.web.test_quality import report

CARTON_GTIN = "19521234560019"
BOX = {"design": "box-100x50", "stock": "roll-100x50", "quantity": 2}
FOR_CHINA = {"design": "china-carton-100x150", "stock": "roll-100x150", "quantity": 2}


def packed(chain: Chain, market: str | None = None) -> str:
    """Cartons of the grower's own fruit, packed in its own house."""
    grower = chain.grower.cooperative
    with chain.writing() as session:
        house = make_packing_house(session, grower)
        authorise(session, grower, house)
        product = make_carton(session, grower, gtin=CARTON_GTIN)
    coded = chain.harvest(growing_area_code_id=grower.area_code.id)
    to = {"market": market} if market else {}
    return chain.grower.packed(
        [(coded, "10")], packing_house_id=str(house.id), product_id=str(product.id), **to
    )


def words(chain: Chain, batch: str, **body: Any) -> str:
    """All that a run's first label says in text."""
    run = chain.grower.made("/print-runs", {"batch_id": batch, **body})
    pdf = chain.grower.manager.get(run["links"]["labels_pdf"]).data
    found: str = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return found


def test_a_box_for_the_home_market_asks_for_no_test(chain: Chain) -> None:
    """It prints the trace code, and a rule for the weight until somebody tells it."""
    batch = packed(chain)
    shown = chain.grower.read(f"/batches/{batch}")

    text = words(chain, batch, **BOX)
    told = words(chain, batch, **BOX, carton_net_weight_kg="18.50", carton_fruit_count=6)

    assert "Khối lượng tịnh" in text
    assert "18,5 kg" not in text
    assert "Số quả" not in text
    assert "18,5 kg" in told
    assert "Số quả" in told
    assert shown["trace_code"] in text.replace("\r\n", "")


def test_a_carton_for_china_says_what_china_asks_for(chain: Chain) -> None:
    """Once it is tested: orchard, packing house, lot, day, weight, in Chinese and English; its link names the lot."""
    batch = packed(chain, "CN")
    body = {"batch_id": batch, **FOR_CHINA}
    assert refused(chain.grower.post("/print-runs", body)) == (409, "export-tests-missing")
    chain.grower.made("/lab-tests", report([batch]))

    text = words(chain, batch, **FOR_CHINA, carton_net_weight_kg="18.5")

    lot = chain.lot_of(batch)
    for part in (
        "榴莲 DURIAN",
        "产地 Origin",
        "VN-DTOR-",
        "VN-DTPH-",
        lot,
        "2026-10-25",
        "18.5 kg",
        "输往中华人民共和国",
        "Exported to the People's Republic of China",
    ):
        assert part in text, part
    run = chain.grower.made("/print-runs", body)
    assert f"/01/{CARTON_GTIN}/10/{lot}/21/" in run["links"]["first_label"]


@pytest.mark.parametrize("is_packed", [True, False])
def test_what_was_not_packed_for_china_gets_no_label_for_it(chain: Chain, is_packed: bool) -> None:
    """A box of the home market, and fruit that was never packed."""
    batch = packed(chain) if is_packed else chain.batch

    assert refused(chain.grower.post("/print-runs", {"batch_id": batch, **FOR_CHINA})) == (
        409,
        "design-market-differs",
    )


@pytest.mark.parametrize("told", [{"carton_net_weight_kg": "18.5"}, {"carton_fruit_count": 6}])
def test_what_would_not_be_printed_is_refused(chain: Chain, told: dict[str, Any]) -> None:
    """A weight told for a fruit's label would be looked for on the paper in vain."""
    answer = chain.grower.post("/print-runs", {"batch_id": chain.batch, "quantity": 1, **told})

    assert refused(answer) == (422, "design-prints-no-carton")
    assert answer.get_json()["errors"][0]["pointer"] == f"/{next(iter(told))}"
