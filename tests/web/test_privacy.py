"""Every public form, with consent given, never given and withdrawn: what it shows of the grower."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from werkzeug.routing import Rule

from app.db import db, transaction
from app.policy import PUBLIC, declared_policy
from app.secrets import label_keys
from app.storage import storage
from batches.base import Base
from batches.documents.model import Document
from batches.documents.rules import storage_path
from batches.harvest.model import Batch
from batches.organisations.members.model import PURPOSES, Consent
from labels.codes.codes import derive_run_key, make_code, show
from tests.builders import make_cooperative, make_run, make_token
from tests.builders_people import HOUSEHOLD, NAME, PHONE, POSITION, make_grower
from tests.conftest import NOW, MakeApp, Writing

LOT_LINK, LABEL_LINK = "a lot's Digital Link", "a label's Digital Link"
LOT_PAGES = frozenset({"/b/<lot>", "/class/<product>.<lot>", LOT_LINK})
LABEL_PAGES = frozenset({"/obj/<code>", "/t/<code>", LABEL_LINK})
ERASABLE = frozenset({"member", "plot"})  # the rows in which a person may stand
TOLD = {
    "public_name": [NAME],
    "public_phone": [PHONE, PHONE[3:], "900 000 987"],
    "public_household_code": [HOUSEHOLD],
    "public_position": [f"{degrees:.4f}"[:-1] for degrees in POSITION],
}


@dataclass(frozen=True)
class World:
    """A printed batch whose grower agreed to some purposes; `values` fill the public routes' arguments.

    Attributes:
        links: the Digital Links of its lot and label, without the first slash.
    """

    client: FlaskClient
    links: tuple[str, ...]
    token: str
    values: dict[str, str]
    member_id: uuid.UUID
    face: bytes
    run_id: uuid.UUID
    batch_id: uuid.UUID

    def private(self, path: str) -> bytes:
        """What the manager reads there."""
        answer = self.client.get(path, headers={"Authorization": f"Bearer {self.token}"})
        assert answer.status_code == 200, path
        body: bytes = answer.data
        return body


def make_world(app: Flask, consents: tuple[str, ...]) -> World:
    with app.app_context(), transaction() as session:
        cooperative = make_cooperative(session)
        grower = make_grower(session, cooperative, consents=consents)
        run = make_run(session, cooperative, label_keys())
        run_key = derive_run_key(label_keys().get(run.key_id), run.key_id, run.number)
        batch = session.get_one(Batch, run.batch_id)
        photo = session.get_one(Document, grower.photo_id)
        values = {
            "code": show(make_code(run_key, run.number, 1)),
            "gtin": cooperative.product.gtin or "",
            "lot": batch.lot,
            "product": cooperative.product.code,
            "product_id": str(cooperative.product.id),
            "short_code": cooperative.organisation.short_code,
            "plot_code": cooperative.plot.code,
            "document_id": str(photo.id),
            "member_id": str(grower.id),
            "house": "VN-DTPH-0001",
            "epc": "eh30",
            "case": "0000-1111-2222",
            "batch_id": str(batch.id),
            "digest": "0" * 24,
            "encoding": "identity",
            "number": "0",
        }
        lot, code = f"01/{values['gtin']}/10/{values['lot']}", f"21/{values['code'].replace('-', '')}"
        return World(
            client=app.test_client(),
            links=(lot, f"01/{values['gtin']}/{code}", f"{lot}/{code}"),
            token=make_token(session, cooperative.organisation),
            values=values,
            member_id=grower.id,
            face=storage().get(storage_path(photo.sha256)),
            run_id=run.id,
            batch_id=batch.id,
        )


PAGE = "text/html"


def public_forms(app: Flask, world: World, *, is_quick: bool = False) -> Iterator[tuple[str, bytes]]:
    """The rule and the body of every public GET, in every language; and the data that a program gets there.

    Quickly: in Vietnamese alone.
    """
    for rule in app.url_map.iter_rules():
        if (
            "GET" not in (rule.methods or ())
            or declared_policy(app.view_functions[rule.endpoint]) is not PUBLIC
        ):
            continue
        asked = world.values["member_id"] if "member_id" in rule.arguments else "nothing asked"
        for name, path in paths_of(rule, world):
            for language in ("vi",) if is_quick else ("vi", "en", "zh"):
                answer = world.client.get(path, query_string={"lang": language}, headers={"Accept": PAGE})
                if name in LOT_PAGES | LABEL_PAGES:
                    assert answer.status_code == 200, path
                yield name, answer.data.replace(asked.encode(), b"")  # a refusal repeats it
            for form in ("application/ld+json", "application/json", "application/linkset+json"):
                if not path.startswith(("/01/", "/obj/", "/class/", "/party/", "/loc/")):
                    continue  # one form only
                answer = world.client.get(path, headers={"Accept": form})
                if answer.mimetype == form:
                    yield f"{name} as {form}", answer.data


def paths_of(rule: Rule, world: World) -> list[tuple[str, str]]:
    """The addresses of a route, each with its kind."""
    if "elements" in rule.arguments:
        return [(LABEL_LINK if "/21/" in link else LOT_LINK, f"/{link}") for link in world.links]
    unknown = rule.arguments - world.values.keys()
    assert not unknown, f"add a value for {sorted(unknown)} of {rule.rule} to make_world"
    path = rule.rule.replace("uuid:", "").replace("compressed:", "")
    for name in rule.arguments:
        path = path.replace(f"<{name}>", world.values[name])
    return [(rule.rule, path)]


def shown_of(body: bytes, world: World) -> set[str]:
    """The purposes whose data stand in a body, in any spelling."""
    found = {purpose for purpose, texts in TOLD.items() if any(text.encode() in body for text in texts)}
    if world.face in body or str(world.member_id).encode() in body:
        found.add("public_photo")
    return found


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
