"""What tests share: the application on a real SQLite or PostgreSQL with the real migrations, and a fixed clock."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.config import Settings
from app.db import alembic, db, transaction
from app.factory import create_app
from app.secrets import create_missing_secrets
from tests.availability import need
from tests.postgresql import find_binaries, running_server
from tests.quickness import (
    hash_cheaply,
    look_for_garbage_rarely,
    share_statements,
    share_what_is_compiled,
)

NOW = datetime(2026, 10, 25, 3, 0, tzinfo=UTC)
BASE_URL = "https://nguon.dongthap.vn"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
"""What one says to accept."""

FREELY = dict.fromkeys(("RATE_API", "RATE_PUBLIC", "RATE_GUESS", "RATE_REPORT"), "1000000/second")

MakeApp = Callable[..., Flask]
Writing = Callable[[], AbstractContextManager[Session]]


share_what_is_compiled()
hash_cheaply()
look_for_garbage_rarely()


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings in the developer's shell never reach a test."""
    for name in ("RONGUON_DATA_DIR", "RONGUON_DATABASE_URL", "RONGUON_DEMO", "RONGUON_LABEL_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a running server with a database `model` at the newest schema."""
    binaries = find_binaries()
    need(binaries, "PostgreSQL's server binaries (initdb, pg_ctl) are not on this machine")
    assert binaries is not None
    with running_server(binaries) as url, psycopg.connect(_plain(url), autocommit=True) as connection:
        connection.execute("CREATE DATABASE model")
        _migrate(f"{url}/model")
        yield url


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file at the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("model") / "model.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_model: Path, tmp_path: Path) -> str:
    shutil.copy(sqlite_model, tmp_path / "test.db")
    return f"sqlite:///{tmp_path / 'test.db'}"


_numbers = itertools.count()


@pytest.fixture
def postgresql_url(postgresql: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    with psycopg.connect(_plain(postgresql), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE model")
        yield f"{postgresql}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """SQLite, but for tests/integration, which runs on both."""
    return sqlite_url


@pytest.fixture
def make_app(database_url: str, tmp_path: Path) -> Iterator[MakeApp]:
    """Makes applications; keyword arguments are settings without their prefix."""
    made: list[Flask] = []

    def make(**given: str) -> Flask:
        values = {
            "DATA_DIR": str(tmp_path / "data"),
            "DATABASE_URL": database_url,
            "FILES_URL": "memory://",
            "LABEL_BASE_URL": BASE_URL,
            "LOG_LEVEL": "error",
            **FREELY,
        } | given
        settings = Settings.from_env({f"RONGUON_{name}": value for name, value in values.items()})
        create_missing_secrets(settings.secrets_dir, now=NOW)
        made.append(create_app(settings, clock=lambda: NOW))
        share_statements(made[-1])
        return made[-1]

    yield make
    for app in made:
        _dispose(app)


@pytest.fixture
def app(make_app: MakeApp) -> Flask:
    return make_app()


@pytest.fixture
def writing(app: Flask) -> Writing:
    """Opens a transaction of its own; a request in a test never shares its application context."""

    @contextmanager
    def open_transaction() -> Iterator[Session]:
        with app.app_context(), transaction() as session:
            yield session

    return open_transaction


def _migrate(url: str) -> None:
    app = create_app(Settings.from_env({"RONGUON_DATABASE_URL": url, "RONGUON_FILES_URL": "memory://"}))
    with app.app_context():
        alembic.upgrade()
    _dispose(app)


def _dispose(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


def _plain(url: str) -> str:
    return url.replace("+psycopg", "") + "/postgres"
