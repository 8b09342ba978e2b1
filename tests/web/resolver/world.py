"""One lot with labels, certificates and a GLN, behind a resolver of each kind: made once for many questions."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.config import Settings
from app.db import db, transaction
from app.factory import create_app
from app.secrets import create_missing_secrets, label_keys
from batches.certificates.model import Certificate
from batches.certificates.service import add_certificate
from batches.harvest.model import Batch
from labels.codes.codes import derive_run_key, make_code
from tests.builders import GTIN, Cooperative, make_cooperative, make_run
from tests.builders_labels import make_blank_run
from tests.builders_people import make_document, make_grower
from tests.builders_registry import make_packing_house
from tests.conftest import BASE_URL, FREELY, NOW

GLN = "9520123456788"


@dataclass(frozen=True)
class World:
    """What is known, and who may be asked about it.

    Attributes:
        strict, direct: applications on the same data.
        cooperative: whose lot it is.
        code: of a label of the lot; `blank` of one that belongs to no lot.
        papers: the documents of its certificates, published.
        plot, packing_house: their names, as events name them.
    """

    strict: Flask
    direct: Flask
    cooperative: Cooperative
    lot: str
    code: str
    blank: str
    product_id: str
    product_code: str
    short_code: str
    papers: tuple[str, ...]
    plot: str
    packing_house: str

    @property
    def product(self) -> str:
        return f"/01/{GTIN}"

    @property
    def batch(self) -> str:
        return f"{self.product}/10/{self.lot}"

    @property
    def label(self) -> str:
        return f"{self.product}/21/{self.code}"

    def ask(self, path: str, accept: str = "*/*", *, is_direct: bool = False, **more: str) -> TestResponse:
        """What a GET is answered; further headers with `_` for `-`."""
        app = self.direct if is_direct else self.strict
        headers = {"Accept": accept, **{name.replace("_", "-"): value for name, value in more.items()}}
        return app.test_client().get(path, headers=headers)

    def client(self) -> FlaskClient:
        return self.strict.test_client()


@contextmanager
def running_world(model: Path, folder: Path) -> Iterator[World]:
    shutil.copy(model, folder / "test.db")
    strict, direct = (_make_app(folder, kind) for kind in ("strict", "direct"))
    with strict.app_context():
        world = _fill(strict, direct)
    yield world
    for app in (strict, direct):
        with app.app_context():
            db.engine.dispose()


def _make_app(folder: Path, kind: str) -> Flask:
    values = {
        "DATA_DIR": str(folder / "data"),
        "DATABASE_URL": f"sqlite:///{folder / 'test.db'}",
        "FILES_URL": "memory://",
        "LABEL_BASE_URL": BASE_URL,
        "LOG_LEVEL": "error",
        "RESOLVER": kind,
        **FREELY,
    }
    settings = Settings.from_env({f"RONGUON_{name}": value for name, value in values.items()})
    create_missing_secrets(settings.secrets_dir, now=NOW)
    return create_app(settings, clock=lambda: NOW)


def _fill(strict: Flask, direct: Flask) -> World:
    with transaction() as session:
        cooperative = make_cooperative(session)
        cooperative.organisation.gln = GLN
        make_grower(session, cooperative, consents=("public_name", "public_phone"))
        add_certificate(
            session,
            cooperative.actor,
            scheme="globalgap",
            number="GGN-4099999999999",
            body="Tổ chức chứng nhận mẫu",
            valid_from=date(2026, 1, 1),
            valid_to=date(2027, 12, 31),
            plot_ids=[cooperative.plot.id],
            now=NOW,
        )
        papers = []
        for certificate in session.scalars(select(Certificate)):
            paper = make_document(
                session, cooperative, kind="certificate", content_type="application/pdf", visibility="public"
            )
            certificate.document_id = paper.id
            papers.append(str(paper.id))
        run = make_run(session, cooperative, label_keys())
        blank = make_blank_run(session, cooperative, label_keys())
        batch = session.get_one(Batch, run.batch_id)
        keys = label_keys()
        code, unbound = (
            make_code(derive_run_key(keys.get(made.key_id), made.key_id, made.number), made.number, 1)
            for made in (run, blank)
        )
        return World(
            strict=strict,
            direct=direct,
            cooperative=cooperative,
            lot=batch.lot,
            code=code,
            blank=unbound,
            papers=tuple(papers),
            packing_house=f"/loc/packing-house/{make_packing_house(session, cooperative).code}",
            **_names(cooperative),
        )


def _names(cooperative: Cooperative) -> dict[str, str]:
    return {
        "product_id": str(cooperative.product.id),
        "product_code": cooperative.product.code,
        "short_code": cooperative.organisation.short_code,
        "plot": f"/loc/plot/{cooperative.organisation.short_code}.{cooperative.plot.code}",
    }
