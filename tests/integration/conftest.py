"""Every integration test runs on both databases."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.model import AuditEvent
from app.db import transaction
from batches.organisations.model import Organisation
from tests.builders import make_organisation


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """One transaction for the whole test."""
    with app.app_context(), transaction() as opened:
        yield opened


@pytest.fixture
def organisation(session: Session) -> Organisation:
    return make_organisation(session)


def names_of_events(session: Session) -> list[str]:
    """The security events of commands, the oldest first."""
    return [
        name.removeprefix("cli:") for name in session.scalars(select(AuditEvent.name).order_by(AuditEvent.id))
    ]
