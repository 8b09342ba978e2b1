"""What web tests share: a client, and a cooperative whose manager holds a token."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.pages import init_pages
from app.scan.routes import blueprint
from tests.builders import PASSWORD, Cooperative, make_cooperative, make_token, make_user
from tests.conftest import Writing
from tests.web.callers import Caller
from tests.web.forms import submit
from tests.web.label_world import Station, make_station


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def cooperative(writing: Writing) -> Cooperative:
    with writing() as session:
        return make_cooperative(session)


@pytest.fixture
def manager(client: FlaskClient, writing: Writing, cooperative: Cooperative) -> Caller:
    with writing() as session:
        return Caller(client, make_token(session, cooperative.organisation))


@pytest.fixture
def harvest(cooperative: Cooperative) -> dict[str, Any]:
    """A valid body of POST /batches."""
    return {
        "plot_id": str(cooperative.plot.id),
        "product_id": str(cooperative.product.id),
        "harvested_on": "2026-10-20",
        "net_weight_kg": "1250.5",
        "weight_kind": "weighed",
        "fruit_count": 402,
        "confirm_duplicate": True,
    }


@pytest.fixture
def station(client: FlaskClient, writing: Writing, cooperative: Cooperative) -> Station:
    return make_station(client, writing, cooperative)


@pytest.fixture
def hoa(client: FlaskClient, writing: Writing, cooperative: Cooperative) -> uuid.UUID:
    """A manager who has just logged in by password."""
    with writing() as session:
        user_id = make_user(session, cooperative.organisation, login_name="hoa").id
    assert submit(client, "/login", login="hoa", password=PASSWORD).status_code == 303
    return user_id


@pytest.fixture(params=["vi", "en", "zh"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Within a request in each language, to an application with the public pages and no database."""
    app = Flask("test")
    init_pages(app)
    app.register_blueprint(blueprint)
    with app.test_request_context(f"/?lang={request.param}"):
        yield request.param
