"""A service to back up, the paper that opens its keys, and a machine on which nothing was set up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.config import Settings
from app.db import transaction
from app.factory import create_app
from app.secrets import label_keys
from proof.places import empty_database, paper_in
from tests.builders import make_cooperative, make_run
from tests.conftest import BASE_URL, NOW, MakeApp, _dispose
from tests.integration.backups.commands import run


@pytest.fixture
def source(make_app: MakeApp, tmp_path: Path) -> Flask:
    """A service with a printed batch and a recovery key."""
    app = make_app(FILES_URL=f"file://{tmp_path / 'files'}")
    with app.app_context(), transaction() as session:
        make_run(session, make_cooperative(session), label_keys())
    return app


@pytest.fixture
def paper(source: Flask) -> str:
    """What `flask backup-key create` printed."""
    return paper_in(run(source, "backup-key", "create").output)


@pytest.fixture
def empty_url(database_url: str, tmp_path: Path) -> Iterator[str]:
    """A database that nobody has used, of the same kind."""
    with empty_database(database_url, tmp_path / "other") as url:
        yield url


@pytest.fixture
def target(empty_url: str, tmp_path: Path) -> Iterator[Flask]:
    """A machine on which nothing was set up."""
    given = {
        "RONGUON_DATA_DIR": str(tmp_path / "other"),
        "RONGUON_DATABASE_URL": empty_url,
        "RONGUON_LABEL_BASE_URL": BASE_URL,
        "RONGUON_LOG_LEVEL": "error",
    }
    app = create_app(Settings.from_env(given), clock=lambda: NOW)
    yield app
    _dispose(app)
