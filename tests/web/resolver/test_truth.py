"""What the resolver offers is true: it follows a certificate's suspension, a recall, and what is not public yet."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.db import transaction
from batches.certificates.model import Certificate
from batches.harvest.model import Batch
from tests.builders import make_batch
from tests.builders_chain import make_recall
from tests.conftest import BASE_URL
from tests.web.resolver.world import World, running_world


@pytest.fixture
def world(sqlite_model: Path, tmp_path: Path) -> Iterator[World]:
    with running_world(sqlite_model, tmp_path) as made:
        yield made


def offered(world: World, name: str) -> set[str]:
    """The link types of a name's most specific level."""
    level = world.ask(f"{name}?linkType=linkset").get_json(force=True)["linkset"][0]
    return {key.rpartition("/")[2] for key in level if key.startswith("https://ref.gs1.org/voc/")}


def properties(data: dict[str, Any]) -> dict[str, Any]:
    return {told["name"]: told["value"] for told in data["additionalProperty"]}


def test_a_claim_is_offered_while_it_may_be_made(world: World) -> None:
    """Of a lot and its labels, not of the product; neither link nor data once the certificates are suspended."""
    every = {"defaultLink", "pip", "traceability", "epcis", "certificationInfo", "recallStatus"}
    assert offered(world, world.batch) == offered(world, world.label) == every
    assert offered(world, world.product) == {"defaultLink", "pip"}

    with world.strict.app_context(), transaction() as session:
        for certificate in session.scalars(select(Certificate)):
            certificate.suspended_from = certificate.valid_from

    for name in (world.batch, world.label):
        assert offered(world, name) == every - {"certificationInfo"}
        assert world.ask(f"{name}?linkType=gs1:certificationInfo").status_code == 404
        data = world.ask(name, "application/ld+json", is_direct=True).get_json(force=True)
        assert data.keys().isdisjoint({"hasCertification", "gs1:certification"})


def test_a_recall_is_told_in_every_form(world: World) -> None:
    """With its day and reason, in the page that recallStatus leads to and in both forms of data."""
    with world.strict.app_context(), transaction() as session:
        make_recall(
            session, world.cooperative, [session.scalars(select(Batch).where(Batch.lot == world.lot)).one()]
        )

    for name in (world.batch, world.label):
        asked = f"{name}?linkType=gs1:recallStatus"
        page = world.ask(world.ask(asked).headers["Location"].removeprefix(BASE_URL))
        plain = world.ask(name, "application/json", is_direct=True).get_json()
        linked = world.ask(name, "application/ld+json", is_direct=True).get_json(force=True)
        assert "Dư lượng vượt mức" in page.text
        assert plain["status"] == properties(linked)["status"] == "recalled"
        assert plain.get("batch", plain)["recall"]["reason"] == properties(linked)["recallReason"]


def test_a_lot_that_is_not_public_is_an_unknown_one(world: World) -> None:
    """Held or incomplete, it is answered as any lot that never was, in every form."""
    with world.strict.app_context(), transaction() as session:
        batch = make_batch(session, world.cooperative)
        batch.published_at = None
        lot = batch.lot

    for link_type in (
        "",
        "?linkType=linkset",
        "?linkType=gs1:pip",
        "?linkType=gs1:epcis",
        "?linkType=gs1:traceability",
    ):
        answers = [world.ask(f"{world.product}/10/{name}{link_type}") for name in (lot, "NEVERWAS")]
        found = {(answer.status_code, answer.headers.get("Location")) for answer in answers}
        assert len(found) == 1, link_type
    for page in ("json", "jsonld", "epcis"):
        assert world.ask(f"/b/{lot}/{page}").status_code == 404
    assert world.ask(f"/class/{world.product_code}.{lot}").status_code == 404
