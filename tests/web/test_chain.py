"""`/batches/{id}/trace` and `/batches/{id}/epcis` over HTTP."""

import re

import pytest
from flask.testing import FlaskClient

from tests.builders import make_token
from tests.builders_people import HOUSEHOLD, NAME, PHONE, make_grower
from tests.chain_world import ChainWorld, make_chain
from tests.conftest import Writing
from tests.web.conftest import Caller

PRIVATE = (NAME, PHONE, HOUSEHOLD, "105.81", "66C-123.45", "PX-0099", "recorded_by", "vehicle", "reference")


@pytest.fixture
def chain(writing: Writing) -> ChainWorld:
    """With a grower behind the first harvest who agreed to everything."""
    with writing() as session:
        made = make_chain(session)
        make_grower(session, made.one)
        return made


@pytest.fixture
def packer(client: FlaskClient, writing: Writing, chain: ChainWorld) -> Caller:
    with writing() as session:
        return Caller(client, make_token(session, chain.packer.organisation))


def test_the_graph_is_told_both_ways(packer: Caller, chain: ChainWorld) -> None:
    """Back from the packed batch to its harvests, forward to what was packed of it."""
    path = f"/api/v1/batches/{chain.packed.id}/trace"
    both, back = packer.get(path).get_json(), packer.get(f"{path}?direction=back").get_json()

    assert {batch["lot"] for batch in both["batches"]} - {batch["lot"] for batch in back["batches"]} == {
        chain.sold.lot
    }
    first = next(batch for batch in back["batches"] if batch["lot"] == chain.first.lot)
    assert first["place"]["name_vi"] == "Xã Phú Hựu, Tỉnh Đồng Tháp"
    assert (first["net_weight_kg"], first["kind"], first["is_own"]) == ("1250.5", "harvest", False)
    assert back["edges"][0].keys() == {"input_id", "output_id", "net_weight_kg"}
    assert {"harvest", "packing", "shipping", "accepting", "receiving"} == {
        event["kind"] for event in back["events"]
    }
    assert packer.get(f"{path}?direction=sideways").status_code == 422


def test_the_document_stays_as_it_is(packer: Caller, chain: ChainWorld) -> None:
    """Linked data with a strong ETag that holds while nothing happens."""
    path = f"/api/v1/batches/{chain.packed.id}/epcis"
    first = packer.get(path)
    again = packer.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert first.content_type == "application/ld+json"
    assert first.get_json()["creationDate"] == "2026-10-25T03:00:00.000Z"
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("form", ["trace", "epcis"])
def test_no_person_stands_in_a_chain(packer: Caller, chain: ChainWorld, form: str) -> None:
    """Whatever the grower agreed to be shown on the page; no vehicle, no paper, no position either."""
    told = packer.get(f"/api/v1/batches/{chain.sold.id}/{form}").text

    assert chain.first.lot in told
    assert [found for found in PRIVATE if found in told] == []
    assert not re.search(r"note|quota|boundary|member", told)


@pytest.mark.parametrize("form", ["trace", "epcis"])
def test_a_chain_that_is_not_ones_own_is_missing(
    client: FlaskClient, writing: Writing, chain: ChainWorld, form: str
) -> None:
    """A cooperative asks for what its buyer packed: 404, as for a batch that never was."""
    with writing() as session:
        grower = Caller(client, make_token(session, chain.one.organisation))

    assert grower.get(f"/api/v1/batches/{chain.packed.id}/{form}").status_code == 404
    assert grower.get(f"/api/v1/batches/{chain.first.id}/{form}").status_code == 200
