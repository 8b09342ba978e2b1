"""The demo: real input through the services, repeatable, and marked as a sample for ever."""

import json
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from app.cli.demo.chain import BUYER, LABORATORY
from app.cli.demo.load import actor_of
from app.db import reading, transaction
from app.randomness import draw_number
from app.secrets import label_keys
from batches.diary.model import DiaryEntry, Pesticide
from batches.events.model import Event
from batches.harvest.model import Batch
from batches.lineage.origins import origins_of
from batches.organisations.model import Organisation
from batches.plots.growing_areas.model import GrowingAreaCode
from batches.plots.model import Plot
from batches.products.model import Product
from batches.provenance.batches import registered_all
from batches.provenance.call_list import call_list
from batches.recalls.model import Recall
from labels.runs.creating import RunOrder, create_run
from labels.runs.snapshot import Snapshot
from tests.conftest import BROWSER, MakeApp

DEMO_URL = "http://127.0.0.1:8000"


@pytest.fixture
def demo_app(make_app: MakeApp) -> Flask:
    return make_app(DEMO="1", LABEL_BASE_URL=DEMO_URL)


def load(app: Flask) -> dict[str, Any]:
    answer = app.test_cli_runner().invoke(args=["demo", "load", "--json"])
    assert answer.exit_code == 0, answer.output
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def test_the_summary_has_what_a_program_needs(demo_app: Flask) -> None:
    """Three cooperatives in the communes that were Châu Thành, a dozen batches, links of both kinds."""
    summary = load(demo_app)

    assert list(summary) == ["base_url", "cooperatives", "scan_urls"]
    assert [list(found) for found in summary["cooperatives"]] == [
        ["short_code", "token", "plot_ids", "product_ids", "batch_ids"]
    ] * 3
    assert sum(len(found["batch_ids"]) for found in summary["cooperatives"]) == 12
    assert any("/01/" in url for url in summary["scan_urls"])
    assert any("/t/" in url for url in summary["scan_urls"])
    with demo_app.app_context(), reading() as session:
        organisations = session.scalars(select(Organisation)).all()
        assert {found.commune_code for found in organisations} >= {"30244", "30253", "30259"}
        assert all(found.is_sample for found in organisations)


def test_loading_twice_makes_nothing_twice(demo_app: Flask) -> None:
    """Only the tokens are fresh; ids and links stay."""
    first, second = load(demo_app), load(demo_app)

    for before, after in zip(first["cooperatives"], second["cooperatives"], strict=True):
        assert before.pop("token") != after.pop("token")
        assert before == after
    assert first["scan_urls"] == second["scan_urls"]


def test_the_first_cooperative_can_take_a_large_harvest(demo_app: Flask) -> None:
    """Two plots of its first variety; 40 ha, 2,000 t and that quota on the first; its code runs to the end of 2027."""
    first = load(demo_app)["cooperatives"][0]

    with demo_app.app_context(), reading() as session:
        plots = [session.get_one(Plot, _id(text)) for text in first["plot_ids"]]
        product = session.get_one(Product, _id(first["product_ids"][0]))
        code = session.scalars(select(GrowingAreaCode).where(GrowingAreaCode.plots.any(id=plots[0].id))).one()
        assert sum(plot.variety == product.variety for plot in plots) >= 2
        assert (plots[0].area_m2, plots[0].expected_yield_kg) == (400_000, Decimal(2_000_000))
        assert [season.quota_kg for season in code.seasons] == [2_000_000]
        assert (str(code.valid_from), str(code.valid_to)) == ("2026-01-01", "2027-12-31")


def test_two_plots_have_an_outline_and_each_code_a_packing_house(demo_app: Flask) -> None:
    """Of the stated areas, each with a point inside; the packing house may pack the fruit of every code."""
    load(demo_app)

    with demo_app.app_context(), reading() as session:
        drawn = session.scalars(select(Plot).where(Plot.boundary.is_not(None))).all()
        codes = session.scalars(select(GrowingAreaCode)).all()
        authorised = [[row.packing_house_code for row in code.authorisations] for code in codes]
    assert sorted(plot.code for plot in drawn) == ["PH-02", "TND-01"]
    assert all(plot.position is not None for plot in drawn)
    assert authorised == [["VN-DTPH-9901"]] * 3


def test_the_heaviest_batch_is_scanned_first(demo_app: Flask) -> None:
    """Its page opens, tells its lot, and says in three languages that it is not for sale."""
    summary = load(demo_app)

    page = demo_app.test_client().get(urlsplit(summary["scan_urls"][0]).path, headers={"Accept": BROWSER})

    with demo_app.app_context(), reading() as session:
        heaviest = session.scalars(select(Batch).order_by(Batch.net_weight_kg.desc())).first()
    text = page.get_data(as_text=True)
    assert heaviest is not None
    assert heaviest.lot in text
    for words in ("TEM THỬ – KHÔNG DÙNG ĐỂ BÁN", "DEMO, NOT FOR SALE", "演示，非卖品"):
        assert words in text


def test_pictures_are_served(demo_app: Flask) -> None:
    """A product's image is a JPEG, made by the way that all pictures take, which browsers may keep for an hour."""
    summary = load(demo_app)
    with demo_app.app_context(), reading() as session:
        product = session.get_one(Product, _id(summary["cooperatives"][0]["product_ids"][0]))

    picture = demo_app.test_client().get(f"/media/{product.image_id}")

    assert picture.content_type == "image/jpeg"
    assert picture.headers["Cache-Control"] == "public, max-age=3600"
    assert len(demo_app.test_client().get(f"/media/{product.image_id}?size=medium").data) < len(picture.data)
    assert demo_app.test_client().get(f"/media/{product.id}").status_code == 404


def test_each_plot_has_its_season_and_no_batch_is_held(demo_app: Flask) -> None:
    """Flowering, manuring, sprayings and water in the diary; every interval was over, no fruit was too young."""
    load(demo_app)

    with demo_app.app_context(), reading() as session:
        batches = session.scalars(select(Batch)).all()
        entries = session.scalars(select(DiaryEntry)).all()
        pesticides = session.scalars(select(Pesticide)).all()
        assert {batch.status for batch in batches} == {"published"}
        assert not [
            stored for batch in batches for stored in batch.warnings if stored["code"] == "fruit-too-young"
        ]
        for plot_id in {batch.plot_id for batch in batches if batch.plot_id is not None}:
            kinds = {entry.kind for entry in entries for plot in entry.plots if plot.id == plot_id}
            assert kinds == {"flowering", "fertiliser", "pesticide", "irrigation"}
        assert not [entry for entry in entries if entry.warnings]
        assert len(pesticides) == 3 * 3
        assert len({pesticide.pre_harvest_interval_days for pesticide in pesticides}) == 3


def test_no_event_names_a_person_or_organisation(demo_app: Flask) -> None:
    """Events hold codes and ids only; a buyer who is not here may be a person."""
    load(demo_app)

    with demo_app.app_context(), reading() as session:
        names = list(session.scalars(select(Organisation.name)))
        documents = session.scalars(select(Event.document)).all()
    names += [BUYER, LABORATORY]
    assert len(documents) == 34
    assert not [name for name in names for document in documents if name in document]


def test_a_real_folder_takes_no_demo(make_app: MakeApp) -> None:
    """Without demo mode the command refuses and says how to get it."""
    answer = make_app().test_cli_runner().invoke(args=["demo", "load"])

    assert answer.exit_code == 1
    assert "RONGUON_DEMO=1" in answer.output


@pytest.mark.parametrize(
    ("option", "expected"), [("--quickstart", "rn_"), (None, "3 cooperatives, 12 batches")]
)
def test_people_are_told_on_stderr(demo_app: Flask, option: str | None, expected: str) -> None:
    """stdout stays empty: it is for programs."""
    answer = demo_app.test_cli_runner().invoke(args=["demo", "load", *([option] if option else [])])

    assert answer.stdout == ""
    assert expected in answer.stderr


def _id(text: str) -> Any:
    import uuid

    return uuid.UUID(text)


def test_the_chain_leads_from_gardens_to_a_carton_for_china(demo_app: Flask) -> None:
    """Shipped, accepted, received, packed and tested by another organisation, and ready for export."""
    load(demo_app)

    with demo_app.app_context(), reading() as session:
        packed = session.scalars(
            select(Batch).where(Batch.plot_id.is_(None)).order_by(Batch.harvested_on)
        ).all()
        found = registered_all(session, packed)
        origins = origins_of(session, [batch.id for batch in packed])
    assert [(one.status, one.missing_for_export) for one in found] == [("published", [])] * 2
    assert all(one.packing is not None and one.packing.market == "CN" for one in found)
    assert [len(origins[batch.id]) for batch in packed] == [3, 2]
    assert all([claim.number for claim in one.claims] == ["VietGAP-TT-13-99-87-0001"] for one in found)


def test_labels_of_the_cartons_can_be_printed(demo_app: Flask) -> None:
    """Their names fit the label, and their receiver's own link opens their page."""
    load(demo_app)

    with demo_app.app_context(), transaction() as session:
        packed = session.scalars(select(Batch).where(Batch.plot_id.is_(None))).first()
        assert packed is not None
        actor = actor_of(session.get_one(Organisation, packed.organisation_id))
        run = create_run(
            session,
            actor,
            RunOrder(
                batch_id=packed.id,
                quantity=24,
                design="fruit-a4",
                stock="a4-3x8",
                start_position=1,
                language="vi",
            ),
            base_url=DEMO_URL,
            keys=label_keys(),
            draw_number=draw_number,
            now=packed.registered_at,
        )
        url = Snapshot.of(run).payload(Snapshot.of(run).codes(label_keys())(1)).text
    assert packed.lot in demo_app.test_client().get(urlsplit(url).path, headers={"Accept": BROWSER}).get_data(
        as_text=True
    )


def test_one_lot_is_recalled(demo_app: Flask) -> None:
    """After it was sold: its buyer stands on the call list."""
    load(demo_app)

    with demo_app.app_context(), reading() as session:
        recall = session.scalars(select(Recall)).one()
        calls = call_list(session, recall, now=recall.recalled_at)
    assert [call.receiver for call in calls.calls] == ["Nhà nhập khẩu mẫu"]
    assert not calls.is_overdue
