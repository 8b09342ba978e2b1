"""A printed batch whose grower agreed to some purposes, every public form of it, and what each shows of the grower."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app.db import transaction
from app.policy import PUBLIC, declared_policy
from app.secrets import label_keys
from app.storage import storage
from batches.documents.model import Document
from batches.documents.rules import storage_path
from batches.harvest.model import Batch
from labels.codes.codes import derive_run_key, make_code, show
from tests.builders import make_cooperative, make_run, make_token
from tests.builders_people import HOUSEHOLD, NAME, PHONE, POSITION, make_grower

LOT_LINK, LABEL_LINK = "a lot's Digital Link", "a label's Digital Link"
LOT_PAGES = frozenset({"/b/<lot>", "/class/<product>.<lot>", LOT_LINK})
LABEL_PAGES = frozenset({"/obj/<code>", "/t/<code>", LABEL_LINK})
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
