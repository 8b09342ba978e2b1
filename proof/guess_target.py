"""What is guessed at: an application with a demo, real runs under two keys and tokens, and no limits in the way."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from app import clock
from app.cli.demo.load import actor_of, fresh_token, load_demo, scan_paths
from app.config import Settings
from app.db import alembic, db, transaction
from app.factory import create_app
from app.randomness import draw_number
from app.secrets import create_missing_secrets, label_keys
from app.storage import storage
from batches.organisations.model import Organisation
from labels.codes.codes import derive_run_key, make_code
from labels.codes.keys import KEY_BYTES, LabelKeys
from labels.runs.creating import RunOrder, create_run
from labels.runs.snapshot import Snapshot

BASE_URL = "http://127.0.0.1:8000"
NO_BATCH = "/api/v1/batches/00000000-0000-7000-8000-000000000000"
NO_LIMITS = {"RONGUON_RATE_API": "9999999/second", "RONGUON_RATE_PUBLIC": "9999999/second"} | {
    "RONGUON_RATE_GUESS": "9999999/second"
}


@dataclass(frozen=True, kw_only=True, slots=True)
class IssuedRun:
    """A run that was really printed; `key_id` names the master key that it was made under."""

    number: int
    quantity: int
    key_id: str

    def code(self, keys: LabelKeys, serial: int) -> str:
        return make_code(derive_run_key(keys.get(self.key_id), self.key_id, self.number), self.number, serial)


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """What is guessed at: an application with runs under a retired and under the active key."""

    client: FlaskClient
    keys: LabelKeys
    runs: tuple[IssuedRun, ...]
    tokens: tuple[str, ...]

    def finds(self, code: str) -> bool:
        """Whether the public page knows a code; any other answer than a page or a 404 is a fault."""
        status = self.client.get(f"/t/{code}").status_code
        if status not in {200, 404}:
            raise AssertionError(f"expected 200 or 404 for {code}, got {status}")
        return status == 200

    def lets_in(self, token: str) -> bool:
        answer = self.client.get(NO_BATCH, headers={"Authorization": f"Bearer {token}"})
        if answer.status_code not in {401, 404}:
            raise AssertionError(f"expected 401 or 404, got {answer.status_code}")
        return answer.status_code == 404


def make_target(folder: Path) -> Target:
    """A fresh demo whose label key was retired after its runs, and one more run under the new key."""
    environment = {"RONGUON_DATA_DIR": str(folder), "RONGUON_DEMO": "1", "RONGUON_LABEL_BASE_URL": BASE_URL}
    environment |= {"RONGUON_FILES_URL": "memory://", "RONGUON_LOG_LEVEL": "error", **NO_LIMITS}
    settings = Settings.from_env(environment)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    create_missing_secrets(settings.secrets_dir, now=clock.system_clock())
    app = create_app(settings)
    with app.app_context():
        alembic.upgrade()
        keys = label_keys().with_new(
            key_id=secrets.token_hex(4), key=secrets.token_bytes(KEY_BYTES), now=clock.now()
        )
        with transaction() as session:
            organisations = load_demo(session, storage(), label_keys(), base_url=BASE_URL)
            tokens = [fresh_token(session, found, now=clock.now()) for found in organisations]
        runs = _runs_with_one_under(app, keys)
    app.extensions["ronguon.label_keys"] = keys
    return Target(client=app.test_client(), keys=keys, runs=runs, tokens=tuple(tokens))


def close(target: Target) -> None:
    """Let go of the database, so that its folder can go."""
    with target.client.application.app_context():
        db.engine.dispose()


def _runs_with_one_under(app: Flask, keys: LabelKeys) -> tuple[IssuedRun, ...]:
    """The demo's runs and one more under the active key of `keys`, newest first."""
    with app.app_context(), transaction() as session:
        printed = scan_paths(session)
        owner = session.get_one(Organisation, printed[0].organisation_id)
        batch_id = printed[0].batch_id
        assert batch_id is not None
        newest = create_run(
            session,
            actor_of(owner),
            RunOrder(
                batch_id=batch_id,
                quantity=24,
                design="fruit-a4",
                stock="a4-3x8",
                start_position=1,
                language="vi",
            ),
            base_url=BASE_URL,
            keys=keys,
            draw_number=draw_number,
            now=clock.now(),
        )
        return tuple(_issued(Snapshot.of(run)) for run in (newest, *printed))


def _issued(run: Snapshot) -> IssuedRun:
    return IssuedRun(number=run.number, quantity=run.quantity, key_id=run.key_id)
