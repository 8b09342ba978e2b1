"""`/batches/{id}/trace` and `/batches/{id}/epcis` over HTTP."""

import re

import pytest
from flask.testing import FlaskClient

from tests.builders import make_token
from tests.builders_people import HOUSEHOLD, NAME, PHONE, make_grower
from tests.chain_world import ChainWorld, make_chain
from tests.conftest import BASE_URL, Writing
from tests.web.callers import Caller

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


@pytest.mark.parametrize("lang", ["vi", "en", "zh"])
def test_no_person_and_no_weight_stands_on_a_page_of_several_plots(
    client: FlaskClient, chain: ChainWorld, lang: str
) -> None:
    """Whatever one of its growers agreed to; nor what was written on papers, nor what was weighed."""
    page = client.get(f"/b/{chain.sold.lot}", query_string={"lang": lang}).text

    assert chain.one.organisation.name in page
    assert [found for found in (*PRIVATE, "1250.5", "1250,5", " kg") if found in page] == []


def test_events_name_places_that_resolve(packer: Caller, client: FlaskClient, chain: ChainWorld) -> None:
    """Every place and party of our own in the document leads to a page."""
    document = packer.get(f"/api/v1/batches/{chain.sold.id}/epcis").text
    named = set(re.findall(rf"{BASE_URL}(/(?:loc|party|class)/[^\"]+)", document))

    assert {path.rpartition("/")[0] for path in named} >= {
        "/loc/plot",
        "/loc/packing-house",
        "/loc/organisation",
        "/party",
    }
    assert {client.get(path, headers={"Accept": "text/html"}).status_code for path in named} == {200}
    assert client.get("/loc/packing-house/VN-DTPH-0000").status_code == 404
    assert client.get("/loc/organisation/NOBODY").status_code == 404
