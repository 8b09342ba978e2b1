"""Every public form, with consent given, never given and withdrawn: what it shows of the grower."""

import uuid

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import select, text

from app.db import db
from batches.base import Base
from batches.documents.model import Document
from batches.organisations.members.model import PURPOSES, Consent
from tests.builders_people import NAME, PHONE
from tests.conftest import NOW, MakeApp, Writing
from tests.web.privacy_world import (
    LABEL_LINK,
    LABEL_PAGES,
    LOT_PAGES,
    make_world,
    public_forms,
    shown_of,
)

ERASABLE = frozenset({"member", "plot"})  # the rows in which a person may stand


@pytest.mark.parametrize("consents", [(), PURPOSES, *((purpose,) for purpose in PURPOSES)])
def test_a_page_shows_what_was_agreed_to_and_nothing_else(app: Flask, consents: tuple[str, ...]) -> None:
    """Each consent by itself, all and none: on the pages of labels; nowhere else, a lot's included."""
    world = make_world(app, consents)
    walked = set()

    for rule, body in public_forms(app, world, is_quick=len(consents) == 1):
        walked.add(rule)
        if rule == "/media/people/<uuid:member_id>":
            expected = {"public_photo"} & set(consents)
        else:
            expected = set(consents) if rule in LABEL_PAGES else set()
        assert shown_of(body, world) == expected, rule

    assert {f"{LABEL_LINK} as application/{form}" for form in ("ld+json", "json")} <= walked
    assert walked >= LOT_PAGES | LABEL_PAGES | {
        "/media/<uuid:document_id>",
        "/party/<short_code>",
        "/p/<uuid:product_id>",
    }


def test_a_withdrawal_works_at_once_on_every_form(app: Flask) -> None:
    """The next request shows nothing any more; who asks whether it has changed is told so; the record stays."""
    world = make_world(app, PURPOSES)
    page = f"/t/{world.values['code']}"
    before = world.client.get(page)
    with app.app_context():
        ids = db.session.scalars(select(Consent.id)).all()

    for consent_id in ids:
        gone = world.client.delete(
            f"/api/v1/members/{world.member_id}/consents/{consent_id}",
            headers={"Authorization": f"Bearer {world.token}"},
        )
        assert gone.status_code == 204

    assert shown_of(before.data, world) == set(PURPOSES)
    assert world.client.get(page, headers={"If-None-Match": before.headers["ETag"]}).status_code == 200
    for rule, body in public_forms(app, world):
        assert shown_of(body, world) == set(), rule
    with app.app_context():
        assert {row.withdrawn_at for row in db.session.scalars(select(Consent))} == {NOW}


def test_a_person_s_photo_is_kept_by_no_cache(app: Flask) -> None:
    """Fetched anew each time; no page of another origin may show it; a document's own id never leads to it."""
    world = make_world(app, ("public_photo",))

    answer = world.client.get(f"/media/people/{world.member_id}")

    assert (answer.status_code, answer.content_type, answer.data) == (200, "image/png", world.face)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert world.client.get(f"/media/{world.values['document_id']}").status_code == 404


def test_a_published_photo_of_a_person_needs_consent_all_the_same(app: Flask, writing: Writing) -> None:
    """When a manager publishes the document later, its address does not go round the consent."""
    world = make_world(app, ())
    with writing() as session:
        session.get_one(Document, uuid.UUID(world.values["document_id"])).visibility = "public"

    assert world.client.get(f"/media/{world.values['document_id']}").status_code == 404
    assert world.client.get(f"/media/people/{world.member_id}").status_code == 404


def test_what_is_printed_or_recorded_holds_no_person(app: Flask) -> None:
    """Consent or not: labels, events, their snapshots and every row that cannot be erased hold ids alone."""
    world = make_world(app, PURPOSES)
    with pypdfium2.PdfDocument(world.private(f"/api/v1/print-runs/{world.run_id}/labels.pdf")) as pdf:
        labels = "".join(page.get_textpage().get_text_range() for page in pdf)
    forms = [
        labels.encode(),
        world.private(f"/api/v1/print-runs/{world.run_id}"),
        world.private(f"/api/v1/batches/{world.batch_id}"),
        world.private(f"/api/v1/batches/{world.batch_id}/events"),
    ]

    assert world.values["code"] in labels
    assert [shown_of(form, world) for form in forms] == [set()] * len(forms)
    with app.app_context():
        for table in Base.metadata.tables.values():
            if table.name not in ERASABLE:
                rows = str(db.session.execute(text(f'SELECT * FROM "{table.name}"')).all())
                assert not (shown_of(rows.encode(), world) - {"public_photo"}), table.name


def test_no_log_line_names_a_person(make_app: MakeApp, capsys: pytest.CaptureFixture[str]) -> None:
    """Every public form is opened, and a household read and entered, at the most talkative level."""
    app = make_app(LOG_LEVEL="debug")
    world = make_world(app, PURPOSES)
    for _ in public_forms(app, world):
        pass
    world.private(f"/api/v1/members/{world.member_id}")
    made = world.client.post(
        "/api/v1/members",
        json={"household_code": "HO-THU-08", "name": NAME, "phone": PHONE},
        headers={"Authorization": f"Bearer {world.token}"},
    )

    logged = capsys.readouterr().err

    assert made.status_code == 201
    assert f"/b/{world.values['lot']}" in logged
    assert shown_of(logged.encode(), world) <= {"public_photo"}  # the id in a path, which names nobody
