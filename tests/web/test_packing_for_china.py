"""Packing for China: of one growing-area code, in a house that it authorises."""

import uuid
from datetime import date
from typing import Any

import pytest
from werkzeug.test import TestResponse

from batches.plots.growing_areas.rules import Authorisation
from batches.plots.growing_areas.service import add_growing_area_code
from batches.plots.packing_houses.model import PackingHouse
from batches.plots.packing_houses.service import record_packing_house_status
from tests.builders_chain import authorise, make_carton
from tests.builders_field import make_plot
from tests.builders_registry import make_packing_house
from tests.conftest import NOW
from tests.web.chain_world import Chain, refused
from tests.web.chain_world import chain as chain


@pytest.fixture
def china(chain: Chain) -> dict[str, Any]:
    """What packing for China adds to a body: the market, and a house that the grower's code authorises."""
    with chain.writing() as session:
        house = make_packing_house(session, chain.grower.cooperative)
        authorise(session, chain.grower.cooperative, house, from_on=date(2026, 10, 22))
        carton = make_carton(session, chain.grower.cooperative)
        code_id = chain.grower.cooperative.area_code.id
    return {
        "market": "CN",
        "packing_house_id": str(house.id),
        "product_id": str(carton.id),
        "batch": chain.harvest(growing_area_code_id=code_id),
    }


def pack_for_china(chain: Chain, china: dict[str, Any], **but: Any) -> TestResponse:
    given = {**china, **but}
    inputs = [(found, "10") for found in (given.pop("batch"), *given.pop("more", ()))]
    return chain.grower.post("/packings", chain.grower.pack(inputs, **given))


def test_a_carton_for_china_of_one_code_in_its_house(chain: Chain, china: dict[str, Any]) -> None:
    """It carries the code, says which tests it lacks, and its trace code names the house."""
    answer = pack_for_china(chain, china)

    batch = answer.get_json()["batch"]
    assert answer.status_code == 201
    assert batch["growing_area_code_id"] == str(chain.grower.cooperative.area_code.id)
    assert batch["export"] == {"market": "CN", "is_ready": False, "missing": ["cadmium", "basic_yellow_2"]}
    assert "VN-DTPH-" in batch["trace_code"]


def test_the_market_refuses_what_its_code_does_not_allow(chain: Chain, china: dict[str, Any]) -> None:
    """Another market, a house that is not named, a day before it was, a suspended house."""
    with chain.writing() as session:
        other = str(make_packing_house(session, chain.grower.cooperative).id)
    answers = [
        pack_for_china(chain, china, market="TH"),
        pack_for_china(chain, china, packing_house_id=other),
        pack_for_china(chain, china, packed_on="2026-10-21"),
    ]
    with chain.writing() as session:
        record_packing_house_status(
            session,
            chain.grower.cooperative.actor,
            uuid.UUID(china["packing_house_id"]),
            status="suspended",
            from_on=date(2026, 10, 23),
            now=NOW,
        )
    answers.append(pack_for_china(chain, china))
    answers.append(pack_for_china(chain, china, packed_on="2026-10-22"))

    assert [refused(answer) for answer in answers[:-1]] == [
        (409, "growing-area-code-missing"),
        (409, "packing-house-not-authorised"),
        (409, "packing-house-not-authorised"),
        (409, "packing-house-not-active"),
    ]
    assert answers[-1].status_code == 201


def test_fruit_without_a_code_or_of_several_does_not_go_to_china(chain: Chain, china: dict[str, Any]) -> None:
    """Loose fruit of two codes may be packed, a carton may not mix them; nothing is hidden by packing twice."""
    with chain.writing() as session:
        grower = chain.grower.cooperative
        plots = [make_plot(session, grower, code=code) for code in ("B-01", "C-01")]
        house = session.get_one(PackingHouse, uuid.UUID(china["packing_house_id"]))
        second = add_growing_area_code(
            session,
            grower.actor,
            code="VN-DTOR-8999",
            market="CN",
            valid_from=date(2026, 1, 1),
            valid_to=date(2026, 12, 31),
            plots=[plots[0]],
            authorisations=[
                Authorisation(packing_house_code=house.code, from_on=date(2026, 10, 1), until_on=None)
            ],
            now=NOW,
        )
    bare = chain.harvest(plot_id=plots[1].id)
    mixed = chain.harvest(plot_id=plots[0].id, growing_area_code_id=second.id)
    fruit = str(chain.grower.cooperative.product.id)
    loose = pack_for_china(chain, china, more=[mixed], product_id=fruit)
    again = loose.get_json()["batch"]
    answers = [
        pack_for_china(chain, china, more=[bare]),
        pack_for_china(chain, china, more=[mixed]),
        pack_for_china(chain, china, batch=again["id"]),
    ]

    assert (loose.status_code, again["growing_area_code_id"]) == (201, None)
    assert [refused(answer) for answer in answers] == [
        (409, "growing-area-code-missing"),
        (409, "several-codes-in-carton"),
        (409, "several-codes-in-carton"),
    ]
    assert "VN-DTOR-8999" in answers[1].get_json()["detail"]
